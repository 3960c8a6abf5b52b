import type { Kysely } from 'kysely'
import { type OpenDatabase, openDatabase } from '../core/database/open-database.ts'
import { botMigrations } from './migrations/list.ts'
import type { BotTables } from './tables.ts'

export type BotDatabase = Kysely<BotTables>

/**
 * Opens the bot's database, a file of SQLite or a PostgreSQL by its URL, and applies the migrations that are missing.
 * Throws `database-*`.
 */
export function openBotDatabase(location: string): Promise<OpenDatabase<BotTables>> {
  return openDatabase<BotTables>({ location, migrations: botMigrations, prefersIndexes: true })
}
