import { containsPattern, foldText } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { boolean, component, link, nullable, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { isVisible } from '../rights/access.ts'
import { loggedIn, onWorker } from '../rights/rights.ts'
import type { Database } from '../services.ts'
import { getOrCreateType, getOrCreateWorker } from './get-or-create-worker.ts'
import { describeWorker, workerShape, workerSlug } from './worker-shape.ts'

const id = uuid('The id of the worker.')

async function findWorker(db: Database, workerId: string) {
  return describeWorker(
    await db
      .selectFrom('worker')
      .innerJoin('worker_type', 'worker_type.id', 'worker.type_id')
      .selectAll('worker')
      .select('worker_type.slug as type')
      .where('worker.id', '=', workerId)
      .executeTakeFirstOrThrow(),
  )
}

const listWorkers = defineOperation({
  operationId: 'ListWorkers',
  method: 'GET',
  path: '/workers/',
  tag: 'workers',
  summary: 'List the workers that you may see',
  parameters: {
    query: {
      name: text({ max: 250, description: 'Part of the name, in any case.' }),
      type: text({ max: 100, description: 'The slug of a worker type, or its id.' }),
      slug: text({ max: 100, description: 'The exact slug.' }),
      repository_url: text({ max: 2048, description: 'The exact repository.' }),
      archived: boolean('True lists archived workers, and only them; false, and by default, the others.'),
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of workers' }, body: pageOf('Worker', workerShape) },
  isPaginated: true,
  refusals: [404],
  rights: loggedIn,
  handle: async (call) => {
    const { query, principal, services } = call
    let matching = services.db
      .selectFrom('worker')
      .innerJoin('worker_type', 'worker_type.id', 'worker.type_id')
      .where(isVisible(principal, 'worker'))
      .where('worker.archived', query.archived ? 'is not' : 'is', null)
    if (query.name !== undefined)
      matching = matching.where('worker.name_folded', 'like', containsPattern(foldText(query.name)))
    if (query.slug !== undefined) matching = matching.where('worker.slug', '=', query.slug)
    if (query.repository_url !== undefined)
      matching = matching.where('worker.repository_url', '=', query.repository_url)
    const { type } = query
    if (type !== undefined) {
      matching = matching.where((eb) => eb.or([eb('worker_type.slug', '=', type), eb('worker_type.id', '=', type)]))
    }
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: (limit, offset) =>
          matching
            .selectAll('worker')
            .select('worker_type.slug as type')
            .orderBy('worker.name_folded')
            .orderBy('worker.id')
            .limit(limit)
            .offset(offset)
            .execute(),
      },
      describeWorker,
    )
  },
})

const writable = {
  name: text({ max: 250, example: 'Handwriting recognizer' }),
  type: text({ max: 100, description: 'The slug of its type; a new one is made.', example: 'recognizer' }),
  description: optional(nullable(text({ canBeBlank: true, max: 100_000, isTrimmed: false }))),
}

const createWorker = defineOperation({
  operationId: 'CreateWorker',
  method: 'POST',
  path: '/workers/',
  tag: 'workers',
  summary: 'Create a worker, or get the one of this slug and repository',
  description: 'A worker that exists is answered as it is: use PartialUpdateWorker to change it.',
  body: object({
    ...writable,
    slug: workerSlug,
    repository_url: optional(nullable(link('The repository that it is published from.'))),
  }),
  answers: { statuses: { 200: 'The worker exists already', 201: 'The worker was created' }, body: workerShape },
  refusals: [403],
  offeredBy: ['1.12'],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const { worker, isNew } = await services.db.transaction().execute((trx) =>
      getOrCreateWorker(trx, services, principal, {
        slug: body.slug,
        repositoryUrl: body.repository_url ?? '',
        name: body.name,
        type: body.type,
        description: body.description ?? '',
      }),
    )
    return { status: isNew ? 201 : 200, body: await findWorker(services.db, worker.id) }
  },
})

const retrieveWorker = defineOperation({
  operationId: 'RetrieveWorker',
  method: 'GET',
  path: '/workers/{id}/',
  tag: 'workers',
  summary: 'Retrieve a worker',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The worker' }, body: workerShape },
  rights: onWorker('guest'),
  handle: async ({ target, services }) => ({ status: 200, body: await findWorker(services.db, target.id) }),
})

const update = {
  ...writable,
  public: optional(boolean('Whether every user may use it.')),
  archived: optional(boolean('Whether it is closed to new use.')),
}

interface WorkerUpdate {
  name?: string
  type?: string
  description?: string | null
  public?: boolean
  archived?: boolean
}

async function saveWorker(db: Database, now: number, workerId: string, changes: WorkerUpdate) {
  return db.transaction().execute(async (trx) => {
    let statement = trx.updateTable('worker').where('id', '=', workerId).set({ updated: now })
    if (changes.name !== undefined)
      statement = statement.set({ name: changes.name, name_folded: foldText(changes.name) })
    if (changes.type !== undefined) statement = statement.set({ type_id: await getOrCreateType(trx, changes.type) })
    if (changes.description !== undefined) statement = statement.set({ description: changes.description ?? '' })
    if (changes.public !== undefined) statement = statement.set({ public: changes.public ? 1 : 0 })
    if (changes.archived !== undefined) statement = statement.set({ archived: changes.archived ? now : null })
    await statement.execute()
    return findWorker(trx, workerId)
  })
}

const updateWorker = defineOperation({
  operationId: 'UpdateWorker',
  method: 'PUT',
  path: '/workers/{id}/',
  tag: 'workers',
  summary: 'Update a worker',
  parameters: { path: { id } },
  body: object(update),
  answers: { statuses: { 200: 'The worker' }, body: workerShape },
  rights: onWorker('admin'),
  handle: async ({ body, target, services }) => ({
    status: 200,
    body: await saveWorker(services.db, services.clock.now(), target.id, body),
  }),
})

const partialUpdateWorker = defineOperation({
  operationId: 'PartialUpdateWorker',
  method: 'PATCH',
  path: '/workers/{id}/',
  tag: 'workers',
  summary: 'Update a part of a worker',
  parameters: { path: { id } },
  body: object(partial(update)),
  answers: { statuses: { 200: 'The worker' }, body: workerShape },
  rights: onWorker('admin'),
  handle: async ({ body, target, services }) => ({
    status: 200,
    body: await saveWorker(services.db, services.clock.now(), target.id, body),
  }),
})

const listWorkerTypes = defineOperation({
  operationId: 'ListWorkerTypes',
  method: 'GET',
  path: '/workers/types/',
  tag: 'workers',
  summary: 'List the types of workers',
  parameters: { query: { ...pageParameters } },
  answers: {
    statuses: { 200: 'A page of worker types' },
    body: pageOf(
      'WorkerType',
      component('WorkerType', object({ id: uuid(), slug: text({ max: 100 }), display_name: text({ max: 100 }) })),
    ),
  },
  isPaginated: true,
  refusals: [404],
  rights: loggedIn,
  handle: async (call) => {
    const types = call.services.db.selectFrom('worker_type')
    return answerPage(
      call,
      {
        count: async () =>
          (await types.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: (limit, offset) => types.selectAll().orderBy('slug').limit(limit).offset(offset).execute(),
      },
      (row) => row,
    )
  },
})

export const workerOperations: readonly Operation[] = [
  listWorkers,
  createWorker,
  listWorkerTypes,
  retrieveWorker,
  updateWorker,
  partialUpdateWorker,
]
