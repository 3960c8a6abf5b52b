import type { Deployment, DeploymentStatus, GitlabProject } from './model.ts'
import { createEnvironment } from './projects.ts'
import type { World } from './world.ts'

/** Makes a deployment that no job made, with its environment where that is new, and tells the hooks. */
export function createDeployment(
  world: World,
  project: GitlabProject,
  spec: Pick<Deployment, 'sha' | 'ref' | 'tag' | 'environment' | 'status' | 'username'>,
): Deployment {
  if (!project.environments.some((one) => one.name === spec.environment))
    project.environments.push(createEnvironment(project, spec.environment))
  const now = project.now()
  const deployment: Deployment = {
    id: project.nextId(),
    iid: project.deployments.length + 1,
    ...spec,
    job: undefined,
    created_at: now,
    updated_at: now,
  }
  project.deployments.push(deployment)
  world.announce({ kind: 'deployment', project, user: spec.username, deployment })
  return deployment
}

export function setDeploymentStatus(
  world: World,
  project: GitlabProject,
  deployment: Deployment,
  status: DeploymentStatus,
): void {
  deployment.status = status
  deployment.updated_at = project.now()
  world.announce({ kind: 'deployment', project, user: deployment.username, deployment })
}
