import type { Kysely } from 'kysely'
import { containsPattern, createId, foldText } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, forbidden, invalid, notFound } from '../contract/refusal.ts'
import { boolean, component, list, moment, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { grantAdmin, isVisible, levels, readLevel } from '../rights/access.ts'
import { loggedIn, onModel, readWorkerLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row, Tables } from '../tables.ts'
import type { Principal } from '../users/principal.ts'

const modelShape = component(
  'Model',
  object({
    id: uuid(),
    name: text({ max: 250 }),
    description: text({ canBeBlank: true, description: 'Markdown.' }),
    public: boolean('Whether every user may use its tagged versions.'),
    archived: boolean('Whether it is closed to new versions.'),
    compatible_workers: list(uuid(), { max: 10_000, description: 'The workers that it is marked compatible with.' }),
    created: moment(),
    updated: moment(),
  }),
)

function describeModel(row: Row<'model'>, compatible: readonly { model_id: string; worker_id: string }[]) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    public: row.public === 1,
    archived: row.archived !== null,
    compatible_workers: compatible.filter(({ model_id }) => model_id === row.id).map(({ worker_id }) => worker_id),
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
  }
}

async function readCompatible(db: Kysely<Tables>, modelIds: readonly string[]) {
  if (modelIds.length === 0) return []
  return db
    .selectFrom('compatible_worker')
    .select(['model_id', 'worker_id'])
    .where('model_id', 'in', [...modelIds])
    .orderBy('created')
    .orderBy('worker_id')
    .execute()
}

async function findModel(db: Database, id: string) {
  const row = await db.selectFrom('model').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return describeModel(row, await readCompatible(db, [id]))
}

const id = uuid('The id of the model.')

const listModels = defineOperation({
  operationId: 'ListModels',
  method: 'GET',
  path: '/models/',
  tag: 'models',
  summary: 'List the models that you may see',
  parameters: {
    query: {
      name: text({ max: 250, description: 'Part of the name, in any case.' }),
      compatible_worker: uuid('Only models that are marked compatible with this worker.'),
      archived: boolean('True lists archived models, and only them; false, and by default, the others.'),
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of models' }, body: pageOf('Model', modelShape) },
  isPaginated: true,
  refusals: [404],
  rights: loggedIn,
  handle: async (call) => {
    const { query, principal, services } = call
    let matching = services.db
      .selectFrom('model')
      .where(isVisible(principal, 'model'))
      .where('archived', query.archived ? 'is not' : 'is', null)
    if (query.name !== undefined)
      matching = matching.where('name_folded', 'like', containsPattern(foldText(query.name)))
    const { compatible_worker: worker } = query
    if (worker !== undefined) {
      if ((await readWorkerLevel(services.db, principal, worker)) < levels.guest) {
        throw invalid({ compatible_worker: [describeUnknownId(worker)] })
      }
      matching = matching.where('id', 'in', (eb) =>
        eb.selectFrom('compatible_worker').select('model_id').where('worker_id', '=', worker),
      )
    }
    let compatible: Awaited<ReturnType<typeof readCompatible>> = []
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) => {
          const rows = await matching
            .selectAll()
            .orderBy('name_folded')
            .orderBy('id')
            .limit(limit)
            .offset(offset)
            .execute()
          compatible = await readCompatible(
            services.db,
            rows.map((row) => row.id),
          )
          return rows
        },
      },
      (row) => describeModel(row, compatible),
    )
  },
})

const name = text({ max: 250, example: 'Generic handwriting' })
const description = text({ canBeBlank: true, max: 100_000, isTrimmed: false, description: 'Markdown.' })

const createModel = defineOperation({
  operationId: 'CreateModel',
  method: 'POST',
  path: '/models/',
  tag: 'models',
  summary: 'Create a model',
  description:
    'A model of this name that you may see is answered with 400 and its `id`; one that you may not, with 403.',
  body: object({ name, description: optional(description), public: optional(boolean()) }),
  answers: { statuses: { 201: 'The model was created' }, body: modelShape },
  refusals: [403],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const modelId = await services.db.transaction().execute(async (trx) => {
      const now = services.clock.now()
      const made = await trx
        .insertInto('model')
        .values({
          id: createId(),
          name: body.name,
          name_folded: foldText(body.name),
          description: body.description ?? '',
          public: body.public ? 1 : 0,
          archived: null,
          created: now,
          updated: now,
        })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (made) {
        await grantAdmin(trx, { id: createId(), userId: principal.id, kind: 'model', contentId: made.id })
        return made.id
      }
      const existing = await trx
        .selectFrom('model')
        .select(['id', 'public'])
        .where('name', '=', body.name)
        .executeTakeFirstOrThrow()
      if ((await readLevel(trx, principal, 'model', existing)) < levels.guest) {
        throw forbidden('You do not have access to the model of this name.')
      }
      throw invalid({ id: existing.id, name: ['A model with this name already exists.'] })
    })
    return { status: 201, body: await findModel(services.db, modelId) }
  },
})

const retrieveModel = defineOperation({
  operationId: 'RetrieveModel',
  method: 'GET',
  path: '/model/{id}/',
  tag: 'models',
  summary: 'Retrieve a model',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The model' }, body: modelShape },
  rights: onModel('guest', 'id'),
  handle: async ({ target, services }) => ({ status: 200, body: await findModel(services.db, target.id) }),
})

const update = {
  name,
  description: optional(description),
  public: optional(boolean('Whether every user may use its tagged versions.')),
  archived: optional(boolean('Whether it is closed to new versions.')),
  compatible_workers: optional(
    list(uuid(), { max: 10_000, description: 'All the workers that it is compatible with.' }),
  ),
}

