import { sql } from 'kysely'
import { insertRows } from '../../core/database/insert-rows.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid, notFound } from '../contract/refusal.ts'
import { boolean, choice, component, list, nullable, object, partial, text, uuid } from '../contract/shape.ts'
import { workerRunId } from '../elements/element-fields.ts'
import { selectAncestors } from '../elements/element-tree.ts'
import { onElement, onMetadata } from '../rights/element-rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row, Tables } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { findWorkerRunProblem } from '../worker-results/check-worker-run.ts'
import { filterByRun, joinConditions, resultParameters } from '../worker-results/result-filters.ts'
import { describeRunReference, workerRunReference } from '../worker-results/worker-run-reference.ts'
import {
  findValueProblem,
  type MetadataInput,
  makeMetadataRows,
  metadataFields,
  metadataInput,
  metadataTypes,
} from './metadata-input.ts'
import { metadataDateShape, readDates } from './read-dates.ts'

const metadataShape = component(
  'MetaData',
  object({
    id: uuid(),
    type: choice(metadataTypes),
    name: text(),
    value: text({ canBeBlank: true }),
    dates: list(metadataDateShape, { max: 2 }),
    worker_run: workerRunReference,
  }),
)

interface MetadataRow extends Row<'metadata'> {
  run_summary: string | null
}

function describeMetadata(row: MetadataRow) {
  return {
    id: row.id,
    type: metadataTypes.find((one) => one === row.type) ?? 'text',
    name: row.name,
    value: row.value,
    dates: row.type === 'date' ? readDates(row.value) : [],
    worker_run: describeRunReference(row.worker_run_id, row.run_summary),
  }
}

/** An element shows no more metadata than that. */
const maximumMetadata = 10_000

const elementPath = { id: uuid('The id of the element.') }

const listElementMetaData = defineOperation({
  operationId: 'ListElementMetaData',
  method: 'GET',
  path: '/element/{id}/metadata/',
  tag: 'elements',
  summary: 'List the metadata of an element, all of them',
  parameters: {
    path: elementPath,
    query: { load_parents: boolean('Whether those of all elements above it are listed too.'), ...resultParameters },
  },
  answers: { statuses: { 200: 'The metadata' }, body: list(metadataShape, { max: maximumMetadata }) },
  isPaginated: false,
  rights: onElement('guest', 'id'),
  handle: async ({ query, target, services }) => {
    const conditions = filterByRun('metadata.worker_run_id', query)
    conditions.push(
      query.load_parents
        ? sql`(metadata.element_id = ${target.id} or metadata.element_id in (${selectAncestors(target.id)}))`
        : sql`metadata.element_id = ${target.id}`,
    )
    const { rows } = await sql<MetadataRow>`select metadata.*, worker_run.summary as run_summary from metadata
      left join worker_run on worker_run.id = metadata.worker_run_id where ${joinConditions(conditions)}
      order by metadata.element_id, metadata.id limit ${sql.lit(maximumMetadata)}`.execute(services.db)
    return { status: 200, body: rows.map(describeMetadata) }
  },
})

async function readOne(db: Database, id: string) {
  const { rows } = await sql<MetadataRow>`select metadata.*, worker_run.summary as run_summary from metadata
    left join worker_run on worker_run.id = metadata.worker_run_id where metadata.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw notFound()
  return describeMetadata(row)
}

/** A text as Python writes it: clients read the tuples of the message below with Python's own parser. */
export function writePythonText(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`)
    .replace(/\p{Cc}/gu, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `${quote}${escaped}${quote}`
}

const keyOf = ({ name, type, value }: Pick<Row<'metadata'>, 'name' | 'type' | 'value'>) =>
  `(${writePythonText(name)}, ${writePythonText(type)}, ${writePythonText(value)})`

/** Writes metadata that the element does not have. Throws 400 with those that it has, as base-worker reads them (the supplement, 3.3). */
async function insertMetadata(
  services: Services,
  principal: Principal,
  elementId: string,
  given: readonly MetadataInput[],
  runId: string | null,
) {
  return services.db.transaction().execute(async (trx) => {
    const run = await findWorkerRunProblem(trx, principal, runId)
    const existing = await trx
      .selectFrom('metadata')
      .select(['name', 'type', 'value'])
      .where('element_id', '=', elementId)
      .execute()
    const taken = new Set(existing.map(keyOf))
    const doubles = new Set<string>()
    for (const one of given) {
      const key = keyOf(one)
      if (taken.has(key)) doubles.add(key)
      taken.add(key)
    }
    if (run !== undefined || doubles.size > 0) {
      const message = `Metadata {${[...doubles].join(', ')}} already exist(s) on this element.`
      throw invalid({
        ...(run === undefined ? {} : { worker_run_id: [run] }),
        ...(doubles.size === 0 ? {} : { non_field_errors: [message] }),
      })
    }
    const rows = makeMetadataRows(
      given.map((one) => ({ elementId, given: one })),
      runId,
      services.clock.now(),
    )
    await insertRows<Tables, 'metadata'>(trx, 'metadata', rows)
    return rows
  })
}

