import { createId } from '../../core/database/conventions.ts'
import { insertRows } from '../../core/database/insert-rows.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'

const maximumName = 100
const prefix = 'Clone of '

/** Elements that are copied together. */
const pageSize = 2000

/** A name that no dataset of the corpus has. */
async function chooseName(trx: Database, dataset: Row<'dataset'>): Promise<string> {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`
    const name = `${`${prefix}${dataset.name}`.slice(0, maximumName - suffix.length).trimEnd()}${suffix}`
    const holder = await trx
      .selectFrom('dataset')
      .select('id')
      .where('corpus_id', '=', dataset.corpus_id)
      .where('name', '=', name)
      .executeTakeFirst()
    if (!holder) return name
  }
}

async function copyElements(trx: Database, from: string, to: string): Promise<void> {
  let last = ''
  while (true) {
    const rows = await trx
      .selectFrom('dataset_element')
      .select(['id', 'element_id', 'created'])
      .where('set_id', '=', from)
      .where('id', '>', last)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    const ids = createOrderedIds(rows.length)
    await insertRows(
      trx,
      'dataset_element',
      rows.map(({ element_id, created }, index) => ({ id: ids[index] ?? createId(), set_id: to, element_id, created })),
    )
    last = rows.at(-1)?.id ?? ''
    if (rows.length < pageSize) return
  }
}

/** Makes an open copy of a dataset with its sets and what is in them (the supplement, 3.6). To be called in a transaction. */
export async function cloneDataset(
  trx: Database,
  dataset: Row<'dataset'>,
  creatorId: string,
  now: number,
): Promise<string> {
  const id = createId()
  await trx
    .insertInto('dataset')
    .values({
      id,
      corpus_id: dataset.corpus_id,
      name: await chooseName(trx, dataset),
      description: dataset.description,
      state: 'open',
      creator_id: creatorId,
      task_id: null,
      unique_elements: dataset.unique_elements,
      created: now,
      updated: now,
    })
    .execute()
  const sets = await trx.selectFrom('dataset_set').selectAll().where('dataset_id', '=', dataset.id).execute()
  for (const set of sets) {
    const copy = createId()
    await trx
      .insertInto('dataset_set')
      .values({ id: copy, dataset_id: id, name: set.name, position: set.position })
      .execute()
    await copyElements(trx, set.id, copy)
  }
  return id
}