interface ModelUpdate {
  name?: string
  description?: string
  public?: boolean
  archived?: boolean
  compatible_workers?: string[]
}

async function replaceCompatible(
  trx: Database,
  services: Services,
  principal: Principal,
  modelId: string,
  workers: readonly string[],
) {
  const wanted = new Set(workers)
  const held = new Set((await readCompatible(trx, [modelId])).map(({ worker_id }) => worker_id))
  const unknown: string[] = []
  for (const worker of wanted) {
    if (!held.has(worker) && (await readWorkerLevel(trx, principal, worker)) < levels.guest)
      unknown.push(describeUnknownId(worker))
  }
  if (unknown.length > 0) throw invalid({ compatible_workers: unknown })
  for (const worker of held) {
    if (!wanted.has(worker)) {
      await trx
        .deleteFrom('compatible_worker')
        .where('model_id', '=', modelId)
        .where('worker_id', '=', worker)
        .execute()
    }
  }
  for (const worker of wanted) {
    if (held.has(worker)) continue
    await trx
      .insertInto('compatible_worker')
      .values({ model_id: modelId, worker_id: worker, created: services.clock.now() })
      .onConflict((conflict) => conflict.columns(['model_id', 'worker_id']).doNothing())
      .execute()
  }
}

async function saveModel(services: Services, principal: Principal, model: Row<'model'>, changes: ModelUpdate) {
  return services.db.transaction().execute(async (trx) => {
    if (changes.name !== undefined && changes.name !== model.name) {
      const holder = await trx.selectFrom('model').select('id').where('name', '=', changes.name).executeTakeFirst()
      if (holder) throw invalid({ name: ['A model with this name already exists.'] })
    }
    const now = services.clock.now()
    const isArchived = changes.archived ?? model.archived !== null
    const newName = changes.name ?? model.name
    await trx
      .updateTable('model')
      .set({
        name: newName,
        name_folded: foldText(newName),
        description: changes.description ?? model.description,
        public: (changes.public ?? model.public === 1) ? 1 : 0,
        archived: isArchived ? (model.archived ?? now) : null,
        updated: now,
      })
      .where('id', '=', model.id)
      .execute()
    if (changes.compatible_workers)
      await replaceCompatible(trx, services, principal, model.id, changes.compatible_workers)
    return findModel(trx, model.id)
  })
}

const updateModel = defineOperation({
  operationId: 'UpdateModel',
  method: 'PUT',
  path: '/model/{id}/',
  tag: 'models',
  summary: 'Update a model',
  parameters: { path: { id } },
  body: object(update),
  answers: { statuses: { 200: 'The model' }, body: modelShape },
  rights: onModel('admin', 'id'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveModel(services, principal, target, body),
  }),
})

const partialUpdateModel = defineOperation({
  operationId: 'PartialUpdateModel',
  method: 'PATCH',
  path: '/model/{id}/',
  tag: 'models',
  summary: 'Update a part of a model',
  parameters: { path: { id } },
  body: object(partial(update)),
  answers: { statuses: { 200: 'The model' }, body: modelShape },
  rights: onModel('admin', 'id'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveModel(services, principal, target, body),
  }),
})

const pair = { model: uuid('The id of the model.'), worker: uuid('The id of the worker.') }

async function requireWorker(services: Services, principal: Principal, workerId: string): Promise<void> {
  if ((await readWorkerLevel(services.db, principal, workerId)) < levels.guest) throw notFound()
}

const createModelCompatibleWorker = defineOperation({
  operationId: 'CreateModelCompatibleWorker',
  method: 'POST',
  path: '/model/{model}/compatible-worker/{worker}/',
  tag: 'models',
  summary: 'Mark a model compatible with a worker',
  parameters: { path: pair },
  answers: {
    statuses: { 201: 'The pair is marked' },
    body: component('ModelCompatibleWorker', object({ model: uuid(), worker: uuid() })),
  },
  refusals: [400],
  rights: onModel('contributor', 'model'),
  handle: async ({ path, principal, services }) => {
    await requireWorker(services, principal, path.worker)
    const made = await services.db
      .insertInto('compatible_worker')
      .values({ model_id: path.model, worker_id: path.worker, created: services.clock.now() })
      .onConflict((conflict) => conflict.columns(['model_id', 'worker_id']).doNothing())
      .returning('worker_id')
      .executeTakeFirst()
    if (!made) throw invalid({ worker: ['This worker is already compatible with the model.'] })
    return { status: 201, body: { model: path.model, worker: path.worker } }
  },
})

const destroyModelCompatibleWorker = defineOperation({
  operationId: 'DestroyModelCompatibleWorker',
  method: 'DELETE',
  path: '/model/{model}/compatible-worker/{worker}/',
  tag: 'models',
  summary: 'Take the mark of a compatible worker off a model',
  parameters: { path: pair },
  answers: { statuses: { 204: 'The pair is not marked any more' } },
  refusals: [400],
  rights: onModel('contributor', 'model'),
  handle: async ({ path, principal, services }) => {
    await requireWorker(services, principal, path.worker)
    const { numDeletedRows } = await services.db
      .deleteFrom('compatible_worker')
      .where('model_id', '=', path.model)
      .where('worker_id', '=', path.worker)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw invalid({ worker: ['This worker is not compatible with the model.'] })
    return { status: 204, body: undefined }
  },
})

export const modelOperations: readonly Operation[] = [
  listModels,
  createModel,
  retrieveModel,
  updateModel,
  partialUpdateModel,
  createModelCompatibleWorker,
  destroyModelCompatibleWorker,
]
