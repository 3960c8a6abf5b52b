import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { invalid } from '../contract/refusal.ts'
import { boolean, choice, list, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { onCorpus, onDataset } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { type DatasetState, datasetStates, type Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { cloneDataset } from './clone-dataset.ts'
import { datasetElementOperations } from './dataset-elements.ts'
import { findUseProblem, holdDataset } from './dataset-guards.ts'
import { datasetSetOperations } from './dataset-sets.ts'
import { datasetShape, describeDataset, describeDatasets, setName } from './dataset-shape.ts'

const corpusId = uuid('The id of the corpus.')
const datasetId = uuid('The id of the dataset.')

const listCorpusDatasets = defineOperation({
  operationId: 'ListCorpusDatasets',
  method: 'GET',
  path: '/corpus/{id}/datasets/',
  tag: 'datasets',
  summary: 'List the datasets of a corpus',
  parameters: { path: { id: corpusId }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of datasets' }, body: pageOf('Dataset', datasetShape) },
  isPaginated: true,
  rights: onCorpus('guest'),
  handle: async (call) => {
    const { target, services } = call
    const matching = services.db.selectFrom('dataset').where('corpus_id', '=', target.id)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) =>
          describeDatasets(
            services.db,
            services.compat,
            await matching.selectAll().orderBy('name').orderBy('id').limit(limit).offset(offset).execute(),
          ),
      },
      (row) => row,
    )
  },
})

const name = text({ max: 100, example: 'Letters 2026' })
const description = text({ canBeBlank: true, max: 100_000, isTrimmed: false })
const setNames = list(setName, { min: 1, max: 1000 })

const createDataset = defineOperation({
  operationId: 'CreateDataset',
  method: 'POST',
  path: '/corpus/{id}/datasets/',
  tag: 'datasets',
  summary: 'Create a dataset',
  parameters: { path: { id: corpusId } },
  body: object({
    name,
    description,
    set_names: optional(setNames),
    sets: optional(list(setName, { min: 1, max: 1000, description: 'As `set_names`, by its older name.' })),
    unique_elements: optional(boolean('Whether an element may be in one set only; true by default.')),
  }),
  answers: { statuses: { 201: 'The dataset was created' }, body: datasetShape },
  rights: onCorpus('contributor'),
  handle: async ({ body, target, principal, services }) => {
    const isOld = services.compat === '1.5.2'
    const names = body.set_names ??
      body.sets ?? [isOld ? 'train' : 'training', ...(isOld ? ['test', 'validation'] : ['validation', 'test'])]
    if (new Set(names).size < names.length)
      throw invalid({ [body.set_names ? 'set_names' : 'sets']: ['Set names must be unique.'] })
    const id = await services.db.transaction().execute(async (trx) => {
      const now = services.clock.now()
      const made = await trx
        .insertInto('dataset')
        .values({
          id: createId(),
          corpus_id: target.id,
          name: body.name,
          description: body.description,
          state: 'open',
          creator_id: principal.id,
          task_id: null,
          // In Arkindex 1.5 an element may be in several sets.
          unique_elements: (body.unique_elements ?? !isOld) ? 1 : 0,
          created: now,
          updated: now,
        })
        .onConflict((conflict) => conflict.columns(['corpus_id', 'name']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!made) throw invalid({ name: ['A dataset with this name already exists in the corpus.'] })
      await trx
        .insertInto('dataset_set')
        .values(names.map((set, position) => ({ id: createId(), dataset_id: made.id, name: set, position })))
        .execute()
      return made.id
    })
    return { status: 201, body: await describeDataset(services.db, services.compat, id) }
  },
})

const retrieveDataset = defineOperation({
  operationId: 'RetrieveDataset',
  method: 'GET',
  path: '/datasets/{id}/',
  aliases: ['/dataset/{id}/'],
  tag: 'datasets',
  summary: 'Retrieve a dataset',
  parameters: { path: { id: datasetId } },
  answers: { statuses: { 200: 'The dataset' }, body: datasetShape },
  rights: onDataset('guest'),
  handle: async ({ target, services }) => ({
    status: 200,
    body: await describeDataset(services.db, services.compat, target.id),
  }),
})

const update = {
  name,
  description: optional(description),
  state: optional(choice(datasetStates)),
  unique_elements: optional(boolean()),
}

interface DatasetUpdate {
  name?: string
  description?: string
  state?: DatasetState
  unique_elements?: boolean
}

/** Which states may follow which: a dataset is built once, and again after an error (reference/arkindex.md 3.6). */
const followingStates: Readonly<Record<DatasetState, readonly DatasetState[]>> = {
  open: ['open', 'building', 'complete', 'error'],
  building: ['building', 'complete', 'error', 'open'],
  error: ['error', 'building', 'open'],
  complete: ['complete'],
}

/** Why this caller may not set this state, if so. What a task builds, it alone brings to its end. */
async function findStateProblem(
  trx: Database,
  principal: Principal,
  dataset: Row<'dataset'>,
  state: DatasetState,
): Promise<string | undefined> {
  if (!followingStates[dataset.state].includes(state)) return `A dataset cannot go from ${dataset.state} to ${state}.`
  const builder =
    dataset.state === 'building' && dataset.task_id !== null && dataset.task_id !== principal.task?.id
      ? await trx
          .selectFrom('task')
          .select('id')
          .where('id', '=', dataset.task_id)
          .where('state', 'in', ['running', 'stopping'])
          .executeTakeFirst()
      : undefined
  if (builder) return `The task ${builder.id} builds this dataset: wait for its end, or stop it.`
  return state === dataset.state ? undefined : findUseProblem(trx, dataset.id, principal)
}

function saveDataset(services: Services, principal: Principal, id: string, changes: DatasetUpdate) {
  return services.db.transaction().execute(async (trx) => {
    const dataset = await holdDataset(trx, id)
    const problems: Record<string, string[]> = {}
    if (dataset.state !== 'open') {
      for (const field of ['name', 'description', 'unique_elements'] as const) {
        if (changes[field] !== undefined && changes[field] !== toField(dataset)[field])
          problems[field] = ['This dataset is not open: only its state can change.']
      }
    }
    const { state } = changes
    const stateProblem = state === undefined ? undefined : await findStateProblem(trx, principal, dataset, state)
    if (stateProblem !== undefined) problems.state = [stateProblem]
    if (changes.name !== undefined && changes.name !== dataset.name) {
      const holder = await trx
        .selectFrom('dataset')
        .select('id')
        .where('corpus_id', '=', dataset.corpus_id)
        .where('name', '=', changes.name)
        .executeTakeFirst()
      if (holder) problems.name ??= ['A dataset with this name already exists in the corpus.']
    }
    if (changes.unique_elements === true && dataset.unique_elements === 0) {
      const shared = await trx
        .selectFrom('dataset_element')
        .innerJoin('dataset_set', 'dataset_set.id', 'dataset_element.set_id')
        .select('dataset_element.element_id')
        .where('dataset_set.dataset_id', '=', dataset.id)
        .groupBy('dataset_element.element_id')
        .having((eb) => eb.fn.countAll(), '>', 1)
        .limit(1)
        .executeTakeFirst()
      if (shared) problems.unique_elements ??= ['Some elements are in several sets of this dataset.']
    }
    if (Object.keys(problems).length > 0) throw invalid(problems)
    const isBuilt = state === 'building' || state === 'complete'
    await trx
      .updateTable('dataset')
      .set({
        name: changes.name ?? dataset.name,
        description: changes.description ?? dataset.description,
        state: state ?? dataset.state,
        task_id: isBuilt && principal.task ? principal.task.id : dataset.task_id,
        unique_elements: (changes.unique_elements ?? dataset.unique_elements === 1) ? 1 : 0,
        updated: services.clock.now(),
      })
      .where('id', '=', dataset.id)
      .execute()
    return describeDataset(trx, services.compat, dataset.id)
  })
}

function toField(dataset: Row<'dataset'>) {
  return { name: dataset.name, description: dataset.description, unique_elements: dataset.unique_elements === 1 }
}

const updateDataset = defineOperation({
  operationId: 'UpdateDataset',
  method: 'PUT',
  path: '/datasets/{id}/',
  aliases: ['/dataset/{id}/'],
  tag: 'datasets',
  summary: 'Update a dataset',
  parameters: { path: { id: datasetId } },
  body: object(update),
  answers: { statuses: { 200: 'The dataset' }, body: datasetShape },
  rights: onDataset('contributor'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveDataset(services, principal, target.id, body),
  }),
})

