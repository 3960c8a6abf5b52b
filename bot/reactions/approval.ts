import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import { readPlan } from '../../core/release/plan-file.ts'
import { rankPlan } from '../../core/release/plan-release.ts'
import { mayDo } from '../commands/command-rights.ts'
import { keepAnswer } from '../commands/keep-answer.ts'
import type { MergeRequest } from '../forge/forge.ts'
import type { KeptPlanTable } from '../tables.ts'
import { readFlag, readText, requireNumber, requireProject } from './job-payload.ts'
import type { Job, Reaction, ReactionContext, ReactionResult } from './reaction.ts'

interface Given {
  project: string
  number: number
  userId: string
}

const ignored = (summary: string): ReactionResult => ({ state: 'ignored', summary })

/** In the place of a plan: the approval is known and binds nothing. */
const unbound = ''

async function withdraw({ project, number, userId }: Given, { db, forge, now }: ReactionContext): Promise<number> {
  return db.transaction().execute(async (trx) => {
    // What bound nothing is forgotten, so that it can be given anew.
    await trx
      .deleteFrom('intent_approval')
      .where('forge', '=', forge.name)
      .where('project', '=', project)
      .where('number', '=', number)
      .where('user_id', '=', userId)
      .where('plan', '=', unbound)
      .execute()
    const { numUpdatedRows } = await trx
      .updateTable('intent_approval')
      .set({ withdrawn: now() })
      .where('forge', '=', forge.name)
      .where('project', '=', project)
      .where('number', '=', number)
      .where('user_id', '=', userId)
      .where('withdrawn', 'is', null)
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
}

async function findKeptPlan(
  { project, number }: Given,
  sha: string,
  { db, forge }: ReactionContext,
): Promise<KeptPlanTable | undefined> {
  return db
    .selectFrom('kept_plan')
    .selectAll()
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('number', '=', number)
    .where('sha', '=', sha)
    .executeTakeFirst()
}

/** Why a plan cannot be approved; null where it can. */
function refusePlan(kept: KeptPlanTable | undefined): string | null {
  if (!kept) return 'its plan was not there yet'
  const plan = readPlan(kept.plan, 'the kept plan')
  return rankPlan(plan) === 0 ? null : 'not all of its plan can be done or was read'
}

/** Whoever relies on approvals learns that this one binds nothing; elsewhere an approval is none of the bot's business. */
async function tellUnbound(given: Given, sha: string, reason: string, context: ReactionContext): Promise<void> {
  if (!context.config.instances.some(({ requiresApproval }) => requiresApproval)) return
  const { project, number, userId } = given
  const text = `The approval of commit ${sha.slice(0, 12)} does not approve a release: ${reason}. Take it back and approve again when the plan is shown and complete.`
  await keepAnswer({ project, number, noteId: `approval-${userId}-${sha.slice(0, 12)}` }, text, context)
}

async function bind(
  given: Given,
  request: MergeRequest,
  username: string,
  context: ReactionContext,
): Promise<ReactionResult> {
  const { db, forge, now, isDryRun } = context
  const { project, number, userId } = given
  const { headSha: sha } = request
  const kept = await findKeptPlan(given, sha, context)
  const reason = refusePlan(kept)
  const words = `the plan of ${sha.slice(0, 12)} for ${username}`
  if (isDryRun)
    return {
      state: 'done',
      summary: `dry run: would ${reason === null ? 'keep' : 'not keep'} the approval of ${words}`,
    }
  const known = await db
    .selectFrom('intent_approval')
    .select(['plan', 'withdrawn'])
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('number', '=', number)
    .where('user_id', '=', userId)
    .where('sha', '=', sha)
    .execute()
  if (known.some(({ withdrawn }) => withdrawn === null)) return ignored(`the approval of ${words} is kept already`)
  // Told of again when the plan is there: it is still of a plan that was not shown when it was given.
  if (known.some(({ plan }) => plan === unbound)) return ignored(`the approval of ${words} was given without it`)
  await db
    .insertInto('intent_approval')
    .values({
      id: createOrderedIds(1)[0] ?? '',
      ...{ forge: forge.name, project, number, sha },
      intent_digest: reason === null ? (kept?.intent_digest ?? '') : unbound,
      plan: reason === null ? (kept?.plan ?? '') : unbound,
      user_id: userId,
      username,
      approved: now(),
      withdrawn: reason === null ? null : now(),
    })
    .execute()
  if (reason === null) return { state: 'done', summary: `keeps the approval of ${words}` }
  await tellUnbound(given, sha, reason, context)
  return ignored(`the approval of ${words} binds nothing: ${reason}`)
}

/**
 * Somebody approved a merge request or took that back. An approval of somebody with the right binds the intent of the plan that was
 * kept of the head commit, which is the one that was shown (requirements R3, R19). Who it was and what they may is asked of the forge.
 */
export const reactToApproval: Reaction = async (job: Job, context) => {
  const { forge, config, isDryRun } = context
  const project = requireProject(job)
  const number = requireNumber(job, 'number')
  const userId = readText(job, 'userId')
  if (userId === null) return ignored('the event does not tell who')
  const given = { project, number, userId }
  const [request, approvals] = [
    await forge.readMergeRequest(project, number),
    await forge.listApprovals(project, number),
  ]
  if (!request) return ignored('the merge request is gone')
  const approval = approvals.find(({ user }) => user.id === userId)
  if (!approval || !readFlag(job, 'isApproved')) {
    // What the forge lists counts: a late event of an approval that was given again takes nothing back.
    if (approval) return ignored('the approval was given again since')
    const count = isDryRun ? 0 : await withdraw(given, context)
    return { state: 'done', summary: `${count} approvals are withdrawn` }
  }
  if (request.isFork) return ignored('the merge request is of a fork: it is data only')
  if (request.state === 'closed') return ignored('the merge request is closed')
  if (approval.sha !== null && approval.sha !== request.headSha)
    return ignored('another commit was approved than the head')
  const level = await forge.readAccessLevel(project, userId)
  if (!mayDo('approve', level, config.access)) return ignored(`the role ${level} may not approve releases`)
  return bind(given, request, approval.user.username, context)
}
