import { sql } from 'kysely'
import type { Migration } from '../../core/database/migrate.ts'

/** How many versions a worker has, kept with each publication: a list counts them at no cost, however many there are. */
export const versionCount: Migration = {
  name: '0004-version-count',
  up: async ({ schema, run }) => {
    await schema
      .alterTable('worker')
      .addColumn('version_count', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await run(
      sql`update worker set version_count = (select count(*) from worker_version where worker_version.worker_id = worker.id)`,
    )
  },
}
