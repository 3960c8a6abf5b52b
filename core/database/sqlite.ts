import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Dialect, SqliteAdapter, SqliteDialect, type SqliteStatement, sql } from 'kysely'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import type { DirectAdapter } from './direct-adapter.ts'
import type { Engine } from './engine.ts'

/** Statements are kept prepared by their text; more than this many different ones means that values were written into a text. */
const maximumStatements = 500

/** Milliseconds that a writer waits for another process, such as an administration command. */
const busyTimeout = 5000

interface FileStatement extends SqliteStatement {
  raw(): unknown
  columns(): readonly { readonly name: string }[]
}

interface SqliteFile {
  readonly inTransaction: boolean
  prepare(sql: string): FileStatement
  pragma(text: string): unknown
  close(): void
}

/** Rows of a statement as objects, made here of the driver's bare values: its own objects take half as long again. */
function readRows(statement: FileStatement): SqliteStatement {
  if (!statement.reader) return statement
  statement.raw()
  let names: readonly string[] = []
  const toRow = (values: unknown) => {
    const row: Record<string, unknown> = {}
    if (!Array.isArray(values)) return row
    // Also where a table got a column since, and `*` stands for more than it did.
    if (values.length !== names.length) names = statement.columns().map(({ name }) => name)
    for (let index = 0; index < names.length; index += 1) row[names[index] ?? ''] = values[index]
    return row
  }
  return {
    reader: true,
    all: (parameters) => statement.all(parameters).map(toRow),
    run: (parameters) => statement.run(parameters),
    iterate: function* (parameters) {
      for (const values of statement.iterate(parameters)) yield toRow(values)
    },
  }
}

function keepPrepared(file: SqliteFile, isReadOnly: boolean) {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => file.close(),
    prepare: (text: string) => {
      // A transaction that reads first and writes later cannot wait for another writer: it takes its turn at the start.
      const wanted = text === 'begin' && !isReadOnly ? 'begin immediate' : text
      let statement = statements.get(wanted)
      if (!statement) {
        if (statements.size >= maximumStatements) statements.clear()
        statement = readRows(file.prepare(wanted))
        statements.set(wanted, statement)
      }
      return statement
    },
  }
}

/** There is one connection: what runs at once, while no transaction is open on it, is not seen by any and sees none. */
class DirectSqliteAdapter extends SqliteAdapter implements DirectAdapter {
  readonly canNestWrites = false
  readonly #file: SqliteFile
  readonly #prepare: (text: string) => SqliteStatement

  constructor(file: SqliteFile, prepare: (text: string) => SqliteStatement) {
    super()
    this.#file = file
    this.#prepare = prepare
  }

  runDirectly(text: string, parameters: readonly unknown[]): unknown[] | undefined {
    if (this.#file.inTransaction) return undefined
    const statement = this.#prepare(text)
    return statement.reader ? statement.all(parameters) : undefined
  }
}

class DirectSqliteDialect extends SqliteDialect {
  readonly #createAdapter: () => SqliteAdapter

  constructor(file: SqliteFile, isReadOnly: boolean) {
    const database = keepPrepared(file, isReadOnly)
    super({ database })
    this.#createAdapter = () => new DirectSqliteAdapter(file, database.prepare)
  }

  override createAdapter(): SqliteAdapter {
    return this.#createAdapter()
  }
}

/**
 * Opens a file of SQLite, created where it is missing unless it is only read. A transaction on one that is only read sees
 * the database as it was when it began, and keeps nobody from writing.
 * Throws `database-unusable`.
 */
export async function openSqlite(location: string, isReadOnly: boolean): Promise<Dialect> {
  // Loaded by require where the command is one CommonJS bundle, and only when a database is opened at all.
  const { default: Sqlite } = await import('better-sqlite3')
  try {
    if (isReadOnly) {
      const file = new Sqlite(location, { readonly: true, fileMustExist: true })
      file.pragma(`busy_timeout = ${busyTimeout}`)
      return new DirectSqliteDialect(file, true)
    }
    if (location !== ':memory:') mkdirSync(path.dirname(path.resolve(location)), { recursive: true })
    const file = new Sqlite(location)
    file.pragma('journal_mode = WAL')
    file.pragma('synchronous = FULL')
    file.pragma(`busy_timeout = ${busyTimeout}`)
    file.pragma('foreign_keys = ON')
    return new DirectSqliteDialect(file, false)
  } catch (error) {
    throw new CodedError('database-unusable', { location, reason: describeSystemError(error) }, { cause: error })
  }
}

export const sqliteEngine: Engine = {
  name: 'SQLite',
  beforeMigration: [],
  migrationPlugins: [],
  listTables: sql`select name from sqlite_master where type = 'table' and name not like 'sqlite%'`,
  listColumns: (table) => sql`select name, lower(type) as type, pk as place from pragma_table_info(${table})`,
  listReferences: (table) => sql`select "from" as "column", "table" from pragma_foreign_key_list(${table})`,
}
