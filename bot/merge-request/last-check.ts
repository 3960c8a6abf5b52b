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
  return row && { sha: row.sha, errors: readJsonTexts(row.errors), unplaced: readJsonTexts(row.unplaced) }
}

/** Remembers a check that was done to its end. */
export async function keepLastCheck(
  { project, number }: { project: string; number: number },
  check: LastCheck,
  { db, forge, now }: Store,
): Promise<void> {
  const state = {
    sha: check.sha,
    errors: JSON.stringify(check.errors),
    unplaced: JSON.stringify(check.unplaced),
    checked: now(),
  }
  await db
    .insertInto('merge_request_check')
    .values({ id: createId(), forge: forge.name, project, number, ...state })
    .onConflict((conflict) => conflict.columns(['forge', 'project', 'number']).doUpdateSet(state))
    .execute()
}
