import type { EndedJob, GitlabProject, Pipeline } from '../model.ts'
import { readCommit } from '../repository.ts'
import type { World } from '../world.ts'
import { answer, isWithin, notFound, type Route } from './answer.ts'
import { describeCommit } from './commits.ts'
import { describePerson } from './describe-person.ts'
import { cutPage } from './pagination.ts'

export function describePipeline(world: World, project: GitlabProject, pipeline: Pipeline): Record<string, unknown> {
  const { id, iid, sha, ref, status, source, created_at, updated_at } = pipeline
  const web_url = `${world.url}/${project.path}/-/pipelines/${id}`
  return {
    ...{ id, iid, project_id: project.id, sha, ref, status, source, created_at, updated_at, web_url },
    name: null,
  }
}

export function describeJob(project: GitlabProject, job: EndedJob): Record<string, unknown> {
  const commit = readCommit(project, job.sha) ?? { id: job.sha }
  return { id: job.id, name: job.name, status: 'success', ref: job.ref, tag: false, stage: 'deploy', commit }
}

export const pipelineRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^pipelines$/,
    wantsUser: true,
    level: 20,
    handle: (call, project) => {
      const { query } = call
      const isWanted = (name: 'sha' | 'ref' | 'status' | 'source', one: Pipeline) =>
        (query.get(name) ?? one[name]) === one[name]
      const found = project.pipelines.filter(
        (one) =>
          isWanted('sha', one) &&
          isWanted('ref', one) &&
          isWanted('status', one) &&
          isWanted('source', one) &&
          (query.get('scope') !== 'tags' || one.tag) &&
          isWithin(query, one.updated_at),
      )
      const key = query.get('order_by') === 'updated_at' ? 'updated_at' : 'created_at'
      const sorted = found.toSorted((one, other) => one[key].localeCompare(other[key]) || one.id - other.id)
      if (query.get('sort') !== 'asc') sorted.reverse()
      return cutPage(
        sorted.map((one) => describePipeline(call.world, project, one)),
        call,
      )
    },
  },
  {
    method: 'GET',
    pattern: /^pipelines\/(\d+)$/,
    wantsUser: true,
    level: 20,
    handle: ({ world }, project, [id]) => {
      const pipeline = project.pipelines.find((one) => String(one.id) === id)
      if (!pipeline) return notFound
      const { tag, user, finished_at } = pipeline
      return answer({
        ...describePipeline(world, project, pipeline),
        ...{ before_sha: '0'.repeat(40), tag, yaml_errors: null, user: describePerson(world, user) },
        ...{ started_at: pipeline.created_at, finished_at, committed_at: null, duration: 1, queued_duration: 0 },
        detailed_status: { group: pipeline.status, text: pipeline.status, label: pipeline.status },
      })
    },
  },
  {
    method: 'GET',
    pattern: /^pipelines\/(\d+)\/jobs$/,
    wantsUser: true,
    level: 20,
    handle: (call, project, [id]) => {
      const pipeline = project.pipelines.find((one) => String(one.id) === id)
      if (!pipeline) return notFound
      const { sha, ref, tag, created_at, finished_at } = pipeline
      const commit = describeCommit(call.world, project, readCommit(project, sha))
      const about = { id: pipeline.id, project_id: project.id, sha, ref, status: pipeline.status }
      return cutPage(
        pipeline.jobs.map((job) => ({
          ...{ ...job, ref, tag, created_at, finished_at, allow_failure: false, commit, pipeline: about },
          user: describePerson(call.world, pipeline.user),
          web_url: `${call.world.url}/${project.path}/-/jobs/${job.id}`,
        })),
        call,
      )
    },
  },
  {
    method: 'GET',
    pattern: /^jobs$/,
    wantsUser: true,
    level: 20,
    handle: (call, project) =>
      cutPage(
        project.jobs.map((job) => describeJob(project, job)),
        call,
      ),
  },
  {
    method: 'GET',
    pattern: /^jobs\/(\d+)\/artifacts\/(.+)$/,
    takesJobToken: true,
    level: 20,
    handle: (_call, project, [id, file = '']) => {
      const content = project.jobs.find((job) => String(job.id) === id)?.artifacts.get(file)
      if (!content) return { status: 404, body: { message: '404 Not Found' } }
      return { status: 200, bytes: content, headers: { 'content-type': 'application/octet-stream' } }
    },
  },
]
