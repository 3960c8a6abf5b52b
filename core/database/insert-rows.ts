import { CompiledQuery, type Insertable, type Kysely, sql } from 'kysely'

/** Parameters of one statement at most: SQLite takes 32,766, PostgreSQL 65,535. */
const maximumParameters = 8000
const maximumRows = 256

/** Texts of statements by table, columns, number of rows and engine: a handful each, since numbers of rows are powers of two. */
const texts = new Map<string, string>()

function writeStatement(table: string, columns: readonly string[], rows: number, isNumbered: boolean): string {
  const key = `${table} ${columns.join()} ${rows} ${isNumbered}`
  const known = texts.get(key)
  if (known !== undefined) return known
  let number = 0
  const place = () => {
    number += 1
    return isNumbered ? `$${number}` : '?'
  }
  const values = Array.from({ length: rows }, () => `(${columns.map(place).join(', ')})`)
  const names = columns.map((name) => `"${name}"`).join(', ')
  const text = `insert into "${table}" (${names}) values ${values.join(', ')}`
  texts.set(key, text)
  return text
}

/**
 * Inserts many rows by few statements of many rows each, whose texts are made once: several times as fast as a builder that
 * makes each anew. All rows have the columns of the first. To be called in a transaction.
 */
export async function insertRows<Tables, Name extends keyof Tables & string>(
  trx: Kysely<Tables>,
  table: Name,
  rows: readonly (Insertable<NoInfer<Tables>[Name]> & Readonly<Record<string, unknown>>)[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const isNumbered = sql`select ${1}`.compile(trx).sql.includes('$1')
  let size = maximumRows
  while (size > 1 && size * columns.length > maximumParameters) size /= 2
  for (let start = 0; start < rows.length; ) {
    while (size > rows.length - start) size /= 2
    const parameters: unknown[] = []
    for (let index = start; index < start + size; index += 1) {
      const row: Readonly<Record<string, unknown>> | undefined = rows[index]
      for (const column of columns) parameters.push(row?.[column])
    }
    await trx.executeQuery(CompiledQuery.raw(writeStatement(table, columns, size, isNumbered), parameters))
    start += size
  }
}

/** Ids in groups of a bounded number, each filled up with its last one, so that few different statements come of them. */
export function groupIds(ids: readonly string[], size = 500): string[][] {
  const groups: string[][] = []
  for (let start = 0; start < ids.length; start += size) {
    const group = ids.slice(start, start + size)
    const last = group.at(-1)
    // A single group keeps its own length up to the next power of two.
    const wanted = ids.length <= size ? 2 ** Math.ceil(Math.log2(group.length)) : size
    while (last !== undefined && group.length < Math.min(wanted, size)) group.push(last)
    groups.push(group)
  }
  return groups
}
