import { type Kysely, type RawBuilder, type SchemaModule, sql } from 'kysely'
import { CodedError } from '../errors/coded-error.ts'
import type { Engine } from './engine.ts'

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

/** The table that remembers which migrations were applied. */
export const migrationTable = 'schema_migration'

interface AppliedRow {
  name: string
}

/** Names of the migrations that a database has, in order. Its table of them must be there. */
export async function listApplied<Tables>(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<AppliedRow>`select name from ${sql.table(migrationTable)} order by name`.execute(db)
  return rows.map(({ name }) => name)
}

interface MigrationTarget<Tables> {
  readonly db: Kysely<Tables>
  readonly engine: Engine
  /** As it may be shown. */
  readonly location: string
}

/**
 * Applies the migrations that the database has not seen; to be called in a transaction that is nobody else's meanwhile.
 * Throws `database-newer` where the database holds one that this version does not know.
 */
export async function applyMigrations<Tables>(
  { db: trx, engine, location }: MigrationTarget<Tables>,
  migrations: readonly Migration[],
): Promise<void> {
  for (const statement of engine.beforeMigration) await statement.execute(trx)
  await sql`create table if not exists ${sql.table(migrationTable)} (name text not null primary key, applied bigint not null)`.execute(
    trx,
  )
  const applied = await listApplied(trx)
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = applied.find((name) => !known.has(name))
  if (unknown !== undefined) throw new CodedError('database-newer', { location, migration: unknown })
  const seen = new Set(applied)
  let { schema } = trx
  for (const plugin of engine.migrationPlugins) schema = schema.withPlugin(plugin)
  for (const migration of migrations) {
    if (seen.has(migration.name)) continue
    await migration.up({
      schema,
      run: async (statement) => {
        await statement.execute(trx)
      },
    })
    await sql`insert into ${sql.table(migrationTable)} (name, applied) values (${migration.name}, ${Date.now()})`.execute(
      trx,
    )
  }
}

/**
 * Applies the migrations that the database has not seen, all in one transaction. They only go forward; programs that start
 * at once take turns.
 * Throws `database-newer` where the database holds one that this version does not know.
 */
export async function migrate<Tables>(
  target: MigrationTarget<Tables>,
  migrations: readonly Migration[],
): Promise<void> {
  // Under its lock each program must see what the one before it has done, so a snapshot from before the lock will not do.
  await target.db
    .transaction()
    .setIsolationLevel('read committed')
    .execute((trx) => applyMigrations({ ...target, db: trx }, migrations))
}
