import { readJsonTexts } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, invalid } from '../contract/refusal.ts'
import { list, nullable, object, optional, partial, uuid } from '../contract/shape.ts'
import { loggedIn, onCorpus, onProcess, onWorkerRun } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import type { WorkerRunRow } from './find-worker-run.ts'
import { getOrCreateLocalProcess } from './local-process.ts'
import { resolveConfiguration, resolvedConfigurationShape } from './resolve-configuration.ts'
import { combine, describeParts, insertRun, readParts } from './run-parts.ts'
import { describeWorkerRun, describeWorkerRuns, workerRunShape } from './worker-run-shape.ts'

const processId = uuid('The id of the process.')
const runId = uuid('The id of the worker run.')

const listWorkerRuns = defineOperation({
  operationId: 'ListWorkerRuns',
  method: 'GET',
  path: '/process/{id}/workers/',
  tag: 'process',
  summary: 'List the worker runs of a process',
  parameters: { path: { id: processId }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of worker runs' }, body: pageOf('WorkerRun', workerRunShape) },
  isPaginated: true,
  rights: onProcess('guest', 'id'),
  handle: async (call) => {
    const { target, services } = call
    const matching = services.db.selectFrom('worker_run').where('process_id', '=', target.id)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) => {
          const rows = await matching.selectAll().orderBy('created').orderBy('id').limit(limit).offset(offset).execute()
          return describeWorkerRuns(services.db, rows)
        },
      },
      (row) => row,
    )
  },
})

const listCorpusWorkerRuns = defineOperation({
  operationId: 'ListCorpusWorkerRuns',
  method: 'GET',
  path: '/corpus/{id}/runs/',
  tag: 'process',
  summary: "List the worker runs of a corpus's processes, the newest first",
  parameters: { path: { id: uuid('The id of the corpus.') }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of worker runs' }, body: pageOf('WorkerRun', workerRunShape) },
  isPaginated: true,
  rights: onCorpus('guest'),
  handle: async (call) => {
    const { target, services } = call
    const matching = services.db
      .selectFrom('worker_run')
      .innerJoin('process', 'process.id', 'worker_run.process_id')
      .where('process.corpus_id', '=', target.id)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) => {
          const rows = await matching
            .selectAll('worker_run')
            .orderBy('worker_run.created', 'desc')
            .orderBy('worker_run.id')
            .limit(limit)
            .offset(offset)
            .execute()
          return describeWorkerRuns(services.db, rows)
        },
      },
      (row) => row,
    )
  },
})

/** A process takes changes until it has been started. */
function requireUnstarted(process: Row<'process'>): void {
  if (process.started !== null) throw invalid({ non_field_errors: ['This process has already been started.'] })
}

const sameInProcess = 'A worker run with this version, model version and configuration already exists in the process.'

/** Refuses parents that are not of the process, and a circle of which `runId` would be a part. */
async function checkParents(trx: Database, process: string, parents: readonly string[], self?: string): Promise<void> {
  const rows = await trx.selectFrom('worker_run').select(['id', 'parents']).where('process_id', '=', process).execute()
  const others = new Map(rows.map((row) => [row.id, readJsonTexts(row.parents)]))
  const unknown = parents.filter((parent) => !others.has(parent))
  if (unknown.length > 0) throw invalid({ parents: unknown.map(describeUnknownId) })
  const seen = new Set<string>()
  const visit = (id: string) => {
    if (id === self) throw invalid({ parents: ['A worker run cannot come before itself.'] })
    if (seen.has(id)) return
    seen.add(id)
    for (const parent of others.get(id) ?? []) visit(parent)
  }
  for (const parent of parents) visit(parent)
}

const parentsOfRun = list(uuid(), { max: 1000, description: 'Worker runs of the same process that come before it.' })

