import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, forbidden, invalid, notFound, Refusal } from '../contract/refusal.ts'
import { choice, component, float, integer, list, moment, nullable, object, text, uuid } from '../contract/shape.ts'
import { describeElements, elementShape } from '../elements/element-shape.ts'
import { loggedIn, onProcess, onWorkerRun } from '../rights/rights.ts'
import type { Services } from '../services.ts'
import { activityStates, type Row, workerActivityStates } from '../tables.ts'
import { claimActivity, findActivity } from './claim-activity.ts'
import { type ActivityCount, estimateRest } from './estimate-end.ts'

const activityBody = object({
  element_id: uuid('The element that is worked on.'),
  process_id: uuid('The process of the worker run.'),
  state: choice(workerActivityStates),
})

type StepProblem = { status: 400 | 409; message: string }

/** Why an activity cannot take a step, if it cannot (reference/arkindex.md 3.10). One that is told again is as it was. */
function findStepProblem(
  from: Row<'worker_activity'>['state'],
  to: Row<'worker_activity'>['state'],
): StepProblem | undefined {
  if (to === 'started') {
    const isFree = from === 'queued' || from === 'error'
    return isFree ? undefined : { status: 409, message: `This element is ${from} by this worker run already.` }
  }
  const isKnown = from === to || (to === 'queued' ? from !== 'processed' : from === 'started')
  return isKnown ? undefined : { status: 400, message: `An activity cannot go from ${from} to ${to}.` }
}

const updateWorkerActivity = defineOperation({
  operationId: 'UpdateWorkerActivity',
  method: 'PUT',
  path: '/workers/versions/{id}/activity/',
  tag: 'process',
  summary: 'Say how far a worker is with an element',
  description:
    'By tasks of the process, and its administrators. 409 where the element was begun already: the worker leaves it out.',
  parameters: { path: { id: uuid('The id of the worker run.') } },
  body: activityBody,
  answers: { statuses: { 200: 'The activity, as it was sent' }, body: component('WorkerActivityUpdate', activityBody) },
  refusals: [400, 409],
  callers: ['user', 'task'],
  rights: onWorkerRun('admin'),
  handle: async ({ body, target, principal, services }) => {
    const { db, clock } = services
    if (principal.task && principal.task.processId !== target.process_id) {
      throw forbidden('A task may only tell of worker runs of its own process.')
    }
    if (body.process_id !== target.process_id) throw invalid({ process_id: ['The worker run is not of this process.'] })
    while (true) {
      const activity = await findActivity(db, target.id, body.element_id)
      if (!activity) throw invalid({ element_id: [describeUnknownId(body.element_id)] })
      const problem = findStepProblem(activity.state, body.state)
      if (problem) throw new Refusal(problem.status, { state: [problem.message] })
      if (activity.state === body.state) break
      const now = clock.now()
      const isEnd = body.state === 'processed' || body.state === 'error'
      const saved = await db
        .updateTable('worker_activity')
        .set({
          state: body.state,
          started: body.state === 'started' ? now : body.state === 'queued' ? null : activity.started,
          finished: isEnd ? now : null,
          updated: now,
        })
        .where('id', '=', activity.id)
        .where('state', '=', activity.state)
        .returning('id')
        .executeTakeFirst()
      // Someone else changed it in between: it is looked at again.
      if (saved) break
    }
    return { status: 200, body }
  },
})

const startWorkerActivity = defineOperation({
  operationId: 'StartWorkerActivity',
  method: 'POST',
  path: '/process/start-activity/',
  tag: 'process',
  summary: 'Begin the next element of a task',
  description: 'For tasks: no element is begun twice. 404 where nothing is left.',
  answers: { statuses: { 200: 'The element' }, body: elementShape },
  refusals: [400, 403, 404],
  offeredBy: ['1.12'],
  callers: ['task'],
  rights: loggedIn,
  handle: async ({ principal, services }) => {
    const { db } = services
    const task = await db
      .selectFrom('task')
      .innerJoin('process', 'process.id', 'task.process_id')
      .select(['task.worker_run_id', 'task.chunk', 'process.activity_state'])
      .where('task.id', '=', principal.task?.id ?? '')
      .executeTakeFirstOrThrow()
    const problems: Record<string, string[]> = {}
    if (task.worker_run_id === null) problems.task = ['This task has no worker run.']
    if (task.activity_state !== 'ready')
      problems.process = [`The activities of the process are ${task.activity_state}.`]
    if (task.worker_run_id === null || Object.keys(problems).length > 0) throw invalid(problems)
    while (true) {
      const claimed = await claimActivity(services, { worker_run_id: task.worker_run_id, chunk: task.chunk })
      if (!claimed) throw notFound('Nothing is left to do.')
      const [element] = await describeElements(db, [{ id: claimed.element_id }], { zone: true })
      // An element that was deleted in this moment took its activity along.
      if (element) return { status: 200, body: element }
    }
  },
})

const counts = {
  queued: integer({ min: 0 }),
  started: integer({ min: 0 }),
  processed: integer({ min: 0 }),
  error: integer({ min: 0 }),
  total: integer({ min: 0 }),
}

