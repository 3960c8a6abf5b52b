import type { Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import { migrationTable } from './migrate.ts'

export interface ColumnDescription {
  readonly name: string
  readonly kind: 'text' | 'integer' | 'real'
}

/** One table as the engine holds it. */
export interface TableDescription {
  readonly name: string
  /** By name. */
  readonly columns: readonly ColumnDescription[]
  /** The columns that name a row, in the order of the key. */
  readonly key: readonly string[]
  /** Columns that name another row of the same table. */
  readonly selfReferences: readonly string[]
}

function readKind(type: string): ColumnDescription['kind'] {
  if (type === 'text') return 'text'
  return type === 'double precision' ? 'real' : 'integer'
}

async function describeTable<Tables>(db: Kysely<Tables>, engine: Engine, name: string) {
  const { rows: columns } = await engine.listColumns(name).execute(db)
  const { rows: references } = await engine.listReferences(name).execute(db)
  const table: TableDescription = {
    name,
    columns: columns
      .map((column) => ({ name: column.name, kind: readKind(column.type) }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    key: columns
      .filter(({ place }) => place > 0)
      .sort((one, other) => one.place - other.place)
      .map((column) => column.name),
    selfReferences: references.filter((reference) => reference.table === name).map(({ column }) => column),
  }
  return { table, needs: new Set(references.map((reference) => reference.table).filter((other) => other !== name)) }
}

/** Names of all tables, in order. */
export async function listTableNames<Tables>(db: Kysely<Tables>, engine: Engine): Promise<string[]> {
  const { rows } = await engine.listTables.execute(db)
  return rows.map(({ name }) => name).sort()
}

/**
 * All tables but that of the migrations, each after those that its foreign keys lead to, else by name; the same order on
 * both engines.
 */
export async function describeTables<Tables>(db: Kysely<Tables>, engine: Engine): Promise<TableDescription[]> {
  const waiting = new Map<string, Awaited<ReturnType<typeof describeTable>>>()
  for (const name of await listTableNames(db, engine)) {
    if (name !== migrationTable) waiting.set(name, await describeTable(db, engine, name))
  }
  const ordered: TableDescription[] = []
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ needs }) => [...needs].every((name) => !waiting.has(name)))
    if (!next) throw new Error(`foreign keys go in a circle: ${[...waiting.keys()].join(', ')}`)
    waiting.delete(next.table.name)
    ordered.push(next.table)
  }
  return ordered
}