const createWorkerRun = defineOperation({
  operationId: 'CreateWorkerRun',
  method: 'POST',
  path: '/process/{id}/workers/',
  tag: 'process',
  summary: 'Add a worker to a process',
  parameters: { path: { id: processId } },
  body: object({
    worker_version_id: uuid(),
    model_version_id: optional(nullable(uuid())),
    configuration_id: optional(nullable(uuid())),
    parents: optional(parentsOfRun),
  }),
  answers: { statuses: { 201: 'The worker run was created' }, body: workerRunShape },
  rights: onProcess('admin', 'id'),
  handle: async ({ body, target, principal, services }) => {
    requireUnstarted(target)
    if (target.mode === 'local') throw invalid({ non_field_errors: ['Use CreateUserWorkerRun for a local process.'] })
    const run = await services.db.transaction().execute(async (trx) => {
      const parts = await readParts(trx, principal, body)
      const parents = body.parents ?? []
      await checkParents(trx, target.id, parents)
      const made = await insertRun(trx, services, target, parts, parents)
      if (!made) throw invalid({ non_field_errors: [sameInProcess] })
      return made
    })
    return { status: 201, body: await describeWorkerRun(services.db, run) }
  },
})

const update = {
  model_version_id: optional(nullable(uuid('The model version that the worker uses.'))),
  configuration_id: optional(nullable(uuid('The configuration of the worker.'))),
  parents: parentsOfRun,
}

interface RunUpdate {
  model_version_id?: string | null
  configuration_id?: string | null
  parents?: string[]
}

/** Changes a worker run; what is undefined stays as it is. */
async function saveRun(services: Services, principal: Principal, target: WorkerRunRow, changes: RunUpdate) {
  return services.db.transaction().execute(async (trx) => {
    const process = await trx
      .selectFrom('process')
      .selectAll()
      .where('id', '=', target.process_id)
      .executeTakeFirstOrThrow()
    requireUnstarted(process)
    const parts = await readParts(trx, principal, {
      worker_version_id: target.worker_version_id,
      model_version_id: changes.model_version_id === undefined ? target.model_version_id : changes.model_version_id,
      configuration_id: changes.configuration_id === undefined ? target.configuration_id : changes.configuration_id,
    })
    const parents = changes.parents ?? readJsonTexts(target.parents)
    await checkParents(trx, process.id, parents, target.id)
    const combination = combine(process.mode, parts)
    const same = await trx
      .selectFrom('worker_run')
      .select('id')
      .where('process_id', '=', process.id)
      .where('combination', '=', combination)
      .where('id', '!=', target.id)
      .executeTakeFirst()
    if (same) throw invalid({ non_field_errors: [sameInProcess] })
    const row = await trx
      .updateTable('worker_run')
      .set({
        ...describeParts(parts),
        combination,
        parents: JSON.stringify([...new Set(parents)]),
        updated: services.clock.now(),
      })
      .where('id', '=', target.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return describeWorkerRun(trx, row)
  })
}

const updateWorkerRun = defineOperation({
  operationId: 'UpdateWorkerRun',
  method: 'PUT',
  path: '/process/workers/{id}/',
  tag: 'process',
  summary: 'Update a worker run of a process that has not been started',
  description: 'A model version or configuration that is left out is taken off.',
  parameters: { path: { id: runId } },
  body: object(update),
  answers: { statuses: { 200: 'The worker run' }, body: workerRunShape },
  rights: onWorkerRun('admin'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveRun(services, principal, target, { model_version_id: null, configuration_id: null, ...body }),
  }),
})

const partialUpdateWorkerRun = defineOperation({
  operationId: 'PartialUpdateWorkerRun',
  method: 'PATCH',
  path: '/process/workers/{id}/',
  tag: 'process',
  summary: 'Update a part of a worker run of a process that has not been started',
  parameters: { path: { id: runId } },
  body: object(partial(update)),
  answers: { statuses: { 200: 'The worker run' }, body: workerRunShape },
  rights: onWorkerRun('admin'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveRun(services, principal, target, body),
  }),
})

const retrieveWorkerRunConfiguration = defineOperation({
  operationId: 'RetrieveWorkerRunConfiguration',
  method: 'GET',
  path: '/workers/runs/{id}/configuration/',
  tag: 'process',
  summary: 'Retrieve the resolved configuration of a worker run',
  description:
    'Every option with its value: that of the configuration, else of the model version, else the default, else null. 400 where the worker version is of the older format, whose workers put it together themselves.',
  parameters: { path: { id: runId } },
  answers: { statuses: { 200: 'The configuration' }, body: resolvedConfigurationShape },
  refusals: [400],
  offeredBy: ['1.12'],
  rights: onWorkerRun('guest'),
  handle: async ({ target, services }) => ({ status: 200, body: await resolveConfiguration(services.db, target) }),
})