const partialUpdateDataset = defineOperation({
  operationId: 'PartialUpdateDataset',
  method: 'PATCH',
  path: '/datasets/{id}/',
  aliases: ['/dataset/{id}/'],
  tag: 'datasets',
  summary: 'Update a part of a dataset',
  parameters: { path: { id: datasetId } },
  body: object(partial(update)),
  answers: { statuses: { 200: 'The dataset' }, body: datasetShape },
  rights: onDataset('contributor'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveDataset(services, principal, target.id, body),
  }),
})

const destroyDataset = defineOperation({
  operationId: 'DestroyDataset',
  method: 'DELETE',
  path: '/datasets/{id}/',
  aliases: ['/dataset/{id}/'],
  tag: 'datasets',
  summary: 'Delete a dataset',
  parameters: { path: { id: datasetId } },
  answers: { statuses: { 204: 'The dataset is deleted' } },
  refusals: [400],
  rights: onDataset('admin'),
  handle: async ({ target, services }) => {
    await services.db.transaction().execute(async (trx) => {
      const user = await trx
        .selectFrom('process_set')
        .innerJoin('dataset_set', 'dataset_set.id', 'process_set.set_id')
        .select('process_set.id')
        .where('dataset_set.dataset_id', '=', target.id)
        .limit(1)
        .executeTakeFirst()
      if (user) throw invalid({ non_field_errors: ['This dataset is used by processes.'] })
      await trx.deleteFrom('dataset').where('id', '=', target.id).execute()
    })
    return { status: 204, body: undefined }
  },
})

const cloneOperation = defineOperation({
  operationId: 'CloneDataset',
  method: 'POST',
  path: '/datasets/{id}/clone/',
  aliases: ['/dataset/{id}/clone/'],
  tag: 'datasets',
  summary: 'Make an open copy of a dataset, with its sets and their elements',
  parameters: { path: { id: datasetId } },
  answers: { statuses: { 201: 'The copy' }, body: datasetShape },
  rights: onDataset('contributor'),
  handle: async ({ target, principal, services }) => {
    const id = await services.db.transaction().execute(async (trx) => {
      const dataset = await holdDataset(trx, target.id)
      return cloneDataset(trx, dataset, principal.id, services.clock.now())
    })
    return { status: 201, body: await describeDataset(services.db, services.compat, id) }
  },
})

export const datasetOperations: readonly Operation[] = [
  listCorpusDatasets,
  createDataset,
  retrieveDataset,
  updateDataset,
  partialUpdateDataset,
  destroyDataset,
  cloneOperation,
  ...datasetElementOperations,
  ...datasetSetOperations,
]
