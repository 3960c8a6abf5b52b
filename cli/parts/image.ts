import type { Command } from '../command.ts'
import { build } from '../commands/build.ts'

export const commands: Readonly<Record<string, Command>> = { build }
