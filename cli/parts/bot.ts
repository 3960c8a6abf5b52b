import type { Command } from '../command.ts'
import { bot } from '../commands/bot.ts'
import { botDeliveries } from '../commands/bot-deliveries.ts'
import { botDoctor } from '../commands/bot-doctor.ts'
import { botReplay } from '../commands/bot-replay.ts'

export const commands: Readonly<Record<string, Command>> = {
  bot,
  'bot doctor': botDoctor,
  'bot deliveries': botDeliveries,
  'bot replay': botReplay,
}
