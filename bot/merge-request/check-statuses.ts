import { CodedError } from '../../core/errors/coded-error.ts'
import type { MergeRequest, StatusState } from '../forge/forge.ts'
import type { ReactionContext } from '../reactions/reaction.ts'

const statusNames = { validate: 'arkindex-ci/validate', plan: 'arkindex-ci/plan' } as const
export type CheckName = keyof typeof statusNames

export interface CheckState {
  state: StatusState
  /** One line. */
  description: string
}

const longestDescription = 140

type Context = Pick<ReactionContext, 'forge' | 'isDryRun' | 'logger'>

/**
 * Sets the status of one check of a merge request's head. A token that may not set statuses costs the statuses alone
 * (requirements R30): that is logged. Throws where the forge could not be reached.
 */
export async function setCheckStatus(
  request: Pick<MergeRequest, 'project' | 'headSha' | 'sourceBranch'>,
  check: CheckName,
  { state, description }: CheckState,
  { forge, isDryRun, logger }: Context,
): Promise<void> {
  const name = statusNames[check]
  const words = `Sets the status ${name} of ${request.headSha.slice(0, 12)} to ${state}: ${description}`
  if (isDryRun) {
    logger.info({ dryRun: true }, words)
    return
  }
  try {
    const became = await forge.setStatus(request.project, {
      sha: request.headSha,
      ref: request.sourceBranch,
      name,
      state,
      description: description.slice(0, longestDescription),
      targetUrl: null,
    })
    if (became === 'set') logger.info(words)
  } catch (error) {
    if (!(error instanceof CodedError) || error.exit === 3) throw error
    logger.warn({ code: error.code }, `The status ${name} is not set: ${error.message}`)
  }
}

/** Those that a check of a merge request has. */
export function listChecks({ isFork }: Pick<MergeRequest, 'isFork'>): CheckName[] {
  return isFork ? ['validate'] : ['validate', 'plan']
}

/**
 * Ends the statuses of a check that does not come to its end: one that runs for ever would hold up the merge. Gives whether all of
 * them have ended; never throws.
 */
export async function endCheckStatuses(
  request: Pick<MergeRequest, 'project' | 'headSha' | 'sourceBranch'>,
  checks: readonly CheckName[],
  end: CheckState,
  context: Context,
): Promise<boolean> {
  let haveEnded = true
  for (const check of checks) {
    try {
      await setCheckStatus(request, check, end, context)
    } catch (error) {
      haveEnded = false
      const reason = error instanceof Error ? error.message : String(error)
      context.logger.warn(`The status ${statusNames[check]} could not be ended: ${reason}`)
    }
  }
  return haveEnded
}
