import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { invalid, notFound } from '../contract/refusal.ts'
import { component, list, object, text, uuid } from '../contract/shape.ts'
import { datasetShape, describeDataset, describeDatasets } from '../datasets/dataset-shape.ts'
import { levels } from '../rights/access.ts'
import { onProcess, readCorpusLevel } from '../rights/rights.ts'
import type { Services } from '../services.ts'
import type { Row } from '../tables.ts'

// The way of Arkindex 1.5: a process takes datasets whole (the supplement, 0.1). Here that is all the sets of a dataset at once.

const processDatasetShape = component(
  'ProcessDataset',
  object({
    id: uuid('The id of the dataset.'),
    dataset: datasetShape,
    sets: list(text(), { max: 1000, description: 'The names of its sets that the process takes.' }),
  }),
)

const pair = { process: uuid('The id of the process.'), dataset: uuid('The id of the dataset.') }

function requireOpen(process: Row<'process'>): void {
  if (process.mode !== 'dataset') throw invalid({ process: ['Only dataset processes take datasets.'] })
  if (process.started !== null) throw invalid({ process: ['This process has already been started.'] })
}

async function readChosen(services: Services, processId: string) {
  return services.db
    .selectFrom('process_set')
    .innerJoin('dataset_set', 'dataset_set.id', 'process_set.set_id')
    .select(['dataset_set.dataset_id', 'dataset_set.name'])
    .where('process_set.process_id', '=', processId)
    .orderBy('dataset_set.position')
    .execute()
}

const listProcessDatasets = defineOperation({
  operationId: 'ListProcessDatasets',
  method: 'GET',
  path: '/process/{id}/datasets/',
  tag: 'process',
  summary: 'List the datasets of a process',
  parameters: { path: { id: uuid('The id of the process.') }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of datasets' }, body: pageOf('ProcessDataset', processDatasetShape) },
  isPaginated: true,
  offeredBy: ['1.5.2'],
  rights: onProcess('guest', 'id'),
  handle: async (call) => {
    const { target, services } = call
    const chosen = await readChosen(services, target.id)
    const ids = [...new Set(chosen.map(({ dataset_id }) => dataset_id))]
    return answerPage(
      call,
      {
        count: async () => ids.length,
        read: async (limit, offset) => {
          const rows = await services.db
            .selectFrom('dataset')
            .selectAll()
            .where('id', 'in', ids)
            .orderBy('name')
            .orderBy('id')
            .limit(limit)
            .offset(offset)
            .execute()
          return describeDatasets(services.db, services.compat, rows)
        },
      },
      (dataset) => ({
        id: dataset.id,
        dataset,
        sets: chosen.filter(({ dataset_id }) => dataset_id === dataset.id).map(({ name }) => name),
      }),
    )
  },
})

const createProcessDataset = defineOperation({
  operationId: 'CreateProcessDataset',
  method: 'POST',
  path: '/process/{process}/dataset/{dataset}/',
  tag: 'process',
  summary: 'Add a dataset, with all of its sets, to a process',
  parameters: { path: pair },
  answers: { statuses: { 201: 'The dataset was added' }, body: processDatasetShape },
  refusals: [400],
  offeredBy: ['1.5.2'],
  rights: onProcess('admin', 'process'),
  handle: async ({ path, target, principal, services }) => {
    requireOpen(target)
    const dataset = await services.db
      .selectFrom('dataset')
      .selectAll()
      .where('id', '=', path.dataset)
      .executeTakeFirst()
    if (!dataset || (await readCorpusLevel(services.db, principal, dataset.corpus_id)) < levels.guest) throw notFound()
    if (dataset.corpus_id !== target.corpus_id) throw invalid({ dataset: ['This dataset is of another corpus.'] })
    await services.db.transaction().execute(async (trx) => {
      const sets = await trx
        .selectFrom('dataset_set')
        .select('id')
        .where('dataset_id', '=', dataset.id)
        .orderBy('position')
        .execute()
      const rows = sets.map(({ id }) => ({
        id: createId(),
        process_id: target.id,
        set_id: id,
        created: services.clock.now(),
      }))
      const made = await trx
        .insertInto('process_set')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['process_id', 'set_id']).doNothing())
        .returning('id')
        .execute()
      if (made.length === 0) throw invalid({ dataset: ['This dataset is already in the process.'] })
    })
    const chosen = await readChosen(services, target.id)
    const sets = chosen.filter(({ dataset_id }) => dataset_id === dataset.id).map(({ name }) => name)
    return {
      status: 201,
      body: { id: dataset.id, dataset: await describeDataset(services.db, services.compat, dataset.id), sets },
    }
  },
})

const destroyProcessDataset = defineOperation({
  operationId: 'DestroyProcessDataset',
  method: 'DELETE',
  path: '/process/{process}/dataset/{dataset}/',
  tag: 'process',
  summary: 'Take a dataset, with all of its sets, out of a process',
  parameters: { path: pair },
  answers: { statuses: { 204: 'The dataset is not in the process any more' } },
  refusals: [400],
  offeredBy: ['1.5.2'],
  rights: onProcess('admin', 'process'),
  handle: async ({ path, target, services }) => {
    requireOpen(target)
    const { numDeletedRows } = await services.db
      .deleteFrom('process_set')
      .where('process_id', '=', target.id)
      .where('set_id', 'in', (eb) => eb.selectFrom('dataset_set').select('id').where('dataset_id', '=', path.dataset))
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound()
    return { status: 204, body: undefined }
  },
})

export const processDatasetOperations: readonly Operation[] = [
  listProcessDatasets,
  createProcessDataset,
  destroyProcessDataset,
]
