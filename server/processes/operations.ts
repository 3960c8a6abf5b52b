import { containsPattern, createId, foldText } from '../../core/database/conventions.ts'
import { deleteArtifacts } from '../artifacts/artifact-archives.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, forbidden, invalid, notFound } from '../contract/refusal.ts'
import { boolean, choice, component, integer, nullable, object, optional, text, uuid } from '../contract/shape.ts'
import { datasetShape, describeDatasets } from '../datasets/dataset-shape.ts'
import { isVisible, levels } from '../rights/access.ts'
import { loggedIn, onProcess, readCorpusLevel } from '../rights/rights.ts'
import type { Services } from '../services.ts'
import { removeStray } from '../storage/stray-archives.ts'
import { createdModes, processModes, taskStates } from '../tables.ts'
import { describeProcesses, findProcess, processShape } from './process-shape.ts'
import { retryProcess, startProcess, stopProcess } from './start-process.ts'

const id = uuid('The id of the process.')

const listProcesses = defineOperation({
  operationId: 'ListProcesses',
  method: 'GET',
  path: '/process/',
  tag: 'process',
  summary: 'List the processes that you may see, the newest first',
  parameters: {
    query: {
      corpus: uuid('Only processes of this corpus.'),
      mode: choice(processModes),
      state: choice(taskStates),
      name: text({ max: 250, description: 'Part of the name, in any case.' }),
      started: boolean('True for processes that were started, false for the others.'),
      with_tasks: boolean('Taken from clients that ask for the tasks, which are always there.'),
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of processes' }, body: pageOf('Process', processShape) },
  isPaginated: true,
  refusals: [404],
  rights: loggedIn,
  handle: async (call) => {
    const { query, principal, services } = call
    let matching = services.db
      .selectFrom('process')
      .where((eb) =>
        eb.or([
          eb('corpus_id', 'in', eb.selectFrom('corpus').select('corpus.id').where(isVisible(principal, 'corpus'))),
          eb.and([eb('mode', '=', 'local'), eb('creator_id', '=', principal.id)]),
        ]),
      )
    if (query.corpus !== undefined) matching = matching.where('corpus_id', '=', query.corpus)
    if (query.mode !== undefined) matching = matching.where('mode', '=', query.mode)
    if (query.state !== undefined) matching = matching.where('state', '=', query.state)
    if (query.name !== undefined)
      matching = matching.where('name_folded', 'like', containsPattern(foldText(query.name)))
    if (query.started !== undefined) matching = matching.where('started', query.started ? 'is not' : 'is', null)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) =>
          describeProcesses(
            services.db,
            await matching.selectAll().orderBy('created', 'desc').orderBy('id').limit(limit).offset(offset).execute(),
          ),
      },
      (row) => row,
    )
  },
})

const name = text({ canBeBlank: true, max: 250, example: 'Train the language model' })

const elementFields = ['element', 'element_type', 'name_contains', 'ml_class', 'load_children', 'selection'] as const

interface ProcessRequest {
  corpus: string
  mode?: (typeof createdModes)[number]
  element?: string | null
  element_type?: string | null
  selection?: boolean
}

/** What is wrong with the filters that choose elements. */
async function findSelectionProblems({ db }: Services, body: ProcessRequest): Promise<Record<string, string[]>> {
  const problems: Record<string, string[]> = {}
  if (body.mode === 'dataset') {
    const given = new Map(Object.entries(body))
    for (const field of elementFields) if (given.get(field)) problems[field] = ['A dataset process takes no elements.']
    return problems
  }
  if (body.element) {
    const element = await db
      .selectFrom('element')
      .select('id')
      .where('id', '=', body.element)
      .where('corpus_id', '=', body.corpus)
      .executeTakeFirst()
    if (!element) problems.element = [describeUnknownId(body.element)]
    else if (body.selection) problems.selection = ['The children of an element are chosen already.']
  }
  if (body.element_type) {
    const type = await db
      .selectFrom('element_type')
      .select('id')
      .where('slug', '=', body.element_type)
      .where('corpus_id', '=', body.corpus)
      .executeTakeFirst()
    if (!type) problems.element_type = [`The corpus has no element type "${body.element_type}".`]
  }
  return problems
}

