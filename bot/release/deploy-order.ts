import { readFlag, readNumber, readText, requireProject, requireText } from '../reactions/job-payload.ts'
import type { Job, NewJob } from '../reactions/reaction.ts'

/** What a deploy job is told. */
export interface DeployOrder {
  project: string
  ref: string
  isTag: boolean
  sha: string
  instance: string
  /** The protected branch whose manifest holds; null where the commit's own does. */
  manifestBranch: string | null
  trainings: string[]
  /** Whether no hook told of it: a sweep found it. */
  isFound: boolean
  /** The command that asked for it; null where a tag did. */
  request: { number: number; noteId: string; username: string } | null
}

/** The subject of an application: a newer one of the same takes its place. */
export function nameDeployment(
  forge: string,
  { project, instance, ref }: Pick<DeployOrder, 'project' | 'instance' | 'ref'>,
): string {
  return `deploy:${forge}:${project}:${instance}:${ref}`
}

/** The job that applies an order. Of one instance, one is applied at a time over all replicas. */
export function makeDeployJob(forge: string, order: DeployOrder): NewJob {
  const { project, ref, isTag, sha, instance, manifestBranch, trainings, isFound, request } = order
  return {
    kind: 'deploy',
    forge,
    project,
    lane: `deploy:${forge}:${project}:${instance}`,
    resource: `instance:${instance}`,
    subject: nameDeployment(forge, order),
    payload: {
      ...{ ref, isTag, sha, instance, trainings },
      ...(manifestBranch === null ? {} : { manifestBranch }),
      ...(isFound ? { isFound } : {}),
      ...(request === null ? {} : { number: request.number, noteId: request.noteId, requestedBy: request.username }),
    },
  }
}

export function readDeployOrder(job: Job): DeployOrder {
  const { trainings } = job.payload
  const [number, noteId] = [readNumber(job, 'number'), readText(job, 'noteId')]
  return {
    project: requireProject(job),
    ref: requireText(job, 'ref'),
    isTag: readFlag(job, 'isTag'),
    sha: requireText(job, 'sha'),
    instance: requireText(job, 'instance'),
    manifestBranch: readText(job, 'manifestBranch'),
    isFound: readFlag(job, 'isFound'),
    trainings: Array.isArray(trainings) ? trainings.filter((name: unknown) => typeof name === 'string') : [],
    request:
      number === null || noteId === null ? null : { number, noteId, username: readText(job, 'requestedBy') ?? '' },
  }
}
