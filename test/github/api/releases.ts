import type { GithubDeployment, GithubRepository } from '../repositories.ts'
import { type ApiAnswer, type ApiCall, cutPage, notFound, type Route, readText, unprocessable } from '../routing.ts'
import { findCommit } from './contents.ts'

function readRelease(_: ApiCall, repository: GithubRepository, [tag = '']: readonly string[]): ApiAnswer {
  const release = repository.releases.find((one) => one.tag === decodeURIComponent(tag))
  return release ? { status: 200, body: { id: release.id, tag_name: release.tag, body: release.body } } : notFound
}

function editRelease({ body }: ApiCall, repository: GithubRepository, [id]: readonly string[]): ApiAnswer {
  const release = repository.releases.find((one) => String(one.id) === id)
  if (!release) return notFound
  release.body = readText(body, 'body')
  return { status: 200, body: { id: release.id, tag_name: release.tag, body: release.body } }
}

function listCommitComments(call: ApiCall, repository: GithubRepository, [sha]: readonly string[]): ApiAnswer {
  const found = repository.commitComments.filter((one) => one.sha === sha)
  return cutPage(
    found.map(({ id, body, user, sha: commit }) => ({ id, body, user, commit_id: commit })),
    call,
  )
}

function createCommitComment(
  { body, world }: ApiCall,
  repository: GithubRepository,
  [sha = '']: readonly string[],
): ApiAnswer {
  if (findCommit(repository, sha) === undefined) return notFound
  const comment = { id: world.nextId(), body: readText(body, 'body'), user: world.app.user, reactions: [], sha }
  repository.commitComments.push(comment)
  return { status: 201, body: { id: comment.id, body: comment.body, user: comment.user } }
}

function editCommitComment({ body }: ApiCall, repository: GithubRepository, [id]: readonly string[]): ApiAnswer {
  const comment = repository.commitComments.find((one) => String(one.id) === id)
  if (!comment) return notFound
  comment.body = readText(body, 'body')
  return { status: 200, body: { id: comment.id, body: comment.body, user: comment.user } }
}

function describeDeployment({ id, environment, sha, ref }: GithubDeployment) {
  return { id, environment, sha, ref }
}

function listDeployments(call: ApiCall, repository: GithubRepository): ApiAnswer {
  const { query } = call
  const found = repository.deployments.filter(
    (one) =>
      (query.get('environment') ?? one.environment) === one.environment && (query.get('sha') ?? one.sha) === one.sha,
  )
  return cutPage([...found].reverse().map(describeDeployment), call)
}

function createDeployment({ body, world }: ApiCall, repository: GithubRepository): ApiAnswer {
  const ref = readText(body, 'ref')
  const sha = findCommit(repository, ref)
  if (sha === undefined) return unprocessable(`No ref found for: ${ref}`)
  // With contexts that are wanted by default, a commit whose checks still run is refused.
  if (!Array.isArray(body.required_contexts) || body.auto_merge !== false)
    return { status: 409, body: { message: 'Conflict: Commit status checks failed for the ref.' } }
  const deployment = {
    id: world.nextId(),
    environment: readText(body, 'environment') || 'production',
    sha,
    ref,
    statuses: [],
  }
  repository.deployments.push(deployment)
  return { status: 201, body: describeDeployment(deployment) }
}

const deploymentStates = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']

function createStatus({ body }: ApiCall, repository: GithubRepository, [id]: readonly string[]): ApiAnswer {
  const deployment = repository.deployments.find((one) => String(one.id) === id)
  if (!deployment) return notFound
  const state = readText(body, 'state')
  if (!deploymentStates.includes(state)) return unprocessable('Validation Failed')
  deployment.statuses.push({ state, environmentUrl: readText(body, 'environment_url') || null })
  return { status: 201, body: { state } }
}

function listStatuses(call: ApiCall, repository: GithubRepository, [id]: readonly string[]): ApiAnswer {
  const deployment = repository.deployments.find((one) => String(one.id) === id)
  return deployment ? cutPage([...deployment.statuses].reverse(), call) : notFound
}

function listRuns(call: ApiCall, repository: GithubRepository): ApiAnswer {
  const { query } = call
  const found = repository.workflowRuns.filter(
    (run) => (query.get('head_sha') ?? run.sha) === run.sha && (query.get('branch') ?? run.branch) === run.branch,
  )
  const runs = [...found]
    .reverse()
    .map(({ id, sha, branch, status, conclusion }) => ({ id, head_sha: sha, head_branch: branch, status, conclusion }))
  return cutPage(runs, call, 'workflow_runs')
}

/** Releases, deployments, comments on commits, workflow runs. */
export const releaseRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/releases\/tags\/(.+)$/,
    caller: 'installation',
    permission: 'contents:read',
    handle: readRelease,
  },
  {
    method: 'PATCH',
    pattern: /^\/releases\/(\d+)$/,
    caller: 'installation',
    permission: 'contents:write',
    handle: editRelease,
  },
  {
    method: 'GET',
    pattern: /^\/commits\/([0-9a-f]{40})\/comments$/,
    caller: 'installation',
    permission: 'contents:read',
    handle: listCommitComments,
  },
  {
    method: 'POST',
    pattern: /^\/commits\/([0-9a-f]{40})\/comments$/,
    caller: 'installation',
    permission: 'contents:write',
    handle: createCommitComment,
  },
  {
    method: 'PATCH',
    pattern: /^\/comments\/(\d+)$/,
    caller: 'installation',
    permission: 'contents:write',
    handle: editCommitComment,
  },
  {
    method: 'GET',
    pattern: /^\/deployments$/,
    caller: 'installation',
    permission: 'deployments:read',
    handle: listDeployments,
  },
  {
    method: 'POST',
    pattern: /^\/deployments$/,
    caller: 'installation',
    permission: 'deployments:write',
    handle: createDeployment,
  },
  {
    method: 'POST',
    pattern: /^\/deployments\/(\d+)\/statuses$/,
    caller: 'installation',
    permission: 'deployments:write',
    handle: createStatus,
  },
  {
    method: 'GET',
    pattern: /^\/deployments\/(\d+)\/statuses$/,
    caller: 'installation',
    permission: 'deployments:read',
    handle: listStatuses,
  },
  { method: 'GET', pattern: /^\/actions\/runs$/, caller: 'installation', permission: 'actions:read', handle: listRuns },
]