const createProcess = defineOperation({
  operationId: 'CreateProcess',
  method: 'POST',
  path: '/process/corpus/',
  tag: 'process',
  summary: 'Create a process on elements or on datasets of a corpus',
  body: object({
    corpus: uuid(),
    mode: optional(choice(createdModes, 'Workers by default.')),
    name: optional(nullable(name)),
    element: optional(nullable(uuid('The element whose children are chosen.'))),
    element_type: optional(nullable(text({ max: 50, description: 'The slug of the type of the elements.' }))),
    name_contains: optional(nullable(text({ max: 250 }))),
    ml_class: optional(nullable(text({ max: 250 }))),
    load_children: optional(boolean()),
    selection: optional(boolean('Whether the selected elements are taken.')),
  }),
  answers: { statuses: { 201: 'The process was created' }, body: processShape },
  refusals: [403],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const level = await readCorpusLevel(services.db, principal, body.corpus)
    if (level < levels.guest) throw invalid({ corpus: [describeUnknownId(body.corpus)] })
    if (level < levels.contributor) throw forbidden('You do not have contributor access to this corpus.')
    const problems = await findSelectionProblems(services, body)
    if (Object.keys(problems).length > 0) throw invalid(problems)
    const processId = createId()
    const now = services.clock.now()
    const { corpus, mode, name: givenName, ...selection } = body
    await services.db
      .insertInto('process')
      .values({
        id: processId,
        name: givenName ?? '',
        name_folded: foldText(givenName ?? ''),
        corpus_id: corpus,
        creator_id: principal.id,
        mode: mode ?? 'workers',
        state: 'unscheduled',
        farm_id: null,
        selection: JSON.stringify(selection),
        chunks: 1,
        thumbnails: 0,
        use_cache: 0,
        use_gpu: 0,
        worker_activity: 0,
        started: null,
        finished: null,
        created: now,
        updated: now,
      })
      .execute()
    return { status: 201, body: await findProcess(services.db, processId) }
  },
})

const retrieveProcess = defineOperation({
  operationId: 'RetrieveProcess',
  method: 'GET',
  path: '/process/{id}/',
  tag: 'process',
  summary: 'Retrieve a process with its tasks',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The process' }, body: processShape },
  rights: onProcess('guest', 'id'),
  handle: async ({ target, services }) => ({ status: 200, body: await findProcess(services.db, target.id) }),
})

const activeStates = ['pending', 'running', 'stopping']

async function saveProcess(services: Services, processId: string, changes: { name?: string; state?: 'stopping' }) {
  return services.db.transaction().execute(async (trx) => {
    const process = await trx.selectFrom('process').selectAll().where('id', '=', processId).executeTakeFirstOrThrow()
    if (changes.state !== undefined) {
      if (process.state !== 'stopping' && !activeStates.includes(process.state)) {
        throw invalid({ state: [`A process that is ${process.state} cannot be stopped.`] })
      }
      await stopProcess(trx, services, processId)
    }
    if (changes.name !== undefined) {
      await trx
        .updateTable('process')
        .set({ name: changes.name, name_folded: foldText(changes.name), updated: services.clock.now() })
        .where('id', '=', processId)
        .execute()
    }
    return findProcess(trx, processId)
  })
}

const stopping = choice(['stopping'] as const, 'Stops the process.')

const updateProcess = defineOperation({
  operationId: 'UpdateProcess',
  method: 'PUT',
  path: '/process/{id}/',
  tag: 'process',
  summary: 'Rename a process, or stop it',
  parameters: { path: { id } },
  body: object({ name, state: optional(stopping) }),
  answers: { statuses: { 200: 'The process' }, body: processShape },
  rights: onProcess('admin', 'id'),
  handle: async ({ body, target, services }) => ({ status: 200, body: await saveProcess(services, target.id, body) }),
})

const partialUpdateProcess = defineOperation({
  operationId: 'PartialUpdateProcess',
  method: 'PATCH',
  path: '/process/{id}/',
  tag: 'process',
  summary: 'Rename a process, or stop it',
  parameters: { path: { id } },
  body: object({ name: optional(name), state: optional(stopping) }),
  answers: { statuses: { 200: 'The process' }, body: processShape },
  rights: onProcess('admin', 'id'),
  handle: async ({ body, target, services }) => ({ status: 200, body: await saveProcess(services, target.id, body) }),
})

