import type { RawBuilder } from 'kysely'
import { groupIds } from '../../core/database/insert-rows.ts'
import { deletionBatch } from '../corpora/destroy-corpus.ts'
import { requireUnused } from '../datasets/dataset-guards.ts'
import type { Database, Services } from '../services.ts'
import type { Principal } from '../users/principal.ts'
import { selectWithDescendants } from './element-tree.ts'

/**
 * Finds the elements that a query names, and with `withChildren` all that is below them, also where it is below others too.
 * Gives what deletes them in batches, each element with all that hangs on it: the lowest first, so that what was cut off in the
 * middle is still in its place and can be deleted again. Both throw 400 where an element is in a dataset that a process works
 * with: as a rule the first, before anything is deleted.
 */
export async function findDoomedElements(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  principal: Principal,
  chosen: RawBuilder<{ id: string }>,
  withChildren: boolean,
): Promise<() => Promise<void>> {
  const { rows } = await (withChildren ? selectWithDescendants(chosen) : chosen).execute(db)
  // The walk goes from above to below: its end is the lowest.
  const groups = groupIds(rows.map(({ id }) => id).reverse(), deletionBatch)
  const check = (trx: Database, group: readonly string[]) => requireUnused(trx, group, principal, clock.now())
  for (const group of groups) await db.transaction().execute((trx) => check(trx, group))
  return async () => {
    for (const group of groups) {
      await db.transaction().execute(async (trx) => {
        await check(trx, group)
        await trx.deleteFrom('element').where('id', 'in', group).execute()
      })
    }
  }
}

/** Deletes what `findDoomedElements` finds. */
export async function destroyElements(...given: Parameters<typeof findDoomedElements>): Promise<void> {
  const destroy = await findDoomedElements(...given)
  await destroy()
}
