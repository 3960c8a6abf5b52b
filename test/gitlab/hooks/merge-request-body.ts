import { describeLabel, numberState } from '../merge-request-acts.ts'
import { isDraftTitle, readVersion } from '../merge-requests.ts'
import type { GitlabProject, MergeRequest } from '../model.ts'
import { findPerson, findProject, type World } from '../world.ts'
import { describeHookCommit, describeHookProject, describeHookUser, describeRepository, writeTime } from './describe.ts'
import type { HookEvent } from './events.ts'

/** What bodies of several kinds tell of a merge request. */
export function describeHookMergeRequest(
  world: World,
  project: GitlabProject,
  request: MergeRequest,
): Record<string, unknown> {
  const source = findProject(world, request.sourceProject)
  const head = readVersion(world, project, request)?.head
  const isDraft = isDraftTitle(request.title)
  const isOpen = request.state === 'opened'
  return {
    id: request.id,
    iid: request.iid,
    target_branch: request.targetBranch,
    source_branch: request.sourceBranch,
    source_project_id: source?.id ?? null,
    target_project_id: project.id,
    author_id: findPerson(world, request.author).id,
    assignee_id: null,
    assignee_ids: [],
    reviewer_ids: [],
    title: request.title,
    description: request.description,
    created_at: writeTime(request.created_at),
    updated_at: writeTime(request.updated_at),
    last_edited_at: null,
    last_edited_by_id: null,
    milestone_id: null,
    state: request.state,
    state_id: numberState(request.state),
    draft: isDraft,
    work_in_progress: isDraft,
    merge_status: isOpen ? 'checking' : 'unchecked',
    detailed_merge_status: isOpen ? 'checking' : 'not_open',
    merge_commit_sha: request.mergeCommit,
    blocking_discussions_resolved: true,
    first_contribution: false,
    head_pipeline_id: null,
    labels: request.labels.map(describeLabel),
    last_commit: describeHookCommit(world, project, head),
    source: source ? describeHookProject(world, source) : null,
    target: describeHookProject(world, project),
    url: `${world.url}/${project.path}/-/merge_requests/${request.iid}`,
    time_change: 0,
    time_estimate: 0,
    total_time_spent: 0,
    human_time_change: null,
    human_time_estimate: null,
    human_total_time_spent: null,
  }
}

export function writeMergeRequestBody(
  world: World,
  event: HookEvent & { kind: 'merge_request' },
): Record<string, unknown> {
  const { project, user, mergeRequest, action, oldrev, changes } = event
  return {
    object_kind: 'merge_request',
    event_type: 'merge_request',
    user: describeHookUser(world, user),
    project: describeHookProject(world, project),
    object_attributes: {
      ...describeHookMergeRequest(world, project, mergeRequest),
      action,
      ...(oldrev === undefined ? {} : { oldrev }),
    },
    labels: mergeRequest.labels.map(describeLabel),
    changes: changes ?? {},
    repository: describeRepository(world, project),
  }
}
