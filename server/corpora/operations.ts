import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid, notFound } from '../contract/refusal.ts'
import { boolean, integer, list, nullable, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { grantAdmin, isVisible } from '../rights/access.ts'
import { loggedIn, onCorpus } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { type Row, toFlag } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { corpusShape, describeCorpora, describeCorpus } from './corpus-shape.ts'
import { destroyCorpus } from './destroy-corpus.ts'
import { addDefaultElementTypes } from './element-types.ts'

const corpusId = uuid('The id of the corpus.')

const listCorpus = defineOperation({
  operationId: 'ListCorpus',
  method: 'GET',
  path: '/corpus/',
  tag: 'corpora',
  summary: 'List all the corpora that you may see',
  answers: { statuses: { 200: 'The corpora' }, body: list(corpusShape, { max: 1_000_000 }) },
  isPaginated: false,
  rights: loggedIn,
  handle: async ({ principal, services }) => {
    const rows = await services.db
      .selectFrom('corpus')
      .selectAll()
      .where(isVisible(principal, 'corpus'))
      .orderBy('name')
      .orderBy('id')
      .execute()
    return { status: 200, body: await describeCorpora(services.db, principal, rows) }
  },
})

/** The longest that a task may run at all: a year. */
const maximumTtl = 366 * 24 * 60 * 60

const fields = {
  name: text({ max: 250, example: 'Letters' }),
  description: optional(text({ canBeBlank: true, max: 100_000, isTrimmed: false })),
  public: optional(boolean()),
  indexable: optional(boolean()),
  top_level_type: optional(
    nullable(
      text({ max: 50, description: 'The slug of a type of the corpus, which elements at the top have as a rule.' }),
    ),
  ),
  maximum_task_ttl: optional(
    nullable(
      integer({
        min: 1,
        max: maximumTtl,
        description: 'Seconds that a task may run at most; administrators of the instance set it.',
      }),
    ),
  ),
}

interface CorpusUpdate {
  name?: string
  description?: string
  public?: boolean
  indexable?: boolean
  top_level_type?: string | null
  maximum_task_ttl?: number | null
}

function checkTtl(principal: Principal, given: number | null | undefined, current: number | null): void {
  if (given === undefined || given === current || principal.isAdmin) return
  throw invalid({ maximum_task_ttl: ['Only administrators of the instance may set this.'] })
}

async function requireType(trx: Database, id: string, slug: string | null | undefined): Promise<void> {
  if (slug === undefined || slug === null) return
  const type = await trx
    .selectFrom('element_type')
    .select('id')
    .where('corpus_id', '=', id)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!type) throw invalid({ top_level_type: [`This corpus has no element type "${slug}".`] })
}

const createCorpus = defineOperation({
  operationId: 'CreateCorpus',
  method: 'POST',
  path: '/corpus/',
  tag: 'corpora',
  summary: 'Create a corpus',
  body: object(fields),
  answers: { statuses: { 201: 'The corpus was created' }, body: corpusShape },
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    checkTtl(principal, body.maximum_task_ttl, null)
    const row = await services.db.transaction().execute(async (trx) => {
      const now = services.clock.now()
      const made = await trx
        .insertInto('corpus')
        .values({
          id: createId(),
          name: body.name,
          description: body.description ?? '',
          public: toFlag(body.public ?? false),
          indexable: toFlag(body.indexable ?? false),
          top_level_type: body.top_level_type ?? null,
          maximum_task_ttl: body.maximum_task_ttl ?? null,
          created: now,
          updated: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await addDefaultElementTypes(trx, made.id)
      await requireType(trx, made.id, body.top_level_type)
      await grantAdmin(trx, { id: createId(), userId: principal.id, kind: 'corpus', contentId: made.id })
      return made
    })
    return { status: 201, body: await describeCorpus(services.db, principal, row) }
  },
})

const retrieveCorpus = defineOperation({
  operationId: 'RetrieveCorpus',
  method: 'GET',
  path: '/corpus/{id}/',
  tag: 'corpora',
  summary: 'Retrieve a corpus',
  parameters: { path: { id: corpusId } },
  answers: { statuses: { 200: 'The corpus' }, body: corpusShape },
  rights: onCorpus('guest'),
  handle: async ({ target, principal, services }) => ({
    status: 200,
    body: await describeCorpus(services.db, principal, target),
  }),
})

async function saveCorpus(services: Services, principal: Principal, corpus: Row<'corpus'>, changes: CorpusUpdate) {
  checkTtl(principal, changes.maximum_task_ttl, corpus.maximum_task_ttl)
  const { public: isPublic, indexable } = changes
  const row = await services.db.transaction().execute(async (trx) => {
    await requireType(trx, corpus.id, changes.top_level_type)
    return trx
      .updateTable('corpus')
      .set({
        ...(changes.name === undefined ? {} : { name: changes.name }),
        ...(changes.description === undefined ? {} : { description: changes.description }),
        ...(isPublic === undefined ? {} : { public: toFlag(isPublic) }),
        ...(indexable === undefined ? {} : { indexable: toFlag(indexable) }),
        ...(changes.top_level_type === undefined ? {} : { top_level_type: changes.top_level_type }),
        ...(changes.maximum_task_ttl === undefined ? {} : { maximum_task_ttl: changes.maximum_task_ttl }),
        updated: services.clock.now(),
      })
      .where('id', '=', corpus.id)
      .returningAll()
      .executeTakeFirst()
  })
  if (!row) throw notFound()
  return describeCorpus(services.db, principal, row)
}

const updateCorpus = defineOperation({
  operationId: 'UpdateCorpus',
  method: 'PUT',
  path: '/corpus/{id}/',
  tag: 'corpora',
  summary: 'Update a corpus',
  parameters: { path: { id: corpusId } },
  body: object(fields),
  answers: { statuses: { 200: 'The corpus' }, body: corpusShape },
  rights: onCorpus('admin'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveCorpus(services, principal, target, body),
  }),
})

const partialUpdateCorpus = defineOperation({
  operationId: 'PartialUpdateCorpus',
  method: 'PATCH',
  path: '/corpus/{id}/',
  tag: 'corpora',
  summary: 'Update a part of a corpus',
  parameters: { path: { id: corpusId } },
  body: object(partial(fields)),
  answers: { statuses: { 200: 'The corpus' }, body: corpusShape },
  rights: onCorpus('admin'),
  handle: async ({ body, target, principal, services }) => ({
    status: 200,
    body: await saveCorpus(services, principal, target, body),
  }),
})

const destroyCorpusOperation = defineOperation({
  operationId: 'DestroyCorpus',
  method: 'DELETE',
  path: '/corpus/{id}/',
  tag: 'corpora',
  summary: 'Delete a corpus with all that is in it',
  description: 'Refused while one of its processes is under way.',
  parameters: { path: { id: corpusId } },
  answers: { statuses: { 204: 'The corpus is deleted' } },
  rights: onCorpus('admin'),
  handle: async ({ target, services }) => {
    await destroyCorpus(services, target.id)
    return { status: 204, body: undefined }
  },
})

export const corpusOperations: readonly Operation[] = [
  listCorpus,
  createCorpus,
  retrieveCorpus,
  updateCorpus,
  partialUpdateCorpus,
  destroyCorpusOperation,
]
