import type { Services } from '../services.ts'
import type { Row } from '../tables.ts'
import { endTask, giveBackTask } from '../tasks/end-task.ts'
import { chooseHeartbeat } from './agent-settings.ts'
import { assignTasks, findHeld, isHeld, reassignTask } from './assign-tasks.ts'

/** A task as an agent names it: each begin of it is an attempt. */
export interface KnownTask {
  id: string
  attempt: number
}

export interface AgentAction {
  action: 'start' | 'stop' | 'forget'
  task_id: string
  attempt: number
  /** Of the task, where it is to be started. */
  token?: string
}

/** Renews the leases of tasks that the agent runs; those that it has no more are not among what is given. */
async function renewLeases(services: Services, agentId: string, tasks: readonly Row<'task'>[]): Promise<Row<'task'>[]> {
  if (tasks.length === 0) return []
  return services.db
    .updateTable('task')
    .set({ lease_expires: services.clock.now() + services.agents.lease })
    .where(
      'id',
      'in',
      tasks.map(({ id }) => id),
    )
    .where('agent_id', '=', agentId)
    .where('state', 'in', ['running', 'stopping'])
    .returningAll()
    .execute()
}

/** Takes back a task that an agent has and does not run. Nothing is done where it is not its any more. */
function takeBack(services: Services, task: Row<'task'>, agentName: string): Promise<void> {
  return services.db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('task').selectAll().where('id', '=', task.id).executeTakeFirst()
    if (!row || row.agent_id !== task.agent_id || row.attempt !== task.attempt || !isHeld(row.state)) return
    const now = services.clock.now()
    if (row.state === 'stopping') await endTask(trx, now, row, 'stopped')
    else await giveBackTask(trx, now, row, `the agent ${agentName} did not begin it`)
  })
}

/**
 * A word of an agent: what it runs, and whether it takes more. Gives what it is to do. An assignment whose answer got lost is
 * given again, though not at once: a request that a proxy doubles is no lost answer.
 */
export async function answerHeartbeat(
  services: Services,
  agent: Row<'agent'>,
  known: readonly KnownTask[],
  accepts: boolean,
): Promise<AgentAction[]> {
  const held = await findHeld(services.db, agent.id)
  const isKnown = (task: Row<'task'>) => known.some(({ id, attempt }) => id === task.id && attempt === task.attempt)
  const renewed = await renewLeases(services, agent.id, held.filter(isKnown))
  const actions: AgentAction[] = []
  for (const { id, attempt } of known) {
    const task = renewed.find((one) => one.id === id && one.attempt === attempt)
    if (!task) actions.push({ action: 'forget', task_id: id, attempt })
    else if (task.state === 'stopping') actions.push({ action: 'stop', task_id: id, attempt })
  }
  const now = services.clock.now()
  for (const task of held) {
    if (isKnown(task)) continue
    const age = now - ((task.lease_expires ?? 0) - services.agents.lease)
    if (age < chooseHeartbeat(services.agents) / 2) continue
    if (task.state === 'stopping' || !accepts) {
      await takeBack(services, task, agent.name)
      continue
    }
    const again = await reassignTask(services, task)
    if (again) actions.push({ action: 'start', ...again })
  }
  if (!accepts) return actions
  for (const assignment of await assignTasks(services, agent)) actions.push({ action: 'start', ...assignment })
  return actions
}
