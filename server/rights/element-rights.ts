import { type RawBuilder, sql } from 'kysely'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import type { Rights } from '../contract/operation.ts'
import { notFound } from '../contract/refusal.ts'
import type { Database } from '../services.ts'
import type { Flag, Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { type LevelName, levels, localCorpusId, requireLevel } from './access.ts'

type PathWith<Name extends string> = Readonly<Record<Name, string>>

interface HeldLevels {
  corpus_public: Flag
  own_level: number | null
  group_level: number | null
}

/**
 * Columns from which `decideLevel` takes the level of a user on `corpus`, so that an object and the rights on it are read by
 * one statement: elements and results are what clients ask for most.
 */
function selectLevels(principal: Principal): RawBuilder<HeldLevels> {
  if (principal.isAdmin) {
    return sql`corpus.public as corpus_public, ${sql.lit(levels.admin)} as own_level, null as group_level`
  }
  return selectHeldLevels(sql`${principal.id}`)
}

function selectHeldLevels(userId: RawBuilder<unknown>): RawBuilder<HeldLevels> {
  return sql`corpus.public as corpus_public,
    (select max(membership.level) from membership where membership.content_kind = 'corpus'
      and membership.content_id = corpus.id and membership.user_id = ${userId}) as own_level,
    (select max(group_right.level) from group_right join group_member on group_member.group_id = group_right.group_id
      where group_right.content_kind = 'corpus' and group_right.content_id = corpus.id
      and group_member.user_id = ${userId}) as group_level`
}

function decideLevel(row: HeldLevels & { corpus_id: string }): number {
  if (row.corpus_id === localCorpusId) return 0
  return Math.max(row.corpus_public === 1 ? levels.guest : 0, row.own_level ?? 0, row.group_level ?? 0)
}

/** An object of a corpus with the level that the user has on it. */
type Leveled<T> = T & HeldLevels & { corpus_id: string; level: number }

async function findOne<T>(
  db: Database,
  query: RawBuilder<T & HeldLevels & { corpus_id: string }>,
): Promise<Leveled<T> | undefined> {
  const { rows } = await query.execute(db)
  const [row] = rows
  return row && { ...row, level: decideLevel(row) }
}

function onPart<Name extends string, T>(
  level: LevelName,
  parameter: Name,
  find: (db: Database, principal: Principal, id: string) => Promise<Leveled<T> | undefined>,
): Rights<PathWith<Name>, Leveled<T>> {
  return {
    description: `Needs ${level} access to the corpus.`,
    needsLogin: true,
    refusals: level === 'guest' ? [404] : [403, 404],
    check: async ({ principal, path, services }) => {
      const row = await find(services.db, principal, path[parameter])
      if (!row) throw notFound()
      requireLevel(row.level, level, 'corpus')
      return row
    },
  }
}

export type ElementTarget = Leveled<Row<'element'>>

const findOfUser = prepareQuery((db: Database, { id, userId }: Placeholders<{ id: string; userId: string }>) => ({
  compile: () =>
    sql<Row<'element'> & HeldLevels>`select element.*, ${selectHeldLevels(userId)}
      from element join corpus on corpus.id = element.corpus_id where element.id = ${id}`.compile(db),
}))

/** The element with this id and the level that the user has on it; undefined where there is none. */
export async function findElement(db: Database, principal: Principal, id: string): Promise<ElementTarget | undefined> {
  const [row] = await findOfUser(db, { id, userId: principal.id })
  if (!row) return undefined
  const isAdmin = principal.isAdmin && row.corpus_id !== localCorpusId
  return { ...row, level: isAdmin ? levels.admin : decideLevel(row) }
}

/** The rights on an element, as on everything below, are those on its corpus. */
export function onElement<Name extends string>(
  level: LevelName,
  parameter: Name,
): Rights<PathWith<Name>, ElementTarget> {
  return onPart<Name, Row<'element'>>(level, parameter, findElement)
}

export type TranscriptionTarget = Leveled<Row<'transcription'> & { corpus_id: string }>

export function onTranscription(level: LevelName): Rights<PathWith<'id'>, TranscriptionTarget> {
  return onPart<'id', Row<'transcription'> & { corpus_id: string }>(level, 'id', (db, principal, id) =>
    findOne(
      db,
      sql`select transcription.*, element.corpus_id, ${selectLevels(principal)}
      from transcription join element on element.id = transcription.element_id
      join corpus on corpus.id = element.corpus_id where transcription.id = ${id}`,
    ),
  )
}

export function onClassification(level: LevelName): Rights<PathWith<'id'>, Leveled<Row<'classification'>>> {
  return onPart<'id', Row<'classification'> & { corpus_id: string }>(level, 'id', (db, principal, id) =>
    findOne(
      db,
      sql`select classification.*, element.corpus_id, ${selectLevels(principal)}
      from classification join element on element.id = classification.element_id
      join corpus on corpus.id = element.corpus_id where classification.id = ${id}`,
    ),
  )
}

export function onMetadata(level: LevelName): Rights<PathWith<'id'>, Leveled<Row<'metadata'>>> {
  return onPart<'id', Row<'metadata'> & { corpus_id: string }>(level, 'id', (db, principal, id) =>
    findOne(
      db,
      sql`select metadata.*, element.corpus_id, ${selectLevels(principal)}
      from metadata join element on element.id = metadata.element_id
      join corpus on corpus.id = element.corpus_id where metadata.id = ${id}`,
    ),
  )
}

export function onElementType(level: LevelName): Rights<PathWith<'id'>, Leveled<Row<'element_type'>>> {
  return onPart<'id', Row<'element_type'>>(level, 'id', (db, principal, id) =>
    findOne(
      db,
      sql`select element_type.*, ${selectLevels(principal)}
      from element_type join corpus on corpus.id = element_type.corpus_id where element_type.id = ${id}`,
    ),
  )
}

export function onEntityType(level: LevelName): Rights<PathWith<'id'>, Leveled<Row<'entity_type'>>> {
  return onPart<'id', Row<'entity_type'>>(level, 'id', (db, principal, id) =>
    findOne(
      db,
      sql`select entity_type.*, ${selectLevels(principal)}
      from entity_type join corpus on corpus.id = entity_type.corpus_id where entity_type.id = ${id}`,
    ),
  )
}

/** A class of the corpus that the path names; of another corpus it is not found. */
export function onMlClass(level: LevelName): Rights<PathWith<'corpus' | 'mlclass'>, Leveled<Row<'ml_class'>>> {
  const rights = onPart<'mlclass', Row<'ml_class'>>(level, 'mlclass', (db, principal, id) =>
    findOne(
      db,
      sql`select ml_class.*, ${selectLevels(principal)}
      from ml_class join corpus on corpus.id = ml_class.corpus_id where ml_class.id = ${id}`,
    ),
  )
  return {
    ...rights,
    check: async (call) => {
      const row = await rights.check(call)
      if (row.corpus_id !== call.path.corpus) throw notFound()
      return row
    },
  }
}