/** Fields of one metadata beside others; the value is checked by its type where both are known. */
function checkValue(metadata: Pick<MetadataInput, 'type' | 'value'>): void {
  const problem = findValueProblem(metadata)
  if (problem !== undefined) throw invalid({ value: [problem] })
}

const createMetaData = defineOperation({
  operationId: 'CreateMetaData',
  method: 'POST',
  path: '/element/{id}/metadata/',
  tag: 'elements',
  summary: 'Create a metadata of an element',
  parameters: { path: elementPath },
  body: object({ ...metadataFields, worker_run_id: workerRunId }),
  answers: { statuses: { 201: 'The metadata was created' }, body: metadataShape },
  rights: onElement('contributor', 'id'),
  handle: async ({ body, target, principal, services }) => {
    const { worker_run_id: runId, ...given } = body
    checkValue(given)
    const [made] = await insertMetadata(services, principal, target.id, [given], runId ?? null)
    return { status: 201, body: await readOne(services.db, made?.id ?? '') }
  },
})

const maximumList = 1000

const createMetaDataBulk = defineOperation({
  operationId: 'CreateMetaDataBulk',
  method: 'POST',
  path: '/element/{id}/metadata/bulk/',
  tag: 'elements',
  summary: 'Create metadata of an element, all of them or none',
  parameters: { path: elementPath },
  body: object({
    worker_run_id: workerRunId,
    metadata_list: list(component('NewMetaData', metadataInput), { min: 1, max: maximumList }),
  }),
  answers: {
    statuses: { 201: 'The metadata were created' },
    body: component(
      'MetaDataList',
      object({
        worker_run_id: nullable(uuid()),
        metadata_list: list(
          component(
            'CreatedMetaData',
            object({ id: uuid(), type: choice(metadataTypes), name: text(), value: text({ canBeBlank: true }) }),
          ),
          { max: maximumList },
        ),
      }),
    ),
  },
  rights: onElement('contributor', 'id'),
  handle: async ({ body, target, principal, services }) => {
    const runId = body.worker_run_id ?? null
    const rows = await insertMetadata(services, principal, target.id, body.metadata_list, runId)
    const made = rows.map(({ id, type, name, value }) => ({ id, type, name, value }))
    return { status: 201, body: { worker_run_id: runId, metadata_list: made } }
  },
})

const path = { id: uuid('The id of the metadata.') }

async function saveMetadata(services: Services, target: Row<'metadata'>, changes: Partial<MetadataInput>) {
  const type = changes.type ?? metadataTypes.find((one) => one === target.type) ?? 'text'
  const changed = { type, name: changes.name ?? target.name, value: changes.value ?? target.value }
  checkValue(changed)
  await services.db.updateTable('metadata').set(changed).where('id', '=', target.id).execute()
  return { status: 200, body: await readOne(services.db, target.id) }
}

const updateMetaData = defineOperation({
  operationId: 'UpdateMetaData',
  method: 'PUT',
  path: '/metadata/{id}/',
  tag: 'elements',
  summary: 'Update a metadata',
  parameters: { path },
  body: object(metadataFields),
  answers: { statuses: { 200: 'The metadata' }, body: metadataShape },
  rights: onMetadata('contributor'),
  handle: ({ body, target, services }) => saveMetadata(services, target, body),
})

const partialUpdateMetaData = defineOperation({
  operationId: 'PartialUpdateMetaData',
  method: 'PATCH',
  path: '/metadata/{id}/',
  tag: 'elements',
  summary: 'Update a part of a metadata',
  parameters: { path },
  body: object(partial(metadataFields)),
  answers: { statuses: { 200: 'The metadata' }, body: metadataShape },
  rights: onMetadata('contributor'),
  handle: ({ body, target, services }) => saveMetadata(services, target, body),
})

const destroyMetaData = defineOperation({
  operationId: 'DestroyMetaData',
  method: 'DELETE',
  path: '/metadata/{id}/',
  tag: 'elements',
  summary: 'Delete a metadata',
  parameters: { path },
  answers: { statuses: { 204: 'The metadata is deleted' } },
  rights: onMetadata('contributor'),
  handle: async ({ target, services }) => {
    await services.db.deleteFrom('metadata').where('id', '=', target.id).execute()
    return { status: 204, body: undefined }
  },
})

export const metadataOperations: readonly Operation[] = [
  listElementMetaData,
  createMetaData,
  createMetaDataBulk,
  updateMetaData,
  partialUpdateMetaData,
  destroyMetaData,
]