function sumCounts(rows: readonly ActivityCount[]) {
  const sums = { queued: 0, started: 0, processed: 0, error: 0, total: 0 }
  for (const { state, count } of rows) {
    sums[state] += count
    sums.total += count
  }
  return sums
}

async function readProgress(services: Services, process: Row<'process'>) {
  const { db } = services
  const runs = await db
    .selectFrom('worker_run')
    .select(['id', 'parents', 'summary'])
    .where('process_id', '=', process.id)
    .orderBy('created')
    .orderBy('id')
    .execute()
  const rows = await db
    .selectFrom('worker_activity')
    .select(['worker_run_id', 'chunk', 'state'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('process_id', '=', process.id)
    .groupBy(['worker_run_id', 'chunk', 'state'])
    .execute()
  const durations = await db
    .selectFrom('worker_activity')
    .select('worker_run_id')
    .select((eb) => eb.fn.avg<number>(eb('finished', '-', eb.ref('started'))).as('mean'))
    .where('process_id', '=', process.id)
    .where('finished', 'is not', null)
    .where('started', 'is not', null)
    .groupBy('worker_run_id')
    .execute()
  const running = await db
    .selectFrom('task')
    .select('worker_run_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('process_id', '=', process.id)
    .where('state', '=', 'running')
    .groupBy('worker_run_id')
    .execute()
  const means = durations.map(({ worker_run_id, mean }) => ({ worker_run_id, mean: Number(mean) }))
  const countRunning = (id: string) => running.find((one) => one.worker_run_id === id)?.count ?? 0
  const rest = running.length === 0 ? undefined : estimateRest(runs, rows, means, countRunning)
  return {
    activity_state: process.activity_state,
    ...sumCounts(rows),
    estimated_end: rest === undefined ? null : new Date(Date.now() + rest).toISOString(),
    worker_runs: runs.map(({ id, summary }) => {
      const mean = means.find((one) => one.worker_run_id === id)?.mean
      return {
        id,
        summary,
        ...sumCounts(rows.filter((row) => row.worker_run_id === id)),
        mean_seconds: mean === undefined ? null : Math.round(mean) / 1000,
      }
    }),
  }
}

const retrieveProcessActivity = defineOperation({
  operationId: 'RetrieveProcessActivity',
  method: 'GET',
  path: '/process/{id}/activity/',
  tag: 'process',
  summary: 'Retrieve how far a process is: its activities by state, and when it ends at this pace',
  parameters: { path: { id: uuid('The id of the process.') } },
  answers: {
    statuses: { 200: 'The counts' },
    body: component(
      'ProcessActivity',
      object({
        activity_state: choice(activityStates),
        ...counts,
        estimated_end: nullable(moment('Null where nothing runs, or no element is done yet.')),
        worker_runs: list(
          component(
            'WorkerRunActivity',
            object({
              id: uuid(),
              summary: text({ canBeBlank: true }),
              ...counts,
              mean_seconds: nullable(float('How long one element took, on average.')),
            }),
          ),
          { max: 10_000 },
        ),
      }),
    ),
  },
  rights: onProcess('guest', 'id'),
  handle: async ({ target, services }) => ({ status: 200, body: await readProgress(services, target) }),
})

const workerActivityShape = component(
  'WorkerActivity',
  object({
    id: uuid(),
    worker_run_id: uuid(),
    element_id: uuid(),
    state: choice(workerActivityStates),
    chunk: integer({ min: 1 }),
    started: nullable(moment()),
    finished: nullable(moment()),
  }),
)

function describeMoment(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

const listWorkerActivities = defineOperation({
  operationId: 'ListWorkerActivities',
  method: 'GET',
  path: '/process/{id}/activities/',
  tag: 'process',
  summary: 'List the activities of a process, in the order in which its elements are worked on',
  parameters: {
    path: { id: uuid('The id of the process.') },
    query: {
      state: choice(workerActivityStates),
      worker_run: uuid('Only those of this worker run.'),
      element: uuid('Only those of this element.'),
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of activities' }, body: pageOf('WorkerActivity', workerActivityShape) },
  isPaginated: true,
  rights: onProcess('guest', 'id'),
  handle: async (call) => {
    const { query, target, services } = call
    let matching = services.db.selectFrom('worker_activity').where('process_id', '=', target.id)
    if (query.state !== undefined) matching = matching.where('state', '=', query.state)
    if (query.worker_run !== undefined) matching = matching.where('worker_run_id', '=', query.worker_run)
    if (query.element !== undefined) matching = matching.where('element_id', '=', query.element)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: (limit, offset) =>
          matching.selectAll().orderBy('position').orderBy('worker_run_id').limit(limit).offset(offset).execute(),
      },
      (row) => ({
        id: row.id,
        worker_run_id: row.worker_run_id,
        element_id: row.element_id,
        state: row.state,
        chunk: row.chunk,
        started: describeMoment(row.started),
        finished: describeMoment(row.finished),
      }),
    )
  },
})

export const activityOperations: readonly Operation[] = [
  updateWorkerActivity,
  startWorkerActivity,
  retrieveProcessActivity,
  listWorkerActivities,
]
