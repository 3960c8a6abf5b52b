import type { Kysely } from 'kysely'
import { readDatabaseFailure } from '../../core/database/database-failure.ts'
import { describeTables, listTableNames, type TableDescription } from '../../core/database/describe-tables.ts'
import { applyMigrations, type Migration } from '../../core/database/migrate.ts'
import type { OpenDatabase } from '../../core/database/open-database.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { type AnyTables, type Cell, type Cells, transferVersion } from './transfer-file.ts'

/** Rows that are written at a time. */
const batch = 200

export interface ImportSource {
  readonly lines: AsyncIterable<string>
  /** As errors name it. */
  readonly file: string
}

type Line =
  | { readonly kind: 'head'; readonly migrations: readonly string[] }
  | { readonly kind: 'row'; readonly table: string; readonly row: Readonly<Record<string, unknown>> }
  | { readonly kind: 'foot'; readonly rows: number }

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readLine(text: string): Line | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value)) return undefined
  const { arkindex_ci_export: version, migrations, table, row, rows } = value
  if (version === transferVersion && Array.isArray(migrations)) {
    return { kind: 'head', migrations: migrations.map(String) }
  }
  if (typeof table === 'string' && isRecord(row)) return { kind: 'row', table, row }
  if (typeof rows === 'number') return { kind: 'foot', rows }
  return undefined
}

/** A row as its table takes it, or what is wrong with it. */
function readCells(table: TableDescription, row: Readonly<Record<string, unknown>>): Cells | string {
  const cells: Cells = {}
  for (const { name, kind } of table.columns) {
    const value = row[name]
    if (value === null) cells[name] = null
    else if (kind === 'text' && typeof value === 'string') cells[name] = value
    else if (kind === 'real' && typeof value === 'number') cells[name] = value
    else if (kind === 'integer' && Number.isSafeInteger(value)) cells[name] = Number(value)
    else return value === undefined ? `the column ${name} is missing` : `the column ${name} is no ${kind}`
  }
  const unknown = Object.keys(row).find((name) => !Object.hasOwn(cells, name))
  return unknown === undefined ? cells : `there is no column ${unknown}`
}

/** Writes the rows of one table: what refers to another row of it is set at the end, when all of them are there. */
function createWriter(trx: Kysely<AnyTables>, table: TableDescription) {
  const waiting: Cells[] = []
  const links: { row: Cells; column: string; value: Cell }[] = []
  const flush = async () => {
    if (waiting.length > 0) await trx.insertInto(table.name).values(waiting.splice(0)).execute()
  }
  return {
    add: async (row: Cells) => {
      const placed = { ...row }
      for (const column of table.selfReferences) {
        const value = row[column] ?? null
        if (value === null) continue
        links.push({ row, column, value })
        placed[column] = null
      }
      waiting.push(placed)
      if (waiting.length >= batch) await flush()
    },
    end: async () => {
      await flush()
      for (const { row, column, value } of links) {
        let update = trx.updateTable(table.name).set({ [column]: value })
        for (const name of table.key) update = update.where(name, '=', row[name] ?? null)
        await update.execute()
      }
    },
  }
}

async function loadRows(
  trx: Kysely<AnyTables>,
  tables: readonly TableDescription[],
  lines: AsyncIterator<string>,
  refuse: (problem: string) => CodedError,
): Promise<number> {
  const waiting = [...tables]
  let table: TableDescription | undefined
  let writer: ReturnType<typeof createWriter> | undefined
  let count = 0
  for (let number = 2; ; number += 1) {
    const next = await lines.next()
    if (next.done) throw refuse('it was cut: its last line, which tells the number of rows, is missing')
    const line = readLine(next.value)
    if (!line || line.kind === 'head') throw refuse(`line ${number} is no row`)
    if (line.kind === 'foot') {
      await writer?.end()
      if (line.rows !== count) throw refuse(`it holds ${count} rows where its last line says ${line.rows}`)
      if (!(await lines.next()).done) throw refuse(`something follows its last line, line ${number}`)
      return count
    }
    if (line.table !== table?.name) {
      await writer?.end()
      const index = waiting.findIndex(({ name }) => name === line.table)
      table = waiting[index]
      if (!table) throw refuse(`line ${number}: there is no table "${line.table}", or it stands too late`)
      waiting.splice(0, index + 1)
      writer = createWriter(trx, table)
    }
    const cells = readCells(table, line.row)
    if (typeof cells === 'string') throw refuse(`line ${number}: ${cells}`)
    await writer?.add(cells)
    count += 1
  }
}

/**
 * Fills an empty database with what `exportDatabase` gave, all of it or nothing, and brings it up to date where the export
 * is older than this program. `beforeCommit` may still refuse. Gives the number of rows.
 * Throws `database-not-empty`, `transfer-invalid` or `transfer-newer`.
 */
export async function importDatabase(
  { db, engine, location }: OpenDatabase<AnyTables>,
  { lines, file }: ImportSource,
  migrations: readonly Migration[],
  beforeCommit: (trx: Kysely<AnyTables>) => Promise<void> = async () => {},
): Promise<number> {
  const refuse = (problem: string) => new CodedError('transfer-invalid', { file, problem })
  const iterator = lines[Symbol.asyncIterator]()
  const first = await iterator.next()
  const head = first.done ? undefined : readLine(first.value)
  if (head?.kind !== 'head') throw refuse('its first line is not that of an export')
  const unknown = head.migrations.find((name) => !migrations.some((migration) => migration.name === name))
  if (unknown !== undefined) throw new CodedError('transfer-newer', { file, migration: unknown })
  try {
    // Not tried again where it collides: the lines can be read only once, and nobody else works on an empty database.
    return await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (trx) => {
        for (const statement of engine.beforeMigration) await statement.execute(trx)
        const [table] = await listTableNames(trx, engine)
        if (table !== undefined) throw new CodedError('database-not-empty', { location, table })
        const target = { db: trx, engine, location }
        await applyMigrations(
          target,
          migrations.filter(({ name }) => head.migrations.includes(name)),
        )
        const tables = await describeTables(trx, engine)
        // What migrations put there themselves is in the export, as it was.
        for (const { name } of [...tables].reverse()) await trx.deleteFrom(name).execute()
        const count = await loadRows(trx, tables, iterator, refuse)
        await applyMigrations(target, migrations)
        await beforeCommit(trx)
        return count
      })
  } catch (error) {
    const failure = readDatabaseFailure(error)
    if (failure === 'reference-missing') throw refuse('a row refers to one that is not there')
    if (failure === 'duplicate') throw refuse('a row, or a name that must be unique, is there twice')
    throw error
  }
}
