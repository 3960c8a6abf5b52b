import { createHash } from 'node:crypto'
import { createId, type JsonObject, readJsonObject, writeCanonicalJson } from '../../core/database/conventions.ts'
import { listVersionOptions } from '../../core/worker-yaml/version-options.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, forbidden, invalid } from '../contract/refusal.ts'
import { boolean, component, freeObject, nullable, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { onWorker, onWorkerConfiguration } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { checkValues } from './check-values.ts'

export const workerConfigurationShape = component(
  'WorkerConfiguration',
  object({
    id: uuid(),
    name: text({ max: 250 }),
    configuration: freeObject('Values of the options, by their keys.'),
    archived: boolean('Whether it is closed to new use.'),
    worker_id: uuid('The worker that it is for.'),
  }),
)

export function describeWorkerConfiguration(row: Row<'worker_configuration'>) {
  return {
    id: row.id,
    name: row.name,
    configuration: readJsonObject(row.configuration),
    archived: row.archived !== null,
    worker_id: row.worker_id,
  }
}

function hashContent(content: JsonObject): string {
  return createHash('sha256').update(writeCanonicalJson(content)).digest('hex')
}

/**
 * The values as they are stored, checked against the options of a version of the worker: the one that is named, else the
 * newest that is available. A worker without such a version takes any values. Refuses with what is wrong with each option.
 */
async function requireFitting(
  trx: Database,
  worker: string,
  values: JsonObject,
  versionId: string | null | undefined,
): Promise<JsonObject> {
  const versions = trx.selectFrom('worker_version').select('configuration').where('worker_id', '=', worker)
  const version = await (versionId
    ? versions.where('id', '=', versionId).executeTakeFirst()
    : versions.where('state', '=', 'available').orderBy('created', 'desc').limit(1).executeTakeFirst())
  if (versionId && !version) throw invalid({ worker_version_id: [describeUnknownId(versionId)] })
  const checked = checkValues(listVersionOptions(version ? readJsonObject(version.configuration) : {}), values)
  if ('problems' in checked) throw invalid({ configuration: checked.problems })
  return checked.values
}

/** Refuses a name or a content that another configuration of the worker has, with the id of that one. */
async function requireUnique(
  trx: Database,
  workerId: string,
  exceptId: string,
  { name, contentHash }: { name: string; contentHash: string },
): Promise<void> {
  const others = await trx
    .selectFrom('worker_configuration')
    .select(['id', 'name', 'content_hash'])
    .where('worker_id', '=', workerId)
    .where('id', '!=', exceptId)
    .where((eb) => eb.or([eb('name', '=', name), eb('content_hash', '=', contentHash)]))
    .execute()
  const sameName = others.find((other) => other.name === name)
  const sameContent = others.find((other) => other.content_hash === contentHash)
  const holder = sameContent ?? sameName
  if (!holder) return
  throw invalid({
    ...(sameName ? { name: ['A configuration with this name already exists on this worker.'] } : {}),
    ...(sameContent ? { configuration: ['A configuration with the same content already exists on this worker.'] } : {}),
    id: holder.id,
  })
}

const workerId = uuid('The id of the worker.')
const configurationId = uuid('The id of the worker configuration.')

const listWorkerConfigurations = defineOperation({
  operationId: 'ListWorkerConfigurations',
  method: 'GET',
  path: '/workers/{id}/configurations/',
  tag: 'workers',
  summary: 'List the configurations of a worker',
  parameters: {
    path: { id: workerId },
    query: {
      name: text({ max: 250, description: 'The exact name.' }),
      archived: boolean('True lists archived configurations, and only them; false the others; all without.'),
      ...pageParameters,
    },
  },
  answers: {
    statuses: { 200: 'A page of configurations' },
    body: pageOf('WorkerConfiguration', workerConfigurationShape),
  },
  isPaginated: true,
  rights: onWorker('guest'),
  handle: async (call) => {
    const { query, target, services } = call
    let matching = services.db.selectFrom('worker_configuration').where('worker_id', '=', target.id)
    if (query.name !== undefined) matching = matching.where('name', '=', query.name)
    if (query.archived !== undefined) matching = matching.where('archived', query.archived ? 'is not' : 'is', null)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: (limit, offset) =>
          matching.selectAll().orderBy('name').orderBy('id').limit(limit).offset(offset).execute(),
      },
      describeWorkerConfiguration,
    )
  },
})

const name = text({ max: 250, example: 'Fast' })
const configuration = freeObject('Values of the options, by their keys.', { batch_size: 4 })
const version = uuid('The version whose options count; by default the newest that is available.')

