import type { KyselyPlugin, RawBuilder } from 'kysely'

/** What SQLite and PostgreSQL do not say in the same words. Everything else is written once, for both. */
export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** Run at the start of the transaction that migrates: two programs that start at once take turns. */
  readonly beforeMigration: readonly RawBuilder<unknown>[]
  /** Applied to the statements of migrations. */
  readonly migrationPlugins: readonly KyselyPlugin[]
  /** Names of tables, one a row, as `name`. */
  readonly listTables: RawBuilder<{ name: string }>
  /** Columns of a table: `name`, `type` in words that both engines use, and its place in the primary key from 1, or 0. */
  listColumns(table: string): RawBuilder<{ name: string; type: string; place: number }>
  /** Foreign keys, of one column each, and the table that they lead to. */
  listReferences(table: string): RawBuilder<{ column: string; table: string }>
}
