import { type RawBuilder, sql } from 'kysely'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid } from '../contract/refusal.ts'
import { uuid } from '../contract/shape.ts'
import { deleteInBatches, deletionBatch } from '../corpora/destroy-corpus.ts'
import { findDoomedElements } from '../elements/destroy-elements.ts'
import { selectDescendants } from '../elements/element-tree.ts'
import { onCorpusNamed } from '../elements/operations.ts'
import type { Services } from '../services.ts'
import type { Principal } from '../users/principal.ts'
import { idOrFalse, joinConditions } from './result-filters.ts'

interface ResultFilters {
  readonly worker_run_id?: string
  readonly worker_version_id?: string
  readonly model_version_id?: string | false
  readonly configuration_id?: string | false
  readonly element_id?: string
}

/** The worker runs whose results are meant. */
function selectRuns(filters: ResultFilters): RawBuilder<unknown> {
  const conditions: RawBuilder<boolean>[] = []
  if (filters.worker_run_id !== undefined) conditions.push(sql`worker_run.id = ${filters.worker_run_id}`)
  if (filters.worker_version_id !== undefined) {
    conditions.push(sql`worker_run.worker_version_id = ${filters.worker_version_id}`)
  }
  for (const [column, value] of [
    ['worker_run.model_version_id', filters.model_version_id],
    ['worker_run.configuration_id', filters.configuration_id],
  ] as const) {
    if (value === undefined) continue
    conditions.push(value === false ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`)
  }
  return sql`select worker_run.id from worker_run where ${joinConditions(conditions)}`
}

/**
 * Deletes what worker runs made in a corpus, kind by kind in batches, so that others get their turn in between: entities,
 * transcriptions, classifications and metadata, then elements with all that is below them.
 */
async function destroyResults(
  services: Services,
  principal: Principal,
  corpusId: string,
  filters: ResultFilters,
): Promise<void> {
  const { db } = services
  const runs = selectRuns(filters)
  const { element_id: elementId } = filters
  const places =
    elementId === undefined
      ? sql`select id from element where corpus_id = ${corpusId}`
      : sql`select id from element where corpus_id = ${corpusId}
          and (id = ${elementId} or id in (${selectDescendants(elementId)}))`
  // The element that was named stays: what was made on it goes.
  const other = elementId === undefined ? sql`` : sql`and id <> ${elementId}`
  const made = sql<{ id: string }>`select id from element
    where worker_run_id in (${runs}) and id in (${places}) ${other}`
  const destroyMade = await findDoomedElements(services, principal, made, true)
  const limit = sql.lit(deletionBatch)
  await deleteInBatches(
    db,
    () => sql`delete from transcription_entity where id in (
      select transcription_entity.id from transcription_entity
      join transcription on transcription.id = transcription_entity.transcription_id
      where transcription_entity.worker_run_id in (${runs}) and transcription.element_id in (${places}) limit ${limit})`,
  )
  for (const table of ['transcription', 'classification', 'metadata'] as const) {
    await deleteInBatches(
      db,
      () => sql`delete from ${sql.table(table)} where id in (
        select id from ${sql.table(table)} where worker_run_id in (${runs}) and element_id in (${places}) limit ${limit})`,
    )
  }
  await destroyMade()
}

const destroyWorkerResults = defineOperation({
  operationId: 'DestroyWorkerResults',
  method: 'DELETE',
  path: '/corpus/{corpus}/worker-results/',
  tag: 'workers',
  summary: 'Delete what worker runs made in a corpus',
  description:
    'Elements go with all that is below them. At least one of worker run, worker version, model version and configuration is named; all that are named must fit.',
  parameters: {
    path: { corpus: uuid('The id of the corpus.') },
    query: {
      worker_run_id: uuid(),
      worker_version_id: uuid(),
      model_version_id: idOrFalse('A model version, or false for runs without one.'),
      configuration_id: idOrFalse('A configuration, or false for runs without one.'),
      element_id: uuid('Only results on this element and what is below it; the element itself stays.'),
    },
  },
  answers: { statuses: { 204: 'The results are deleted' } },
  rights: onCorpusNamed('admin'),
  handle: async ({ target, query, principal, services }) => {
    const { worker_run_id: run, worker_version_id: version, model_version_id: model, configuration_id } = query
    if (run === undefined && version === undefined && model === undefined && configuration_id === undefined) {
      throw invalid({
        non_field_errors: [
          'Name a worker_run_id, worker_version_id, model_version_id or configuration_id whose results are meant.',
        ],
      })
    }
    if (query.element_id !== undefined) {
      const element = await services.db
        .selectFrom('element')
        .select('id')
        .where('id', '=', query.element_id)
        .where('corpus_id', '=', target.id)
        .executeTakeFirst()
      if (!element) throw invalid({ element_id: ['There is no such element in this corpus.'] })
    }
    await destroyResults(services, principal, target.id, query)
    return { status: 204, body: undefined }
  },
})

export const workerResultOperations: readonly Operation[] = [destroyWorkerResults]
