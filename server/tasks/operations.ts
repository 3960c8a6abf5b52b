import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid, Refusal } from '../contract/refusal.ts'
import { boolean, choice, component, integer, object, optional, text, uuid } from '../contract/shape.ts'
import { levels } from '../rights/access.ts'
import { onTask, readProcessLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { type Row, type TaskState, taskStates } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { describeDefinition, taskDefinitionShape } from './definition.ts'
import { endTask, requeueActivities } from './end-task.ts'
import { addToLog, printedText, readLog } from './task-log.ts'
import { onTaskOfAgent, onTaskOrOfAgent } from './task-rights.ts'
import { describeTask, taskShape } from './task-shape.ts'
import { followingStates, isFinal, settleProcess } from './task-states.ts'

const id = uuid('The id of the task.')

const retrieveTask = defineOperation({
  operationId: 'RetrieveTask',
  method: 'GET',
  path: '/task/{id}/',
  tag: 'ponos',
  summary: 'Retrieve a task',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The task' }, body: taskShape },
  rights: onTask('guest'),
  handle: async ({ target }) => ({ status: 200, body: describeTask(target) }),
})

const attempt = integer({ min: 1, description: 'Which begin of the task it is; agents name it.' })

/** What an agent may say of a task that it runs. */
const statesOfAgents: readonly TaskState[] = ['completed', 'failed', 'error', 'stopped']

/** Refuses an agent that has the task no more, or speaks of another begin of it. */
function requireHolder(task: Row<'task'>, agentId: string, given: number | undefined): void {
  if (given === undefined) throw invalid({ attempt: ['This field is required.'] })
  if (task.agent_id !== agentId || task.attempt !== given)
    throw invalid({ attempt: ['This agent does not run this attempt of the task any more.'] })
}

/** The end of a task, as the agent tells it. One that is told again is as it was. */
async function saveEnd(trx: Database, now: number, task: Row<'task'>, state: TaskState): Promise<void> {
  if (!statesOfAgents.includes(state)) throw invalid({ state: [`An agent says one of ${statesOfAgents.join(', ')}.`] })
  if (task.state === state) return
  if (isFinal(task.state)) throw invalid({ state: [`A task cannot go from ${task.state} to ${state}.`] })
  if (state === 'stopped' && task.state !== 'stopping')
    throw invalid({ state: ['Nobody asked for this task to be stopped.'] })
  await endTask(trx, now, task, state)
}

/** Begins a task again in place, as Arkindex 1.5 did: its log is lost, its artifacts are kept (the supplement, 3.13). */
async function beginInPlace(trx: Database, now: number, task: Row<'task'>): Promise<void> {
  await trx.deleteFrom('task_log').where('task_id', '=', task.id).execute()
  await trx
    .updateTable('task')
    .set({ state: 'unscheduled', agent_id: null, gpu: null, started: null, finished: null, updated: now })
    .set({ log_size: 0, log_is_cut: 0, losses: 0 })
    .where('id', '=', task.id)
    .execute()
  await requeueActivities(trx, now, task, ['started', 'error'])
  await settleProcess(trx, now, task.process_id)
}

/** A step that a user asks for. What an agent has can only be stopped; the rest is for tasks that are worked on by hand. */
async function saveStep(services: Services, trx: Database, task: Row<'task'>, wanted: TaskState): Promise<void> {
  const now = services.clock.now()
  if (task.state === wanted) return
  const mayBeginAgain = services.compat === '1.5.2' && isFinal(task.state) && task.state !== 'completed'
  if (mayBeginAgain && wanted === 'pending') {
    await beginInPlace(trx, now, task)
    return
  }
  const isRun = task.agent_id !== null || task.image === null
  const following = isRun && task.state === 'running' ? ['stopping'] : followingStates[task.state]
  const isStopped = isRun && task.state === 'stopping'
  if (isStopped || !following.includes(wanted)) {
    throw invalid({ state: [`A task cannot go from ${task.state} to ${wanted}.`] })
  }
  // Nobody has what is pending: there is nothing to wait for.
  const state = task.state === 'pending' && wanted === 'stopping' ? 'stopped' : wanted
  if (isFinal(state)) {
    await endTask(trx, now, task, state)
    return
  }
  await trx
    .updateTable('task')
    .set({ state, updated: now, ...(state === 'running' ? { started: now } : {}) })
    .where('id', '=', task.id)
    .execute()
  await settleProcess(trx, now, task.process_id)
}

async function saveTask(
  services: Services,
  principal: Principal,
  target: Row<'task'>,
  body: { state: TaskState; attempt?: number },
) {
  return services.db.transaction().execute(async (trx) => {
    const task = await trx.selectFrom('task').selectAll().where('id', '=', target.id).executeTakeFirstOrThrow()
    if (principal.agent) {
      requireHolder(task, principal.agent.id, body.attempt)
      await saveEnd(trx, services.clock.now(), task, body.state)
    } else await saveStep(services, trx, task, body.state)
    const saved = await trx.selectFrom('task').selectAll().where('id', '=', task.id).executeTakeFirstOrThrow()
    return describeTask(saved)
  })
}

const body = object({ state: choice(taskStates), attempt: optional(attempt) })
const stateDescription =
  'Users stop it; the agent that runs it says how it ended. The tasks that wait for it, and the state of its process, follow.'

const updateTask = defineOperation({
  operationId: 'UpdateTask',
  method: 'PUT',
  path: '/task/{id}/',
  tag: 'ponos',
  summary: 'Set the state of a task',
  description: stateDescription,
  parameters: { path: { id } },
  body,
  answers: { statuses: { 200: 'The task' }, body: taskShape },
  callers: ['user', 'agent'],
  rights: onTaskOrOfAgent('admin'),
  handle: async ({ body: changes, target, principal, services }) => ({
    status: 200,
    body: await saveTask(services, principal, target, changes),
  }),
})

const partialUpdateTask = defineOperation({
  operationId: 'PartialUpdateTask',
  method: 'PATCH',
  path: '/task/{id}/',
  tag: 'ponos',
  summary: 'Set the state of a task',
  description: stateDescription,
  parameters: { path: { id } },
  body,
  answers: { statuses: { 200: 'The task' }, body: taskShape },
  callers: ['user', 'agent'],
  rights: onTaskOrOfAgent('admin'),
  handle: async ({ body: changes, target, principal, services }) => ({
    status: 200,
    body: await saveTask(services, principal, target, changes),
  }),
})

/** Makes a copy of a task that ended, which takes its place. To be called in a transaction. */
async function restart(trx: Database, now: number, taskId: string): Promise<Row<'task'>> {
  const task = await trx.selectFrom('task').selectAll().where('id', '=', taskId).executeTakeFirstOrThrow()
  if (!isFinal(task.state)) throw invalid({ non_field_errors: [`A task that is ${task.state} cannot be restarted.`] })
  if (task.state === 'completed') throw invalid({ non_field_errors: ['A task that is completed is not restarted.'] })
  const others = await trx
    .selectFrom('task')
    .select(['id', 'parents', 'slug', 'original_id'])
    .where('process_id', '=', task.process_id)
    .where('run', '=', task.run)
    .execute()
  if (others.some(({ original_id }) => original_id === task.id)) {
    throw invalid({ non_field_errors: ['This task has been restarted already.'] })
  }
  const { last } = await trx
    .selectFrom('task')
    .select((eb) => eb.fn.max('run').as('last'))
    .where('process_id', '=', task.process_id)
    .executeTakeFirstOrThrow()
  if (last !== task.run) throw invalid({ non_field_errors: ['The process has been retried since.'] })
  let first: (typeof others)[number] | undefined = others.find((one) => one.id === task.id)
  let number = 1
  while (first?.original_id) {
    const { original_id: before } = first
    first = others.find((one) => one.id === before)
    number += 1
  }
  const copy = await trx
    .insertInto('task')
    .values({
      id: createId(),
      process_id: task.process_id,
      worker_run_id: task.worker_run_id,
      run: task.run,
      depth: task.depth,
      slug: `${first?.slug ?? task.slug}_${number + 1}`,
      // What it waits for decides how it goes on.
      state: 'unscheduled',
      parents: task.parents,
      image: task.image,
      command: task.command,
      shm_size: task.shm_size,
      chunk: task.chunk,
      requires_gpu: task.requires_gpu,
      time_limit: task.time_limit,
      original_id: task.id,
      created: now,
      updated: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  for (const other of others) {
    if (!other.parents.includes(task.id)) continue
    const parents = other.parents.replaceAll(task.id, copy.id)
    await trx.updateTable('task').set({ parents, updated: now }).where('id', '=', other.id).execute()
  }
  await requeueActivities(trx, now, task, ['started', 'error'])
  await settleProcess(trx, now, task.process_id)
  return trx.selectFrom('task').selectAll().where('id', '=', copy.id).executeTakeFirstOrThrow()
}

const restartTask = defineOperation({
  operationId: 'RestartTask',
  method: 'POST',
  path: '/task/{id}/restart/',
  tag: 'ponos',
  summary: 'Run a task again that ended without being completed',
  description: 'A copy takes its place: what waits for the task waits for the copy.',
  parameters: { path: { id } },
  answers: { statuses: { 201: 'The copy' }, body: taskShape },
  refusals: [400],
  offeredBy: ['1.12'],
  rights: onTask('guest'),
  handle: async ({ target, principal, services }) => {
    const process = await services.db
      .selectFrom('process')
      .selectAll()
      .where('id', '=', target.process_id)
      .executeTakeFirstOrThrow()
    if ((await readProcessLevel(services.db, principal, process)) < levels.admin) {
      throw invalid({ non_field_errors: ['You do not have admin access to this process.'] })
    }
    const copy = await services.db.transaction().execute((trx) => restart(trx, services.clock.now(), target.id))
    services.background.wake()
    return { status: 201, body: describeTask(copy) }
  },
})

const retrieveTaskDefinition = defineOperation({
  operationId: 'RetrieveTaskDefinition',
  method: 'GET',
  path: '/task/{id}/definition/',
  tag: 'ponos',
  summary: 'Retrieve what is needed to run a task',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The definition' }, body: taskDefinitionShape },
  callers: ['agent'],
  rights: onTaskOfAgent,
  handle: async ({ target, origin, services }) => ({
    status: 200,
    body: await describeDefinition(services.db, target, origin),
  }),
})

const appendTaskLogs = defineOperation({
  operationId: 'AppendTaskLogs',
  method: 'POST',
  path: '/task/{id}/logs/',
  tag: 'ponos',
  summary: 'Add to the log of a task',
  description:
    'What was sent before is not added again. A log that grows beyond 16 MiB is cut down to its first 8 MiB, and takes no more.',
  parameters: { path: { id } },
  body: object({
    attempt,
    offset: integer({ min: 0, description: 'Where the text begins in the log of this attempt, in bytes of UTF-8.' }),
    text: printedText,
  }),
  answers: {
    statuses: { 201: 'It was added' },
    body: component(
      'TaskLogSize',
      object({
        size: integer({ min: 0, description: 'How many bytes of the log of this attempt have arrived.' }),
        is_cut: boolean('Whether nothing is kept any more.'),
      }),
    ),
  },
  callers: ['agent'],
  rights: onTaskOfAgent,
  handle: async ({ body: added, target, principal, services }) => {
    const size = await services.db.transaction().execute(async (trx) => {
      const task = await trx.selectFrom('task').selectAll().where('id', '=', target.id).executeTakeFirstOrThrow()
      requireHolder(task, principal.agent?.id ?? '', added.attempt)
      if (isFinal(task.state)) throw new Refusal(400, { attempt: ['The task has ended.'] })
      return addToLog(trx, task, added.offset, added.text)
    })
    return { status: 201, body: size }
  },
})

const retrieveTaskLogs = defineOperation({
  operationId: 'RetrieveTaskLogs',
  method: 'GET',
  path: '/task/{id}/logs/',
  tag: 'ponos',
  summary: 'Read the log of a task',
  description: 'About 1 MiB at most; ask again from where it ends.',
  parameters: {
    path: { id },
    query: { offset: integer({ min: 0, description: 'From where on, in bytes of UTF-8; 0 where it is left out.' }) },
  },
  answers: {
    statuses: { 200: 'The log' },
    body: component(
      'TaskLog',
      object({
        text: text({ canBeBlank: true, isTrimmed: false }),
        size: integer({ min: 0, description: 'Bytes of the whole log as it is now.' }),
        is_cut: boolean('Whether only its beginning was kept.'),
      }),
    ),
  },
  rights: onTask('guest'),
  handle: async ({ query, target, services }) => ({
    status: 200,
    body: {
      text: await readLog(services.db, target, query.offset ?? 0),
      size: target.log_size,
      is_cut: target.log_is_cut === 1,
    },
  }),
})

export const taskOperations: readonly Operation[] = [
  retrieveTask,
  updateTask,
  partialUpdateTask,
  restartTask,
  retrieveTaskDefinition,
  appendTaskLogs,
  retrieveTaskLogs,
]
