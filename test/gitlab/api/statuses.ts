import type { CommitStatus, GitlabProject, Pipeline, PipelineStatus, StatusState } from '../model.ts'
import { addPipeline, setPipelineStatus } from '../pipelines.ts'
import { readCommit } from '../repository.ts'
import type { World } from '../world.ts'
import {
  type ApiAnswer,
  type ApiCall,
  answer,
  invalid,
  missing,
  type Route,
  readBoolean,
  readText,
  wrong,
} from './answer.ts'
import { describePerson } from './describe-person.ts'
import { cutPage } from './pagination.ts'

const events: Readonly<Record<StatusState, string>> = {
  pending: 'enqueue',
  running: 'run',
  success: 'success',
  failed: 'drop',
  canceled: 'cancel',
  skipped: 'skip',
}

function isState(text: string): text is StatusState {
  return Object.hasOwn(events, text)
}

function describeStatus(world: World, status: CommitStatus): Record<string, unknown> {
  const hasStarted = status.status !== 'pending'
  const hasFinished = hasStarted && status.status !== 'running'
  return {
    ...status,
    author: describePerson(world, status.author),
    started_at: hasStarted ? status.created_at : null,
    finished_at: hasFinished ? status.created_at : null,
    allow_failure: false,
    coverage: null,
  }
}

/** From these states GitLab does not let a status that is under way be moved on by this event. */
function isRefused(current: StatusState, wanted: StatusState): boolean {
  if (wanted === 'pending') return true
  return current === 'running' && (wanted === 'running' || wanted === 'skipped')
}

/** The pipeline that a status belongs to: the newest of the commit, or one of kind `external` that is made for it. */
function findPipeline(
  call: ApiCall,
  project: GitlabProject,
  sha: string,
  ref: string | undefined,
): Pipeline | ApiAnswer {
  const wanted = readText(call, 'pipeline_id')
  const found = project.pipelines.filter(
    (one) => one.sha === sha && (ref ?? one.ref) === one.ref && (wanted ?? String(one.id)) === String(one.id),
  )
  const newest = found.at(-1)
  if (newest) return newest
  if (wanted !== undefined) return missing('Pipeline for pipeline_id, sha and ref')
  const branch = ref ?? findBranch(project, sha)
  if (branch === undefined) return missing('References for commit')
  return addPipeline(project, { sha, ref: branch, status: 'created', source: 'external', user: call.actor.name })
}

function findBranch(project: GitlabProject, sha: string): string | undefined {
  const text = project.git('for-each-ref', `--contains=${sha}`, '--format=%(refname:lstrip=2)', 'refs/heads/')
  return text.split('\n').filter(Boolean)[0]
}

/** What GitLab makes of the statuses of a pipeline that has no jobs of its own. */
function combine(project: GitlabProject, pipeline: Pipeline): PipelineStatus {
  const states = listLatest(project.statuses.filter((one) => one.pipeline_id === pipeline.id)).map(
    ({ status }) => status,
  )
  if (states.every((state) => state === 'pending')) return 'pending'
  if (states.some((state) => state === 'running' || state === 'pending')) return 'running'
  if (states.includes('failed')) return 'failed'
  if (states.includes('canceled')) return 'canceled'
  return states.every((state) => state === 'skipped') ? 'skipped' : 'success'
}

/** The last of each name: what is asked for unless `all` is. */
function listLatest(statuses: readonly CommitStatus[]): CommitStatus[] {
  const latest = new Map(statuses.map((one) => [`${one.pipeline_id} ${one.ref} ${one.name}`, one]))
  return statuses.filter((one) => latest.get(`${one.pipeline_id} ${one.ref} ${one.name}`) === one)
}

/** Only a status of the same author that is under way is moved on; after its end the same name begins anew. */
function setStatus(call: ApiCall, project: GitlabProject, revision: string): ApiAnswer {
  const commit = /^[0-9a-f]{7,40}$/.test(revision) ? readCommit(project, revision) : undefined
  const state = readText(call, 'state')
  if (state === undefined) return invalid('state is missing')
  if (!isState(state)) return invalid('state does not have a valid value')
  if (!commit) return missing('Commit')
  const name = readText(call, 'name') ?? readText(call, 'context') ?? 'default'
  if (name.length > 255) return wrong({ name: ['is too long (maximum is 255 characters)'] })
  const targetUrl = readText(call, 'target_url')
  if (targetUrl !== undefined && targetUrl !== '' && !/^https?:\/\/[^\s/]/.test(targetUrl))
    return wrong({ target_url: ['is blocked: Only allowed schemes are http, https'] })
  const description = readText(call, 'description')
  if (description !== undefined && description.length > 255)
    return wrong({ description: ['is too long (maximum is 255 characters)'] })
  const pipeline = findPipeline(call, project, commit.id, readText(call, 'ref'))
  if (!('sha' in pipeline)) return pipeline
  const current = project.statuses.find(
    (one) =>
      one.pipeline_id === pipeline.id &&
      one.name === name &&
      one.author === call.actor.name &&
      ['pending', 'running'].includes(one.status),
  )
  if (current && isRefused(current.status, state)) {
    const event = events[state]
    return wrong(
      `Cannot transition status via :${event} from :${current.status} (Reason(s): Status cannot transition via "${event}")`,
    )
  }
  const status: CommitStatus = current ?? {
    id: project.nextId(),
    sha: commit.id,
    ref: pipeline.ref,
    name,
    status: state,
    description: null,
    target_url: null,
    pipeline_id: pipeline.id,
    author: call.actor.name,
    created_at: project.now(),
  }
  status.status = state
  status.description = description ?? status.description
  status.target_url = targetUrl ?? status.target_url
  if (!current) project.statuses.push(status)
  const combined = combine(project, pipeline)
  if (pipeline.source === 'external' && pipeline.status !== combined)
    setPipelineStatus(call.world, project, pipeline, combined)
  return answer(describeStatus(call.world, status), 201)
}

export const statusRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^repository\/commits\/([^/]+)\/statuses$/,
    level: 20,
    handle: (call, project, [revision = '']) => {
      const { query } = call
      const commit = readCommit(project, revision)
      if (!commit) return missing('Commit')
      const [name, ref, pipeline] = ['name', 'ref', 'pipeline_id'].map((key) => query.get(key) ?? undefined)
      const ofCommit = project.statuses.filter((one) => one.sha === commit.id)
      const shown = readBoolean(query.get('all')) ? ofCommit : listLatest(ofCommit)
      const wanted = shown.filter(
        (one) =>
          (name ?? one.name) === one.name &&
          (ref ?? one.ref) === one.ref &&
          (pipeline ?? String(one.pipeline_id)) === String(one.pipeline_id),
      )
      return cutPage(
        wanted.map((one) => describeStatus(call.world, one)),
        call,
      )
    },
  },
  {
    method: 'POST',
    pattern: /^statuses\/([^/]+)$/,
    level: 30,
    handle: (call, project, [sha = '']) => setStatus(call, project, sha),
  },
]
