import { sql } from 'kysely'
import type { BotDatabase } from '../open-bot-database.ts'
import { chooseRetryDelay } from './retry-delay.ts'

const crashed = 'The bot that worked on it went away before the end.'

/**
 * Takes back the jobs whose lease has run out, as that of a replica that crashed. The first time a job is tried again at once; one that
 * ends its bot again and again becomes a dead letter like any other. Gives how many there were.
 */
export async function recoverLeases(
  db: BotDatabase,
  now: number,
  { attempts, random }: { attempts: number; random: () => number },
): Promise<number> {
  const expired = await db
    .selectFrom('job')
    .select(['id', 'lease_owner', 'attempts', 'is_cancel_wanted', 'delivery_id'])
    .where('state', '=', sql.lit('running'))
    .where('lease_until', '<', now)
    .execute()
  let recovered = 0
  for (const job of expired) {
    const isCancelled = job.is_cancel_wanted === 1
    const isDead = !isCancelled && job.attempts >= attempts
    await db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('job')
        .set({
          state: isCancelled ? 'cancelled' : isDead ? 'dead' : 'waiting',
          lease_owner: null,
          lease_until: null,
          last_error: crashed,
          run_at: job.attempts > 1 ? now + chooseRetryDelay(job.attempts - 1, random) : sql`run_at`,
          ended: isCancelled || isDead ? now : null,
        })
        .where('id', '=', job.id)
        .where('state', '=', 'running')
        .where('lease_owner', '=', job.lease_owner)
        .where('lease_until', '<', now)
        .returning('id')
        .executeTakeFirst()
      if (!row) return
      recovered += 1
      if (!isDead || job.delivery_id === null) return
      await trx
        .updateTable('delivery')
        .set({ state: 'dead', result: crashed })
        .where('id', '=', job.delivery_id)
        .execute()
    })
  }
  return recovered
}
