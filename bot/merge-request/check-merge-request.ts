import { CodedError } from '../../core/errors/coded-error.ts'
import type { Finding } from '../../core/findings/finding.ts'
import type { Plan } from '../../core/release/plan.ts'
import { rankPlan } from '../../core/release/plan-release.ts'
import { type MergeRequestCheck, renderMergeRequestNote } from '../../core/release/render-markdown.ts'
import { countSteps } from '../../core/release/render-plan.ts'
import type { Forge, ForgeProject, MergeRequest } from '../forge/forge.ts'
import type { ReactionContext, ReactionResult } from '../reactions/reaction.ts'
import { type Commit, withCommit } from '../repository/read-commit.ts'
import { type CheckName, type CheckState, endCheckStatuses, listChecks, setCheckStatus } from './check-statuses.ts'
import { type DiscussedError, describeErrors, keepDiscussions } from './keep-discussions.ts'
import { keepNote } from './keep-note.ts'
import { keepPlan } from './keep-plan.ts'
import { keepBegun, keepLastCheck, type LastCheck, readBegun, readLastCheck } from './last-check.ts'
import { checkCommit, type PlannedCommit, planCommit } from './plan-commit.ts'

/** What was found out about a commit. */
interface Examination extends PlannedCommit {
  findings: Finding[]
  errors: DiscussedError[]
  files: number
}

const nothingPlanned: PlannedCommit = { plan: null, problem: null, unknownInstances: [] }
const ofFork = 'Its branch is of a fork, which is data only: no token of an instance is near it.'

/** Lends a commit to `use`, read within the limits of the configuration. */
async function withCheckedCommit<Result>(
  { project, sha }: { project: string; sha: string },
  { forge, config, signal }: Pick<ReactionContext, 'forge' | 'config' | 'signal'>,
  use: (commit: Commit) => Promise<Result>,
): Promise<Result> {
  const { treeEntries, commitBytes } = config.limits
  return withCommit({ forge, project, sha, limits: { treeEntries, commitBytes }, signal }, use)
}

async function examine(request: MergeRequest, project: ForgeProject, context: ReactionContext): Promise<Examination> {
  return withCheckedCommit({ project: request.project, sha: request.headSha }, context, async (commit) => {
    const check = checkCommit(commit, project)
    const { findings } = check
    const planned = request.isFork ? nothingPlanned : await planCommit(check, context)
    return { ...planned, findings, errors: describeErrors(commit, findings), files: commit.reading.files.length }
  })
}

function encodePath(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/')
}

/** Addresses of the pages of a commit and its files. */
function describePages(
  { kind }: Pick<Forge, 'kind'>,
  { webUrl }: Pick<ForgeProject, 'webUrl'>,
  sha: string,
): Pick<MergeRequestCheck, 'commitUrl' | 'linkFile'> {
  const base = kind === 'gitlab' ? `${webUrl}/-` : webUrl
  return {
    commitUrl: `${base}/commit/${sha}`,
    linkFile: (file, line) => (file === '.' ? '' : `${base}/blob/${sha}/${encodePath(file)}#L${line}`),
  }
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}

/** The state of the validation, in one line. */
function judgeFindings(findings: readonly Finding[], files: number): CheckState {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const found = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : '']
  const words = found.filter(Boolean).join(' and ') || 'no findings'
  return { state: errors > 0 ? 'failed' : 'success', description: `${words} in ${count(files, 'file')}` }
}

function describePlan(plan: Plan): string {
  if (plan.instances.length === 0) return 'no instance of the manifest is known to the bot'
  const { create, update, remove } = countSteps(plan)
  return `${create} to create, ${update} to update, ${remove} to remove on ${count(plan.instances.length, 'instance')}`
}

/** The state of the plan, in one line. */
function judgePlan({ plan, problem }: Pick<PlannedCommit, 'plan' | 'problem'>): CheckState {
  if (problem) return { state: 'failed', description: 'the release manifest has errors' }
  if (!plan) return { state: 'skipped', description: 'merge requests of forks are not planned' }
  if (rankPlan(plan) === 0) return { state: 'success', description: describePlan(plan) }
  const unread = plan.instances.filter(({ error }) => error).length
  const reasons = [
    unread > 0 ? `${unread} of ${count(plan.instances.length, 'instance')} could not be read` : '',
    plan.failed.length > 0 ? `${count(plan.failed.length, 'step')} cannot be done` : '',
    plan.findings.some(({ severity }) => severity === 'error') ? 'files have errors' : '',
  ]
  return { state: 'failed', description: reasons.filter(Boolean).join(', ') }
}

