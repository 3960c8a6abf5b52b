import { readJsonTexts } from '../../core/database/conventions.ts'
import type { Database } from '../services.ts'
import type { TaskState } from '../tables.ts'

/** Which states may follow which when they are set by hand (reference/arkindex.md 3.13). */
export const followingStates: Readonly<Record<TaskState, readonly TaskState[]>> = {
  unscheduled: ['stopped', 'cancelled'],
  pending: ['running', 'stopping', 'stopped', 'error', 'cancelled'],
  running: ['completed', 'failed', 'error', 'stopping', 'cancelled'],
  stopping: ['stopped', 'completed', 'failed', 'error', 'cancelled'],
  completed: [],
  failed: [],
  error: [],
  stopped: [],
  cancelled: [],
}

const finalStates: readonly TaskState[] = ['completed', 'failed', 'error', 'stopped', 'cancelled']

export function isFinal(state: TaskState): boolean {
  return finalStates.includes(state)
}

/** The state of a process as the sum of the tasks of its last run. */
export function sumStates(states: readonly TaskState[]): TaskState {
  const has = (state: TaskState) => states.includes(state)
  const [first] = states
  if (first === undefined) return 'unscheduled'
  if (states.every((state) => state === first)) return first
  for (const active of ['stopping', 'running'] as const) if (has(active)) return active
  if (has('pending')) return has('completed') ? 'running' : 'pending'
  // Nothing runs any more; what is unscheduled waits for something that will never be completed.
  for (const bad of ['error', 'failed', 'cancelled', 'stopped'] as const) if (has(bad)) return bad
  return 'running'
}

/** Lets the tasks go whose parents are all completed, and brings the state of the process up to date. To be called in a transaction. */
export async function settleProcess(trx: Database, now: number, processId: string): Promise<void> {
  const last = await trx
    .selectFrom('task')
    .select((eb) => eb.fn.max('run').as('run'))
    .where('process_id', '=', processId)
    .executeTakeFirst()
  const rows = await trx
    .selectFrom('task')
    .select(['id', 'state', 'parents', 'original_id'])
    .where('process_id', '=', processId)
    .where('run', '=', last?.run ?? 0)
    .execute()
  // A task that was restarted counts no more: its copy does.
  const replaced = new Set(rows.map(({ original_id }) => original_id))
  const tasks = rows.filter(({ id }) => !replaced.has(id))
  const stateById = new Map(tasks.map(({ id, state }) => [id, state]))
  for (const task of tasks) {
    if (task.state !== 'unscheduled') continue
    if (!readJsonTexts(task.parents).every((parent) => stateById.get(parent) === 'completed')) continue
    stateById.set(task.id, 'pending')
    await trx.updateTable('task').set({ state: 'pending', updated: now }).where('id', '=', task.id).execute()
  }
  const state = sumStates([...stateById.values()])
  await trx
    .updateTable('process')
    .set({ state, finished: isFinal(state) ? now : null, updated: now })
    .where('id', '=', processId)
    .execute()
}
