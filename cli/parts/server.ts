import type { Command } from '../command.ts'
import { server } from '../commands/server.ts'

export const commands: Readonly<Record<string, Command>> = { server }
