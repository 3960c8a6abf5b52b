import { sql } from 'kysely'
import { invalid } from '../contract/refusal.ts'
import type { Database, Services } from '../services.ts'

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

/**
 * Deletes a corpus with all that is in it. From the start only administrators of the instance see it; its elements go in
 * batches, and one that was cut off in the middle can be deleted again.
 * Throws 400 while one of its processes is under way.
 */
export async function destroyCorpus(services: Services, corpusId: string): Promise<void> {
  const { db } = services
  await db.transaction().execute(async (trx) => {
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
  await db.deleteFrom('corpus').where('id', '=', corpusId).execute()
}
