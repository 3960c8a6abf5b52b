import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { Plan } from '../../core/release/plan.ts'
import type { ReactionContext } from '../reactions/reaction.ts'

/** Plans of so many commits of a merge request are kept. */
const mostPlans = 5

/**
 * Keeps the plan of a merge request's commit, for approvals and for the page that shows the whole; gives its id, which stays that
 * of the commit. Plans of commits long past are removed.
 */
export async function keepPlan(
  place: { project: string; number: number; sha: string },
  plan: Plan,
  { db, forge, now }: Pick<ReactionContext, 'db' | 'forge' | 'now'>,
): Promise<string> {
  const { project, number, sha } = place
  const state = { intent_digest: plan.intentDigest, plan: JSON.stringify(plan), created: now() }
  const [newId = ''] = createOrderedIds(1)
  const { id } = await db
    .insertInto('kept_plan')
    .values({ id: newId, forge: forge.name, project, number, sha, ...state })
    .onConflict((conflict) => conflict.columns(['forge', 'project', 'number', 'sha']).doUpdateSet(state))
    .returning('id')
    .executeTakeFirstOrThrow()
  const kept = await db
    .selectFrom('kept_plan')
    .select('id')
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('number', '=', number)
    .orderBy('created', 'desc')
    .execute()
  const old = kept.slice(mostPlans).map((row) => row.id)
  if (old.length > 0) await db.deleteFrom('kept_plan').where('id', 'in', old).execute()
  return id
}
