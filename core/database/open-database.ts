import { Kysely } from 'kysely'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { readDatabaseFailure } from './database-failure.ts'
import type { Engine } from './engine.ts'
import { type Migration, migrate } from './migrate.ts'
import { describePostgresqlUrl, isPostgresqlUrl, openPostgresql, postgresqlEngine } from './postgresql.ts'
import { RetryingDatabase } from './retrying-database.ts'
import { openSqlite, sqliteEngine } from './sqlite.ts'

export interface ConnectionOptions {
  /** A file of SQLite, created where it is missing; `:memory:` for one that ends with the process; or a `postgresql://` URL. */
  readonly location: string
  /** True to look and change nothing: a file is not created then, and other writers are not held up. */
  readonly isReadOnly?: boolean
  /** Connections to PostgreSQL that are kept at most. */
  readonly connections?: number
  /**
   * True for a queue, whose tables change their size faster than PostgreSQL notices: a plan that was made for the empty table would
   * read the whole of the full one.
   */
  readonly prefersIndexes?: boolean
}

export interface DatabaseOptions extends ConnectionOptions {
  readonly migrations: readonly Migration[]
}

export interface OpenDatabase<Tables> {
  readonly db: Kysely<Tables>
  readonly engine: Engine
  /** The location as it may be shown. */
  readonly location: string
  close(): Promise<void>
}

/** The location of a database as it may be shown: without a password. */
export function describeLocation(location: string): string {
  if (isPostgresqlUrl(location)) return describePostgresqlUrl(location)
  return location.replace(/^([a-z][a-z0-9+.-]+:\/\/).*/is, '$1…')
}

/**
 * Opens a database as it is, without a look at its migrations.
 * Throws `database-unusable`, `database-unreachable` or `database-unsupported`.
 */
export async function connectDatabase<Tables>(options: ConnectionOptions): Promise<OpenDatabase<Tables>> {
  const { location, isReadOnly = false } = options
  const shown = describeLocation(location)
  if (isPostgresqlUrl(location)) {
    const { dialect } = await openPostgresql(location, options.connections, options.prefersIndexes)
    const db = new RetryingDatabase<Tables>({ dialect })
    return { db, engine: postgresqlEngine, location: shown, close: () => db.destroy() }
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(location)) throw new CodedError('database-unsupported', { location: shown })
  const db = new Kysely<Tables>({ dialect: await openSqlite(location, isReadOnly) })
  return { db, engine: sqliteEngine, location: shown, close: () => db.destroy() }
}

/**
 * Opens the database, checks its migrations and applies those that are missing.
 * Throws `database-unusable`, `database-unreachable`, `database-newer` or `database-unsupported`.
 */
export async function openDatabase<Tables>(options: DatabaseOptions): Promise<OpenDatabase<Tables>> {
  const open = await connectDatabase<Tables>(options)
  try {
    await migrate(open, options.migrations)
  } catch (error) {
    await open.close()
    if (error instanceof CodedError) throw error
    const code = readDatabaseFailure(error) === 'unreachable' ? 'database-unreachable' : 'database-unusable'
    throw new CodedError(code, { location: open.location, reason: describeSystemError(error) }, { cause: error })
  }
  return open
}
