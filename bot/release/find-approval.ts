import type { Plan } from '../../core/release/plan.ts'
import { readPlan } from '../../core/release/plan-file.ts'
import type { MergeRequest } from '../forge/forge.ts'
import type { ReactionContext } from '../reactions/reaction.ts'
import type { IntentApprovalTable } from '../tables.ts'

/** An approved plan that holds for a commit. */
export interface HeldApproval {
  id: string
  /** The merge request that it was given in. */
  number: number
  username: string
  userId: string
  plan: Plan
}

/** Of the approvals of a project, the newest are looked at. */
const mostRequests = 30

type Approver = Pick<ReactionContext, 'db' | 'forge'>

async function listHeld({ db, forge }: Approver, project: string, sha: string | null): Promise<IntentApprovalTable[]> {
  return db
    .selectFrom('intent_approval')
    .selectAll()
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .where('withdrawn', 'is', null)
    .$if(sha !== null, (query) => query.where('sha', '=', sha ?? ''))
    .orderBy('approved', 'desc')
    .limit(200)
    .execute()
}

/** Whether the forge still lists the approval: the hook that tells of its withdrawal may have been lost. */
async function isStillGiven(context: Approver, row: IntentApprovalTable): Promise<boolean> {
  const approvals = await context.forge.listApprovals(row.project, row.number)
  return approvals.some(({ user, sha }) => user.id === row.user_id && (sha === null || sha === row.sha))
}

/** Whether what was approved is what the commit holds: the head itself, or what merging it into its target made. */
function coversCommit(request: MergeRequest, row: IntentApprovalTable, sha: string): boolean {
  if (request.headSha !== row.sha || request.isFork) return false
  if (request.state === 'closed') return false
  return row.sha === sha || (request.state === 'merged' && request.mergedSha === sha)
}

async function chooseHeld(
  context: Approver,
  rows: readonly IntentApprovalTable[],
  { sha, target }: { sha: string; target: string | null },
): Promise<HeldApproval | undefined> {
  const requests = new Map<number, MergeRequest | undefined>()
  for (const row of rows) {
    if (!requests.has(row.number) && requests.size >= mostRequests) continue
    const known = requests.get(row.number) ?? (await context.forge.readMergeRequest(row.project, row.number))
    requests.set(row.number, known)
    if (!known || !coversCommit(known, row, sha)) continue
    if (target !== null && known.targetBranch !== target) continue
    if (!(await isStillGiven(context, row))) continue
    const plan = readPlan(row.plan, `the approval of !${row.number}`)
    return { id: row.id, number: row.number, username: row.username, userId: row.user_id, plan }
  }
  return undefined
}

/**
 * The newest approval that holds for a commit: of that very commit, or of the head of a merge request whose merge or squash into
 * `target` made the commit. One whose merge request moved on, or that was taken back, does not hold.
 */
export async function findApproval(
  context: Approver,
  project: string,
  commit: { sha: string; target: string | null },
): Promise<HeldApproval | undefined> {
  const own = await chooseHeld(context, await listHeld(context, project, commit.sha), commit)
  return own ?? chooseHeld(context, await listHeld(context, project, null), commit)
}
