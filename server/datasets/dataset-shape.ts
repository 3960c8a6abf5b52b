import {
  boolean,
  choice,
  component,
  either,
  integer,
  list,
  moment,
  nullable,
  object,
  text,
  uuid,
} from '../contract/shape.ts'
import type { Database, Services } from '../services.ts'
import { datasetStates, type Row } from '../tables.ts'

export const setName = text({ max: 50, example: 'training' })

export const datasetSetShape = component('DatasetSet', object({ id: uuid(), name: setName }))

export const datasetShape = component(
  'Dataset',
  object({
    id: uuid(),
    name: text({ max: 100 }),
    description: text({ canBeBlank: true }),
    sets: list(either(datasetSetShape, setName), {
      max: 1000,
      description: 'Arkindex 1.5 names them only.',
    }),
    set_elements: list(component('DatasetSetCount', object({ set: setName, count: integer({ min: 0 }) })), {
      max: 1000,
      description: 'How many elements each set holds.',
    }),
    element_count: integer({ min: 0, description: 'How many elements all the sets hold.' }),
    state: choice(datasetStates),
    corpus_id: uuid(),
    creator: text({ description: 'The email address of who made it.' }),
    task_id: nullable(uuid('The task that built its archive.')),
    unique_elements: boolean('Whether an element may be in one set only.'),
    created: moment(),
    updated: moment(),
  }),
)

/** Describes datasets with their sets and counts, which are read for all of them at once. */
export async function describeDatasets(db: Database, compat: Services['compat'], rows: readonly Row<'dataset'>[]) {
  if (rows.length === 0) return []
  const sets = await db
    .selectFrom('dataset_set')
    .leftJoin('dataset_element', 'dataset_element.set_id', 'dataset_set.id')
    .select(['dataset_set.id', 'dataset_set.name', 'dataset_set.dataset_id'])
    .select((eb) => eb.fn.count<number>('dataset_element.id').as('count'))
    .where(
      'dataset_set.dataset_id',
      'in',
      rows.map(({ id }) => id),
    )
    .groupBy(['dataset_set.id', 'dataset_set.name', 'dataset_set.dataset_id', 'dataset_set.position'])
    .orderBy('dataset_set.position')
    .execute()
  const creators = await db
    .selectFrom('user_account')
    .select(['id', 'email'])
    .where(
      'id',
      'in',
      rows.map((row) => row.creator_id),
    )
    .execute()
  return rows.map((row) => {
    const own = sets.filter(({ dataset_id }) => dataset_id === row.id)
    return {
      id: row.id,
      name: row.name,
      description: row.description,
      sets: own.map(({ id, name }) => (compat === '1.5.2' ? name : { id, name })),
      set_elements: own.map(({ name, count }) => ({ set: name, count })),
      element_count: own.reduce((sum, { count }) => sum + count, 0),
      state: row.state,
      corpus_id: row.corpus_id,
      creator: creators.find(({ id }) => id === row.creator_id)?.email ?? '',
      task_id: row.task_id,
      unique_elements: row.unique_elements === 1,
      created: new Date(row.created).toISOString(),
      updated: new Date(row.updated).toISOString(),
    }
  })
}

export async function describeDataset(db: Database, compat: Services['compat'], id: string) {
  const row = await db.selectFrom('dataset').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const [dataset] = await describeDatasets(db, compat, [row])
  if (!dataset) throw new Error('a dataset that was read is not described')
  return dataset
}
