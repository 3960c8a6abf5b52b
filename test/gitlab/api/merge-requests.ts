import { readDiff } from '../diff.ts'
import { changeMergeRequest, openMergeRequest, setMergeRequestState } from '../merge-request-acts.ts'
import { isDraftTitle, readVersion } from '../merge-requests.ts'
import type { GitlabProject, MergeRequest } from '../model.ts'
import { readCommit } from '../repository.ts'
import { findProject, type World } from '../world.ts'
import {
  type ApiAnswer,
  type ApiCall,
  answer,
  forbidden,
  invalid,
  isWithin,
  missing,
  notFound,
  type Route,
  readText,
  wrong,
} from './answer.ts'
import { describeCommit } from './commits.ts'
import { describePerson } from './describe-person.ts'
import { cutPage } from './pagination.ts'
import { describePipeline } from './pipelines.ts'

const largestChange = 1000

export function describeMergeRequest(
  world: World,
  project: GitlabProject,
  request: MergeRequest,
): Record<string, unknown> {
  const version = readVersion(world, project, request)
  const source = findProject(world, request.sourceProject)
  const isDraft = isDraftTitle(request.title)
  const isOpen = request.state === 'opened'
  return {
    id: request.id,
    iid: request.iid,
    project_id: project.id,
    title: request.title,
    description: request.description,
    state: request.state,
    created_at: request.created_at,
    updated_at: request.updated_at,
    merged_at: request.state === 'merged' ? request.updated_at : null,
    closed_at: request.state === 'closed' ? request.updated_at : null,
    target_branch: request.targetBranch,
    source_branch: request.sourceBranch,
    user_notes_count: request.notes.filter(({ system }) => !system).length,
    author: describePerson(world, request.author),
    assignees: [],
    assignee: null,
    reviewers: [],
    source_project_id: source?.id ?? null,
    target_project_id: project.id,
    labels: request.labels,
    draft: isDraft,
    work_in_progress: isDraft,
    milestone: null,
    merge_when_pipeline_succeeds: false,
    merge_status: isOpen ? 'can_be_merged' : 'unchecked',
    detailed_merge_status: isOpen ? (isDraft ? 'draft_status' : 'mergeable') : 'not_open',
    sha: version?.head ?? null,
    merge_commit_sha: request.mergeCommit,
    squash_commit_sha: null,
    discussion_locked: null,
    reference: `!${request.iid}`,
    references: { short: `!${request.iid}`, relative: `!${request.iid}`, full: `${project.path}!${request.iid}` },
    web_url: `${world.url}/${project.path}/-/merge_requests/${request.iid}`,
    has_conflicts: false,
    blocking_discussions_resolved: true,
  }
}

/** As `GET` of one gives it: with what is costly to know. */
function describeWhole(world: World, project: GitlabProject, request: MergeRequest): Record<string, unknown> {
  const version = readVersion(world, project, request)
  const count = version ? readDiff(project, version.base, version.head).length : 0
  const pipeline = project.pipelines.filter(({ sha }) => sha === version?.head).at(-1)
  return {
    ...describeMergeRequest(world, project, request),
    changes_count: version ? (count > largestChange ? `${largestChange}+` : String(count)) : null,
    diff_refs: version ? { base_sha: version.base, head_sha: version.head, start_sha: version.start } : null,
    head_pipeline: pipeline ? describePipeline(world, project, pipeline) : null,
    pipeline: pipeline ? describePipeline(world, project, pipeline) : null,
    diverged_commits_count: 0,
    rebase_in_progress: false,
    first_contribution: false,
    user: { can_merge: true },
  }
}

export function withMergeRequest(
  project: GitlabProject,
  iid: string | undefined,
  then: (request: MergeRequest) => ApiAnswer,
): ApiAnswer {
  const request = project.mergeRequests.find((one) => String(one.iid) === iid)
  return request ? then(request) : notFound
}

