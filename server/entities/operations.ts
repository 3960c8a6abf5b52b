import { sql } from 'kysely'
import { createId } from '../../core/database/conventions.ts'
import { groupIds, insertRows } from '../../core/database/insert-rows.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, forbidden, invalid, type Problems, Refusal } from '../contract/refusal.ts'
import { component, float, integer, list, nullable, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { color } from '../corpora/element-type-operations.ts'
import { maximumBulk } from '../elements/child-operations.ts'
import { confidence, workerRunId } from '../elements/element-fields.ts'
import { levels } from '../rights/access.ts'
import { onEntityType, onTranscription, type TranscriptionTarget } from '../rights/element-rights.ts'
import { loggedIn, onCorpus, readCorpusLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { findWorkerRunProblem } from '../worker-results/check-worker-run.ts'
import { filterByRun, joinConditions, resultParameters } from '../worker-results/result-filters.ts'
import { describeRunReference, workerRunReference } from '../worker-results/worker-run-reference.ts'

const entityTypeShape = component('EntityType', object({ id: uuid(), name: text(), color: text() }))

const defaultColor = 'ff0000'

function describeType({ id, name, color: shown }: Row<'entity_type'>) {
  return { id, name, color: shown }
}

const listCorpusEntityTypes = defineOperation({
  operationId: 'ListCorpusEntityTypes',
  method: 'GET',
  path: '/corpus/{id}/entity-types/',
  tag: 'transcriptions',
  summary: 'List the entity types of a corpus by name',
  parameters: { path: { id: uuid('The id of the corpus.') }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of entity types' }, body: pageOf('EntityType', entityTypeShape) },
  isPaginated: true,
  rights: onCorpus('guest'),
  handle: async (call) => {
    const matching = call.services.db.selectFrom('entity_type').where('corpus_id', '=', call.target.id)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: (limit, offset) =>
          matching.selectAll().orderBy('name').orderBy('id').limit(limit).offset(offset).execute(),
      },
      describeType,
    )
  },
})

const name = text({ max: 250, example: 'person' })

async function refuseTaken(trx: Database, corpusId: string, taken: string): Promise<void> {
  const holder = await trx
    .selectFrom('entity_type')
    .select('id')
    .where('corpus_id', '=', corpusId)
    .where('name', '=', taken)
    .executeTakeFirst()
  if (!holder) return
  throw new Refusal(400, { name: ['An entity type with this name already exists in this corpus.'], id: holder.id })
}

const createEntityType = defineOperation({
  operationId: 'CreateEntityType',
  method: 'POST',
  path: '/entity/types/',
  tag: 'transcriptions',
  summary: 'Create an entity type in a corpus',
  description:
    'Needs contributor access to the corpus. A name that exists is refused with the `id` of the type that has it.',
  body: object({ name, color: optional(color), corpus: uuid() }),
  answers: { statuses: { 201: 'The entity type was created' }, body: entityTypeShape },
  refusals: [403],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const level = await readCorpusLevel(services.db, principal, body.corpus)
    if (level < levels.guest) throw invalid({ corpus: [describeUnknownId(body.corpus)] })
    if (level < levels.contributor) throw forbidden('You do not have contributor access to this corpus.')
    const row = await services.db.transaction().execute(async (trx) => {
      await refuseTaken(trx, body.corpus, body.name)
      return trx
        .insertInto('entity_type')
        .values({
          id: createId(),
          corpus_id: body.corpus,
          name: body.name,
          color: (body.color ?? defaultColor).toLowerCase(),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
    })
    return { status: 201, body: describeType(row) }
  },
})

const typePath = { id: uuid('The id of the entity type.') }

async function saveType(services: Services, type: Row<'entity_type'>, changes: { name?: string; color?: string }) {
  const row = await services.db.transaction().execute(async (trx) => {
    if (changes.name !== undefined && changes.name !== type.name) await refuseTaken(trx, type.corpus_id, changes.name)
    return trx
      .updateTable('entity_type')
      .set({ name: changes.name ?? type.name, color: (changes.color ?? type.color).toLowerCase() })
      .where('id', '=', type.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  return { status: 200, body: describeType(row) }
}

const updateEntityType = defineOperation({
  operationId: 'UpdateEntityType',
  method: 'PUT',
  path: '/entity/types/{id}/',
  tag: 'transcriptions',
  summary: 'Update an entity type',
  parameters: { path: typePath },
  body: object({ name, color: optional(color) }),
  answers: { statuses: { 200: 'The entity type' }, body: entityTypeShape },
  rights: onEntityType('admin'),
  handle: ({ body, target, services }) => saveType(services, target, body),
})

const partialUpdateEntityType = defineOperation({
  operationId: 'PartialUpdateEntityType',
  method: 'PATCH',
  path: '/entity/types/{id}/',
  tag: 'transcriptions',
  summary: 'Update a part of an entity type',
  parameters: { path: typePath },
  body: object(partial({ name, color })),
  answers: { statuses: { 200: 'The entity type' }, body: entityTypeShape },
  rights: onEntityType('admin'),
  handle: ({ body, target, services }) => saveType(services, target, body),
})

const destroyEntityType = defineOperation({
  operationId: 'DestroyEntityType',
  method: 'DELETE',
  path: '/entity/types/{id}/',
  tag: 'transcriptions',
  summary: 'Delete an entity type that no entity has',
  parameters: { path: typePath },
  answers: { statuses: { 204: 'The entity type is deleted' } },
  rights: onEntityType('admin'),
  handle: async ({ target, services }) => {
    await services.db.transaction().execute(async (trx) => {
      const user = await trx
        .selectFrom('transcription_entity')
        .select('id')
        .where('type_id', '=', target.id)
        .limit(1)
        .executeTakeFirst()
      if (user) throw invalid({ non_field_errors: ['There are entities of this type.'] })
      await trx.deleteFrom('entity_type').where('id', '=', target.id).execute()
    })
    return { status: 204, body: undefined }
  },
})

const entityShape = component(
  'TranscriptionEntity',
  object({
    id: uuid(),
    type: entityTypeShape,
    offset: integer({ min: 0, description: 'In characters of the text of the transcription, from 0.' }),
    length: integer({ min: 1, description: 'In characters.' }),
    confidence: nullable(float()),
    worker_run: workerRunReference,
  }),
)

const transcriptionPath = { id: uuid('The id of the transcription.') }

/** What was offered before entities became types and places alone (Arkindex 1.9) named entities that this server does not have. */
const sinceTypes = ['1.12'] as const

const listTranscriptionEntities = defineOperation({
  operationId: 'ListTranscriptionEntities',
  method: 'GET',
  path: '/transcription/{id}/entities/',
  tag: 'transcriptions',
  summary: 'List the entities in a transcription, by their place',
  parameters: { path: transcriptionPath, query: { ...resultParameters, ...pageParameters } },
  answers: { statuses: { 200: 'A page of entities' }, body: pageOf('TranscriptionEntity', entityShape) },
  isPaginated: true,
  rights: onTranscription('guest'),
  offeredBy: sinceTypes,
  handle: async (call) => {
    const { query, target, services } = call
    const conditions = filterByRun('transcription_entity.worker_run_id', query)
    conditions.push(sql`transcription_entity.transcription_id = ${target.id}`)
    const where = joinConditions(conditions)
    return answerPage(
      call,
      {
        count: async () => {
          const { rows } = await sql<{ count: number }>`select count(*) as count from transcription_entity
            where ${where}`.execute(services.db)
          return rows[0]?.count ?? 0
        },
        read: async (limit, offset) => {
          const { rows } = await sql<
            Row<'transcription_entity'> & { type_name: string; type_color: string; run_summary: string | null }
          >`select transcription_entity.*, entity_type.name as type_name, entity_type.color as type_color,
              worker_run.summary as run_summary
            from transcription_entity join entity_type on entity_type.id = transcription_entity.type_id
            left join worker_run on worker_run.id = transcription_entity.worker_run_id where ${where}
            order by transcription_entity."offset", transcription_entity.length, transcription_entity.id
            limit ${limit} offset ${offset}`.execute(services.db)
          return rows
        },
      },
      (row) => ({
        id: row.id,
        type: { id: row.type_id, name: row.type_name, color: row.type_color },
        offset: row.offset,
        length: row.length,
        confidence: row.confidence,
        worker_run: describeRunReference(row.worker_run_id, row.run_summary),
      }),
    )
  },
})

const entityFields = {
  type_id: uuid('An entity type of the corpus.'),
  offset: integer({ min: 0, max: 1_000_000 }),
  length: integer({ min: 1, max: 1_000_000 }),
  confidence: optional(nullable(confidence())),
}

interface NewEntity {
  readonly type_id: string
  readonly offset: number
  readonly length: number
  readonly confidence?: number | null
}

const placeOf = ({ type_id: type, offset, length }: NewEntity) => `${type} ${offset} ${length}`

/** Checks entities against their transcription, what is wrong by the index of the entity, and writes them. */
async function insertEntities(
  trx: Database,
  principal: Principal,
  target: TranscriptionTarget,
  given: readonly NewEntity[],
  runId: string | null,
  refuse: (problems: { run: string | undefined; entities: Record<string, Record<string, string[]>> }) => Refusal,
) {
  const run = await findWorkerRunProblem(trx, principal, runId)
  const entities: Record<string, Record<string, string[]>> = {}
  const known = new Set<string>()
  for (const group of groupIds([...new Set(given.map(({ type_id: type }) => type))])) {
    const { rows } = await sql<{ id: string }>`select id from entity_type
      where corpus_id = ${target.corpus_id} and id in (${sql.join(group)})`.execute(trx)
    for (const { id } of rows) known.add(id)
  }
  const { rows: existing } = await sql<NewEntity>`select type_id, "offset", length from transcription_entity
    where transcription_id = ${target.id}
    and ${runId === null ? sql`worker_run_id is null` : sql`worker_run_id = ${runId}`}`.execute(trx)
  const taken = new Set(existing.map(placeOf))
  const end = [...target.text].length
  for (const [index, one] of given.entries()) {
    const problems: Record<string, string[]> = {}
    if (!known.has(one.type_id)) problems.type_id = [describeUnknownId(one.type_id)]
    if (one.offset + one.length > end)
      problems.length = [`The entity ends beyond the text, which has ${end} characters.`]
    if (taken.has(placeOf(one))) problems.non_field_errors = ['This entity already exists on this transcription.']
    taken.add(placeOf(one))
    if (Object.keys(problems).length > 0) entities[String(index)] = problems
  }
  if (run !== undefined || Object.keys(entities).length > 0) throw refuse({ run, entities })
  const ids = createOrderedIds(given.length)
  const rows = given.map((one, index) => ({
    id: ids[index] ?? '',
    transcription_id: target.id,
    type_id: one.type_id,
    offset: one.offset,
    length: one.length,
    confidence: one.confidence ?? null,
    worker_run_id: runId,
  }))
  await insertRows(trx, 'transcription_entity', rows)
  return rows
}

const createdShape = object({ id: uuid(), ...entityFields, confidence: nullable(float()) })

const describeCreated = ({ id, type_id, offset, length, confidence: sure }: Row<'transcription_entity'>) => ({
  id,
  type_id,
  offset,
  length,
  confidence: sure,
})

const createTranscriptionEntity = defineOperation({
  operationId: 'CreateTranscriptionEntity',
  method: 'POST',
  path: '/transcription/{id}/entity/',
  tag: 'transcriptions',
  summary: 'Create an entity in a transcription',
  parameters: { path: transcriptionPath },
  body: object({ ...entityFields, worker_run_id: workerRunId }),
  answers: {
    statuses: { 201: 'The entity was created' },
    body: component('CreatedTranscriptionEntity', createdShape),
  },
  rights: onTranscription('contributor'),
  offeredBy: sinceTypes,
  handle: async ({ body, target, principal, services }) => {
    const rows = await services.db
      .transaction()
      .execute((trx) =>
        insertEntities(trx, principal, target, [body], body.worker_run_id ?? null, ({ run, entities }) =>
          invalid({ ...(run === undefined ? {} : { worker_run_id: [run] }), ...entities['0'] }),
        ),
      )
    const [row] = rows.map(describeCreated)
    if (!row) throw new Error('an entity that was made is not described')
    return { status: 201, body: row }
  },
})

const createTranscriptionEntities = defineOperation({
  operationId: 'CreateTranscriptionEntities',
  method: 'POST',
  path: '/transcription/{id}/entities/bulk/',
  tag: 'transcriptions',
  summary: 'Create many entities in a transcription, all of them or none',
  parameters: { path: transcriptionPath },
  body: object({
    worker_run_id: workerRunId,
    transcription_entities: list(component('NewTranscriptionEntity', object(entityFields)), {
      min: 1,
      max: maximumBulk,
    }),
  }),
  answers: {
    statuses: { 201: 'The entities were created' },
    body: component(
      'TranscriptionEntities',
      object({
        worker_run_id: nullable(uuid()),
        transcription_entities: list(component('CreatedTranscriptionEntity', createdShape), { max: maximumBulk }),
      }),
    ),
  },
  rights: onTranscription('contributor'),
  offeredBy: sinceTypes,
  handle: async ({ body, target, principal, services }) => {
    const runId = body.worker_run_id ?? null
    const rows = await services.db.transaction().execute((trx) =>
      insertEntities(trx, principal, target, body.transcription_entities, runId, ({ run, entities }) => {
        const problems: Problems = entities
        return invalid({
          ...(run === undefined ? {} : { worker_run_id: [run] }),
          ...(Object.keys(entities).length === 0 ? {} : { transcription_entities: problems }),
        })
      }),
    )
    return { status: 201, body: { worker_run_id: runId, transcription_entities: rows.map(describeCreated) } }
  },
})

export const entityOperations: readonly Operation[] = [
  listCorpusEntityTypes,
  createEntityType,
  updateEntityType,
  partialUpdateEntityType,
  destroyEntityType,
  listTranscriptionEntities,
  createTranscriptionEntity,
  createTranscriptionEntities,
]
