import type { Command } from '../command.ts'
import { agent } from '../commands/agent.ts'

export const commands: Readonly<Record<string, Command>> = { agent }
