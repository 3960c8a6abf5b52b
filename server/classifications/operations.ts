import { sql } from 'kysely'
import { createId } from '../../core/database/conventions.ts'
import { insertRows } from '../../core/database/insert-rows.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, forbidden, invalid, notFound, type Problems, Refusal } from '../contract/refusal.ts'
import { boolean, choice, component, list, nullable, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { confidence, workerRunId } from '../elements/element-fields.ts'
import {
  type ClassificationColumns,
  describeClassification,
  elementClassificationShape,
} from '../elements/element-shape.ts'
import { levels } from '../rights/access.ts'
import { findElement, onClassification, onMlClass } from '../rights/element-rights.ts'
import { loggedIn, onCorpus } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { type ClassificationState, classificationStates, type Row, toFlag } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { findWorkerRunProblem } from '../worker-results/check-worker-run.ts'

const mlClassShape = component('MLClass', object({ id: uuid(), name: text() }))
const corpusPath = { id: uuid('The id of the corpus.') }

const listCorpusMlClasses = defineOperation({
  operationId: 'ListCorpusMLClasses',
  method: 'GET',
  path: '/corpus/{id}/classes/',
  tag: 'elements',
  summary: 'List the classes of a corpus by name',
  parameters: {
    path: corpusPath,
    query: { search: text({ max: 1024, description: 'The beginning of the name.' }), ...pageParameters },
  },
  answers: { statuses: { 200: 'A page of classes' }, body: pageOf('MLClass', mlClassShape) },
  isPaginated: true,
  rights: onCorpus('guest'),
  handle: async (call) => {
    const { query, target, services } = call
    let matching = services.db.selectFrom('ml_class').where('corpus_id', '=', target.id)
    if (query.search !== undefined) {
      const pattern = `${query.search.replace(/[\\%_]/g, '\\$&')}%`
      matching = matching.where(sql<boolean>`name like ${pattern} escape '\\'`)
    }
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: (limit, offset) =>
          matching.select(['id', 'name']).orderBy('name').orderBy('id').limit(limit).offset(offset).execute(),
      },
      (row) => row,
    )
  },
})

const mlClassName = text({ max: 1024, example: 'letter' })

