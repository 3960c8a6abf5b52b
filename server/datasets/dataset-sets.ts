import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation, type Rights } from '../contract/operation.ts'
import { invalid, notFound } from '../contract/refusal.ts'
import { object, optional, uuid } from '../contract/shape.ts'
import { levels } from '../rights/access.ts'
import { onDataset, onDatasetNamed, readCorpusLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { findUseProblem, holdDataset, touchDataset } from './dataset-guards.ts'
import { datasetSetShape, setName } from './dataset-shape.ts'

const setPath = { dataset: uuid('The id of the dataset.'), set: uuid('The id of the set.') }

/** Sets in one dataset at most. */
const maximumSets = 1000

/** Whoever may see the dataset is told what is missing, with 400 (the supplement, 3.6). */
async function requireEditor(trx: Database, principal: Principal, datasetId: string): Promise<Row<'dataset'>> {
  const dataset = await holdDataset(trx, datasetId)
  const problems: string[] = []
  if ((await readCorpusLevel(trx, principal, dataset.corpus_id)) < levels.admin)
    problems.push('You do not have admin access to the corpus of this dataset.')
  if (dataset.state !== 'open') problems.push('This dataset is not open.')
  const use = await findUseProblem(trx, datasetId, principal)
  if (use !== undefined) problems.push(use)
  if (problems.length > 0) throw invalid({ non_field_errors: problems })
  return dataset
}

async function requireFreeName(trx: Database, datasetId: string, name: string, ownId?: string): Promise<void> {
  const holder = await trx
    .selectFrom('dataset_set')
    .select('id')
    .where('dataset_id', '=', datasetId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (holder && holder.id !== ownId) throw invalid({ name: ['A set with this name already exists in the dataset.'] })
}

const createDatasetSet = defineOperation({
  operationId: 'CreateDatasetSet',
  method: 'POST',
  path: '/datasets/{id}/sets/',
  aliases: ['/dataset/{id}/sets/'],
  tag: 'datasets',
  summary: 'Add a set to an open dataset',
  description: 'For administrators of the corpus; others who may see it are refused with 400.',
  parameters: { path: { id: uuid('The id of the dataset.') } },
  body: object({ name: setName }),
  answers: { statuses: { 201: 'The set was added' }, body: datasetSetShape },
  offeredBy: ['1.12'],
  rights: onDataset('guest'),
  handle: async ({ body, target, principal, services }) => {
    const set = await services.db.transaction().execute(async (trx) => {
      await requireEditor(trx, principal, target.id)
      await requireFreeName(trx, target.id, body.name)
      const { count, last } = await trx
        .selectFrom('dataset_set')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('position').as('last')])
        .where('dataset_id', '=', target.id)
        .executeTakeFirstOrThrow()
      if (count >= maximumSets) throw invalid({ non_field_errors: [`A dataset has at most ${maximumSets} sets.`] })
      const row = { id: createId(), dataset_id: target.id, name: body.name, position: (last ?? -1) + 1 }
      await trx.insertInto('dataset_set').values(row).execute()
      await touchDataset(trx, target.id, services.clock.now())
      return row
    })
    return { status: 201, body: { id: set.id, name: set.name } }
  },
})

/** A set of the dataset of the path, which the user may see. */
const onSet: Rights<{ readonly dataset: string; readonly set: string }, Row<'dataset_set'>> = {
  ...onDatasetNamed('guest', 'dataset'),
  check: async (call) => {
    const dataset = await onDatasetNamed('guest', 'dataset').check(call)
    const set = await call.services.db
      .selectFrom('dataset_set')
      .selectAll()
      .where('id', '=', call.path.set)
      .where('dataset_id', '=', dataset.id)
      .executeTakeFirst()
    if (!set) throw notFound()
    return set
  },
}

async function renameSet(services: Services, principal: Principal, set: Row<'dataset_set'>, name: string | undefined) {
  return services.db.transaction().execute(async (trx) => {
    await requireEditor(trx, principal, set.dataset_id)
    if (name === undefined) return { id: set.id, name: set.name }
    await requireFreeName(trx, set.dataset_id, name, set.id)
    await trx.updateTable('dataset_set').set({ name }).where('id', '=', set.id).execute()
    await touchDataset(trx, set.dataset_id, services.clock.now())
    return { id: set.id, name }
  })
}

const updateDatasetSet = defineOperation({
  operationId: 'UpdateDatasetSet',
  method: 'PUT',
  path: '/datasets/{dataset}/sets/{set}/',
  aliases: ['/dataset/{dataset}/sets/{set}/'],
  tag: 'datasets',
  summary: 'Rename a set of an open dataset',
  parameters: { path: setPath },
  body: object({ name: setName }),
  answers: { statuses: { 200: 'The set' }, body: datasetSetShape },
  offeredBy: ['1.12'],
  rights: onSet,
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await renameSet(services, principal, target, body.name),
  }),
})

const partialUpdateDatasetSet = defineOperation({
  operationId: 'PartialUpdateDatasetSet',
  method: 'PATCH',
  path: '/datasets/{dataset}/sets/{set}/',
  aliases: ['/dataset/{dataset}/sets/{set}/'],
  tag: 'datasets',
  summary: 'Rename a set of an open dataset',
  parameters: { path: setPath },
  body: object({ name: optional(setName) }),
  answers: { statuses: { 200: 'The set' }, body: datasetSetShape },
  offeredBy: ['1.12'],
  rights: onSet,
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await renameSet(services, principal, target, body.name),
  }),
})

const destroyDatasetSet = defineOperation({
  operationId: 'DestroyDatasetSet',
  method: 'DELETE',
  path: '/datasets/{dataset}/sets/{set}/',
  aliases: ['/dataset/{dataset}/sets/{set}/'],
  tag: 'datasets',
  summary: 'Delete a set of an open dataset; its elements stay in the corpus',
  parameters: { path: setPath },
  answers: { statuses: { 204: 'The set is deleted' } },
  refusals: [400],
  offeredBy: ['1.12'],
  rights: onSet,
  handle: async ({ target, principal, services }) => {
    await services.db.transaction().execute(async (trx) => {
      await requireEditor(trx, principal, target.dataset_id)
      const problems: string[] = []
      const other = await trx
        .selectFrom('dataset_set')
        .select('id')
        .where('dataset_id', '=', target.dataset_id)
        .where('id', '!=', target.id)
        .limit(1)
        .executeTakeFirst()
      if (!other) problems.push('This is the only set of the dataset.')
      const user = await trx
        .selectFrom('process_set')
        .select('id')
        .where('set_id', '=', target.id)
        .limit(1)
        .executeTakeFirst()
      if (user) problems.push('This set is used by processes.')
      if (problems.length > 0) throw invalid({ non_field_errors: problems })
      await trx.deleteFrom('dataset_set').where('id', '=', target.id).execute()
      await touchDataset(trx, target.dataset_id, services.clock.now())
    })
    return { status: 204, body: undefined }
  },
})

export const datasetSetOperations: readonly Operation[] = [
  createDatasetSet,
  updateDatasetSet,
  partialUpdateDatasetSet,
  destroyDatasetSet,
]
