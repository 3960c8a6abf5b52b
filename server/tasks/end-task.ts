import type { Database } from '../services.ts'
import type { Row, TaskState } from '../tables.ts'
import { addOwnLine } from './task-log.ts'
import { settleProcess } from './task-states.ts'

/** A server begins what a stopped server left as often as this; it is the server's own work, not a worker's. */
const maximumLossesOfServers = 5
const maximumLossesOfAgents = 2

/** Who has a task has it no more: its token and its lease end. The agent and the GPU that it had stay known. */
const released = { token_hash: null, lease_expires: null }

/** What a task was building and did not bring to its end is in error: another one may build it anew. */
async function leaveDatasets(trx: Database, now: number, taskId: string): Promise<void> {
  await trx
    .updateTable('dataset')
    .set({ state: 'error', updated: now })
    .where('task_id', '=', taskId)
    .where('state', '=', 'building')
    .execute()
}

/** Ends the attempt that runs, and the task with it. To be called in a transaction. */
export async function endTask(
  trx: Database,
  now: number,
  task: Pick<Row<'task'>, 'id' | 'attempt' | 'process_id' | 'image'>,
  state: TaskState,
  reason?: string,
): Promise<void> {
  if (reason !== undefined) await addOwnLine(trx, task, reason)
  await trx
    .updateTable('task')
    .set({ ...released, state, finished: now, updated: now })
    .where('id', '=', task.id)
    .execute()
  await leaveDatasets(trx, now, task.id)
  if (task.image === null && state !== 'completed') {
    // Activities that were to be made by it are never ready.
    await trx
      .updateTable('process')
      .set({ activity_state: 'error' })
      .where('id', '=', task.process_id)
      .where('activity_state', '=', 'pending')
      .execute()
  }
  await settleProcess(trx, now, task.process_id)
}

/** What a worker had begun of its elements is to be begun again. To be called in a transaction. */
export async function requeueActivities(
  trx: Database,
  now: number,
  task: Pick<Row<'task'>, 'worker_run_id' | 'chunk'>,
  states: readonly ('started' | 'error')[],
): Promise<void> {
  if (task.worker_run_id === null) return
  let activities = trx
    .updateTable('worker_activity')
    .set({ state: 'queued', started: null, finished: null, updated: now })
    .where('worker_run_id', '=', task.worker_run_id)
    .where('state', 'in', [...states])
  if (task.chunk !== null) activities = activities.where('chunk', '=', task.chunk)
  await activities.execute()
}

/** Lets another agent begin a task that nobody has any more; one that was to be stopped is. To be called in a transaction. */
export async function giveBackTask(trx: Database, now: number, task: Row<'task'>, reason: string): Promise<void> {
  if (task.state === 'stopping') {
    await endTask(trx, now, task, 'stopped', `${reason}; the task was to be stopped`)
    return
  }
  await addOwnLine(trx, task, `${reason}; the task begins again`)
  await trx
    .updateTable('task')
    .set({ ...released, state: 'pending', agent_id: null, gpu: null, started: null, updated: now })
    .where('id', '=', task.id)
    .execute()
  await leaveDatasets(trx, now, task.id)
  await requeueActivities(trx, now, task, ['started'])
  await settleProcess(trx, now, task.process_id)
}

/** Whoever ran a task is lost: it begins again once, and ends in error the next time. To be called in a transaction. */
export async function loseTask(trx: Database, now: number, task: Row<'task'>, who: string): Promise<void> {
  const losses = task.losses + 1
  await trx.updateTable('task').set({ losses }).where('id', '=', task.id).execute()
  const limit = task.image === null ? maximumLossesOfServers : maximumLossesOfAgents
  if (task.state === 'running' && losses >= limit) {
    await endTask(trx, now, task, 'error', `${who} was lost, as one before it; the task is not begun again`)
    return
  }
  await giveBackTask(trx, now, task, `${who} was lost`)
}
