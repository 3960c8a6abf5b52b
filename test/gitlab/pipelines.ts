import type { GitlabProject, Pipeline, PipelineStatus } from './model.ts'
import type { World } from './world.ts'

const finished: readonly PipelineStatus[] = ['success', 'failed', 'canceled', 'skipped']

/** Adds a pipeline without telling any hook. */
export function addPipeline(
  project: GitlabProject,
  spec: Pick<Pipeline, 'sha' | 'ref'> & Partial<Omit<Pipeline, 'id' | 'iid' | 'jobs'>> & { jobs?: readonly string[] },
): Pipeline {
  const { jobs = [], ...given } = spec
  const now = project.now()
  const pipeline: Pipeline = {
    ...{
      tag: false,
      status: 'running',
      source: 'push',
      user: 'ada',
      mergeRequest: null,
      created_at: now,
      updated_at: now,
    },
    finished_at: null,
    ...given,
    id: project.nextId(),
    iid: project.pipelines.length + 1,
    jobs: jobs.map((name) => ({ id: project.nextId(), name, stage: 'test', status: given.status ?? 'running' })),
  }
  if (finished.includes(pipeline.status)) pipeline.finished_at = now
  project.pipelines.push(pipeline)
  return pipeline
}

/** Gives a pipeline and its jobs another status and tells the hooks. */
export function setPipelineStatus(
  world: World,
  project: GitlabProject,
  pipeline: Pipeline,
  status: PipelineStatus,
): void {
  pipeline.status = status
  pipeline.updated_at = project.now()
  if (finished.includes(status)) pipeline.finished_at = pipeline.updated_at
  for (const job of pipeline.jobs) job.status = status
  world.announce({ kind: 'pipeline', project, user: pipeline.user, pipeline })
}
