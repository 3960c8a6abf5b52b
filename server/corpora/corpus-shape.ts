import { boolean, choice, component, integer, list, moment, nullable, object, text, uuid } from '../contract/shape.ts'
import { levels, readLevel } from '../rights/access.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'

export const elementTypeShape = component(
  'ElementType',
  object({
    id: uuid(),
    slug: text({ max: 50 }),
    display_name: text({ max: 250 }),
    folder: boolean(),
    color: text({ description: 'RGB in hexadecimal.' }),
  }),
)

export function describeElementType({ id, slug, display_name, folder, color }: Row<'element_type'>) {
  return { id, slug, display_name, folder: folder === 1, color }
}

export const corpusShape = component(
  'Corpus',
  object({
    id: uuid(),
    name: text({ max: 250 }),
    description: text({ canBeBlank: true, description: 'Markdown.' }),
    public: boolean('Whether every user may read it.'),
    indexable: boolean('Whether search engines of the instance may index it.'),
    maximum_task_ttl: nullable(integer({ min: 1, description: 'Seconds that a task may run at most.' })),
    top_level_type: nullable(
      text({ max: 50, description: 'The slug of the type that elements at the top have as a rule.' }),
    ),
    rights: list(choice(['read', 'write', 'admin'] as const), { max: 3, description: 'What you may do.' }),
    types: list(elementTypeShape, { max: 10_000 }),
    created: moment(),
    updated: moment(),
  }),
)

function listRights(level: number): ('read' | 'write' | 'admin')[] {
  if (level >= levels.admin) return ['read', 'write', 'admin']
  return level >= levels.contributor ? ['read', 'write'] : ['read']
}

/** The levels that a user has on corpora by themselves or through groups, by the id of the corpus. */
async function readLevels(db: Database, principal: Principal): Promise<Map<string, number>> {
  const held = await db
    .selectFrom('membership')
    .select(['content_id', 'level'])
    .where('content_kind', '=', 'corpus')
    .where('user_id', '=', principal.id)
    .unionAll(
      db
        .selectFrom('group_right')
        .innerJoin('group_member', 'group_member.group_id', 'group_right.group_id')
        .select(['group_right.content_id', 'group_right.level'])
        .where('group_right.content_kind', '=', 'corpus')
        .where('group_member.user_id', '=', principal.id),
    )
    .execute()
  const levelOf = new Map<string, number>()
  for (const { content_id, level } of held) levelOf.set(content_id, Math.max(level, levelOf.get(content_id) ?? 0))
  return levelOf
}

function describe(row: Row<'corpus'>, level: number, types: readonly Row<'element_type'>[]) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    public: row.public === 1,
    indexable: row.indexable === 1,
    maximum_task_ttl: row.maximum_task_ttl,
    top_level_type: row.top_level_type,
    rights: listRights(level),
    types: types.map(describeElementType),
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
  }
}

/** Describes a corpus with its types and what the user may do. */
export async function describeCorpus(db: Database, principal: Principal, row: Row<'corpus'>) {
  const types = await db
    .selectFrom('element_type')
    .selectAll()
    .where('corpus_id', '=', row.id)
    .orderBy('slug')
    .execute()
  return describe(row, await readLevel(db, principal, 'corpus', row), types)
}

/** Describes all the corpora that a user sees; types and rights are read for all of them at once. */
export async function describeCorpora(db: Database, principal: Principal, rows: readonly Row<'corpus'>[]) {
  const [levelOf, types] = await Promise.all([
    readLevels(db, principal),
    db.selectFrom('element_type').selectAll().orderBy('slug').execute(),
  ])
  const typesOf = new Map<string, Row<'element_type'>[]>()
  for (const type of types) {
    const group = typesOf.get(type.corpus_id)
    if (group) group.push(type)
    else typesOf.set(type.corpus_id, [type])
  }
  return rows.map((row) => {
    const level = principal.isAdmin ? levels.admin : (levelOf.get(row.id) ?? levels.guest)
    return describe(row, level, typesOf.get(row.id) ?? [])
  })
}
