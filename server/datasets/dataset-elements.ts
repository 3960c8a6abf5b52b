import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, invalid, notFound } from '../contract/refusal.ts'
import { boolean, component, object, text, uuid } from '../contract/shape.ts'
import { describeElements, elementShape } from '../elements/element-shape.ts'
import { onElement } from '../rights/element-rights.ts'
import { onDataset, onDatasetNamed } from '../rights/rights.ts'
import { requireOpen, touchDataset } from './dataset-guards.ts'
import { datasetShape, describeDatasets, setName } from './dataset-shape.ts'

const datasetId = uuid('The id of the dataset.')

const datasetElementShape = component('DatasetElement', object({ set: setName, element: elementShape }))

const listDatasetElements = defineOperation({
  operationId: 'ListDatasetElements',
  method: 'GET',
  path: '/datasets/{id}/elements/',
  aliases: ['/dataset/{id}/elements/'],
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
            .select(['dataset_set.name as set', 'dataset_element.element_id as id'])
            .orderBy('dataset_set.position')
            .orderBy('dataset_element.created')
            .orderBy('dataset_element.id')
            .limit(limit)
            .offset(offset)
            .execute()
          const elements = new Map((await describeElements(services.db, rows)).map((element) => [element.id, element]))
          return rows.flatMap(({ set, id }) => {
            const element = elements.get(id)
            return element ? [{ set, element }] : []
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
  aliases: ['/dataset/{id}/elements/'],
  tag: 'datasets',
  summary: 'Add an element to a set of a dataset',
  parameters: { path: { id: datasetId } },
  body: object({ set: setName, element_id: uuid('An element of the same corpus.') }),
  answers: { statuses: { 201: 'The element was added' }, body: datasetElementShape },
  rights: onDataset('contributor'),
  handle: async ({ body, target, principal, services }) => {
    await services.db.transaction().execute(async (trx) => {
      const dataset = await requireOpen(trx, target.id, principal)
      const problems: Record<string, string[]> = {}
      const set = await trx
        .selectFrom('dataset_set')
        .select('id')
        .where('dataset_id', '=', dataset.id)
        .where('name', '=', body.set)
        .executeTakeFirst()
      if (!set) problems.set = [`This dataset has no set "${body.set}".`]
      const element = await trx
        .selectFrom('element')
        .select('id')
        .where('id', '=', body.element_id)
        .where('corpus_id', '=', dataset.corpus_id)
        .executeTakeFirst()
      if (!element) problems.element_id = [describeUnknownId(body.element_id)]
      if (!set || !element) throw invalid(problems)
      const places = await trx
        .selectFrom('dataset_element')
        .innerJoin('dataset_set', 'dataset_set.id', 'dataset_element.set_id')
        .select(['dataset_set.id', 'dataset_set.name'])
        .where('dataset_set.dataset_id', '=', dataset.id)
        .where('dataset_element.element_id', '=', element.id)
        .execute()
      if (places.some(({ id }) => id === set.id)) throw invalid({ element_id: ['This element is already in the set.'] })
      const [place] = places
      if (place && dataset.unique_elements === 1) {
        throw invalid({ element_id: [`This element is already in the set "${place.name}" of this dataset.`] })
      }
      const now = services.clock.now()
      await trx
        .insertInto('dataset_element')
        .values({ id: createId(), set_id: set.id, element_id: element.id, created: now })
        .execute()
      await touchDataset(trx, dataset.id, now)
    })
    const [described] = await describeElements(services.db, [{ id: body.element_id }])
    if (!described) throw notFound()
    return { status: 201, body: { set: body.set, element: described } }
  },
})

const destroyDatasetElement = defineOperation({
  operationId: 'DestroyDatasetElement',
  method: 'DELETE',
  path: '/datasets/{dataset}/elements/{element}/',
  aliases: ['/dataset/{dataset}/elements/{element}/'],
  tag: 'datasets',
  summary: 'Take an element out of a dataset',
  parameters: {
    path: { dataset: datasetId, element: uuid('The id of the element.') },
    query: {
      set: text({
        max: 50,
        description: 'The name of the one set that it is taken out of; of all where it is left out.',
      }),
    },
  },
  answers: { statuses: { 204: 'The element is not in it any more' } },
  refusals: [400],
  rights: onDatasetNamed('contributor', 'dataset'),
  handle: async ({ path, query, target, principal, services }) => {
    await services.db.transaction().execute(async (trx) => {
      await requireOpen(trx, target.id, principal)
      let sets = trx.selectFrom('dataset_set').select('id').where('dataset_id', '=', target.id)
      if (query.set !== undefined) sets = sets.where('name', '=', query.set)
      const { numDeletedRows } = await trx
        .deleteFrom('dataset_element')
        .where('element_id', '=', path.element)
        .where('set_id', 'in', sets)
        .executeTakeFirst()
      if (numDeletedRows === 0n) throw notFound()
      await touchDataset(trx, target.id, services.clock.now())
    })
    return { status: 204, body: undefined }
  },
})

const listElementDatasets = defineOperation({
  operationId: 'ListElementDatasets',
  method: 'GET',
  path: '/element/{id}/datasets/',
  tag: 'datasets',
  summary: 'List the sets of datasets that an element is in',
  parameters: { path: { id: uuid('The id of the element.') }, query: { ...pageParameters } },
  answers: {
    statuses: { 200: 'A page of sets' },
    body: pageOf('ElementDataset', component('ElementDataset', object({ dataset: datasetShape, set: setName }))),
  },
  isPaginated: true,
  rights: onElement('guest', 'id'),
  handle: async (call) => {
    const { target, services } = call
    const { db, compat } = services
    const matching = db
      .selectFrom('dataset_element')
      .innerJoin('dataset_set', 'dataset_set.id', 'dataset_element.set_id')
      .innerJoin('dataset', 'dataset.id', 'dataset_set.dataset_id')
      .where('dataset_element.element_id', '=', target.id)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) => {
          const rows = await matching
            .selectAll('dataset')
            .select('dataset_set.name as set')
            .orderBy('dataset.name')
            .orderBy('dataset.id')
            .orderBy('dataset_set.position')
            .limit(limit)
            .offset(offset)
            .execute()
          const unique = [...new Map(rows.map((row) => [row.id, row])).values()]
          const described = new Map((await describeDatasets(db, compat, unique)).map((one) => [one.id, one]))
          return rows.flatMap(({ id, set }) => {
            const dataset = described.get(id)
            return dataset ? [{ dataset, set }] : []
          })
        },
      },
      (row) => row,
    )
  },
})

export const datasetElementOperations: readonly Operation[] = [
  listDatasetElements,
  createDatasetElement,
  destroyDatasetElement,
  listElementDatasets,
]
