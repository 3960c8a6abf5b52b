import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid } from '../contract/refusal.ts'
import { choice, object, uuid } from '../contract/shape.ts'
import { onTask } from '../rights/rights.ts'
import type { Services } from '../services.ts'
import { type Row, type TaskState, taskStates } from '../tables.ts'
import { describeTask, taskShape } from './task-shape.ts'
import { followingStates, settleProcess } from './task-states.ts'

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

async function saveTask(services: Services, target: Row<'task'>, state: TaskState) {
  return services.db.transaction().execute(async (trx) => {
    const task = await trx.selectFrom('task').selectAll().where('id', '=', target.id).executeTakeFirstOrThrow()
    if (task.state === state) return describeTask(task)
    if (!followingStates[task.state].includes(state)) {
      throw invalid({ state: [`A task cannot go from ${task.state} to ${state}.`] })
    }
    const now = services.clock.now()
    const row = await trx
      .updateTable('task')
      .set({ state, updated: now })
      .where('id', '=', task.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await settleProcess(trx, now, task.process_id)
    return describeTask(row)
  })
}

const body = object({ state: choice(taskStates) })

const updateTask = defineOperation({
  operationId: 'UpdateTask',
  method: 'PUT',
  path: '/task/{id}/',
  tag: 'ponos',
  summary: 'Set the state of a task',
  description: 'The tasks that wait for it, and the state of its process, follow.',
  parameters: { path: { id } },
  body,
  answers: { statuses: { 200: 'The task' }, body: taskShape },
  rights: onTask('admin'),
  handle: async ({ body: { state }, target, services }) => ({
    status: 200,
    body: await saveTask(services, target, state),
  }),
})

const partialUpdateTask = defineOperation({
  operationId: 'PartialUpdateTask',
  method: 'PATCH',
  path: '/task/{id}/',
  tag: 'ponos',
  summary: 'Set the state of a task',
  description: 'The tasks that wait for it, and the state of its process, follow.',
  parameters: { path: { id } },
  body,
  answers: { statuses: { 200: 'The task' }, body: taskShape },
  rights: onTask('admin'),
  handle: async ({ body: { state }, target, services }) => ({
    status: 200,
    body: await saveTask(services, target, state),
  }),
})

export const taskOperations: readonly Operation[] = [retrieveTask, updateTask, partialUpdateTask]
