import { existsSync } from 'node:fs'
import { type BotDatabase, openBotDatabase } from '../bot/open-bot-database.ts'
import { isPostgresqlUrl } from '../core/database/postgresql.ts'
import { CodedError } from '../core/errors/coded-error.ts'
import { readConfigOption } from './bot-config.ts'
import type { CommandContext, CommandInput } from './command.ts'

/**
 * Does something with the database of a bot, which may be running: SQLite lets a second process in (DESIGN decision 6). A
 * database that is not there is an error, not a new one.
 */
export async function withBotDatabase<T>(
  command: string,
  { options }: CommandInput,
  context: CommandContext,
  work: (db: BotDatabase) => Promise<T>,
): Promise<T> {
  const { config } = readConfigOption(command, options, context)
  const { database: location } = config
  if (!isPostgresqlUrl(location) && !existsSync(location)) throw new CodedError('bot-database-missing', { location })
  const { db, close } = await openBotDatabase(location)
  try {
    return await work(db)
  } finally {
    await close()
  }
}