async function report(
  request: MergeRequest,
  project: ForgeProject,
  found: Examination,
  last: LastCheck | undefined,
  context: ReactionContext,
): Promise<ReactionResult> {
  const { forge, config, now, isDryRun } = context
  const { number, headSha: sha } = request
  const place = { project: request.project, number }
  const { findings, errors, plan, problem, unknownInstances } = found
  const planId = plan ? await keepPlan({ ...place, sha }, plan, context) : null
  const discussions = await keepDiscussions(request, errors, last, context)
  // Without a token there is no page to look at.
  const { publicUrl, pageToken } = config
  const hasPage = publicUrl !== null && pageToken !== null
  const wholeUrl = planId !== null && hasPage ? `${publicUrl}/plans/${planId}` : undefined
  const unplanned = request.isFork
    ? ofFork
    : plan?.instances.length === 0 && unknownInstances.length === 0
      ? 'The manifest names no instance.'
      : null
  const text = renderMergeRequestNote(
    { sha, ...describePages(forge, project, sha), findings, plan, problem, unplanned, unknownInstances },
    { longest: config.limits.note, wholeUrl, checkedAt: now() },
  )
  const note = await keepNote(place, text, context)
  const validation = judgeFindings(findings, found.files)
  const planning = judgePlan(found)
  // At once: the pipeline that they stand in is there since they run. Both are waited for, or a late one would land after what
  // the failure of the other leaves behind.
  const settled = await Promise.allSettled([
    setCheckStatus(request, 'validate', validation, context),
    setCheckStatus(request, 'plan', planning, context),
  ])
  for (const one of settled) if (one.status === 'rejected') throw one.reason
  if (!isDryRun) {
    const identities = errors.map(({ identity }) => identity)
    await keepLastCheck(place, { sha, errors: identities, unplaced: discussions.unplaced }, context)
  }
  const { opened, resolved, reopened } = discussions
  const talk = `discussions: ${opened} opened, ${resolved} resolved, ${reopened} reopened`
  return {
    state: 'done',
    summary: `${isDryRun ? 'dry run: ' : ''}${validation.description}; plan: ${planning.description}; note ${note}; ${talk}`,
  }
}

/** Why what was found out is of no interest any more; null where it is. */
async function findObstacle(request: MergeRequest, { forge }: ReactionContext): Promise<string | null> {
  const current = await forge.readMergeRequest(request.project, request.number)
  if (!current) return 'the merge request is gone'
  if (current.state !== 'open') return `the merge request is ${current.state}`
  return current.headSha === request.headSha ? null : `its head is ${current.headSha.slice(0, 12)} meanwhile`
}

/**
 * Ends the statuses of a commit whose check was begun and never ended, as when the bot was killed: nobody else would. That of the head
 * of an open merge request is left to its next check.
 */
export async function endAbandonedCheck(
  request: MergeRequest,
  context: Pick<ReactionContext, 'db' | 'forge' | 'now' | 'isDryRun' | 'logger'>,
): Promise<void> {
  const begun = await readBegun(request, context)
  if (begun === null || context.isDryRun || (request.state === 'open' && begun === request.headSha)) return
  const end = { state: 'canceled', description: 'the check was ended before its time' } as const
  if (await endCheckStatuses({ ...request, headSha: begun }, listChecks(request), end, context))
    await keepBegun(request, null, context)
}

/**
 * Checks the head of a merge request: validates its worker YAML, plans its release, and shows both in one note, discussions and
 * statuses. All of it looks first, so it may be run again from its beginning after anything, and a second time writes nothing.
 * What is outdated when it is known is not shown. Throws coded errors of the forge, and the reason of the signal.
 */
export async function checkMergeRequest(
  request: MergeRequest,
  project: ForgeProject,
  context: ReactionContext,
): Promise<ReactionResult> {
  const { signal, isDryRun } = context
  const last = await readLastCheck(request, context)
  // One that was checked to its end has its statuses: to set them running again would be noise.
  const begun: CheckName[] = last?.sha === request.headSha ? [] : listChecks(request)
  if (begun.length > 0 && !isDryRun) await keepBegun(request, request.headSha, context)
  const begin = async () => {
    for (const check of begun) {
      signal.throwIfAborted()
      await setCheckStatus(request, check, { state: 'running', description: 'is being checked' }, context)
    }
  }
  const beginning = begin()
  beginning.catch(() => {})
  const leave = async (end: CheckState) => {
    await beginning.catch(() => {})
    const haveEnded = await endCheckStatuses(request, begun, end, context)
    if (haveEnded && begun.length > 0 && !isDryRun) await keepBegun(request, null, context)
  }
  try {
    const found = await examine(request, project, context)
    await beginning
    signal.throwIfAborted()
    const obstacle = await findObstacle(request, context)
    if (obstacle !== null) {
      await leave({ state: 'canceled', description: obstacle })
      return { state: 'ignored', summary: `outdated: ${obstacle}` }
    }
    signal.throwIfAborted()
    return await report(request, project, found, last, context)
  } catch (error) {
    if (signal.aborted) {
      await leave({ state: 'canceled', description: 'the check was ended before its time' })
      throw error
    }
    const isGone = error instanceof CodedError && error.code === 'forge-not-found'
    const obstacle = isGone ? await findObstacle(request, context) : null
    if (obstacle !== null) {
      await leave({ state: 'canceled', description: obstacle })
      return { state: 'ignored', summary: `outdated: ${obstacle}` }
    }
    const code = error instanceof CodedError ? error.code : 'internal-error'
    await leave({ state: 'failed', description: `the check did not come to its end: ${code}` })
    throw error
  }
}
