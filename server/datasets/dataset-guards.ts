import { invalid } from '../contract/refusal.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'

/** Why a dataset stays as it is while a process that is not at its end works with it; the process' own tasks may change it. */
export async function findUseProblem(
  trx: Database,
  datasetId: string,
  principal: Principal,
): Promise<string | undefined> {
  const users = await trx
    .selectFrom('process_set')
    .innerJoin('dataset_set', 'dataset_set.id', 'process_set.set_id')
    .innerJoin('process', 'process.id', 'process_set.process_id')
    .select(['process.id', 'process.name'])
    .where('dataset_set.dataset_id', '=', datasetId)
    .where('process.state', 'in', ['pending', 'running', 'stopping'])
    .execute()
  const others = users.filter(({ id }) => id !== principal.task?.processId)
  const [first] = others
  return first && `The process ${first.name || first.id} works with this dataset: wait for its end, or stop it.`
}

/** The dataset as it is now, held until the transaction ends. Refuses where its contents may not change. */
export async function requireOpen(trx: Database, datasetId: string, principal: Principal): Promise<Row<'dataset'>> {
  const dataset = await holdDataset(trx, datasetId)
  const problems: string[] = []
  if (dataset.state !== 'open') problems.push('This dataset is not open.')
  const use = await findUseProblem(trx, datasetId, principal)
  if (use !== undefined) problems.push(use)
  if (problems.length > 0) throw invalid({ non_field_errors: problems })
  return dataset
}

/** The dataset as it is now; others that change it wait, or look again. */
export function holdDataset(trx: Database, datasetId: string): Promise<Row<'dataset'>> {
  return trx
    .updateTable('dataset')
    .set((eb) => ({ updated: eb.ref('updated') }))
    .where('id', '=', datasetId)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Notes that the contents of a dataset changed: whoever keeps a fingerprint of it looks again. */
export function touchDataset(trx: Database, datasetId: string, now: number) {
  return trx.updateTable('dataset').set({ updated: now }).where('id', '=', datasetId).execute()
}

/**
 * Refuses where one of these elements is in a dataset that a process works with, and notes for all other datasets that their
 * contents change. To be called in the transaction that deletes the elements.
 */
export async function requireUnused(
  trx: Database,
  elementIds: readonly string[],
  principal: Principal,
  now: number,
): Promise<void> {
  const datasets = await trx
    .selectFrom('dataset_element')
    .innerJoin('dataset_set', 'dataset_set.id', 'dataset_element.set_id')
    .select('dataset_set.dataset_id')
    .distinct()
    .where('dataset_element.element_id', 'in', elementIds)
    .orderBy('dataset_set.dataset_id')
    .execute()
  const problems: string[] = []
  for (const { dataset_id: id } of datasets) {
    await touchDataset(trx, id, now)
    const problem = await findUseProblem(trx, id, principal)
    if (problem !== undefined) problems.push(problem)
  }
  if (problems.length > 0) throw invalid({ non_field_errors: [...new Set(problems)] })
}
