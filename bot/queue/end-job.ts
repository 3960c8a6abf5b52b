import { type Kysely, sql } from 'kysely'
import { canNestWrites } from '../../core/database/direct-adapter.ts'
import { prepareQuery } from '../../core/database/prepared-query.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import type { NewJob } from '../reactions/reaction.ts'
import type { BotTables } from '../tables.ts'
import type { ClaimedJob } from './claim-job.ts'
import { type EnqueuedJobs, enqueueJobs } from './enqueue-jobs.ts'
import type { Write } from './group-writes.ts'

/** How an attempt at a job ended. */
export type JobEnd =
  | { readonly state: 'done'; readonly isIgnored: boolean; readonly result: string; readonly jobs: readonly NewJob[] }
  | { readonly state: 'cancelled'; readonly result: string }
  | { readonly state: 'dead'; readonly error: string }
  /** To be tried again. An attempt that is not counted was ended by us, or waits for a limit of the forge. */
  | { readonly state: 'waiting'; readonly runAt: number; readonly error: string | null; readonly isCounted: boolean }

/** The kind of the job that reads a delivery: what it finds is the delivery's own result. */
export const deliverKind = 'deliver'

type DoneValues = {
  id: string
  owner: string
  now: number
  result: string
  /** What is written of the delivery; null where its own job is another. */
  deliveryState: string | null
}

/** The commonest end in one statement: a job is done and nothing comes of it. */
const endDone = prepareQuery<BotTables, DoneValues, { id: string }>(
  (db, { id, owner, now, result, deliveryState }) => ({
    compile: () =>
      sql<{ id: string }>`
      with ended as (
        update job set state = 'done', lease_owner = null, lease_until = null, ended = ${now}, result = cast(${result} as text)
        where id = ${id} and state = 'running' and lease_owner = ${owner} returning id, delivery_id
      ),
      told as (
        update delivery set state = cast(${deliveryState} as text), result = cast(${result} as text)
        where id = (select delivery_id from ended) and cast(${deliveryState} as text) is not null
      )
      select id from ended`.compile(db),
  }),
)

const nothing: EnqueuedJobs = { ids: [], unwanted: [] }

async function tellDelivery(trx: Kysely<BotTables>, job: ClaimedJob, end: JobEnd): Promise<void> {
  if (job.delivery_id === null) return
  const delivery = trx.updateTable('delivery').where('id', '=', job.delivery_id)
  if (end.state === 'dead') await delivery.set({ state: 'dead', result: end.error }).execute()
  else if (end.state === 'done' && job.kind === deliverKind) {
    await delivery.set({ state: end.isIgnored ? 'ignored' : 'worked', result: end.result }).execute()
  }
}

/**
 * Writes down how a job ended, with the jobs that come of it, in one transaction. Gives undefined where the lease is not held any more:
 * then nothing is written, as the job is another's.
 */
export async function endJob(
  db: BotDatabase,
  write: Write,
  now: () => number,
  job: ClaimedJob,
  end: JobEnd,
): Promise<EnqueuedJobs | undefined> {
  if (end.state === 'done' && end.jobs.length === 0 && canNestWrites(db)) {
    const deliveryState = job.kind === deliverKind ? (end.isIgnored ? 'ignored' : 'worked') : null
    const values = { id: job.id, owner: job.lease_owner ?? '', now: now(), result: end.result, deliveryState }
    const ended = await endDone(db, values)
    return ended.length === 0 ? undefined : nothing
  }
  return write(async (trx) => {
    const isOver = end.state !== 'waiting'
    const ended = await trx
      .updateTable('job')
      .set({
        state: end.state,
        lease_owner: null,
        lease_until: null,
        ended: isOver ? now() : null,
        ...(end.state === 'waiting'
          ? { run_at: end.runAt, attempts: end.isCounted ? job.attempts : job.attempts - 1 }
          : {}),
        ...('result' in end ? { result: end.result } : {}),
        ...('error' in end && end.error !== null ? { last_error: end.error } : {}),
      })
      .where('id', '=', job.id)
      .where('state', '=', 'running')
      .where('lease_owner', '=', job.lease_owner)
      .returning('is_cancel_wanted')
      .executeTakeFirst()
    if (!ended) return undefined
    if (end.state === 'waiting' && ended.is_cancel_wanted === 1) {
      await trx
        .updateTable('job')
        .set({ state: 'cancelled', result: 'cancelled before its next attempt', ended: now() })
        .where('id', '=', job.id)
        .execute()
      return nothing
    }
    await tellDelivery(trx, job, end)
    if (end.state !== 'done' || end.jobs.length === 0) return nothing
    return enqueueJobs(trx, now, end.jobs, {
      deliveryId: job.delivery_id,
      correlation: job.correlation,
      jobId: job.id,
    })
  })
}
