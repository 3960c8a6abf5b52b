import type { Command } from '../command.ts'
import { bot } from '../commands/bot.ts'

export const commands: Readonly<Record<string, Command>> = {
  bot,
}
