import { createId, readJsonTexts } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, invalid } from '../contract/refusal.ts'
import { list, nullable, object, optional, uuid } from '../contract/shape.ts'
import { levels, readLevel } from '../rights/access.ts'
import { onProcess, onWorkerRun, readWorkerLevel } from '../rights/rights.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { describeWorkerRun, summarizeRun, workerRunShape } from './worker-run-shape.ts'

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
          return Promise.all(rows.map((row) => describeWorkerRun(services.db, row)))
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

async function findUsableVersion(trx: Database, principal: Principal, id: string) {
  const row = await trx.selectFrom('worker_version').selectAll().where('id', '=', id).executeTakeFirst()
  const worker = row && (await trx.selectFrom('worker').selectAll().where('id', '=', row.worker_id).executeTakeFirst())
  if (!row || !worker || (await readWorkerLevel(trx, principal, row.worker_id)) < levels.guest) {
    throw invalid({ worker_version_id: [describeUnknownId(id)] })
  }
  if (worker.archived !== null) throw invalid({ worker_version_id: ['This worker is archived.'] })
  return { row, worker }
}

/** A guest may use a version that is available and tagged; a contributor any that is available (reference/arkindex.md 3.11). */
async function findUsableModelVersion(trx: Database, principal: Principal, id: string) {
  const row = await trx.selectFrom('model_version').selectAll().where('id', '=', id).executeTakeFirst()
  const model = row && (await trx.selectFrom('model').selectAll().where('id', '=', row.model_id).executeTakeFirst())
  const level = model ? await readLevel(trx, principal, 'model', model) : 0
  if (!row || !model || level < levels.guest) throw invalid({ model_version_id: [describeUnknownId(id)] })
  if (model.archived !== null) throw invalid({ model_version_id: ['This model is archived.'] })
  if (row.state !== 'available') throw invalid({ model_version_id: ['This model version is not available.'] })
  if (level < levels.contributor && row.tag === null) {
    throw invalid({ model_version_id: ['Contributor access to the model is needed to use a version without a tag.'] })
  }
  return { row, model }
}

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
    parents: optional(list(uuid(), { max: 1000, description: 'Worker runs of the same process that come before it.' })),
  }),
  answers: { statuses: { 201: 'The worker run was created' }, body: workerRunShape },
  rights: onProcess('admin', 'id'),
  handle: async ({ body, target, principal, services }) => {
    requireUnstarted(target)
    const run = await services.db.transaction().execute(async (trx) => {
      const version = await findUsableVersion(trx, principal, body.worker_version_id)
      const modelVersion = body.model_version_id
        ? await findUsableModelVersion(trx, principal, body.model_version_id)
        : undefined
      if (modelVersion && version.row.model_usage === 'disabled') {
        throw invalid({ model_version_id: ['This worker version does not use models.'] })
      }
      const configuration = body.configuration_id
        ? await trx
            .selectFrom('worker_configuration')
            .selectAll()
            .where('id', '=', body.configuration_id)
            .executeTakeFirst()
        : undefined
      if (body.configuration_id && configuration?.worker_id !== version.row.worker_id) {
        throw invalid({ configuration_id: [describeUnknownId(body.configuration_id)] })
      }
      if (configuration && configuration.archived !== null) {
        throw invalid({ configuration_id: ['This configuration is archived.'] })
      }
      const others = await trx.selectFrom('worker_run').select('id').where('process_id', '=', target.id).execute()
      const unknown = (body.parents ?? []).filter((parent) => !others.some(({ id }) => id === parent))
      if (unknown.length > 0) throw invalid({ parents: unknown.map(describeUnknownId) })
      const now = services.clock.now()
      const made = await trx
        .insertInto('worker_run')
        .values({
          id: createId(),
          process_id: target.id,
          worker_version_id: version.row.id,
          model_version_id: modelVersion?.row.id ?? null,
          configuration_id: configuration?.id ?? null,
          combination: [version.row.id, modelVersion?.row.id ?? '', configuration?.id ?? ''].join(':'),
          parents: JSON.stringify([...new Set(body.parents ?? [])]),
          summary: summarizeRun({
            worker: version.worker.name,
            version: version.row,
            model: modelVersion && { name: modelVersion.model.name, versionId: modelVersion.row.id },
            configuration: configuration?.name,
          }),
          created: now,
          updated: now,
        })
        .onConflict((conflict) => conflict.columns(['process_id', 'combination']).doNothing())
        .returningAll()
        .executeTakeFirst()
      if (!made) {
        throw invalid({
          non_field_errors: [
            'A worker run with this version, model version and configuration already exists in the process.',
          ],
        })
      }
      return made
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
  listWorkerRuns,
  createWorkerRun,
  retrieveWorkerRun,
  destroyWorkerRun,
]