const createWorkerConfiguration = defineOperation({
  operationId: 'CreateWorkerConfiguration',
  method: 'POST',
  path: '/workers/{id}/configurations/',
  tag: 'workers',
  summary: 'Create a configuration of a worker',
  description:
    'The values must be those of options of the version, fit their types and choices, hold what is required and differ from the defaults.',
  parameters: { path: { id: workerId } },
  body: object({ name, configuration, worker_version_id: optional(nullable(version)) }),
  answers: { statuses: { 201: 'The configuration was created' }, body: workerConfigurationShape },
  rights: onWorker('contributor'),
  handle: async ({ body, target, services }) => {
    const row = await services.db.transaction().execute(async (trx) => {
      const content = await requireFitting(trx, target.id, body.configuration, body.worker_version_id)
      const contentHash = hashContent(content)
      await requireUnique(trx, target.id, '', { name: body.name, contentHash })
      const now = services.clock.now()
      return trx
        .insertInto('worker_configuration')
        .values({
          id: createId(),
          worker_id: target.id,
          name: body.name,
          configuration: JSON.stringify(content),
          content_hash: contentHash,
          archived: null,
          created: now,
          updated: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
    })
    return { status: 201, body: describeWorkerConfiguration(row) }
  },
})

const retrieveWorkerConfiguration = defineOperation({
  operationId: 'RetrieveWorkerConfiguration',
  method: 'GET',
  path: '/workers/configurations/{id}/',
  tag: 'workers',
  summary: 'Retrieve a worker configuration',
  parameters: { path: { id: configurationId } },
  answers: { statuses: { 200: 'The configuration' }, body: workerConfigurationShape },
  rights: onWorkerConfiguration('guest'),
  handle: async ({ target }) => ({ status: 200, body: describeWorkerConfiguration(target) }),
})

const update = {
  name,
  configuration: optional(configuration),
  archived: optional(boolean('Whether it is closed to new use.')),
  worker_version_id: optional(nullable(version)),
}

interface ConfigurationUpdate {
  name?: string
  configuration?: JsonObject
  archived?: boolean
  worker_version_id?: string | null
}

async function saveConfiguration(
  services: Services,
  principal: Principal,
  target: Row<'worker_configuration'>,
  changes: ConfigurationUpdate,
) {
  const isArchived = target.archived !== null
  if (isArchived && changes.archived === false && !principal.isAdmin) {
    throw forbidden('Only instance administrators may bring an archived configuration back.')
  }
  return services.db.transaction().execute(async (trx) => {
    const content = changes.configuration
      ? await requireFitting(trx, target.worker_id, changes.configuration, changes.worker_version_id)
      : readJsonObject(target.configuration)
    const contentHash = hashContent(content)
    if (contentHash !== target.content_hash) {
      const user = await trx
        .selectFrom('worker_run')
        .select('id')
        .where('configuration_id', '=', target.id)
        .limit(1)
        .executeTakeFirst()
      if (user) throw invalid({ configuration: ['A configuration that worker runs use cannot be changed.'] })
    }
    await requireUnique(trx, target.worker_id, target.id, { name: changes.name ?? target.name, contentHash })
    const now = services.clock.now()
    const row = await trx
      .updateTable('worker_configuration')
      .set({
        name: changes.name ?? target.name,
        configuration: JSON.stringify(content),
        content_hash: contentHash,
        archived: (changes.archived ?? isArchived) ? (target.archived ?? now) : null,
        updated: now,
      })
      .where('id', '=', target.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return describeWorkerConfiguration(row)
  })
}

const updateWorkerConfiguration = defineOperation({
  operationId: 'UpdateWorkerConfiguration',
  method: 'PUT',
  path: '/workers/configurations/{id}/',
  tag: 'workers',
  summary: 'Update a worker configuration',
  parameters: { path: { id: configurationId } },
  body: object(update),
  answers: { statuses: { 200: 'The configuration' }, body: workerConfigurationShape },
  rights: onWorkerConfiguration('contributor'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveConfiguration(services, principal, target, body),
  }),
})

const partialUpdateWorkerConfiguration = defineOperation({
  operationId: 'PartialUpdateWorkerConfiguration',
  method: 'PATCH',
  path: '/workers/configurations/{id}/',
  tag: 'workers',
  summary: 'Update a part of a worker configuration',
  parameters: { path: { id: configurationId } },
  body: object(partial(update)),
  answers: { statuses: { 200: 'The configuration' }, body: workerConfigurationShape },
  rights: onWorkerConfiguration('contributor'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveConfiguration(services, principal, target, body),
  }),
})

export const workerConfigurationOperations: readonly Operation[] = [
  listWorkerConfigurations,
  createWorkerConfiguration,
  retrieveWorkerConfiguration,
  updateWorkerConfiguration,
  partialUpdateWorkerConfiguration,
]
