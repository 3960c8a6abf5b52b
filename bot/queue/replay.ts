import { readJsonObject } from '../../core/database/conventions.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import { deliverKind } from './end-job.ts'
import { enqueueJobs } from './enqueue-jobs.ts'

export interface Replay {
  /** What the id was of. */
  readonly kind: 'delivery' | 'job'
  /** Id of the new delivery or job. */
  readonly id: string
}

function refuse(id: string, problem: string): CodedError {
  return new CodedError('replay-impossible', { id, problem })
}

/**
 * Works on a delivery, or on a job that is a dead letter, once more, as something new. A running bot finds it at its next look.
 * Throws `replay-impossible`.
 */
export async function replay(db: BotDatabase, now: () => number, id: string): Promise<Replay> {
  return db.transaction().execute(async (trx): Promise<Replay> => {
    const job = await trx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
    if (job) {
      if (job.state !== 'dead') throw refuse(id, `it is ${job.state}, not a dead letter`)
      const again = {
        kind: job.kind,
        forge: job.forge,
        project: job.project,
        lane: job.lane,
        ...(job.resource === null ? {} : { resource: job.resource }),
        ...(job.subject === null ? {} : { subject: job.subject }),
        payload: readJsonObject(job.payload),
      }
      const { ids } = await enqueueJobs(trx, now, [again], {
        deliveryId: job.delivery_id,
        correlation: job.correlation,
      })
      const [newId = ''] = ids
      await trx
        .updateTable('job')
        .set({ state: 'cancelled', result: `replayed as ${newId}` })
        .where('id', '=', id)
        .execute()
      if (job.delivery_id !== null) {
        await trx
          .updateTable('delivery')
          .set({ state: job.kind === deliverKind ? 'accepted' : 'worked', result: `replayed as ${newId}` })
          .where('id', '=', job.delivery_id)
          .execute()
      }
      return { kind: 'job', id: newId }
    }
    const delivery = await trx.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst()
    if (!delivery) throw refuse(id, 'there is no delivery and no job with this id')
    if (delivery.body === '') throw refuse(id, 'its body was removed because of its age')
    const [newId = ''] = createOrderedIds(1)
    const { forge, event, project, body } = delivery
    await trx
      .insertInto('delivery')
      .values({
        ...{ id: newId, forge, event, project, body, dedupe_key: `replay:${newId}`, received: now() },
        ...{ state: 'accepted', result: null, origin: 'replay' },
      })
      .execute()
    const lane = `${deliverKind}:${forge}:${project ?? ''}`
    await enqueueJobs(trx, now, [{ kind: deliverKind, forge, project, lane, payload: {} }], {
      deliveryId: newId,
      correlation: newId,
    })
    return { kind: 'delivery', id: newId }
  })
}
