import { type Kysely, type RawBuilder, type SchemaModule, sql } from 'kysely'
import { CodedError } from '../errors/coded-error.ts'

/** What a migration may use: the structure, and statements in SQL that both engines know. */
export interface MigrationAccess {
  schema: SchemaModule
  run(statement: RawBuilder<unknown>): Promise<void>
}

/** One step of the database's structure. Once released it is never changed; what it did wrong, the next one mends. */
export interface Migration {
  /** Four digits and a name; they are applied in this order. */
  name: string
  up(access: MigrationAccess): Promise<void>
}

interface AppliedRow {
  name: string
}

/**
 * Applies the migrations that the database has not seen, all in one transaction. They only go forward.
 * Throws `database-newer` where the database holds one that this version does not know.
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  migrations: readonly Migration[],
  location: string,
): Promise<void> {
  await sql`create table if not exists schema_migration (name text not null primary key, applied bigint not null)`.execute(
    db,
  )
  await db.transaction().execute(async (trx) => {
    const applied = (await sql<AppliedRow>`select name from schema_migration order by name`.execute(trx)).rows
    const known = new Set(migrations.map(({ name }) => name))
    const unknown = applied.find(({ name }) => !known.has(name))
    if (unknown) throw new CodedError('database-newer', { location, migration: unknown.name })
    const seen = new Set(applied.map(({ name }) => name))
    for (const migration of migrations) {
      if (seen.has(migration.name)) continue
      await migration.up({
        schema: trx.schema,
        run: async (statement) => {
          await statement.execute(trx)
        },
      })
      await sql`insert into schema_migration (name, applied) values (${migration.name}, ${Date.now()})`.execute(trx)
    }
  })
}
