import type { RawBuilder } from 'kysely'
import { groupIds } from '../../core/database/insert-rows.ts'
import { deletionBatch } from '../corpora/destroy-corpus.ts'
import type { Database } from '../services.ts'
import { selectWithDescendants } from './element-tree.ts'

/**
 * Deletes elements by their ids with all that hangs on them, in batches of a bounded number.
 * Gives how many there were.
 */
async function deleteByIds(db: Database, ids: readonly string[]): Promise<number> {
  let total = 0
  for (const group of groupIds(ids, deletionBatch)) {
    const { numDeletedRows } = await db.deleteFrom('element').where('id', 'in', group).executeTakeFirst()
    total += Number(numDeletedRows)
  }
  return total
}

/**
 * Deletes the elements that a query names, and with `withChildren` all that is below them, also where it is below others too.
 * The lowest go first, so that what was cut off in the middle is still in its place and can be deleted again.
 */
export async function destroyElements(
  db: Database,
  chosen: RawBuilder<{ id: string }>,
  withChildren: boolean,
): Promise<number> {
  const { rows } = await (withChildren ? selectWithDescendants(chosen) : chosen).execute(db)
  // The walk goes from above to below: its end is the lowest.
  return deleteByIds(db, rows.map(({ id }) => id).reverse())
}