function filterRequests({ query, world }: ApiCall, project: GitlabProject): MergeRequest[] {
  const state = query.get('state')
  const iids = query.getAll('iids[]')
  const author = query.get('author_id')
  const isWanted = (name: string, value: string) => (query.get(name) ?? value) === value
  const wanted = project.mergeRequests.filter(
    (one) =>
      (state === null || state === 'all' || one.state === state) &&
      (iids.length === 0 || iids.includes(String(one.iid))) &&
      isWanted('source_branch', one.sourceBranch) &&
      isWanted('target_branch', one.targetBranch) &&
      (author === null || String(describePerson(world, one.author).id) === author) &&
      isWithin(query, one.updated_at),
  )
  const key = query.get('order_by') === 'updated_at' ? 'updated_at' : 'created_at'
  const sorted = wanted.toSorted((one, other) => one[key].localeCompare(other[key]) || one.iid - other.iid)
  return query.get('sort') === 'asc' ? sorted : sorted.reverse()
}

function createRequest(call: ApiCall, project: GitlabProject): ApiAnswer {
  const [sourceBranch, targetBranch, title] = ['source_branch', 'target_branch', 'title'].map((name) =>
    readText(call, name),
  )
  if (sourceBranch === undefined) return invalid('source_branch is missing')
  if (targetBranch === undefined) return invalid('target_branch is missing')
  if (title === undefined) return invalid('title is missing')
  const isOpen = project.mergeRequests.some(
    (one) => one.state === 'opened' && one.sourceBranch === sourceBranch && one.targetBranch === targetBranch,
  )
  if (isOpen) return wrong(['Another open merge request already exists for this source branch'], 409)
  const description = readText(call, 'description') ?? ''
  const made = openMergeRequest(call.world, project, {
    ...{ sourceBranch, targetBranch, title, description, author: call.actor.name },
  })
  return answer(describeWhole(call.world, project, made), 201)
}

function updateRequest(call: ApiCall, project: GitlabProject, request: MergeRequest): ApiAnswer {
  const event = readText(call, 'state_event')
  const { world, actor } = call
  if (event === 'close' && request.state === 'opened')
    setMergeRequestState(world, project, request, 'close', actor.name)
  if (event === 'reopen' && request.state === 'closed')
    setMergeRequestState(world, project, request, 'reopen', actor.name)
  const labels = readText(call, 'labels')
  changeMergeRequest(
    world,
    project,
    request,
    {
      title: readText(call, 'title'),
      description: readText(call, 'description'),
      targetBranch: readText(call, 'target_branch'),
      labels: labels?.split(',').filter(Boolean),
    },
    actor.name,
  )
  return answer(describeWhole(world, project, request))
}

