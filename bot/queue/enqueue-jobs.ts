import { type Kysely, sql } from 'kysely'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { NewJob } from '../reactions/reaction.ts'
import type { BotTables } from '../tables.ts'

/** Where jobs come from. */
export interface JobOrigin {
  readonly deliveryId: string | null
  readonly correlation: string
  /** The job that makes them, which is not superseded by what it makes. */
  readonly jobId?: string
}

export interface EnqueuedJobs {
  readonly ids: readonly string[]
  /** Jobs that run, here or in another replica, and are wanted to end. */
  readonly unwanted: readonly string[]
}

/** A newer job of the same kind and subject: those that wait are cancelled, those that run are wanted to end. */
async function supersede(
  trx: Kysely<BotTables>,
  { kind, subject }: { kind: string; subject: string },
  now: number,
  sparedId: string | undefined,
): Promise<string[]> {
  await trx
    .updateTable('job')
    .set({ state: 'cancelled', result: 'superseded by a newer job', ended: now })
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .where('ended', 'is', null)
    .where('state', '=', 'waiting')
    .execute()
  const running = await trx
    .updateTable('job')
    .set({ is_cancel_wanted: 1 })
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .where('ended', 'is', null)
    .where('state', '=', 'running')
    .$if(sparedId !== undefined, (query) => query.where('id', '!=', sparedId ?? ''))
    .returning('id')
    .execute()
  return running.map(({ id }) => id)
}

/**
 * Makes jobs, in their order, in the transaction that is given. A newer job of the same kind and subject cancels those before it.
 * Who enqueues wakes the workers when the transaction has ended.
 */
export async function enqueueJobs(
  trx: Kysely<BotTables>,
  now: () => number,
  jobs: readonly NewJob[],
  origin: JobOrigin,
): Promise<EnqueuedJobs> {
  const ids = createOrderedIds(jobs.length)
  const unwanted: string[] = []
  for (const [index, job] of jobs.entries()) {
    const created = now()
    if (job.subject !== undefined) {
      unwanted.push(...(await supersede(trx, { kind: job.kind, subject: job.subject }, created, origin.jobId)))
    }
    await trx
      .insertInto('job')
      .values({
        id: ids[index] ?? '',
        delivery_id: origin.deliveryId,
        kind: job.kind,
        forge: job.forge,
        project: job.project,
        lane: job.lane,
        resource: job.resource ?? null,
        subject: job.subject ?? null,
        payload: JSON.stringify(job.payload),
        state: 'waiting',
        run_at: job.runAt ?? created,
        attempts: 0,
        lease_owner: null,
        lease_until: null,
        is_cancel_wanted: 0,
        last_error: null,
        result: null,
        created,
        ended: null,
        correlation: origin.correlation,
      })
      .execute()
  }
  return { ids, unwanted }
}

/** Cancels the jobs of a subject that wait, and wants those that run to end. */
export async function cancelSubject(
  trx: Kysely<BotTables>,
  now: number,
  { forge, subject, sparedId }: { forge: string; subject: string; sparedId?: string },
): Promise<{ count: number; unwanted: string[] }> {
  const touched = await trx
    .updateTable('job')
    .set((eb) => ({
      state: eb.case().when('state', '=', 'waiting').then(sql<'cancelled'>`'cancelled'`).else(eb.ref('state')).end(),
      result: eb.case().when('state', '=', 'waiting').then('cancelled by a command').else(eb.ref('result')).end(),
      ended: eb.case().when('state', '=', 'waiting').then(sql<number>`${now}`).else(eb.ref('ended')).end(),
      is_cancel_wanted: 1,
    }))
    .where('subject', '=', subject)
    .where('forge', '=', forge)
    .where('ended', 'is', null)
    .where('id', '!=', sparedId ?? '')
    .returning(['id', 'state'])
    .execute()
  const unwanted = touched.filter(({ state }) => state === 'running').map(({ id }) => id)
  return { count: touched.length, unwanted }
}
