import { createId, readJsonTexts } from '../../core/database/conventions.ts'
import type { ReactionContext } from '../reactions/reaction.ts'

/** What the last check of a merge request came to. */
export interface LastCheck {
  sha: string
  /** Identities of its errors. */
  errors: readonly string[]
  /** Of these, the ones for which there was no place at that commit. */
  unplaced: readonly string[]
}

type Store = Pick<ReactionContext, 'db' | 'forge' | 'now'>

export async function readLastCheck(
  { project, number }: { project: string; number: number },
  { db, forge }: Store,
): Promise<LastCheck | undefined> {
  const row = await db
    .selectFrom('merge_request_check')
    .select(['sha', 'errors', 'unplaced'])
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row || row.sha === '') return undefined
  return { sha: row.sha, errors: readJsonTexts(row.errors), unplaced: readJsonTexts(row.unplaced) }
}

/** The commit of a merge request whose statuses may still be running, as its check did not come to its end; null where there is none. */
export async function readBegun(
  { project, number }: { project: string; number: number },
  { db, forge }: Store,
): Promise<string | null> {
  const row = await db
    .selectFrom('merge_request_check')
    .select('begun')
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.begun ?? null
}

/** Remembers, before it is done, that the statuses of a commit are set to running; with null, that they have ended. */
export async function keepBegun(
  { project, number }: { project: string; number: number },
  begun: string | null,
  { db, forge, now }: Store,
): Promise<void> {
  await db
    .insertInto('merge_request_check')
    .values({
      ...{ id: createId(), forge: forge.name, project, number, begun },
      ...{ sha: '', errors: '[]', unplaced: '[]', checked: now() },
    })
    .onConflict((conflict) => conflict.columns(['forge', 'project', 'number']).doUpdateSet({ begun }))
    .execute()
}

/** Remembers a check that was done to its end, its statuses with it. */
export async function keepLastCheck(
  { project, number }: { project: string; number: number },
  check: LastCheck,
  { db, forge, now }: Store,
): Promise<void> {
  const state = {
    sha: check.sha,
    errors: JSON.stringify(check.errors),
    unplaced: JSON.stringify(check.unplaced),
    begun: null,
    checked: now(),
  }
  await db
    .insertInto('merge_request_check')
    .values({ id: createId(), forge: forge.name, project, number, ...state })
    .onConflict((conflict) => conflict.columns(['forge', 'project', 'number']).doUpdateSet(state))
    .execute()
}
