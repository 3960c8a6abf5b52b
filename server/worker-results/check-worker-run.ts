import { describeUnknownId } from '../contract/refusal.ts'
import type { Database } from '../services.ts'
import type { Principal } from '../users/principal.ts'

/**
 * What is wrong with a worker run that a result is sent with, if anything. A task may send those of its own process, a user
 * those of their local process, and nobody any other (reference/arkindex.md 3.2).
 */
export async function findWorkerRunProblem(
  db: Database,
  principal: Principal,
  workerRunId: string | null | undefined,
): Promise<string | undefined> {
  if (workerRunId === null || workerRunId === undefined) return undefined
  const run = await db
    .selectFrom('worker_run')
    .innerJoin('process', 'process.id', 'worker_run.process_id')
    .select(['process.id as process_id', 'process.mode', 'process.creator_id'])
    .where('worker_run.id', '=', workerRunId)
    .executeTakeFirst()
  if (principal.task) {
    return run?.process_id === principal.task.processId
      ? undefined
      : 'A task may only send worker runs of its own process.'
  }
  if (!run) return describeUnknownId(workerRunId)
  return run.mode === 'local' && run.creator_id === principal.id
    ? undefined
    : 'Only a task may send this worker run. Users send those of their own local process.'
}
