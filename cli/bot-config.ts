import path from 'node:path'
import { type BotConfigReading, readBotConfig } from '../bot/config/read-bot-config.ts'
import { CodedError } from '../core/errors/coded-error.ts'
import type { CommandContext, OptionSpec, OptionValue } from './command.ts'

/** The configuration of the bot, the same option in every command about it. */
export const botConfigOption: Readonly<Record<'config', OptionSpec>> = {
  config: {
    type: 'string',
    value: 'FILE',
    description: 'The configuration of the bot; schemas/bot.json says what it holds',
  },
}

/** Reads the configuration that `--config` names. Throws everything that is wrong with it at once. */
export function readConfigOption(
  command: string,
  options: Readonly<Record<string, OptionValue>>,
  { env, cwd }: Pick<CommandContext, 'env' | 'cwd'>,
): BotConfigReading {
  const { config } = options
  if (typeof config !== 'string' || config === '') {
    throw new CodedError('wrong-usage', { problem: 'Name the configuration with --config FILE.', command })
  }
  return readBotConfig(path.resolve(cwd, config), env)
}
