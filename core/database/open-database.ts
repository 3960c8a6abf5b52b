import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { type Migration, migrate } from './migrate.ts'

export interface DatabaseOptions {
  /** The file, created where it is missing; `:memory:` for one that ends with the process. A `postgres://` URL is refused until that engine is supported. */
  location: string
  migrations: readonly Migration[]
}

export interface OpenDatabase<Tables> {
  db: Kysely<Tables>
  close(): Promise<void>
}

/** Statements are kept prepared by their text; more than this many different ones means that values were written into a text. */
const maximumStatements = 500

/** Milliseconds that a writer waits for another process, such as an administration command. */
const busyTimeout = 5000

interface SqliteFile {
  prepare(sql: string): SqliteStatement
  pragma(text: string): unknown
  close(): void
}

function keepPrepared(file: SqliteFile): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => file.close(),
    prepare: (text) => {
      // A transaction that reads first and writes later cannot wait for another writer: it takes its turn at the start.
      const sql = text === 'begin' ? 'begin immediate' : text
      let statement = statements.get(sql)
      if (!statement) {
        if (statements.size >= maximumStatements) statements.clear()
        statement = file.prepare(sql)
        statements.set(sql, statement)
      }
      return statement
    },
  }
}

async function openSqliteFile(location: string): Promise<SqliteFile> {
  // Loaded by require where the command is one CommonJS bundle, and only when a database is opened at all.
  const { default: Sqlite } = await import('better-sqlite3')
  try {
    if (location !== ':memory:') mkdirSync(path.dirname(path.resolve(location)), { recursive: true })
    const file = new Sqlite(location)
    file.pragma('journal_mode = WAL')
    file.pragma('synchronous = FULL')
    file.pragma(`busy_timeout = ${busyTimeout}`)
    file.pragma('foreign_keys = ON')
    return file
  } catch (error) {
    throw new CodedError('database-unusable', { location, reason: describeSystemError(error) }, { cause: error })
  }
}

/**
 * Opens the database, checks its migrations and applies those that are missing.
 * Throws `database-unusable`, `database-newer` or `database-unsupported`.
 */
export async function openDatabase<Tables>(options: DatabaseOptions): Promise<OpenDatabase<Tables>> {
  const { location, migrations } = options
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(location))
    throw new CodedError('database-unsupported', { location: location.replace(/:\/\/.*/s, '://…') })
  const file = await openSqliteFile(location)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepPrepared(file) }) })
  try {
    await migrate(db, migrations, location)
  } catch (error) {
    await db.destroy()
    if (error instanceof CodedError) throw error
    throw new CodedError('database-unusable', { location, reason: describeSystemError(error) }, { cause: error })
  }
  return { db, close: () => db.destroy() }
}
