import { isJsonObject } from '../../core/arkindex/openapi-document.ts'
import type { EventReading } from './forge-event.ts'

type Payload = Readonly<Record<string, unknown>>

function readPart(payload: Payload, name: string): Payload {
  const part = Object.hasOwn(payload, name) ? payload[name] : undefined
  return isJsonObject(part) ? part : {}
}

function readText(part: Payload, name: string): string {
  const value = Object.hasOwn(part, name) ? part[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function readNumber(part: Payload, name: string): number | undefined {
  const value = Object.hasOwn(part, name) ? part[name] : undefined
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined
}

const changes = ['opened', 'reopened', 'synchronize', 'ready_for_review']

function readPullRequest(payload: Payload, project: string): EventReading {
  const action = readText(payload, 'action')
  const pull = readPart(payload, 'pull_request')
  const number = readNumber(pull, 'number') ?? readNumber(payload, 'number')
  if (number === undefined) return { ignored: 'it names no pull request' }
  // An edit counts where it changes the branch that it goes to.
  const isRetargeted = action === 'edited' && Object.keys(readPart(readPart(payload, 'changes'), 'base')).length > 0
  const change = changes.includes(action) || isRetargeted ? 'changed' : action === 'closed' ? 'ended' : undefined
  if (change === undefined) return { ignored: `a pull request that is ${action || 'changed'} is of no interest` }
  const headSha = readText(readPart(pull, 'head'), 'sha')
  const userId = readText(readPart(payload, 'sender'), 'id') || null
  return { event: { kind: 'merge-request', project, number, change, headSha, userId } }
}

function readReview(payload: Payload, project: string): EventReading {
  const action = readText(payload, 'action')
  const review = readPart(payload, 'review')
  const number = readNumber(readPart(payload, 'pull_request'), 'number')
  if (number === undefined) return { ignored: 'it names no pull request' }
  const isApproval = action === 'submitted' && readText(review, 'state').toLowerCase() === 'approved'
  const isWithdrawal =
    action === 'dismissed' ||
    (action === 'submitted' && readText(review, 'state').toLowerCase() === 'changes_requested')
  if (!isApproval && !isWithdrawal) return { ignored: 'a review that approves nothing is of no interest' }
  const headSha = readText(review, 'commit_id')
  const userId = readText(readPart(review, 'user'), 'id') || null
  return {
    event: { kind: 'merge-request', project, number, change: isApproval ? 'approved' : 'unapproved', headSha, userId },
  }
}

function readComment(payload: Payload, project: string): EventReading {
  const issue = readPart(payload, 'issue')
  const comment = readPart(payload, 'comment')
  const number = readNumber(issue, 'number')
  const noteId = readText(comment, 'id')
  if (readText(payload, 'action') !== 'created') return { ignored: 'only new comments are of interest' }
  if (number === undefined || noteId === '' || !isJsonObject(issue.pull_request))
    return { ignored: 'it is no comment on a pull request' }
  const authorId = readText(readPart(comment, 'user'), 'id')
  const firstLine = readText(comment, 'body').split(/\r?\n/, 1)[0] ?? ''
  return { event: { kind: 'note', project, number, noteId, authorId, firstLine: firstLine.slice(0, 500) } }
}

function readPush(payload: Payload, project: string): EventReading {
  const tag = /^refs\/tags\/(.+)$/s.exec(readText(payload, 'ref'))?.[1]
  if (tag === undefined) return { ignored: 'pushes are told by their pull requests' }
  if (payload.deleted === true) return { ignored: 'a tag that is removed is of no interest' }
  // `after` may be an annotated tag; `head_commit` is what it leads to.
  const sha = readText(readPart(payload, 'head_commit'), 'id') || readText(payload, 'after')
  return { event: { kind: 'tag', project, tag, sha } }
}

function readWorkflowRun(payload: Payload, project: string): EventReading {
  const run = readPart(payload, 'workflow_run')
  if (readText(payload, 'action') !== 'completed') return { ignored: 'only workflows that ended are of interest' }
  const ref = readText(run, 'head_branch')
  const sha = readText(run, 'head_sha')
  if (ref === '' || sha === '') return { ignored: 'it names no branch, no tag and no commit' }
  // GitHub does not say whether it is a tag: who works on it asks.
  const isTag = readText(run, 'event') === 'push' && /^v?\d+\.\d+\.\d+/.test(ref)
  return { event: { kind: 'pipeline', project, ref, isTag, sha, status: readText(run, 'conclusion') } }
}

function readRelease(payload: Payload, project: string): EventReading {
  const tag = readText(readPart(payload, 'release'), 'tag_name')
  if (readText(payload, 'action') !== 'published' || tag === '')
    return { ignored: 'only published releases are of interest' }
  return { event: { kind: 'release', project, tag } }
}

function readDeployment(payload: Payload, project: string): EventReading {
  const deployment = readPart(payload, 'deployment')
  const status = readText(readPart(payload, 'deployment_status'), 'state')
  const [environment, sha, ref] = ['environment', 'sha', 'ref'].map((name) => readText(deployment, name))
  if (!environment || !sha) return { ignored: 'it names no environment or commit' }
  return { event: { kind: 'deployment', project, environment, sha, ref: ref ?? '', status } }
}

const readers: Readonly<Record<string, (payload: Payload, project: string) => EventReading>> = {
  pull_request: readPullRequest,
  pull_request_review: readReview,
  issue_comment: readComment,
  push: readPush,
  workflow_run: readWorkflowRun,
  release: readRelease,
  deployment_status: readDeployment,
}

/** Reads a webhook of GitHub by its `X-GitHub-Event`. */
export function readGithubEvent(event: string, payload: unknown): EventReading {
  if (!isJsonObject(payload)) return { ignored: 'its payload is no object' }
  const read = Object.hasOwn(readers, event) ? readers[event] : undefined
  if (!read) return { ignored: `the event ${event.slice(0, 100)} is of no interest` }
  const project = readText(readPart(payload, 'repository'), 'full_name')
  if (!/^[\w.-]+\/[\w.-]+$/.test(project)) return { ignored: 'it names no repository' }
  return read(payload, project)
}
