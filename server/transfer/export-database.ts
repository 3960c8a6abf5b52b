import { type Kysely, sql } from 'kysely'
import { describeTables, listTableNames, type TableDescription } from '../../core/database/describe-tables.ts'
import { listApplied, migrationTable } from '../../core/database/migrate.ts'
import type { OpenDatabase } from '../../core/database/open-database.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { folderSetting } from '../storage/claim-folder.ts'
import { type AnyTables, type Cells, transferVersion } from './transfer-file.ts'

/** Rows that are read at a time. */
const batch = 1000

/** The rows of a table in the order of its key, read in portions. */
async function* readRows(db: Kysely<AnyTables>, { name, key, columns }: TableDescription): AsyncGenerator<Cells> {
  const order = sql.join(key.map((column) => sql.ref(column)))
  const selected = sql.join(columns.map((column) => sql.ref(column.name)))
  let last: Cells | undefined
  do {
    const after: Cells | undefined = last
    const condition = after ? sql`where (${order}) > (${sql.join(key.map((column) => after[column] ?? null))})` : sql``
    const { rows }: { rows: Cells[] } =
      await sql<Cells>`select ${selected} from ${sql.table(name)} ${condition} order by ${order} limit ${sql.lit(batch)}`.execute(
        db,
      )
    yield* rows
    last = rows.length === batch ? rows.at(-1) : undefined
  } while (last)
}

/**
 * Uploads under way, and archives to be removed: another place has none of them in its store. Nor has it the files of corpus
 * exports, which are made anew.
 */
const tablesOfThisPlace = new Set(['multipart_upload', 'stray_archive', 'export'])

function isOfThisPlace(table: string, row: Cells): boolean {
  return tablesOfThisPlace.has(table) || (table === 'setting' && row.key === folderSetting)
}

/**
 * Gives the whole database as lines of JSON: a head with the migrations, one line a row, and a foot with their number, so
 * that a file which was cut is known. Tables come after those that they refer to, rows in the order of their key, columns by
 * name: equal databases give equal lines, on either engine. It is read as it is at one moment; others may go on writing.
 * Throws `database-empty`.
 */
export async function* exportDatabase({ db, engine, location }: OpenDatabase<AnyTables>): AsyncGenerator<string> {
  const snapshot = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  try {
    const names = await listTableNames(snapshot, engine)
    if (!names.includes(migrationTable)) throw new CodedError('database-empty', { location })
    yield JSON.stringify({ arkindex_ci_export: transferVersion, migrations: await listApplied(snapshot) })
    let count = 0
    for (const table of await describeTables(snapshot, engine)) {
      for await (const row of readRows(snapshot, table)) {
        if (isOfThisPlace(table.name, row)) continue
        const sorted = Object.fromEntries(table.columns.map(({ name }) => [name, row[name] ?? null]))
        yield JSON.stringify({ table: table.name, row: sorted })
        count += 1
      }
    }
    yield JSON.stringify({ rows: count })
  } finally {
    await snapshot.rollback().execute()
  }
}