async function requireFreeName(trx: Database, corpusId: string, name: string): Promise<void> {
  const holder = await trx
    .selectFrom('ml_class')
    .select('id')
    .where('corpus_id', '=', corpusId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (holder) {
    throw new Refusal(400, { name: ['A class with this name already exists in this corpus.'], id: holder.id })
  }
}

const createMlClass = defineOperation({
  operationId: 'CreateMLClass',
  method: 'POST',
  path: '/corpus/{id}/classes/',
  tag: 'elements',
  summary: 'Create a class in a corpus',
  description: 'A name that exists is refused with the `id` of the class that has it.',
  parameters: { path: corpusPath },
  body: object({ name: mlClassName }),
  answers: { statuses: { 201: 'The class was created' }, body: mlClassShape },
  rights: onCorpus('contributor'),
  handle: async ({ body, target, services }) => {
    const made = await services.db.transaction().execute(async (trx) => {
      await requireFreeName(trx, target.id, body.name)
      return trx
        .insertInto('ml_class')
        .values({ id: createId(), corpus_id: target.id, name: body.name })
        .returning(['id', 'name'])
        .executeTakeFirstOrThrow()
    })
    return { status: 201, body: made }
  },
})

const mlClassPath = { corpus: corpusPath.id, mlclass: uuid('The id of the class.') }

const retrieveMlClass = defineOperation({
  operationId: 'RetrieveMLClass',
  method: 'GET',
  path: '/corpus/{corpus}/classes/{mlclass}/',
  tag: 'elements',
  summary: 'Retrieve a class of a corpus',
  parameters: { path: mlClassPath },
  answers: { statuses: { 200: 'The class' }, body: mlClassShape },
  rights: onMlClass('guest'),
  handle: async ({ target: { id, name } }) => ({ status: 200, body: { id, name } }),
})

async function renameMlClass(services: Services, target: Row<'ml_class'>, name: string | undefined) {
  const row = await services.db.transaction().execute(async (trx) => {
    if (name !== undefined && name !== target.name) await requireFreeName(trx, target.corpus_id, name)
    return trx
      .updateTable('ml_class')
      .set({ name: name ?? target.name })
      .where('id', '=', target.id)
      .returning(['id', 'name'])
      .executeTakeFirst()
  })
  if (!row) throw notFound()
  return { status: 200, body: row }
}

const updateMlClass = defineOperation({
  operationId: 'UpdateMLClass',
  method: 'PUT',
  path: '/corpus/{corpus}/classes/{mlclass}/',
  tag: 'elements',
  summary: 'Rename a class of a corpus',
  description: 'Its classifications stay. A name that exists is refused with the `id` of the class that has it.',
  parameters: { path: mlClassPath },
  body: object({ name: mlClassName }),
  answers: { statuses: { 200: 'The class' }, body: mlClassShape },
  rights: onMlClass('admin'),
  handle: ({ body, target, services }) => renameMlClass(services, target, body.name),
})

const partialUpdateMlClass = defineOperation({
  operationId: 'PartialUpdateMLClass',
  method: 'PATCH',
  path: '/corpus/{corpus}/classes/{mlclass}/',
  tag: 'elements',
  summary: 'Rename a class of a corpus, where a name is given',
  parameters: { path: mlClassPath },
  body: object(partial({ name: mlClassName })),
  answers: { statuses: { 200: 'The class' }, body: mlClassShape },
  rights: onMlClass('admin'),
  handle: ({ body, target, services }) => renameMlClass(services, target, body.name),
})

const destroyMlClass = defineOperation({
  operationId: 'DestroyMLClass',
  method: 'DELETE',
  path: '/corpus/{corpus}/classes/{mlclass}/',
  tag: 'elements',
  summary: 'Delete a class that no classification has',
  parameters: { path: mlClassPath },
  answers: { statuses: { 204: 'The class is deleted' } },
  refusals: [400],
  rights: onMlClass('admin'),
  handle: async ({ target, services }) => {
    await services.db.transaction().execute(async (trx) => {
      const user = await trx
        .selectFrom('classification')
        .select('id')
        .where('ml_class_id', '=', target.id)
        .limit(1)
        .executeTakeFirst()
      if (user) throw invalid({ non_field_errors: ['There are classifications with this class.'] })
      await trx.deleteFrom('ml_class').where('id', '=', target.id).execute()
    })
    return { status: 204, body: undefined }
  },
})

/** The element that a body names, for someone who may add to it. Throws 400 where there is none to be seen, and 403. */
export async function findContributedElement(trx: Database, principal: Principal, field: string, id: string) {
  const element = await findElement(trx, principal, id)
  if (!element || element.level < levels.guest) throw invalid({ [field]: [describeUnknownId(id)] })
  if (element.level < levels.contributor) throw forbidden('You do not have contributor access to this corpus.')
  return element
}

interface NewClassification {
  readonly ml_class: string
  readonly confidence?: number
  readonly high_confidence?: boolean
}

/** Which of these classes the corpus has, and which of them the element has from this worker run already. */
async function readClassState(trx: Database, elementId: string, corpusId: string, runId: string | null) {
  const { rows: classes } = await sql<{ id: string }>`select id from ml_class where corpus_id = ${corpusId}`.execute(
    trx,
  )
  const { rows: taken } = await sql<{ id: string }>`select ml_class_id as id from classification
    where element_id = ${elementId} and ${runId === null ? sql`worker_run_id is null` : sql`worker_run_id = ${runId}`}`.execute(
    trx,
  )
  return { known: new Set(classes.map(({ id }) => id)), taken: new Set(taken.map(({ id }) => id)) }
}

async function insertClassifications(
  trx: Database,
  services: Pick<Services, 'clock'>,
  elementId: string,
  given: readonly NewClassification[],
  runId: string | null,
) {
  const ids = createOrderedIds(given.length)
  const now = services.clock.now()
  const rows = given.map((one, index) => ({
    id: ids[index] ?? '',
    element_id: elementId,
    ml_class_id: one.ml_class,
    // What a person says is sure, and needs no second look.
    state: runId === null ? ('validated' as const) : ('pending' as const),
    moderator_id: null,
    confidence: one.confidence ?? 1,
    high_confidence: toFlag(one.high_confidence ?? runId === null),
    worker_run_id: runId,
    created: now,
  }))
  await insertRows(trx, 'classification', rows)
  return rows
}

async function answerClassification(db: Database, id: string) {
  const { rows } = await sql<ClassificationColumns>`select classification.id, classification.element_id,
      ml_class.id as class_id, ml_class.name as class_name, classification.state, classification.confidence,
      classification.high_confidence, classification.worker_run_id, worker_run.summary as run_summary
    from classification join ml_class on ml_class.id = classification.ml_class_id
    left join worker_run on worker_run.id = classification.worker_run_id where classification.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw notFound()
  return describeClassification(row)
}

const newFields = {
  ml_class: uuid('The id of a class of the corpus.'),
  confidence: optional(confidence('From 0 to 1; 1 by default.')),
  high_confidence: optional(boolean()),
}

const createClassification = defineOperation({
  operationId: 'CreateClassification',
  method: 'POST',
  path: '/classifications/',
  tag: 'elements',
  summary: 'Classify an element',
  description: 'Needs contributor access to the corpus of the element.',
  body: object({ element: uuid(), ...newFields, worker_run_id: workerRunId }),
  answers: { statuses: { 201: 'The classification was created' }, body: elementClassificationShape },
  refusals: [403],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const id = await services.db.transaction().execute(async (trx) => {
      const element = await findContributedElement(trx, principal, 'element', body.element)
      const runId = body.worker_run_id ?? null
      const run = await findWorkerRunProblem(trx, principal, runId)
      const { known, taken } = await readClassState(trx, element.id, element.corpus_id, runId)
      const isKnown = known.has(body.ml_class)
      if (run !== undefined || !isKnown) {
        throw invalid({
          ...(run === undefined ? {} : { worker_run_id: [run] }),
          ...(isKnown ? {} : { ml_class: [describeUnknownId(body.ml_class)] }),
        })
      }
      if (taken.has(body.ml_class)) {
        throw invalid({ non_field_errors: ['The fields element, worker_run, ml_class must make a unique set.'] })
      }
      const [made] = await insertClassifications(trx, services, element.id, [body], runId)
      return made?.id ?? ''
    })
    return { status: 201, body: await answerClassification(services.db, id) }
  },
})

/** An element has no more classes than that of one worker run. */
const maximumClasses = 1000

const createClassifications = defineOperation({
  operationId: 'CreateClassifications',
  method: 'POST',
  path: '/classification/bulk/',
  tag: 'elements',
  summary: 'Classify an element by several classes, all of them or none',
  description: 'Needs contributor access to the corpus of the element.',
  body: object({
    parent: uuid('The id of the element.'),
    worker_run_id: workerRunId,
    classifications: list(component('NewClassification', object(newFields)), { min: 1, max: maximumClasses }),
  }),
  answers: {
    statuses: { 201: 'The classifications were created' },
    body: component(
      'Classifications',
      object({
        parent: uuid(),
        worker_run_id: nullable(uuid()),
        classifications: list(
          component(
            'CreatedClassification',
            object({
              id: uuid(),
              ml_class: uuid(),
              confidence: confidence(),
              high_confidence: boolean(),
              state: choice(classificationStates),
            }),
          ),
          { max: maximumClasses },
        ),
      }),
    ),
  },
  refusals: [403],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const runId = body.worker_run_id ?? null
    const rows = await services.db.transaction().execute(async (trx) => {
      const element = await findContributedElement(trx, principal, 'parent', body.parent)
      const run = await findWorkerRunProblem(trx, principal, runId)
      const { known, taken } = await readClassState(trx, element.id, element.corpus_id, runId)
      const unknown: Record<string, Problems> = {}
      let isDouble = false
      for (const [index, { ml_class: id }] of body.classifications.entries()) {
        if (!known.has(id)) unknown[String(index)] = { ml_class: [describeUnknownId(id)] }
        else if (taken.has(id)) isDouble = true
        taken.add(id)
      }
      const classifications = isDouble
        ? ['Duplicated ML classes are not allowed from the same worker run.']
        : Object.keys(unknown).length > 0
          ? unknown
          : undefined
      if (run !== undefined || classifications !== undefined) {
        throw invalid({
          ...(run === undefined ? {} : { worker_run_id: [run] }),
          ...(classifications === undefined ? {} : { classifications }),
        })
      }
      return insertClassifications(trx, services, element.id, body.classifications, runId)
    })
    return {
      status: 201,
      body: {
        parent: body.parent,
        worker_run_id: runId,
        classifications: rows.map((row) => ({
          id: row.id,
          ml_class: row.ml_class_id,
          confidence: row.confidence,
          high_confidence: row.high_confidence === 1,
          state: row.state,
        })),
      },
    }
  },
})

const path = { id: uuid('The id of the classification.') }

async function moderate(services: Services, principal: Principal, id: string, state: ClassificationState) {
  await services.db
    .updateTable('classification')
    .set({ state, moderator_id: principal.id })
    .where('id', '=', id)
    .execute()
  return { status: 200, body: await answerClassification(services.db, id) }
}

const validateClassification = defineOperation({
  operationId: 'ValidateClassification',
  method: 'PUT',
  path: '/classifications/{id}/validate/',
  tag: 'elements',
  summary: 'Validate a classification',
  parameters: { path },
  answers: { statuses: { 200: 'The classification' }, body: elementClassificationShape },
  rights: onClassification('contributor'),
  handle: ({ target, principal, services }) => moderate(services, principal, target.id, 'validated'),
})

const rejectClassification = defineOperation({
  operationId: 'RejectClassification',
  method: 'PUT',
  path: '/classifications/{id}/reject/',
  tag: 'elements',
  summary: 'Reject a classification',
  parameters: { path },
  answers: { statuses: { 200: 'The classification' }, body: elementClassificationShape },
  rights: onClassification('contributor'),
  handle: ({ target, principal, services }) => moderate(services, principal, target.id, 'rejected'),
})

const destroyClassification = defineOperation({
  operationId: 'DestroyClassification',
  method: 'DELETE',
  path: '/classifications/{id}/',
  tag: 'elements',
  summary: 'Delete a classification',
  parameters: { path },
  answers: { statuses: { 204: 'The classification is deleted' } },
  rights: onClassification('contributor'),
  handle: async ({ target, services }) => {
    await services.db.deleteFrom('classification').where('id', '=', target.id).execute()
    return { status: 204, body: undefined }
  },
})

export const classificationOperations: readonly Operation[] = [
  listCorpusMlClasses,
  createMlClass,
  retrieveMlClass,
  updateMlClass,
  partialUpdateMlClass,
  destroyMlClass,
  createClassification,
  createClassifications,
  validateClassification,
  rejectClassification,
  destroyClassification,
]
