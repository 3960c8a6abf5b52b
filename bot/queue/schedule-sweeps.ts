import { createId } from '../../core/database/conventions.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import type { NewJob } from '../reactions/reaction.ts'
import { enqueueJobs } from './enqueue-jobs.ts'

/** The kind of the job that looks for what was missed. */
const sweepKind = 'sweep'

function makeSweep(forge: string): NewJob {
  return { kind: sweepKind, forge, project: null, lane: `${sweepKind}:${forge}`, payload: {} }
}

/**
 * Makes a sweep of each forge, where none waits already and, with `since`, of all replicas none has made one after it. Gives how many were made.
 */
export async function enqueueSweeps(
  db: BotDatabase,
  now: () => number,
  forges: readonly string[],
  since?: number,
): Promise<number> {
  let made = 0
  for (const forge of forges) {
    const isMade = await db.transaction().execute(async (trx) => {
      const recent = await trx
        .selectFrom('job')
        .select('id')
        .where('kind', '=', sweepKind)
        .where('forge', '=', forge)
        .where((eb) =>
          eb.or([
            eb.and([eb('state', '=', 'waiting'), eb('ended', 'is', null)]),
            ...(since === undefined ? [] : [eb('created', '>', since)]),
          ]),
        )
        .limit(1)
        .executeTakeFirst()
      if (recent) return false
      await enqueueJobs(trx, now, [makeSweep(forge)], { deliveryId: null, correlation: createId() })
      return true
    })
    if (isMade) made += 1
  }
  return made
}
