import { type RawBuilder, sql } from 'kysely'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import { forbidden, notFound } from '../contract/refusal.ts'
import type { Database } from '../services.ts'
import type { ContentKind, Flag } from '../tables.ts'
import type { Principal } from '../users/principal.ts'

/** Levels of rights on an object; each includes those below it (reference/arkindex.md 3.2). */
export const levels = { guest: 10, contributor: 50, admin: 100 } as const
export type LevelName = keyof typeof levels

/** The corpus that local processes belong to, since each process has one in the database. Nobody sees it. */
export const localCorpusId = '00000000-0000-0000-0000-000000000000'

export interface Content {
  readonly id: string
  readonly public: Flag
}

/** The highest level that a user holds on an object, by themselves or through a group; null where there is none. */
export function selectHeldLevel(
  kind: RawBuilder<ContentKind>,
  contentId: RawBuilder<string>,
  userId: RawBuilder<string>,
): RawBuilder<number | null> {
  return sql<number | null>`(select max(held.level) from (
    select level from membership
    where membership.content_kind = ${kind} and membership.content_id = ${contentId} and membership.user_id = ${userId}
    union all select group_right.level from group_right
    join group_member on group_member.group_id = group_right.group_id
    where group_right.content_kind = ${kind} and group_right.content_id = ${contentId} and group_member.user_id = ${userId}
    ) as held)`
}

type Holding = Placeholders<{ kind: ContentKind; contentId: string; userId: string }>

const findHeldLevel = prepareQuery((db: Database, { kind, contentId, userId }: Holding) =>
  db.selectNoFrom(selectHeldLevel(kind, contentId, userId).as('held')),
)

/** The level of a user who holds `held` on an object, or more where it is public or the user an administrator of the instance. */
export function combineLevels(principal: Principal, content: Content, held: number | null): number {
  if (content.id === localCorpusId) return 0
  if (principal.isAdmin) return levels.admin
  return Math.max(content.public === 1 ? levels.guest : 0, held ?? 0)
}

/** The level that a user has on an object, by themselves, through a group or since it is public: 0 where it does not exist for them. */
export async function readLevel(
  db: Database,
  principal: Principal,
  kind: ContentKind,
  content: Content,
): Promise<number> {
  if (principal.isAdmin) return combineLevels(principal, content, null)
  const [row] = await findHeldLevel(db, { kind, contentId: content.id, userId: principal.id })
  return combineLevels(principal, content, row?.held ?? null)
}

/** Refuses by the rule of every object: 404 where it may not be known, 403 where the level is too low. */
export function requireLevel(level: number, needed: LevelName, what: string): void {
  if (level < levels.guest) throw notFound()
  if (level < levels[needed]) throw forbidden(`You do not have ${needed} access to this ${what}.`)
}

/** A condition for lists: the objects of this kind that a user may see. */
export function isVisible(principal: Principal, kind: ContentKind): RawBuilder<boolean> {
  if (principal.isAdmin) return kind === 'corpus' ? sql<boolean>`corpus.id <> ${localCorpusId}` : sql<boolean>`1 = 1`
  return sql<boolean>`(${sql.ref(`${kind}.public`)} = 1 or exists (
    select 1 from membership where membership.user_id = ${principal.id} and membership.content_kind = ${kind}
    and membership.content_id = ${sql.ref(`${kind}.id`)} and membership.level >= ${levels.guest})
    or exists (select 1 from group_member
    join group_right on group_right.group_id = group_member.group_id and group_right.content_kind = ${kind}
    and group_right.content_id = ${sql.ref(`${kind}.id`)} and group_right.level >= ${levels.guest}
    where group_member.user_id = ${principal.id}))`
}

/** Gives the maker of an object all rights on it. */
export async function grantAdmin(
  db: Database,
  grant: { id: string; userId: string; kind: ContentKind; contentId: string },
): Promise<void> {
  await grantLevel(db, { ...grant, level: levels.admin })
}

/** Gives a user a level on an object, or changes it. */
export async function grantLevel(
  db: Database,
  grant: { id: string; userId: string; kind: ContentKind; contentId: string; level: number },
): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      id: grant.id,
      user_id: grant.userId,
      content_kind: grant.kind,
      content_id: grant.contentId,
      level: grant.level,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['content_kind', 'content_id', 'user_id'])
        .doUpdateSet((eb) => ({ level: eb.ref('excluded.level') })),
    )
    .execute()
}
