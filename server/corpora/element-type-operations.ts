import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { describeUnknownId, forbidden, invalid, Refusal } from '../contract/refusal.ts'
import { boolean, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { levels } from '../rights/access.ts'
import { onElementType } from '../rights/element-rights.ts'
import { loggedIn, readCorpusLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { type Row, toFlag } from '../tables.ts'
import { describeElementType, elementTypeShape } from './corpus-shape.ts'

const slug = text({
  max: 50,
  pattern: {
    source: '^[A-Za-z0-9_-]+$',
    message: 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
  },
  example: 'text_line',
})
const displayName = text({ max: 250, example: 'Text line' })

/** A color as types have it: six hexadecimal digits. */
export const color = text({
  pattern: { source: '^[0-9a-fA-F]{6}$', message: 'A color is six hexadecimal digits, such as 28b62c.' },
  example: '28b62c',
})

const fields = { slug, display_name: displayName, folder: optional(boolean()), color: optional(color) }

const id = uuid('The id of the type.')

const slugTaken = 'An element type with this slug already exists in this corpus.'

async function findHolder(db: Database, corpusId: string, taken: string) {
  return db
    .selectFrom('element_type')
    .select('id')
    .where('corpus_id', '=', corpusId)
    .where('slug', '=', taken)
    .executeTakeFirst()
}

const createElementType = defineOperation({
  operationId: 'CreateElementType',
  method: 'POST',
  path: '/elements/type/',
  tag: 'corpora',
  summary: 'Create a type of elements in a corpus',
  description: 'Needs admin access to the corpus. A slug that exists is refused with the `id` of the type that has it.',
  body: object({ ...fields, corpus: uuid() }),
  answers: { statuses: { 201: 'The type was created' }, body: elementTypeShape },
  refusals: [403],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const level = await readCorpusLevel(services.db, principal, body.corpus)
    if (level < levels.guest) throw invalid({ corpus: [describeUnknownId(body.corpus)] })
    if (level < levels.admin) throw forbidden('You do not have admin access to this corpus.')
    const row = await services.db.transaction().execute(async (trx) => {
      const holder = await findHolder(trx, body.corpus, body.slug)
      if (holder) throw new Refusal(400, { slug: [slugTaken], id: holder.id })
      return trx
        .insertInto('element_type')
        .values({
          id: createId(),
          corpus_id: body.corpus,
          slug: body.slug,
          display_name: body.display_name,
          folder: toFlag(body.folder ?? false),
          color: (body.color ?? '28b62c').toLowerCase(),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
    })
    return { status: 201, body: describeElementType(row) }
  },
})

/** A corpus keeps the type that its top has, whatever that is called now; none where the type goes. */
async function renameTopLevelType(trx: Database, type: Row<'element_type'>, slug: string | null): Promise<void> {
  await trx
    .updateTable('corpus')
    .set({ top_level_type: slug })
    .where('id', '=', type.corpus_id)
    .where('top_level_type', '=', type.slug)
    .execute()
}

interface TypeUpdate {
  slug?: string
  display_name?: string
  folder?: boolean
  color?: string
}

async function saveType(services: Services, type: Row<'element_type'>, changes: TypeUpdate) {
  const row = await services.db.transaction().execute(async (trx) => {
    if (changes.slug !== undefined && changes.slug !== type.slug) {
      const holder = await findHolder(trx, type.corpus_id, changes.slug)
      if (holder) throw new Refusal(400, { slug: [slugTaken], id: holder.id })
    }
    if (changes.slug !== undefined) await renameTopLevelType(trx, type, changes.slug)
    return trx
      .updateTable('element_type')
      .set({
        slug: changes.slug ?? type.slug,
        display_name: changes.display_name ?? type.display_name,
        folder: changes.folder === undefined ? type.folder : toFlag(changes.folder),
        color: (changes.color ?? type.color).toLowerCase(),
      })
      .where('id', '=', type.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  return describeElementType(row)
}

const updateElementType = defineOperation({
  operationId: 'UpdateElementType',
  method: 'PUT',
  path: '/elements/type/{id}/',
  tag: 'corpora',
  summary: 'Update a type of elements',
  parameters: { path: { id } },
  body: object(fields),
  answers: { statuses: { 200: 'The type' }, body: elementTypeShape },
  rights: onElementType('admin'),
  handle: async ({ body, target, services }) => ({ status: 200, body: await saveType(services, target, body) }),
})

const partialUpdateElementType = defineOperation({
  operationId: 'PartialUpdateElementType',
  method: 'PATCH',
  path: '/elements/type/{id}/',
  tag: 'corpora',
  summary: 'Update a part of a type of elements',
  parameters: { path: { id } },
  body: object(partial(fields)),
  answers: { statuses: { 200: 'The type' }, body: elementTypeShape },
  rights: onElementType('admin'),
  handle: async ({ body, target, services }) => ({ status: 200, body: await saveType(services, target, body) }),
})

const destroyElementType = defineOperation({
  operationId: 'DestroyElementType',
  method: 'DELETE',
  path: '/elements/type/{id}/',
  tag: 'corpora',
  summary: 'Delete a type that no element has',
  parameters: { path: { id } },
  answers: { statuses: { 204: 'The type is deleted' } },
  rights: onElementType('admin'),
  handle: async ({ target, services }) => {
    await services.db.transaction().execute(async (trx) => {
      const user = await trx
        .selectFrom('element')
        .select('id')
        .where('type_id', '=', target.id)
        .limit(1)
        .executeTakeFirst()
      if (user) throw invalid({ non_field_errors: ['There are elements of this type.'] })
      await renameTopLevelType(trx, target, null)
      await trx.deleteFrom('element_type').where('id', '=', target.id).execute()
    })
    return { status: 204, body: undefined }
  },
})

export const elementTypeOperations: readonly Operation[] = [
  createElementType,
  updateElementType,
  partialUpdateElementType,
  destroyElementType,
]
