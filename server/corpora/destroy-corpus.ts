import { sql } from 'kysely'
import { deleteArtifacts } from '../artifacts/artifact-archives.ts'
import { invalid } from '../contract/refusal.ts'
import { deleteExports } from '../exports/export-archives.ts'
import type { Database, Services } from '../services.ts'
import { removeStray } from '../storage/stray-archives.ts'

/** Rows that one statement deletes at most, so that others get their turn in between. */
export const deletionBatch = 2000

/** Runs a deletion that removes a bounded number of rows at a time until it removes none. */
export async function deleteInBatches(
  db: Database,
  deleteSome: () => ReturnType<typeof sql<unknown>>,
): Promise<number> {
  for (let total = 0; ; ) {
    const { numAffectedRows } = await deleteSome().execute(db)
    if (numAffectedRows === undefined || numAffectedRows === 0n) return total
    total += Number(numAffectedRows)
  }
}

async function requireIdle(trx: Database, corpusId: string): Promise<void> {
  const active = await trx
    .selectFrom('process')
    .select('id')
    .where('corpus_id', '=', corpusId)
    .where('state', 'in', ['pending', 'running', 'stopping'])
    .limit(1)
    .executeTakeFirst()
  if (active) {
    throw invalid({ non_field_errors: [`The process ${active.id} of this corpus is under way. Stop it first.`] })
  }
}

/**
 * Deletes a corpus with all that is in it, and the archives of its artifacts and exports. From the start only administrators of the instance see it; its elements go in
 * batches, and one that was cut off in the middle can be deleted again.
 * Throws 400 while one of its processes is under way.
 */
export async function destroyCorpus(services: Services, corpusId: string): Promise<void> {
  const { db } = services
  await db.transaction().execute(async (trx) => {
    await requireIdle(trx, corpusId)
    for (const table of ['membership', 'group_right'] as const) {
      await trx.deleteFrom(table).where('content_kind', '=', 'corpus').where('content_id', '=', corpusId).execute()
    }
    await trx
      .updateTable('corpus')
      .set({ public: 0, updated: services.clock.now() })
      .where('id', '=', corpusId)
      .executeTakeFirstOrThrow()
  })
  await deleteInBatches(
    db,
    () => sql`delete from element where id in (
      select id from element where corpus_id = ${corpusId} limit ${sql.lit(deletionBatch)})`,
  )
  const archives = await db.transaction().execute(async (trx) => {
    await requireIdle(trx, corpusId)
    const now = services.clock.now()
    const artifacts = await deleteArtifacts(trx, { corpusId }, now)
    const exports = await deleteExports(trx, { corpusId }, now)
    await trx.deleteFrom('corpus').where('id', '=', corpusId).execute()
    return [...artifacts, ...exports]
  })
  await removeStray(services, archives)
}
