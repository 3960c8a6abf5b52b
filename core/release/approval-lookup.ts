import { isJsonObject } from '../arkindex/openapi-document.ts'
import { CodedError } from '../errors/coded-error.ts'
import type { GitlabApi } from '../gitlab/gitlab-api.ts'
import { type Approval, approvalFile, readApproval } from './approval.ts'

export interface ApprovalPlace {
  /** Id or path of the project. */
  project: string
  /** The protected environment whose deployments are the approvals. */
  environment: string
  /** Name of the job that approves. */
  job: string
  /** The only branch on which an approval counts. */
  defaultBranch: string
  /** The commit that the tag names. */
  sha: string
}

/** What of a deployment counts; undefined where it is no approval of this job. */
function readDeployment(item: unknown, { environment, job, defaultBranch }: ApprovalPlace) {
  if (!isJsonObject(item) || item.status !== 'success' || typeof item.sha !== 'string') return undefined
  const { deployable, environment: place } = item
  if (!isJsonObject(place) || place.name !== environment || item.ref !== defaultBranch) return undefined
  if (!isJsonObject(deployable) || deployable.name !== job || deployable.tag === true) return undefined
  const user = isJsonObject(item.user) && typeof item.user.username === 'string' ? item.user.username : null
  return typeof deployable.id === 'number' ? { sha: item.sha, job: deployable.id, user } : undefined
}

/**
 * Finds what was approved for a commit, by the deployments of a protected environment: who may deploy there is up to GitLab, and
 * so is the commit that a deployment names. A job token may read both these and artifacts (gitlab-ci.md 3.3), but neither
 * pipelines nor jobs. The newest approval of the commit counts. Throws `approval-missing`, `approval-broken` and those of `api`.
 */
export async function findApproval(api: GitlabApi, place: ApprovalPlace): Promise<Approval> {
  const { environment, job, sha, project } = place
  const missing = (reason: string) => new CodedError('approval-missing', { sha: sha.slice(0, 12), reason, job })
  const folder = `projects/${encodeURIComponent(project)}`
  const filter = new URLSearchParams({ environment, status: 'success', order_by: 'id', sort: 'desc' })
  let other: string | undefined
  for await (const item of api.list({ path: `${folder}/deployments?${filter}`, what: 'read the deployments' })) {
    const deployment = readDeployment(item, place)
    if (!deployment) continue
    if (deployment.sha !== sha) {
      other ??= deployment.sha
      continue
    }
    const path = `${folder}/jobs/${deployment.job}/artifacts/${approvalFile}`
    const { status, text } = await api.ask({ path, what: 'read the artifact of the approval' })
    if (status === 404) throw missing(`the artifact ${approvalFile} of its job ${deployment.job} is not there any more`)
    const approval = readApproval(text, `${approvalFile} of job ${deployment.job}`)
    if (approval.sha !== sha) throw missing(`its artifact speaks of commit ${approval.sha.slice(0, 12)}`)
    return { ...approval, approvedBy: deployment.user }
  }
  const last = other === undefined ? '' : `; the last approval is of commit ${other.slice(0, 12)}`
  throw missing(`the environment "${environment}" has no deployment of it by ${job} on ${place.defaultBranch}${last}`)
}
