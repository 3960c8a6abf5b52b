import { createDeployment, setDeploymentStatus } from '../deploy.ts'
import type { Deployment, DeploymentStatus, GitlabProject } from '../model.ts'
import { readCommit } from '../repository.ts'
import type { World } from '../world.ts'
import {
  type ApiAnswer,
  type ApiCall,
  answer,
  invalid,
  isWithin,
  notFound,
  type Route,
  readBoolean,
  readText,
  wrong,
} from './answer.ts'
import { describePerson } from './describe-person.ts'
import { cutPage } from './pagination.ts'
import { describeJob } from './pipelines.ts'

const settable = ['running', 'success', 'failed', 'canceled'] as const

function readStatus(text: string | undefined): Exclude<DeploymentStatus, 'created'> | undefined {
  return settable.find((one) => one === text)
}

export function describeDeployment(
  world: World,
  project: GitlabProject,
  deployment: Deployment,
): Record<string, unknown> {
  const { id, iid, sha, ref, environment, status, username, job, created_at, updated_at } = deployment
  const place = project.environments.find((one) => one.name === environment)
  return {
    ...{ id, iid, sha, ref, status, created_at, updated_at },
    user: describePerson(world, username),
    environment: { id: place?.id, name: environment, slug: environment, external_url: place?.external_url ?? null },
    deployable: job ? describeJob(project, job) : null,
  }
}

function listDeployments(call: ApiCall, project: GitlabProject): ApiAnswer {
  const { query } = call
  const [environment, status] = [query.get('environment'), query.get('status')]
  // GitLab sorts by the time that it filters by.
  const hasTimes = query.has('updated_after') || query.has('updated_before')
  const order = hasTimes ? 'updated_at' : query.get('order_by')
  const wanted = project.deployments.filter(
    (one) =>
      (environment ?? one.environment) === one.environment &&
      (status ?? one.status) === one.status &&
      isWithin(query, one.updated_at),
  )
  const sorted = wanted.toSorted(
    (one, other) =>
      (order === 'updated_at' || order === 'created_at' ? one[order].localeCompare(other[order]) : 0) ||
      one.id - other.id,
  )
  if (query.get('sort') === 'desc') sorted.reverse()
  return cutPage(
    sorted.map((one) => describeDeployment(call.world, project, one)),
    call,
  )
}

function makeDeployment(call: ApiCall, project: GitlabProject): ApiAnswer {
  const [environment, sha, ref] = ['environment', 'sha', 'ref'].map((name) => readText(call, name))
  if (environment === undefined) return invalid('environment is missing')
  if (sha === undefined) return invalid('sha is missing')
  if (ref === undefined) return invalid('ref is missing')
  const tag = readBoolean(call.fields.tag)
  if (tag === undefined) return invalid('tag is missing')
  const status = readStatus(readText(call, 'status'))
  if (!status) return invalid('status does not have a valid value')
  if (!readCommit(project, sha)) return wrong({ sha: ['The commit does not exist'] })
  if (!readCommit(project, tag ? `refs/tags/${ref}` : ref))
    return wrong({ ref: [`The ${tag ? 'tag' : 'branch'} does not exist`] })
  const made = createDeployment(call.world, project, { environment, sha, ref, tag, status, username: call.actor.name })
  return answer(describeDeployment(call.world, project, made), 201)
}

function updateDeployment(call: ApiCall, project: GitlabProject, deployment: Deployment): ApiAnswer {
  if (deployment.job)
    return wrong('403 Forbidden - Deployments created using GitLab CI can not be updated using the API', 403)
  const status = readStatus(readText(call, 'status'))
  if (!status) return invalid('status does not have a valid value')
  const isUnderWay = deployment.status === 'created' || deployment.status === 'running'
  if (!isUnderWay || status === deployment.status) {
    const event = { running: 'run', success: 'succeed', failed: 'drop', canceled: 'cancel' }[status]
    return wrong({ status: [`cannot transition via "${event}"`] })
  }
  setDeploymentStatus(call.world, project, deployment, status)
  return answer(describeDeployment(call.world, project, deployment))
}

export const deploymentRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^deployments$/,
    takesJobToken: true,
    wantsUser: true,
    level: 20,
    handle: listDeployments,
  },
  {
    method: 'POST',
    pattern: /^deployments$/,
    takesJobToken: true,
    level: 30,
    handle: makeDeployment,
  },
  {
    method: 'GET',
    pattern: /^deployments\/(\d+)$/,
    takesJobToken: true,
    wantsUser: true,
    level: 20,
    handle: ({ world }, project, [id]) => {
      const found = project.deployments.find((one) => String(one.id) === id)
      return found ? answer(describeDeployment(world, project, found)) : notFound
    },
  },
  {
    method: 'PUT',
    pattern: /^deployments\/(\d+)$/,
    takesJobToken: true,
    level: 30,
    handle: (call, project, [id]) => {
      const found = project.deployments.find((one) => String(one.id) === id)
      return found ? updateDeployment(call, project, found) : notFound
    },
  },
]