const listUserWorkerRuns = defineOperation({
  operationId: 'ListUserWorkerRuns',
  method: 'GET',
  path: '/user/worker-runs/',
  tag: 'process',
  summary: 'List the worker runs of your local process, the newest first',
  parameters: { query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of worker runs' }, body: pageOf('WorkerRun', workerRunShape) },
  isPaginated: true,
  refusals: [404],
  rights: loggedIn,
  handle: async (call) => {
    const { principal, services } = call
    const matching = services.db
      .selectFrom('worker_run')
      .innerJoin('process', 'process.id', 'worker_run.process_id')
      .where('process.mode', '=', 'local')
      .where('process.creator_id', '=', principal.id)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) => {
          const rows = await matching
            .selectAll('worker_run')
            .orderBy('worker_run.created', 'desc')
            .orderBy('worker_run.id')
            .limit(limit)
            .offset(offset)
            .execute()
          return describeWorkerRuns(services.db, rows)
        },
      },
      (row) => row,
    )
  },
})

const createUserWorkerRun = defineOperation({
  operationId: 'CreateUserWorkerRun',
  method: 'POST',
  path: '/user/worker-runs/',
  tag: 'process',
  summary: 'Add a worker version to your local process',
  description: 'There is one worker run for each version; a second is answered with 400 and the `id` of the first.',
  body: object({
    worker_version_id: uuid(),
    model_version_id: optional(nullable(uuid())),
    configuration_id: optional(nullable(uuid())),
  }),
  answers: { statuses: { 201: 'The worker run was created' }, body: workerRunShape },
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const run = await services.db.transaction().execute(async (trx) => {
      const parts = await readParts(trx, principal, body)
      const process = await getOrCreateLocalProcess(trx, services, principal)
      const made = await insertRun(trx, services, process, parts, [])
      if (made) return made
      const { id } = await trx
        .selectFrom('worker_run')
        .select('id')
        .where('process_id', '=', process.id)
        .where('combination', '=', combine('local', parts))
        .executeTakeFirstOrThrow()
      throw invalid({ worker_version_id: ['You already have a worker run of this version.'], id })
    })
    return { status: 201, body: await describeWorkerRun(services.db, run) }
  },
})

const retrieveWorkerRun = defineOperation({
  operationId: 'RetrieveWorkerRun',
  method: 'GET',
  path: '/process/workers/{id}/',
  tag: 'process',
  summary: 'Retrieve a worker run',
  parameters: { path: { id: runId } },
  answers: { statuses: { 200: 'The worker run' }, body: workerRunShape },
  rights: onWorkerRun('guest'),
  handle: async ({ target, services }) => ({ status: 200, body: await describeWorkerRun(services.db, target) }),
})

const destroyWorkerRun = defineOperation({
  operationId: 'DestroyWorkerRun',
  method: 'DELETE',
  path: '/process/workers/{id}/',
  tag: 'process',
  summary: 'Take a worker out of a process',
  parameters: { path: { id: runId } },
  answers: { statuses: { 204: 'The worker run is deleted' } },
  refusals: [400],
  rights: onWorkerRun('admin'),
  handle: async ({ target, services }) => {
    await services.db.transaction().execute(async (trx) => {
      requireUnstarted(
        await trx.selectFrom('process').selectAll().where('id', '=', target.process_id).executeTakeFirstOrThrow(),
      )
      const others = await trx
        .selectFrom('worker_run')
        .select(['id', 'parents'])
        .where('process_id', '=', target.process_id)
        .execute()
      for (const other of others) {
        const parents = readJsonTexts(other.parents)
        if (!parents.includes(target.id)) continue
        const rest = JSON.stringify(parents.filter((parent) => parent !== target.id))
        await trx
          .updateTable('worker_run')
          .set({ parents: rest, updated: services.clock.now() })
          .where('id', '=', other.id)
          .execute()
      }
      await trx.deleteFrom('worker_run').where('id', '=', target.id).execute()
    })
    return { status: 204, body: undefined }
  },
})

export const workerRunOperations: readonly Operation[] = [
  listCorpusWorkerRuns,
  listWorkerRuns,
  createWorkerRun,
  retrieveWorkerRun,
  updateWorkerRun,
  partialUpdateWorkerRun,
  destroyWorkerRun,
  retrieveWorkerRunConfiguration,
  listUserWorkerRuns,
  createUserWorkerRun,
]
