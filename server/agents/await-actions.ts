import { setTimeout as delay } from 'node:timers/promises'
import type { Services } from '../services.ts'
import type { Row } from '../tables.ts'
import { assignTasks, findHeld, hasPendingTask } from './assign-tasks.ts'
import { type AgentAction, answerHeartbeat, type KnownTask } from './heartbeat.ts'

/** Seconds that an agent may let its heartbeat wait. */
export const longestWait = 20

/** Milliseconds between two looks, at what other servers of the database did as well. */
const pause = 50

/**
 * What an agent is to do, at once where there is something, else after up to `wait` seconds. Assignments whose answers got lost
 * are given again when a heartbeat comes, never later: one that was cut and still waits here must not end the token of a task
 * that a newer one has begun.
 */
export async function awaitActions(
  services: Services,
  agent: Row<'agent'>,
  known: readonly KnownTask[],
  accepts: boolean,
  wait: number,
): Promise<AgentAction[]> {
  const { closing } = services.background
  const end = Date.now() + wait * 1000
  const actions = await answerHeartbeat(services, agent, known, accepts)
  while (actions.length === 0 && Date.now() < end && !closing.aborted) {
    await delay(pause, undefined, { signal: closing }).catch(() => {})
    const held = known.length === 0 ? [] : await findHeld(services.db, agent.id)
    for (const { id, attempt } of known) {
      const task = held.find((one) => one.id === id && one.attempt === attempt)
      if (!task || task.state === 'stopping') actions.push({ action: task ? 'stop' : 'forget', task_id: id, attempt })
    }
    if (!accepts || closing.aborted || held.length >= agent.maximum_tasks) continue
    if (!(await hasPendingTask(services, agent.farm_id))) continue
    const assignments = await assignTasks(services, agent)
    for (const assignment of assignments) actions.push({ action: 'start', ...assignment })
    // What waits is not for this agent, as for want of a GPU.
    if (assignments.length === 0) await delay(10 * pause, undefined, { signal: closing }).catch(() => {})
  }
  return actions
}
