import { sql } from 'kysely'
import { createId } from '../../core/database/conventions.ts'
import { groupIds, insertRows } from '../../core/database/insert-rows.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, forbidden, invalid, notFound, type Problems } from '../contract/refusal.ts'
import { boolean, choice, component, list, nullable, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { maximumBulk } from '../elements/child-operations.ts'
import { insertElements, prepareElements, readImageSizes } from '../elements/create-elements.ts'
import { confidence, typeSlug, workerRunId } from '../elements/element-fields.ts'
import { findDepthProblem, findNextOrdering, selectDescendants } from '../elements/element-tree.ts'
import { checkInside, polygon } from '../elements/polygon.ts'
import { levels } from '../rights/access.ts'
import { onElement, onTranscription } from '../rights/element-rights.ts'
import { loggedIn, readCorpusLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { type Row, type TextOrientation, textOrientations } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { findWorkerRunProblem } from '../worker-results/check-worker-run.ts'
import { filterByRun, joinConditions, resultParameters } from '../worker-results/result-filters.ts'
import { describeTranscription, readTranscriptions, transcriptionShape } from './transcription-shape.ts'

const content = text({ max: 100_000, isTrimmed: false, example: 'My dear friend,' })
const orientation = choice(textOrientations, 'From left to right by default.')

const fields = {
  text: content,
  confidence: optional(nullable(confidence())),
  orientation: optional(orientation),
}

const defaultOrientation: TextOrientation = 'horizontal-lr'

async function answerTranscription(db: Database, id: string) {
  const transcription = await describeTranscription(db, id)
  if (!transcription) throw notFound()
  return transcription
}

/** Throws 400 where the user may not send this worker run. */
async function checkRun(db: Database, principal: Principal, id: string | null | undefined): Promise<void> {
  const problem = await findWorkerRunProblem(db, principal, id)
  if (problem !== undefined) throw invalid({ worker_run_id: [problem] })
}

const listTranscriptions = defineOperation({
  operationId: 'ListTranscriptions',
  method: 'GET',
  path: '/element/{id}/transcriptions/',
  tag: 'transcriptions',
  summary: 'List the transcriptions of an element',
  parameters: {
    path: { id: uuid('The id of the element.') },
    query: {
      recursive: boolean('Whether those of all elements below it are listed too.'),
      element_type: text({ max: 50, description: 'Only those of elements of the type with this slug.' }),
      ...resultParameters,
      ...pageParameters,
    },
  },
  answers: { statuses: { 200: 'A page of transcriptions' }, body: pageOf('Transcription', transcriptionShape) },
  isPaginated: true,
  rights: onElement('guest', 'id'),
  handle: async (call) => {
    const { query, target, services } = call
    const conditions = filterByRun('transcription.worker_run_id', query)
    conditions.push(
      query.recursive
        ? sql`(transcription.element_id = ${target.id} or transcription.element_id in (${selectDescendants(target.id)}))`
        : sql`transcription.element_id = ${target.id}`,
    )
    if (query.element_type !== undefined) {
      conditions.push(
        sql`element.type_id in (select id from element_type where corpus_id = ${target.corpus_id} and slug = ${query.element_type})`,
      )
    }
    const where = joinConditions(conditions)
    return answerPage(
      call,
      {
        count: async () => {
          const { rows } = await sql<{ count: number }>`select count(*) as count from transcription
            join element on element.id = transcription.element_id where ${where}`.execute(services.db)
          return rows[0]?.count ?? 0
        },
        read: (limit, offset) => readTranscriptions(services.db, where, { limit, offset }),
      },
      (row) => row,
    )
  },
})

const createTranscription = defineOperation({
  operationId: 'CreateTranscription',
  method: 'POST',
  path: '/element/{id}/transcription/',
  tag: 'transcriptions',
  summary: 'Create a transcription of an element',
  parameters: { path: { id: uuid('The id of the element.') } },
  body: object({ ...fields, worker_run_id: workerRunId }),
  answers: { statuses: { 201: 'The transcription was created' }, body: transcriptionShape },
  rights: onElement('contributor', 'id'),
  handle: async ({ body, target, principal, services }) => {
    const id = await services.db.transaction().execute(async (trx) => {
      await checkRun(trx, principal, body.worker_run_id)
      const [made] = createOrderedIds(1)
      const { id: madeId } = await trx
        .insertInto('transcription')
        .values({
          id: made ?? createId(),
          element_id: target.id,
          text: body.text,
          orientation: body.orientation ?? defaultOrientation,
          confidence: body.confidence ?? null,
          worker_run_id: body.worker_run_id ?? null,
          created: services.clock.now(),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return madeId
    })
    return { status: 201, body: await answerTranscription(services.db, id) }
  },
})

/** Where each of the elements is that a request of many names: undefined for those that there are not. */
async function readPlaces(trx: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const places = new Map<string, string>()
  for (const group of groupIds([...new Set(ids)])) {
    const { rows } = await sql<{ id: string; corpus_id: string }>`select id, corpus_id from element
      where id in (${sql.join(group)})`.execute(trx)
    for (const { id, corpus_id } of rows) places.set(id, corpus_id)
  }
  return places
}

/** The levels that a user has on the corpora of elements. */
async function readLevelsOf(trx: Database, principal: Principal, corpusIds: Iterable<string>) {
  const held = new Map<string, number>()
  for (const corpusId of new Set(corpusIds)) held.set(corpusId, await readCorpusLevel(trx, principal, corpusId))
  return held
}

const createTranscriptions = defineOperation({
  operationId: 'CreateTranscriptions',
  method: 'POST',
  path: '/transcription/bulk/',
  tag: 'transcriptions',
  summary: 'Create transcriptions of many elements, all of them or none',
  description: 'Needs contributor access to the corpora of the elements.',
  body: object({
    worker_run_id: workerRunId,
    transcriptions: list(component('NewTranscription', object({ element_id: uuid(), ...fields })), {
      min: 1,
      max: maximumBulk,
    }),
  }),
  answers: {
    statuses: { 201: 'The transcriptions were created' },
    body: component(
      'Transcriptions',
      object({
        worker_run_id: nullable(uuid()),
        transcriptions: list(
          component(
            'CreatedTranscription',
            object({
              id: uuid(),
              element_id: uuid(),
              text: text({ canBeBlank: true }),
              confidence: nullable(confidence()),
              orientation,
            }),
          ),
          { max: maximumBulk },
        ),
      }),
    ),
  },
  refusals: [403],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const transcriptions = await services.db.transaction().execute(async (trx) => {
      const places = await readPlaces(
        trx,
        body.transcriptions.map(({ element_id: id }) => id),
      )
      const held = await readLevelsOf(trx, principal, places.values())
      const problems: Record<string, Problems> = {}
      let isForbidden = false
      for (const [index, { element_id: elementId }] of body.transcriptions.entries()) {
        const level = held.get(places.get(elementId) ?? '') ?? 0
        if (level < levels.guest) problems[String(index)] = { element_id: [describeUnknownId(elementId)] }
        else if (level < levels.contributor) isForbidden = true
      }
      if (isForbidden) throw forbidden('You do not have contributor access to the corpus of all these elements.')
      const run = await findWorkerRunProblem(trx, principal, body.worker_run_id)
      if (run !== undefined || Object.keys(problems).length > 0) {
        throw invalid({
          ...(run === undefined ? {} : { worker_run_id: [run] }),
          ...(Object.keys(problems).length > 0 ? { transcriptions: problems } : {}),
        })
      }
      return insertTranscriptions(trx, services, body.transcriptions, body.worker_run_id ?? null)
    })
    return {
      status: 201,
      body: {
        worker_run_id: body.worker_run_id ?? null,
        transcriptions: transcriptions.map(({ id, element_id, text: written, confidence: sure, orientation: way }) => ({
          id,
          element_id,
          text: written,
          confidence: sure,
          orientation: way,
        })),
      },
    }
  },
})

interface NewTranscription {
  readonly element_id: string
  readonly text: string
  readonly confidence?: number | null
  readonly orientation?: TextOrientation
}

async function insertTranscriptions(
  trx: Database,
  services: Pick<Services, 'clock'>,
  given: readonly NewTranscription[],
  runId: string | null,
) {
  const ids = createOrderedIds(given.length)
  const now = services.clock.now()
  const rows = given.map((one, index) => ({
    id: ids[index] ?? '',
    element_id: one.element_id,
    text: one.text,
    orientation: one.orientation ?? defaultOrientation,
    confidence: one.confidence ?? null,
    worker_run_id: runId,
    created: now,
  }))
  await insertRows(trx, 'transcription', rows)
  return rows
}

const annotationShape = component(
  'ElementTranscriptionResult',
  object({
    id: uuid('The id of the transcription.'),
    element_id: optional(uuid('The element that it is of; with `return_elements`.')),
    created: optional(boolean('Whether the element was made; with `return_elements`.')),
  }),
)

const createElementTranscriptions = defineOperation({
  operationId: 'CreateElementTranscriptions',
  method: 'POST',
  path: '/element/{id}/transcriptions/bulk/',
  tag: 'transcriptions',
  summary: 'Create transcriptions of parts of an element, all of them or none',
  description:
    'Each part is the child of this type that has the polygon already, or a new one on the image of the element, named by its number.',
  parameters: { path: { id: uuid('The id of the element that the parts are in.') } },
  body: object({
    element_type: typeSlug,
    worker_run_id: workerRunId,
    transcriptions: list(
      component(
        'NewElementTranscription',
        object({
          ...fields,
          polygon: polygon(),
          element_confidence: optional(nullable(confidence('From 0 to 1: how sure the part itself is.'))),
        }),
      ),
      { min: 1, max: maximumBulk },
    ),
    return_elements: optional(boolean('Whether the elements are named in the answer.')),
  }),
  answers: {
    statuses: { 201: 'The transcriptions were created' },
    body: list(annotationShape, { max: maximumBulk }),
  },
  rights: onElement('contributor', 'id'),
  handle: async ({ body, target, principal, services }) => {
    const made = await services.db.transaction().execute(async (trx) => {
      const problems: Record<string, Problems> = {}
      const run = await findWorkerRunProblem(trx, principal, body.worker_run_id)
      if (run !== undefined) problems.worker_run_id = [run]
      const depth = await findDepthProblem(trx, target.id)
      if (depth !== undefined) problems.non_field_errors = [depth]
      const type = await trx
        .selectFrom('element_type')
        .select('id')
        .where('corpus_id', '=', target.corpus_id)
        .where('slug', '=', body.element_type)
        .executeTakeFirst()
      if (!type) problems.element_type = [`This corpus has no element type "${body.element_type}".`]
      const sizes = await readImageSizes(trx, target.image_id === null ? [] : [target.image_id])
      const size = target.image_id === null ? undefined : sizes.get(target.image_id)
      if (!size) problems.element = ['This element stands on no image.']
      else {
        const outside: Record<string, Problems> = {}
        for (const [index, one] of body.transcriptions.entries()) {
          const problem = checkInside(one.polygon, size)
          if (problem !== undefined) outside[String(index)] = { polygon: [problem] }
        }
        if (Object.keys(outside).length > 0) problems.transcriptions = outside
      }
      if (!type || Object.keys(problems).length > 0) throw invalid(problems)
      const known = await trx
        .selectFrom('element')
        .innerJoin('element_path', 'element_path.child_id', 'element.id')
        .select(['element.id', 'element.polygon'])
        .where('element_path.parent_id', '=', target.id)
        .where('element.type_id', '=', type.id)
        .where('element.image_id', '=', target.image_id)
        .execute()
      const elementOf = new Map(known.map((one) => [one.polygon, one.id]))
      const isNew = new Set<string>()
      const missing = new Map<string, (typeof body.transcriptions)[number]>()
      for (const one of body.transcriptions) {
        const key = JSON.stringify(one.polygon)
        if (!elementOf.has(key) && !missing.has(key)) missing.set(key, one)
      }
      const ordering = await findNextOrdering(trx, target.id)
      const inputs = [...missing.values()].map((one, index) => ({
        type: body.element_type,
        name: String(ordering + index + 1),
        polygon: one.polygon,
        ...(one.element_confidence === undefined ? {} : { confidence: one.element_confidence }),
      }))
      const prepared = await prepareElements(trx, inputs, { corpusId: target.corpus_id, parent: target })
      if ('problems' in prepared) throw new Error('elements that were checked are refused')
      const ids = await insertElements(trx, prepared.elements, {
        corpusId: target.corpus_id,
        parent: target,
        ordering,
        creatorId: principal.id,
        workerRunId: body.worker_run_id ?? null,
        now: services.clock.now(),
      })
      for (const [index, key] of [...missing.keys()].entries()) {
        const id = ids[index] ?? ''
        elementOf.set(key, id)
        isNew.add(id)
      }
      const given = body.transcriptions.map((one) => ({
        element_id: elementOf.get(JSON.stringify(one.polygon)) ?? '',
        text: one.text,
        ...(one.confidence === undefined ? {} : { confidence: one.confidence }),
        ...(one.orientation === undefined ? {} : { orientation: one.orientation }),
      }))
      const rows = await insertTranscriptions(trx, services, given, body.worker_run_id ?? null)
      return rows.map(({ id, element_id }) => ({ id, element_id, created: isNew.has(element_id) }))
    })
    return { status: 201, body: body.return_elements ? made : made.map(({ id }) => ({ id })) }
  },
})

const id = uuid('The id of the transcription.')

const retrieveTranscription = defineOperation({
  operationId: 'RetrieveTranscription',
  method: 'GET',
  path: '/transcription/{id}/',
  tag: 'transcriptions',
  summary: 'Retrieve a transcription',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The transcription' }, body: transcriptionShape },
  rights: onTranscription('guest'),
  handle: async ({ target, services }) => ({ status: 200, body: await answerTranscription(services.db, target.id) }),
})

interface TranscriptionUpdate {
  text?: string
  confidence?: number | null
  orientation?: TextOrientation
}

async function saveTranscription(services: Services, target: Row<'transcription'>, changes: TranscriptionUpdate) {
  await services.db.transaction().execute(async (trx) => {
    if (changes.text !== undefined) {
      const last = await trx
        .selectFrom('transcription_entity')
        .select((eb) => eb.fn.max<number | null>(sql`"offset" + length`).as('end'))
        .where('transcription_id', '=', target.id)
        .executeTakeFirst()
      if ((last?.end ?? 0) > [...changes.text].length) {
        throw invalid({ text: ['There are entities beyond the end of this text. Delete them first.'] })
      }
    }
    await trx
      .updateTable('transcription')
      .set({
        text: changes.text ?? target.text,
        confidence: changes.confidence === undefined ? target.confidence : changes.confidence,
        orientation: changes.orientation ?? target.orientation,
      })
      .where('id', '=', target.id)
      .execute()
  })
  return answerTranscription(services.db, target.id)
}

const updateTranscription = defineOperation({
  operationId: 'UpdateTranscription',
  method: 'PUT',
  path: '/transcription/{id}/',
  tag: 'transcriptions',
  summary: 'Update a transcription',
  parameters: { path: { id } },
  body: object(fields),
  answers: { statuses: { 200: 'The transcription' }, body: transcriptionShape },
  rights: onTranscription('contributor'),
  handle: async ({ body, target, services }) => ({
    status: 200,
    body: await saveTranscription(services, target, body),
  }),
})

const partialUpdateTranscription = defineOperation({
  operationId: 'PartialUpdateTranscription',
  method: 'PATCH',
  path: '/transcription/{id}/',
  tag: 'transcriptions',
  summary: 'Update a part of a transcription',
  parameters: { path: { id } },
  body: object(partial(fields)),
  answers: { statuses: { 200: 'The transcription' }, body: transcriptionShape },
  rights: onTranscription('contributor'),
  handle: async ({ body, target, services }) => ({
    status: 200,
    body: await saveTranscription(services, target, body),
  }),
})

const destroyTranscription = defineOperation({
  operationId: 'DestroyTranscription',
  method: 'DELETE',
  path: '/transcription/{id}/',
  tag: 'transcriptions',
  summary: 'Delete a transcription with its entities',
  parameters: { path: { id } },
  answers: { statuses: { 204: 'The transcription is deleted' } },
  rights: onTranscription('contributor'),
  handle: async ({ target, services }) => {
    await services.db.deleteFrom('transcription').where('id', '=', target.id).execute()
    return { status: 204, body: undefined }
  },
})

export const transcriptionOperations: readonly Operation[] = [
  listTranscriptions,
  createTranscription,
  createTranscriptions,
  createElementTranscriptions,
  retrieveTranscription,
  updateTranscription,
  partialUpdateTranscription,
  destroyTranscription,
]
