import { createId } from '../../core/database/conventions.ts'
import type { Database } from '../services.ts'

const defaultTypes = [
  { slug: 'folder', display_name: 'Folder', folder: 1, color: '28b62c' },
  { slug: 'page', display_name: 'Page', folder: 0, color: '28b62c' },
  { slug: 'paragraph', display_name: 'Paragraph', folder: 0, color: '28b62c' },
  { slug: 'text_line', display_name: 'Text line', folder: 0, color: '28b62c' },
] as const

/** Gives a new corpus the types of element that most corpora need. */
export async function addDefaultElementTypes(trx: Database, corpusId: string): Promise<void> {
  await trx
    .insertInto('element_type')
    .values(defaultTypes.map((type) => ({ id: createId(), corpus_id: corpusId, ...type })))
    .execute()
}

/** The id of a corpus's element type, made where it is missing. */
export async function getOrCreateElementType(trx: Database, corpusId: string, slug: string): Promise<string> {
  const existing = await trx
    .selectFrom('element_type')
    .select('id')
    .where('corpus_id', '=', corpusId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (existing) return existing.id
  const id = createId()
  await trx
    .insertInto('element_type')
    .values({ id, corpus_id: corpusId, slug, display_name: slug, folder: 0, color: '28b62c' })
    .execute()
  return id
}
