import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'

/** Candidates that are looked at together: as many workers may ask at once. */
const batch = 20

/**
 * Begins the next element of a worker run that waits, in the task's chunk. No element is begun twice, whatever is asked at once.
 * Undefined where nothing waits.
 */
export async function claimActivity(
  services: Pick<Services, 'db' | 'clock'>,
  task: { worker_run_id: string; chunk: number | null },
): Promise<Row<'worker_activity'> | undefined> {
  const { db, clock } = services
  while (true) {
    let waiting = db
      .selectFrom('worker_activity')
      .select('id')
      .where('worker_run_id', '=', task.worker_run_id)
      .where('state', '=', 'queued')
      .orderBy('chunk')
      .orderBy('position')
      .limit(batch)
    if (task.chunk !== null) waiting = waiting.where('chunk', '=', task.chunk)
    const candidates = await waiting.execute()
    if (candidates.length === 0) return undefined
    for (const { id } of candidates) {
      const now = clock.now()
      const claimed = await db
        .updateTable('worker_activity')
        .set({ state: 'started', started: now, finished: null, updated: now })
        .where('id', '=', id)
        .where('state', '=', 'queued')
        .returningAll()
        .executeTakeFirst()
      if (claimed) return claimed
    }
  }
}

export async function findActivity(
  db: Database,
  workerRunId: string,
  elementId: string,
): Promise<Row<'worker_activity'> | undefined> {
  return db
    .selectFrom('worker_activity')
    .selectAll()
    .where('worker_run_id', '=', workerRunId)
    .where('element_id', '=', elementId)
    .executeTakeFirst()
}