const destroyProcess = defineOperation({
  operationId: 'DestroyProcess',
  method: 'DELETE',
  path: '/process/{id}/',
  tag: 'process',
  summary: 'Delete a process that is not running',
  parameters: { path: { id } },
  answers: { statuses: { 204: 'The process is deleted' } },
  refusals: [400],
  rights: onProcess('admin', 'id'),
  handle: async ({ target, services }) => {
    const archives = await services.db.transaction().execute(async (trx) => {
      const process = await trx
        .selectFrom('process')
        .select(['state', 'mode'])
        .where('id', '=', target.id)
        .executeTakeFirstOrThrow()
      if (activeStates.includes(process.state))
        throw invalid({ state: [`A process that is ${process.state} cannot be deleted.`] })
      const noted = await deleteArtifacts(trx, { processId: target.id }, services.clock.now())
      await trx.deleteFrom('process').where('id', '=', target.id).execute()
      return noted
    })
    await removeStray(services, archives)
    return { status: 204, body: undefined }
  },
})

const clearProcess = defineOperation({
  operationId: 'ClearProcess',
  method: 'DELETE',
  path: '/process/{id}/clear/',
  tag: 'process',
  summary: 'Take all workers out of a process that has not been started',
  parameters: { path: { id } },
  answers: { statuses: { 204: 'The process has no worker runs any more' } },
  refusals: [400],
  rights: onProcess('admin', 'id'),
  handle: async ({ target, services }) => {
    await services.db.transaction().execute(async (trx) => {
      const process = await trx
        .selectFrom('process')
        .select(['started', 'mode'])
        .where('id', '=', target.id)
        .executeTakeFirstOrThrow()
      if (process.started !== null) throw invalid({ state: ['This process has already been started.'] })
      if (process.mode === 'local') throw invalid({ mode: ['The worker runs of a local process are kept.'] })
      await trx.deleteFrom('worker_run').where('process_id', '=', target.id).execute()
    })
    return { status: 204, body: undefined }
  },
})

const start = defineOperation({
  operationId: 'StartProcess',
  method: 'POST',
  path: '/process/{id}/start/',
  tag: 'process',
  summary: 'Start a process',
  parameters: { path: { id } },
  body: object({
    chunks: optional(
      integer({ min: 1, max: 1000, description: 'Into how many parts the elements are cut; 1 by default.' }),
    ),
    thumbnails: optional(boolean('Whether thumbnails are made.')),
    farm: optional(nullable(uuid('The farm that runs it; the default one where it is left out.'))),
    use_cache: optional(boolean()),
    worker_activity: optional(boolean('Whether it is recorded how far each worker is with each element.')),
    use_gpu: optional(boolean('Whether its tasks get a GPU where their workers can use one.')),
  }),
  answers: { statuses: { 201: 'The process was started' }, body: processShape },
  rights: onProcess('admin', 'id'),
  handle: async ({ body, target, principal, services }) => {
    await services.db.transaction().execute((trx) =>
      startProcess(trx, services, principal, target.id, {
        chunks: body.chunks ?? 1,
        thumbnails: body.thumbnails ?? false,
        farm: body.farm ?? null,
        useCache: body.use_cache ?? false,
        useGpu: body.use_gpu ?? false,
        workerActivity: body.worker_activity ?? false,
      }),
    )
    services.background.wake()
    return { status: 201, body: await findProcess(services.db, target.id) }
  },
})

const retry = defineOperation({
  operationId: 'RetryProcess',
  method: 'POST',
  path: '/process/{id}/retry/',
  tag: 'process',
  summary: 'Run a process again that did not come to a good end',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The process was started again' }, body: processShape },
  refusals: [400],
  rights: onProcess('admin', 'id'),
  handle: async ({ target, principal, services }) => {
    await services.db.transaction().execute((trx) => retryProcess(trx, services, principal, target.id))
    services.background.wake()
    return { status: 200, body: await findProcess(services.db, target.id) }
  },
})

const processSetShape = component(
  'ProcessSet',
  object({ id: uuid(), dataset: datasetShape, set_name: text({ description: 'The name of the set.' }) }),
)

const pair = { process: uuid('The id of the process.'), set: uuid('The id of the dataset set.') }

