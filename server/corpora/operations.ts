import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { boolean, choice, component, list, moment, object, optional, text, uuid } from '../contract/shape.ts'
import { grantAdmin, isVisible, levels, readLevel } from '../rights/access.ts'
import { loggedIn, onCorpus } from '../rights/rights.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { addDefaultElementTypes } from './element-types.ts'

export const corpusShape = component(
  'Corpus',
  object({
    id: uuid(),
    name: text({ max: 250 }),
    description: text({ canBeBlank: true, description: 'Markdown.' }),
    public: boolean('Whether every user may read it.'),
    rights: list(choice(['read', 'write', 'admin'] as const), { max: 3, description: 'What you may do.' }),
    types: list(
      component(
        'ElementType',
        object({
          id: uuid(),
          slug: text({ max: 50 }),
          display_name: text({ max: 250 }),
          folder: boolean(),
          color: text({ description: 'RGB in hexadecimal.' }),
        }),
      ),
      { max: 10_000 },
    ),
    created: moment(),
  }),
)

function listRights(level: number): ('read' | 'write' | 'admin')[] {
  if (level >= levels.admin) return ['read', 'write', 'admin']
  return level >= levels.contributor ? ['read', 'write'] : ['read']
}

async function describeCorpus(db: Database, principal: Principal, row: Row<'corpus'>) {
  const types = await db
    .selectFrom('element_type')
    .selectAll()
    .where('corpus_id', '=', row.id)
    .orderBy('slug')
    .execute()
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    public: row.public === 1,
    rights: listRights(await readLevel(db, principal, 'corpus', row)),
    types: types.map(({ id, slug, display_name, folder, color }) => ({
      id,
      slug,
      display_name,
      folder: folder === 1,
      color,
    })),
    created: new Date(row.created).toISOString(),
  }
}

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
    return { status: 200, body: await Promise.all(rows.map((row) => describeCorpus(services.db, principal, row))) }
  },
})

const createCorpus = defineOperation({
  operationId: 'CreateCorpus',
  method: 'POST',
  path: '/corpus/',
  tag: 'corpora',
  summary: 'Create a corpus',
  body: object({
    name: text({ max: 250, example: 'Letters' }),
    description: optional(text({ canBeBlank: true, max: 100_000, isTrimmed: false })),
    public: optional(boolean()),
  }),
  answers: { statuses: { 201: 'The corpus was created' }, body: corpusShape },
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const row = await services.db.transaction().execute(async (trx) => {
      const now = services.clock.now()
      const made = await trx
        .insertInto('corpus')
        .values({
          id: createId(),
          name: body.name,
          description: body.description ?? '',
          public: body.public ? 1 : 0,
          created: now,
          updated: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await addDefaultElementTypes(trx, made.id)
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
  parameters: { path: { id: uuid('The id of the corpus.') } },
  answers: { statuses: { 200: 'The corpus' }, body: corpusShape },
  rights: onCorpus('guest'),
  handle: async ({ target, principal, services }) => ({
    status: 200,
    body: await describeCorpus(services.db, principal, target),
  }),
})

export const corpusOperations: readonly Operation[] = [listCorpus, createCorpus, retrieveCorpus]
