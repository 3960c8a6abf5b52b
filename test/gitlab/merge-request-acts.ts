import { isDraftTitle, readVersion, tell } from './merge-requests.ts'
import type { GitlabProject, MergeRequest } from './model.ts'
import { noticePushes } from './pushes.ts'
import { moveReference, resolveCommit } from './repository.ts'
import type { World } from './world.ts'

export interface NewMergeRequest {
  sourceBranch: string
  targetBranch?: string
  title?: string
  description?: string
  author?: string
  /** Path of the fork that the source branch is in. */
  sourceProject?: string
  labels?: string[]
}

/** Opens a merge request and tells the hooks. */
export function openMergeRequest(world: World, project: GitlabProject, spec: NewMergeRequest): MergeRequest {
  const request = project.addMergeRequest(spec)
  readVersion(world, project, request)
  tell(world, project, request, { user: request.author, action: 'open' })
  return request
}

export type MergeRequestAct = 'close' | 'reopen' | 'merge' | 'approve' | 'unapprove'

/** Does what a click on a merge request does, with GitLab's own note about it, and tells the hooks. */
export function setMergeRequestState(
  world: World,
  project: GitlabProject,
  request: MergeRequest,
  act: MergeRequestAct,
  user: string,
): void {
  const previous = request.state
  if (act === 'approve') {
    request.approvals.push({ user, approved_at: project.now() })
    tell(world, project, request, { user, action: 'approved', systemNote: 'approved this merge request' })
    return
  }
  if (act === 'unapprove') {
    request.approvals.splice(
      request.approvals.findIndex((one) => one.user === user),
      1,
    )
    tell(world, project, request, { user, action: 'unapproved', systemNote: 'unapproved this merge request' })
    return
  }
  if (act === 'merge') merge(world, project, request, user)
  else request.state = act === 'close' ? 'closed' : 'opened'
  const systemNote = act === 'merge' ? 'merged' : act === 'close' ? 'closed' : 'reopened'
  const changes = { state_id: { previous: numberState(previous), current: numberState(request.state) } }
  tell(world, project, request, { user, action: act, systemNote, changes })
}

export function numberState(state: MergeRequest['state']): number {
  return { opened: 1, closed: 2, merged: 3, locked: 4 }[state]
}

/** Merges by a commit with two parents that has the tree of the source branch where that is newer, as both sides allow. */
function merge(world: World, project: GitlabProject, request: MergeRequest, user: string): void {
  const version = readVersion(world, project, request)
  const target = resolveCommit(project, request.targetBranch)
  if (!version || target === undefined) throw new Error(`merge request ${request.iid} has nothing to merge`)
  const tree = project.git('merge-tree', '--write-tree', target, version.head).split('\n')[0] ?? ''
  const identity = ['-c', 'user.name=GitLab', '-c', 'user.email=gitlab@example.org']
  const message = `Merge branch '${request.sourceBranch}' into '${request.targetBranch}'`
  const parents = ['-p', target, '-p', version.head]
  const sha = project.git(...identity, 'commit-tree', tree, ...parents, '-m', message).trim()
  request.state = 'merged'
  request.mergeCommit = sha
  moveReference(project, `refs/heads/${request.targetBranch}`, sha)
  noticePushes(world, project, user)
}

export interface MergeRequestChange {
  title?: string | undefined
  description?: string | undefined
  targetBranch?: string | undefined
  labels?: readonly string[] | undefined
}

/** Edits a merge request and tells the hooks what changed, if anything did. */
export function changeMergeRequest(
  world: World,
  project: GitlabProject,
  request: MergeRequest,
  change: MergeRequestChange,
  user: string,
): void {
  const changes: Record<string, { previous: unknown; current: unknown }> = {}
  if (change.title !== undefined && change.title !== request.title) {
    const [was, is] = [isDraftTitle(request.title), isDraftTitle(change.title)]
    changes.title = { previous: request.title, current: change.title }
    if (was !== is) changes.draft = { previous: was, current: is }
    request.title = change.title
  }
  if (change.description !== undefined && change.description !== request.description) {
    changes.description = { previous: request.description, current: change.description }
    request.description = change.description
  }
  if (change.targetBranch !== undefined && change.targetBranch !== request.targetBranch) {
    changes.target_branch = { previous: request.targetBranch, current: change.targetBranch }
    request.targetBranch = change.targetBranch
    readVersion(world, project, request)
  }
  if (change.labels && change.labels.join() !== request.labels.join()) {
    changes.labels = { previous: request.labels.map(describeLabel), current: change.labels.map(describeLabel) }
    request.labels = [...change.labels]
  }
  if (Object.keys(changes).length > 0) tell(world, project, request, { user, action: 'update', changes })
}

export function describeLabel(title: string): Record<string, unknown> {
  return { id: title.length, title, color: '#ffffff', template: false, description: null, type: 'ProjectLabel' }
}
