import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, invalid } from '../contract/refusal.ts'
import { boolean, choice, component, list, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { describeElements, elementShape } from '../elements/element-shape.ts'
import { onCorpus, onDataset } from '../rights/rights.ts'
import type { Services } from '../services.ts'
import { type DatasetState, datasetStates, type Row } from '../tables.ts'
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
    const names = body.set_names ?? body.sets ?? ['training', 'validation', 'test']
    if (new Set(names).size < names.length) throw invalid({ set_names: ['Set names must be unique.'] })
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
          unique_elements: (body.unique_elements ?? true) ? 1 : 0,
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
    return { status: 201, body: await describeDataset(services.db, id) }
  },
})

const retrieveDataset = defineOperation({
  operationId: 'RetrieveDataset',
  method: 'GET',
  path: '/datasets/{id}/',
  tag: 'datasets',
  summary: 'Retrieve a dataset',
  parameters: { path: { id: datasetId } },
  answers: { statuses: { 200: 'The dataset' }, body: datasetShape },
  rights: onDataset('guest'),
  handle: async ({ target, services }) => ({ status: 200, body: await describeDataset(services.db, target.id) }),
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

async function saveDataset(services: Services, dataset: Row<'dataset'>, changes: DatasetUpdate) {
  const problems: Record<string, string[]> = {}
  const closed = ['This dataset is not open: only its state can change.']
  if (dataset.state !== 'open') {
    for (const field of ['name', 'description', 'unique_elements'] as const) {
      if (changes[field] !== undefined) problems[field] = closed
    }
  }
  const { state } = changes
  if (state !== undefined && !followingStates[dataset.state].includes(state)) {
    problems.state = [`A dataset cannot go from ${dataset.state} to ${state}.`]
  }
  if (Object.keys(problems).length > 0) throw invalid(problems)
  return services.db.transaction().execute(async (trx) => {
    if (changes.name !== undefined && changes.name !== dataset.name) {
      const holder = await trx
        .selectFrom('dataset')
        .select('id')
        .where('corpus_id', '=', dataset.corpus_id)
        .where('name', '=', changes.name)
        .executeTakeFirst()
      if (holder) throw invalid({ name: ['A dataset with this name already exists in the corpus.'] })
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
      if (shared) throw invalid({ unique_elements: ['Some elements are in several sets of this dataset.'] })
    }
    await trx
      .updateTable('dataset')
      .set({
        name: changes.name ?? dataset.name,
        description: changes.description ?? dataset.description,
        state: state ?? dataset.state,
        unique_elements: (changes.unique_elements ?? dataset.unique_elements === 1) ? 1 : 0,
        updated: services.clock.now(),
      })
      .where('id', '=', dataset.id)
      .execute()
    return describeDataset(trx, dataset.id)
  })
}

const updateDataset = defineOperation({
  operationId: 'UpdateDataset',
  method: 'PUT',
  path: '/datasets/{id}/',
  tag: 'datasets',
  summary: 'Update a dataset',
  parameters: { path: { id: datasetId } },
  body: object(update),
  answers: { statuses: { 200: 'The dataset' }, body: datasetShape },
  rights: onDataset('contributor'),
  handle: async ({ body, target, services }) => ({ status: 200, body: await saveDataset(services, target, body) }),
})

const partialUpdateDataset = defineOperation({
  operationId: 'PartialUpdateDataset',
  method: 'PATCH',
  path: '/datasets/{id}/',
  tag: 'datasets',
  summary: 'Update a part of a dataset',
  parameters: { path: { id: datasetId } },
  body: object(partial(update)),
  answers: { statuses: { 200: 'The dataset' }, body: datasetShape },
  rights: onDataset('contributor'),
  handle: async ({ body, target, services }) => ({ status: 200, body: await saveDataset(services, target, body) }),
})

const destroyDataset = defineOperation({
  operationId: 'DestroyDataset',
  method: 'DELETE',
  path: '/datasets/{id}/',
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

const datasetElementShape = component('DatasetElement', object({ set: setName, element: elementShape }))

const listDatasetElements = defineOperation({
  operationId: 'ListDatasetElements',
  method: 'GET',
  path: '/datasets/{id}/elements/',
  tag: 'datasets',
  summary: 'List the elements of a dataset, set by set',
  parameters: {
    path: { id: datasetId },
    query: {
      set: text({ max: 50, description: 'The name of one set.' }),
      with_count: boolean('Taken from clients that ask for the count, which is always there.'),
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of elements' }, body: pageOf('DatasetElement', datasetElementShape) },
  isPaginated: true,
  rights: onDataset('guest'),
  handle: async (call) => {
    const { query, target, services } = call
    let matching = services.db
      .selectFrom('dataset_element')
      .innerJoin('dataset_set', 'dataset_set.id', 'dataset_element.set_id')
      .where('dataset_set.dataset_id', '=', target.id)
    if (query.set !== undefined) matching = matching.where('dataset_set.name', '=', query.set)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) => {
          const rows = await matching
            .innerJoin('element', 'element.id', 'dataset_element.element_id')
            .innerJoin('element_type', 'element_type.id', 'element.type_id')
            .select(['dataset_set.name as set', 'element.id', 'element.name', 'element.corpus_id', 'element.created'])
            .select('element_type.slug as type')
            .orderBy('dataset_set.position')
            .orderBy('dataset_element.created')
            .orderBy('dataset_element.id')
            .limit(limit)
            .offset(offset)
            .execute()
          const elements = await describeElements(services.db, rows)
          return rows.flatMap((row, index) => {
            const element = elements[index]
            return element ? [{ set: row.set, element }] : []
          })
        },
      },
      (row) => row,
    )
  },
})

const createDatasetElement = defineOperation({
  operationId: 'CreateDatasetElement',
  method: 'POST',
  path: '/datasets/{id}/elements/',
  tag: 'datasets',
  summary: 'Add an element to a set of a dataset',
  parameters: { path: { id: datasetId } },
  body: object({ set: setName, element_id: uuid('An element of the same corpus.') }),
  answers: { statuses: { 201: 'The element was added' }, body: datasetElementShape },
  rights: onDataset('contributor'),
  handle: async ({ body, target, services }) => {
    if (target.state !== 'open') throw invalid({ non_field_errors: ['This dataset is not open.'] })
    const element = await services.db.transaction().execute(async (trx) => {
      const set = await trx
        .selectFrom('dataset_set')
        .select('id')
        .where('dataset_id', '=', target.id)
        .where('name', '=', body.set)
        .executeTakeFirst()
      if (!set) throw invalid({ set: [`This dataset has no set "${body.set}".`] })
      const row = await trx
        .selectFrom('element')
        .innerJoin('element_type', 'element_type.id', 'element.type_id')
        .select(['element.id', 'element.name', 'element.corpus_id', 'element.created', 'element_type.slug as type'])
        .where('element.id', '=', body.element_id)
        .where('element.corpus_id', '=', target.corpus_id)
        .executeTakeFirst()
      if (!row) throw invalid({ element_id: [describeUnknownId(body.element_id)] })
      const places = await trx
        .selectFrom('dataset_element')
        .innerJoin('dataset_set', 'dataset_set.id', 'dataset_element.set_id')
        .select(['dataset_set.id', 'dataset_set.name'])
        .where('dataset_set.dataset_id', '=', target.id)
        .where('dataset_element.element_id', '=', row.id)
        .execute()
      if (places.some(({ id }) => id === set.id)) throw invalid({ element_id: ['This element is already in the set.'] })
      const [place] = places
      if (place && target.unique_elements === 1) {
        throw invalid({ element_id: [`This element is already in the set "${place.name}" of this dataset.`] })
      }
      await trx
        .insertInto('dataset_element')
        .values({ id: createId(), set_id: set.id, element_id: row.id, created: services.clock.now() })
        .execute()
      return row
    })
    const [described] = await describeElements(services.db, [element])
    if (!described) throw new Error('an element that was read is not described')
    return { status: 201, body: { set: body.set, element: described } }
  },
})

export const datasetOperations: readonly Operation[] = [
  listCorpusDatasets,
  createDataset,
  retrieveDataset,
  updateDataset,
  partialUpdateDataset,
  destroyDataset,
  listDatasetElements,
  createDatasetElement,
]
