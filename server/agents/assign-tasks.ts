import { readJsonTexts } from '../../core/database/conventions.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import { settleProcess } from '../tasks/task-states.ts'
import { createToken, hashToken } from '../users/tokens.ts'

/** A task that an agent is to run, and the token that the task calls the API with. */
export interface Assignment {
  task_id: string
  attempt: number
  token: string
}

/** Candidates that are looked at together. */
const batch = 20

export function isHeld(state: string): boolean {
  return state === 'running' || state === 'stopping'
}

export function findHeld(db: Database, agentId: string): Promise<Row<'task'>[]> {
  return db
    .selectFrom('task')
    .selectAll()
    .where('agent_id', '=', agentId)
    .where('state', 'in', ['running', 'stopping'])
    .execute()
}

/** The GPU that nothing of the agent uses. */
function findFreeGpu(agent: Row<'agent'>, held: readonly Row<'task'>[]): string | undefined {
  const used = held.flatMap(({ gpu }) => gpu ?? [])
  return readJsonTexts(agent.gpus).find((gpu) => !used.includes(gpu))
}

type Claim = Assignment | 'taken' | 'full' | 'no GPU'

/** Gives a task to an agent, unless it went to another one or the agent has as much as it can take. */
function claimTask(services: Services, agentId: string, candidate: Row<'task'>): Promise<Claim> {
  return services.db.transaction().execute(async (trx): Promise<Claim> => {
    const now = services.clock.now()
    // Two heartbeats of one agent take turns here.
    const agent = await trx
      .updateTable('agent')
      .set({ last_seen: now })
      .where('id', '=', agentId)
      .returningAll()
      .executeTakeFirst()
    if (!agent) return 'full'
    const held = await findHeld(trx, agent.id)
    if (held.length >= agent.maximum_tasks) return 'full'
    const gpu = candidate.requires_gpu === 1 ? findFreeGpu(agent, held) : undefined
    if (candidate.requires_gpu === 1 && gpu === undefined) return 'no GPU'
    const token = createToken()
    const task = await trx
      .updateTable('task')
      .set((eb) => ({
        state: 'running',
        agent_id: agent.id,
        gpu: gpu ?? null,
        token_hash: hashToken(token),
        attempt: eb('attempt', '+', 1),
        lease_expires: now + services.agents.lease,
        started: now,
        finished: null,
        updated: now,
      }))
      .where('id', '=', candidate.id)
      .where('state', '=', 'pending')
      .returning(['id', 'attempt', 'process_id'])
      .executeTakeFirst()
    if (!task) return 'taken'
    await settleProcess(trx, now, task.process_id)
    return { task_id: task.id, attempt: task.attempt, token }
  })
}

/** Whether there may be something to give to an agent of the farm; a look that writes nothing. */
export async function hasPendingTask(services: Services, farmId: string): Promise<boolean> {
  const found = await services.db
    .selectFrom('task')
    .innerJoin('process', 'process.id', 'task.process_id')
    .select('task.id')
    .where('task.state', '=', 'pending')
    .where('process.farm_id', '=', farmId)
    .where('task.image', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Gives pending tasks of the agent's farm to it, those that wait longest first, until it has as many as it can take. No task goes
 * to two agents, whatever is asked at once and of how many servers.
 */
export async function assignTasks(services: Services, agent: Row<'agent'>): Promise<Assignment[]> {
  const assignments: Assignment[] = []
  const passed: string[] = []
  let canTakeGpu = readJsonTexts(agent.gpus).length > 0
  while (true) {
    let candidates = services.db
      .selectFrom('task')
      .innerJoin('process', 'process.id', 'task.process_id')
      .selectAll('task')
      .where('task.state', '=', 'pending')
      .where('process.farm_id', '=', agent.farm_id)
      // What has no image is done by a server.
      .where('task.image', 'is not', null)
      .orderBy('task.updated')
      .orderBy('task.id')
      .limit(batch)
    if (!canTakeGpu) candidates = candidates.where('task.requires_gpu', '=', 0)
    if (passed.length > 0) candidates = candidates.where('task.id', 'not in', passed)
    const found = await candidates.execute()
    if (found.length === 0) return assignments
    for (const candidate of found) {
      if (candidate.requires_gpu === 1 && !canTakeGpu) continue
      passed.push(candidate.id)
      const claim = await claimTask(services, agent.id, candidate)
      if (claim === 'full') return assignments
      if (claim === 'no GPU') canTakeGpu = false
      else if (claim !== 'taken') assignments.push(claim)
    }
  }
}

/** A new token for a task that the agent was given and does not know of, since the answer got lost. The old token ends. */
export async function reassignTask(services: Services, task: Row<'task'>): Promise<Assignment | undefined> {
  const token = createToken()
  return services.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('task')
      .set({ token_hash: hashToken(token), lease_expires: services.clock.now() + services.agents.lease })
      .where('id', '=', task.id)
      .where('agent_id', '=', task.agent_id)
      .where('attempt', '=', task.attempt)
      .where('state', '=', 'running')
      .returning(['id', 'attempt'])
      .executeTakeFirst()
    if (!row) return undefined
    // An agent that did begin it and forgot sends its log from the start: none of that is a repeat.
    await trx
      .updateTable('task_log')
      .set({ sent_until: null })
      .where('task_id', '=', row.id)
      .where('attempt', '=', row.attempt)
      .execute()
    return { task_id: row.id, attempt: row.attempt, token }
  })
}
