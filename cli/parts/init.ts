import type { Command } from '../command.ts'
import { initCommand } from '../commands/init.ts'

export const commands: Readonly<Record<string, Command>> = {
  init: initCommand,
}
