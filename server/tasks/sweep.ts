import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import { endTask, loseTask } from './end-task.ts'

/** Rows that one sweep looks at; what is left waits for the next. */
const batch = 100

/** Milliseconds after which a task that is to be stopped is given up, whatever its agent says; longer where leases are. */
const minimumStopTime = 300_000

async function nameHolder(trx: Database, task: Row<'task'>): Promise<string> {
  if (task.agent_id === null) return task.image === null ? 'the server that did it' : 'the agent that ran it'
  const agent = await trx.selectFrom('agent').select('name').where('id', '=', task.agent_id).executeTakeFirst()
  return `the agent ${agent?.name ?? task.agent_id}`
}

/** Does something to a task if it still is as it was found; other servers sweep as well. */
function change(
  services: Services,
  found: Row<'task'>,
  work: (trx: Database, now: number, task: Row<'task'>) => Promise<void>,
): Promise<void> {
  return services.db.transaction().execute(async (trx) => {
    const task = await trx.selectFrom('task').selectAll().where('id', '=', found.id).executeTakeFirst()
    const isSame =
      task?.state === found.state && task.attempt === found.attempt && task.lease_expires === found.lease_expires
    if (task && isSame) await work(trx, services.clock.now(), task)
  })
}

/**
 * Ends what nobody will end: tasks whose agent or server was not heard of in time, that run longer than they may, or whose agent
 * does not stop them. Every server does this; each task is changed once.
 */
export async function sweepTasks(services: Services): Promise<void> {
  const { db, clock, agents } = services
  const now = clock.now()
  const held = db.selectFrom('task').selectAll().where('state', 'in', ['running', 'stopping'])
  const lost = await held.where('lease_expires', '<', now).orderBy('lease_expires').limit(batch).execute()
  for (const found of lost) {
    await change(services, found, async (trx, time, task) => loseTask(trx, time, task, await nameHolder(trx, task)))
  }
  // Its agent gets the time of a lease to end it first, and to say so.
  const late = await held
    .where('time_limit', 'is not', null)
    .where((eb) => eb(eb('started', '+', eb('time_limit', '*', 1000)), '<', now - agents.lease))
    .limit(batch)
    .execute()
  for (const found of late) {
    const reason = `the task ran longer than the ${found.time_limit} seconds that it may`
    await change(services, found, (trx, time, task) =>
      endTask(trx, time, task, task.state === 'stopping' ? 'stopped' : 'error', reason),
    )
  }
  const stuck = await db
    .selectFrom('task')
    .selectAll()
    .where('state', '=', 'stopping')
    .where('updated', '<', now - Math.max(minimumStopTime, agents.lease * 5))
    .limit(batch)
    .execute()
  for (const found of stuck) {
    await change(services, found, (trx, time, task) =>
      endTask(trx, time, task, 'stopped', 'the task was not stopped in time and is given up'),
    )
  }
}