export const mergeRequestRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^merge_requests$/,
    takesJobToken: true,
    level: 20,
    handle: (call, project) =>
      cutPage(
        filterRequests(call, project).map((one) => describeMergeRequest(call.world, project, one)),
        call,
      ),
  },
  {
    method: 'POST',
    pattern: /^merge_requests$/,
    level: 30,
    handle: createRequest,
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)$/,
    takesJobToken: true,
    level: 20,
    handle: ({ world }, project, [iid]) =>
      withMergeRequest(project, iid, (request) => answer(describeWhole(world, project, request))),
  },
  {
    method: 'PUT',
    pattern: /^merge_requests\/(\d+)$/,
    level: 30,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => updateRequest(call, project, request)),
  },
  {
    method: 'PUT',
    pattern: /^merge_requests\/(\d+)\/merge$/,
    level: 30,
    handle: ({ world, actor }, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        if (request.state !== 'opened' || isDraftTitle(request.title)) return wrong('405 Method Not Allowed', 405)
        setMergeRequestState(world, project, request, 'merge', actor.name)
        return answer(describeWhole(world, project, request))
      }),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/commits$/,
    takesJobToken: true,
    level: 20,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        const version = readVersion(call.world, project, request)
        const range = version ? project.git('rev-list', `${version.base}..${version.head}`) : ''
        const shas = range.split('\n').filter(Boolean)
        return cutPage(
          shas.map((sha) => describeCommit(call.world, project, readCommit(project, sha))),
          call,
        )
      }),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/pipelines$/,
    level: 20,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        const heads = request.versions.map(({ head }) => head)
        const found = project.pipelines.filter((one) => one.mergeRequest === request.iid || heads.includes(one.sha))
        return cutPage(
          found.reverse().map((one) => describePipeline(call.world, project, one)),
          call,
        )
      }),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/versions$/,
    level: 20,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        readVersion(call.world, project, request)
        return cutPage(request.versions.map((version) => describeVersion(request, version)).reverse(), call)
      }),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/versions\/(\d+)$/,
    level: 20,
    handle: ({ world }, project, [iid, id]) =>
      withMergeRequest(project, iid, (request) => {
        readVersion(world, project, request)
        const version = request.versions.find((one) => String(one.id) === id)
        if (!version) return missing('Version')
        return answer({ ...describeVersion(request, version), diffs: readDiff(project, version.base, version.head) })
      }),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/diffs$/,
    level: 20,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        const version = readVersion(call.world, project, request)
        const files = version ? readDiff(project, version.base, version.head) : []
        return cutPage(files.slice(0, largestChange), call)
      }),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/changes$/,
    level: 20,
    handle: ({ world }, project, [iid]) =>
      withMergeRequest(project, iid, (request) => {
        const version = readVersion(world, project, request)
        const files = version ? readDiff(project, version.base, version.head) : []
        const overflow = files.length > largestChange
        return answer({ ...describeWhole(world, project, request), changes: files.slice(0, largestChange), overflow })
      }),
  },
  ...['approve', 'unapprove'].map(
    (act): Route => ({
      method: 'POST',
      pattern: new RegExp(`^merge_requests/(\\d+)/${act}$`),
      level: 30,
      handle: (call, project, [iid]) =>
        withMergeRequest(project, iid, (request) => {
          const has = request.approvals.some(({ user }) => user === call.actor.name)
          if (has === (act === 'approve')) return { status: act === 'approve' ? 401 : 404, body: notFound.body }
          const sha = readText(call, 'sha')
          const head = readVersion(call.world, project, request)?.head
          if (sha !== undefined && sha !== head) return wrong(`SHA does not match HEAD of source branch: ${head}`, 409)
          if (request.state !== 'opened') return forbidden
          setMergeRequestState(
            call.world,
            project,
            request,
            act === 'approve' ? 'approve' : 'unapprove',
            call.actor.name,
          )
          return answer(describeApprovals(call, project, request), 201)
        }),
    }),
  ),
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/approvals$/,
    level: 20,
    handle: (call, project, [iid]) =>
      withMergeRequest(project, iid, (request) => answer(describeApprovals(call, project, request))),
  },
  {
    method: 'GET',
    pattern: /^merge_requests\/(\d+)\/approval_state$/,
    level: 20,
    handle: ({ world }, project, [iid]) =>
      withMergeRequest(project, iid, ({ id, approvals }) => {
        const approved_by = approvals.map(({ user }) => describePerson(world, user))
        const rule = { id, name: 'All Members', rule_type: 'any_approver', approvals_required: 0, approved: true }
        return answer({ approval_rules_overwritten: false, rules: [{ ...rule, approved_by }] })
      }),
  },
]

function describeVersion(request: MergeRequest, version: MergeRequest['versions'][number]): Record<string, unknown> {
  return {
    id: version.id,
    head_commit_sha: version.head,
    base_commit_sha: version.base,
    start_commit_sha: version.start,
    created_at: version.created_at,
    merge_request_id: request.id,
    state: 'collected',
    real_size: '1',
    patch_id_sha: null,
  }
}

function describeApprovals({ world, actor }: ApiCall, project: GitlabProject, request: MergeRequest): unknown {
  const { id, iid, title, description, state, created_at, updated_at, approvals } = request
  return {
    ...{ id, iid, project_id: project.id, title, description, state, created_at, updated_at },
    merge_status: 'can_be_merged',
    approved: true,
    approvals_required: 0,
    approvals_left: 0,
    require_password_to_approve: false,
    approved_by: approvals.map(({ user, approved_at }) => ({ user: describePerson(world, user), approved_at })),
    suggested_approvers: [],
    approvers: [],
    approver_groups: [],
    user_has_approved: approvals.some(({ user }) => user === actor.name),
    user_can_approve: true,
  }
}
