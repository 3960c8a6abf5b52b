import type { Rights } from '../contract/operation.ts'
import { forbidden, notFound } from '../contract/refusal.ts'
import { type LevelName, requireLevel } from '../rights/access.ts'
import { readProcessLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'

type TaskPath = { readonly id: string }

function findTask(db: Database, id: string): Promise<Row<'task'> | undefined> {
  return db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
}

async function readTaskLevel(services: Services, principal: Principal, task: Row<'task'>): Promise<number> {
  const process = await services.db
    .selectFrom('process')
    .selectAll()
    .where('id', '=', task.process_id)
    .executeTakeFirstOrThrow()
  return readProcessLevel(services.db, principal, process)
}

/** The agent that has, or had last, the task; no other one may know of it. */
export const onTaskOfAgent: Rights<TaskPath, Row<'task'>> = {
  description: 'The agent that runs the task.',
  needsLogin: true,
  refusals: [403, 404],
  check: async ({ principal, path, services }) => {
    const task = await findTask(services.db, path.id)
    if (!task || !principal.agent || task.agent_id !== principal.agent.id) throw notFound()
    return task
  },
}

/** Users by their rights on the process, and the agent that runs the task. */
export function onTaskOrOfAgent(level: LevelName): Rights<TaskPath, Row<'task'>> {
  return {
    description: `Needs ${level} access to the process; also for the agent that runs the task.`,
    needsLogin: true,
    refusals: [403, 404],
    check: async ({ principal, path, services }) => {
      if (principal.agent) return onTaskOfAgent.check({ principal, path, services })
      const task = await findTask(services.db, path.id)
      if (!task) throw notFound()
      requireLevel(await readTaskLevel(services, principal, task), level, 'process')
      return task
    },
  }
}

/** What only the task itself may do, or the agent that runs it. */
export const onOwnTask: Rights<TaskPath, Row<'task'>> = {
  description: 'The task itself, or the agent that runs it.',
  needsLogin: true,
  refusals: [403, 404],
  check: async ({ principal, path, services }) => {
    if (principal.agent) return onTaskOfAgent.check({ principal, path, services })
    const task = await findTask(services.db, path.id)
    if (!task) throw notFound()
    if (principal.task?.id === task.id) return task
    requireLevel(await readTaskLevel(services, principal, task), 'guest', 'process')
    throw forbidden('This is for the task itself, and the agent that runs it.')
  },
}

/** What a task reads of others: users by their rights on the process, agents where it is of their farm. */
export const onTaskOrOfFarm: Rights<TaskPath, Row<'task'>> = {
  description: 'Needs guest access to the process; also for agents of its farm.',
  needsLogin: true,
  refusals: [404],
  check: async ({ principal, path, services }) => {
    const task = await findTask(services.db, path.id)
    if (!task) throw notFound()
    if (!principal.agent) {
      requireLevel(await readTaskLevel(services, principal, task), 'guest', 'process')
      return task
    }
    const process = await services.db
      .selectFrom('process')
      .select('farm_id')
      .where('id', '=', task.process_id)
      .executeTakeFirst()
    if (process?.farm_id !== principal.agent.farmId) throw notFound()
    return task
  },
}
