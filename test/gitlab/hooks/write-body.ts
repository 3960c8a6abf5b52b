import type { Note } from '../model.ts'
import { readCommit } from '../repository.ts'
import { findPerson, type World } from '../world.ts'
import { describeHookCommit, describeHookProject, describeHookUser, describeRepository, writeTime } from './describe.ts'
import { type HookEvent, noCommit } from './events.ts'
import { describeHookMergeRequest, writeMergeRequestBody } from './merge-request-body.ts'
import { writePushBody } from './push-body.ts'

type EventOf<K extends HookEvent['kind']> = Extract<HookEvent, { kind: K }>

function writeNoteBody(world: World, event: EventOf<'note'>): Record<string, unknown> {
  const { project, user, mergeRequest, note, action } = event
  const place = mergeRequest ? `merge_requests/${mergeRequest.iid}` : 'commit'
  return {
    object_kind: 'note',
    event_type: 'note',
    user: describeHookUser(world, user),
    project_id: project.id,
    project: describeHookProject(world, project),
    object_attributes: {
      id: note.id,
      note: note.body,
      description: note.body,
      noteable_type: mergeRequest ? 'MergeRequest' : 'Commit',
      noteable_id: mergeRequest?.id ?? null,
      author_id: findPerson(world, note.author).id,
      created_at: writeTime(note.created_at),
      updated_at: writeTime(note.updated_at),
      project_id: project.id,
      attachment: null,
      line_code: note.lineCode ?? null,
      commit_id: '',
      discussion_id: note.discussionId,
      type: note.type,
      system: note.system,
      st_diff: null,
      ...describePositions(note),
      resolved_at: note.resolvedAt,
      resolved_by_id: note.resolvedBy === null ? null : findPerson(world, note.resolvedBy).id,
      internal: false,
      action,
      url: `${world.url}/${project.path}/-/${place}#note_${note.id}`,
    },
    repository: describeRepository(world, project),
    ...(mergeRequest ? { merge_request: describeHookMergeRequest(world, project, mergeRequest) } : {}),
  }
}

function describePositions(note: Note): Record<string, unknown> {
  const position = note.position ?? null
  return { position, original_position: position, change_position: null }
}

function writePipelineBody(world: World, { project, user, pipeline }: EventOf<'pipeline'>): Record<string, unknown> {
  const request = project.mergeRequests.find(({ iid }) => iid === pipeline.mergeRequest)
  const { id, iid, ref, tag, sha, status, source, created_at, finished_at } = pipeline
  const passed = { success: 'passed', canceled: 'canceled', failed: 'failed' }
  return {
    object_kind: 'pipeline',
    object_attributes: {
      ...{ id, iid, name: null, ref, tag, sha, before_sha: noCommit, source, status },
      detailed_status: Object.entries(passed).find(([name]) => name === status)?.[1] ?? status,
      stages: [...new Set(pipeline.jobs.map(({ stage }) => stage))],
      created_at: writeTime(created_at),
      finished_at: finished_at === null ? null : writeTime(finished_at),
      duration: finished_at === null ? null : 1,
      queued_duration: 0,
      protected_ref: false,
      variables: [],
      url: `${world.url}/${project.path}/-/pipelines/${id}`,
    },
    merge_request: request ? pickMergeRequest(describeHookMergeRequest(world, project, request)) : null,
    user: describeHookUser(world, user),
    project: describeHookProject(world, project),
    commit: describeHookCommit(world, project, sha),
    builds: pipeline.jobs.map((job) => ({
      ...{ ...job, created_at: writeTime(created_at), started_at: null, finished_at: null, duration: null },
      ...{ queued_duration: null, failure_reason: null, when: 'on_success', manual: false, allow_failure: false },
      user: describeHookUser(world, user),
      runner: null,
      artifacts_file: { filename: null, size: null },
      environment: null,
    })),
  }
}

function pickMergeRequest(described: Record<string, unknown>): Record<string, unknown> {
  const names = [
    ...['id', 'iid', 'title', 'source_branch', 'source_project_id', 'target_branch', 'target_project_id'],
    ...['state', 'merge_status', 'detailed_merge_status', 'url'],
  ]
  return Object.fromEntries(names.map((name) => [name, described[name]]))
}

function writeReleaseBody(world: World, { project, release, action }: EventOf<'release'>): Record<string, unknown> {
  const web = `${world.url}/${project.path}`
  const { tag_name: tag, name, description, created_at, released_at } = release
  return {
    id: project.releases.indexOf(release) + 1,
    created_at: writeTime(created_at),
    description,
    name,
    released_at: writeTime(released_at),
    tag,
    object_kind: 'release',
    project: describeHookProject(world, project),
    url: `${web}/-/releases/${encodeURIComponent(tag)}`,
    action,
    assets: {
      count: 1,
      links: [],
      sources: [{ format: 'zip', url: `${web}/-/archive/${tag}/${project.path.split('/').at(-1)}-${tag}.zip` }],
    },
    commit: describeHookCommit(world, project, `refs/tags/${tag}`),
  }
}

function writeDeploymentBody(
  world: World,
  { project, user, deployment }: EventOf<'deployment'>,
): Record<string, unknown> {
  const web = `${world.url}/${project.path}`
  const { id, sha, ref, status, environment, job, updated_at } = deployment
  const place = project.environments.find(({ name }) => name === environment)
  return {
    object_kind: 'deployment',
    status,
    status_changed_at: `${updated_at.slice(0, 19).replace('T', ' ')} +0000`,
    deployment_id: id,
    deployable_id: job?.id ?? null,
    deployable_url: job ? `${web}/-/jobs/${job.id}` : null,
    environment,
    environment_tier: place?.tier ?? 'other',
    environment_slug: environment.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    environment_external_url: place?.external_url ?? null,
    project: describeHookProject(world, project),
    short_sha: sha.slice(0, 8),
    user: describeHookUser(world, user),
    user_url: `${world.url}/${findPerson(world, user).username}`,
    commit_url: `${web}/-/commit/${sha}`,
    commit_title: readCommit(project, sha)?.title ?? null,
    ref,
  }
}

/** What GitLab posts of an event. */
export function writeBody(world: World, event: HookEvent): Record<string, unknown> {
  switch (event.kind) {
    case 'push':
    case 'tag_push':
      return writePushBody(world, { ...event, kind: event.kind })
    case 'merge_request':
      return writeMergeRequestBody(world, event)
    case 'note':
      return writeNoteBody(world, event)
    case 'pipeline':
      return writePipelineBody(world, event)
    case 'release':
      return writeReleaseBody(world, event)
    case 'deployment':
      return writeDeploymentBody(world, event)
  }
}
