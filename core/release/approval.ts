import { CodedError } from '../errors/coded-error.ts'
import type { Plan } from './plan.ts'
import { readPlan } from './plan-file.ts'
import { rankPlan } from './plan-release.ts'

/** The file that release-approve leaves among its artifacts. */
export const approvalFile = 'arkindex-approval.json'

/** What somebody approved, before there was a tag. */
export interface Approval {
  format: 1
  /** The commit that the plan was made of. */
  sha: string
  intentDigest: string
  /** Name of the user who ran the job. For readers only: who it was is told by the deployment. */
  approvedBy: string | null
  approvedAt: string
  plan: Plan
}

/** Approves a plan for a commit. Throws `approval-refused` where the plan cannot be applied as it is. */
export function approvePlan(plan: Plan, of: { sha: string; approvedBy: string | null; approvedAt: string }): Approval {
  const refuse = (reason: string) => new CodedError('approval-refused', { reason })
  if (plan.bound !== null && plan.bound.sha !== of.sha)
    throw refuse(`it was made of commit ${plan.bound.sha.slice(0, 12)}, not of ${of.sha.slice(0, 12)}`)
  if (rankPlan(plan) !== 0) throw refuse('not all of it can be done or was read')
  return { format: 1, intentDigest: plan.intentDigest, ...of, plan }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads an approval and checks its seal. Throws `approval-broken`. */
export function readApproval(text: string, source: string): Approval {
  const broken = (reason: string) => new CodedError('approval-broken', { source, reason })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw broken('it is not JSON')
  }
  if (!isRecord(value) || value.format !== 1 || typeof value.sha !== 'string') throw broken('its shape is wrong')
  const { sha, approvedBy, approvedAt } = value
  const plan = readPlan(JSON.stringify(value.plan ?? null), source)
  if (value.intentDigest !== plan.intentDigest) throw broken('its intent does not match its digest')
  return {
    format: 1,
    sha,
    intentDigest: plan.intentDigest,
    approvedBy: typeof approvedBy === 'string' ? approvedBy : null,
    approvedAt: typeof approvedAt === 'string' ? approvedAt : '',
    plan,
  }
}