async function findProcessSets(
  services: Services,
  processId: string,
  range: { limit: number; offset: number } | { setId: string },
) {
  let rows = services.db
    .selectFrom('process_set')
    .innerJoin('dataset_set', 'dataset_set.id', 'process_set.set_id')
    .select(['process_set.id', 'dataset_set.name', 'dataset_set.dataset_id'])
    .where('process_set.process_id', '=', processId)
    .orderBy('process_set.created')
    .orderBy('process_set.id')
  rows =
    'setId' in range ? rows.where('process_set.set_id', '=', range.setId) : rows.limit(range.limit).offset(range.offset)
  const found = await rows.execute()
  const datasetIds = [...new Set(found.map(({ dataset_id }) => dataset_id))]
  const datasets =
    datasetIds.length === 0
      ? []
      : await describeDatasets(
          services.db,
          services.compat,
          await services.db.selectFrom('dataset').selectAll().where('id', 'in', datasetIds).execute(),
        )
  return found.flatMap((row) => {
    const dataset = datasets.find((one) => one.id === row.dataset_id)
    return dataset ? [{ id: row.id, dataset, set_name: row.name }] : []
  })
}

const listProcessSets = defineOperation({
  operationId: 'ListProcessSets',
  method: 'GET',
  path: '/process/{id}/sets/',
  tag: 'process',
  summary: 'List the dataset sets of a process',
  parameters: { path: { id }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of sets' }, body: pageOf('ProcessSet', processSetShape) },
  isPaginated: true,
  offeredBy: ['1.12'],
  rights: onProcess('guest', 'id'),
  handle: async (call) => {
    const { target, services } = call
    return answerPage(
      call,
      {
        count: async () =>
          (
            await services.db
              .selectFrom('process_set')
              .select((eb) => eb.fn.countAll<number>().as('count'))
              .where('process_id', '=', target.id)
              .executeTakeFirstOrThrow()
          ).count,
        read: (limit, offset) => findProcessSets(services, target.id, { limit, offset }),
      },
      (row) => row,
    )
  },
})

const createProcessSet = defineOperation({
  operationId: 'CreateProcessSet',
  method: 'POST',
  path: '/process/{process}/set/{set}/',
  tag: 'process',
  summary: 'Add a dataset set to a process',
  parameters: { path: pair },
  answers: { statuses: { 201: 'The set was added' }, body: processSetShape },
  refusals: [400],
  offeredBy: ['1.12'],
  rights: onProcess('admin', 'process'),
  handle: async ({ path, target, principal, services }) => {
    if (target.mode !== 'dataset') throw invalid({ process: ['Only dataset processes take sets.'] })
    if (target.started !== null) throw invalid({ process: ['This process has already been started.'] })
    const set = await services.db
      .selectFrom('dataset_set')
      .innerJoin('dataset', 'dataset.id', 'dataset_set.dataset_id')
      .select(['dataset_set.id', 'dataset.corpus_id', 'dataset.state'])
      .where('dataset_set.id', '=', path.set)
      .executeTakeFirst()
    if (!set || (await readCorpusLevel(services.db, principal, set.corpus_id)) < levels.guest) throw notFound()
    if (set.corpus_id !== target.corpus_id) throw invalid({ set: ['This set is of a dataset of another corpus.'] })
    if (set.state === 'error') throw invalid({ set: ['The dataset of this set is in error.'] })
    const made = await services.db
      .insertInto('process_set')
      .values({ id: createId(), process_id: target.id, set_id: set.id, created: services.clock.now() })
      .onConflict((conflict) => conflict.columns(['process_id', 'set_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw invalid({ set: ['This set is already in the process.'] })
    const [described] = await findProcessSets(services, target.id, { setId: set.id })
    if (!described) throw notFound()
    return { status: 201, body: described }
  },
})

const destroyProcessSet = defineOperation({
  operationId: 'DestroyProcessSet',
  method: 'DELETE',
  path: '/process/{process}/set/{set}/',
  tag: 'process',
  summary: 'Take a dataset set out of a process',
  parameters: { path: pair },
  answers: { statuses: { 204: 'The set is not in the process any more' } },
  refusals: [400],
  offeredBy: ['1.12'],
  rights: onProcess('admin', 'process'),
  handle: async ({ path, target, services }) => {
    if (target.started !== null) throw invalid({ process: ['This process has already been started.'] })
    const { numDeletedRows } = await services.db
      .deleteFrom('process_set')
      .where('process_id', '=', target.id)
      .where('set_id', '=', path.set)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound()
    return { status: 204, body: undefined }
  },
})

export const processOperations: readonly Operation[] = [
  listProcesses,
  createProcess,
  retrieveProcess,
  updateProcess,
  partialUpdateProcess,
  destroyProcess,
  clearProcess,
  start,
  retry,
  listProcessSets,
  createProcessSet,
  destroyProcessSet,
]
