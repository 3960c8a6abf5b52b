import type { BotDatabase } from '../open-bot-database.ts'

const day = 24 * 3_600_000

/** Rows that one statement removes at most, so that nobody waits long for it. */
const groupSize = 500

export interface RemovedRows {
  deliveries: number
  jobs: number
}

/**
 * Removes deliveries and ended jobs that are older than so many days. What is a dead letter loses its body then, and goes after as many
 * days again: until then it can be seen that something was never mended. What still has work to do stays.
 */
export async function removeOld(db: BotDatabase, now: number, retentionDays: number): Promise<RemovedRows> {
  const limit = now - retentionDays * day
  const deadLimit = limit - retentionDays * day
  const removed: RemovedRows = { deliveries: 0, jobs: 0 }
  for (;;) {
    const jobs = await db
      .deleteFrom('job')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('job')
          .select('id')
          .where('created', '<', limit)
          .where('ended', 'is not', null)
          .where((inner) => inner.or([inner('state', '!=', 'dead'), inner('created', '<', deadLimit)]))
          .limit(groupSize),
      )
      .executeTakeFirst()
    removed.jobs += Number(jobs.numDeletedRows)
    if (Number(jobs.numDeletedRows) < groupSize) break
  }
  for (;;) {
    const deliveries = await db
      .deleteFrom('delivery')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('delivery')
          .select('delivery.id')
          .where('received', '<', limit)
          .where((inner) =>
            inner.not(
              inner.exists(inner.selectFrom('job').select('job.id').whereRef('job.delivery_id', '=', 'delivery.id')),
            ),
          )
          .limit(groupSize),
      )
      .executeTakeFirst()
    removed.deliveries += Number(deliveries.numDeletedRows)
    if (Number(deliveries.numDeletedRows) < groupSize) break
  }
  await db
    .updateTable('delivery')
    .set({ body: '' })
    .where('received', '<', limit)
    .where('state', '=', 'dead')
    .where('body', '!=', '')
    .execute()
  return removed
}
