import type { Environment, GitlabProject } from '../model.ts'
import { createEnvironment } from '../projects.ts'
import type { World } from '../world.ts'
import { answer, invalid, notFound, type Route, readText, wrong } from './answer.ts'
import { describeDeployment } from './deployments.ts'
import { cutPage } from './pagination.ts'

const tiers = ['production', 'staging', 'testing', 'development', 'other']

function describeEnvironment(world: World, project: GitlabProject, environment: Environment): Record<string, unknown> {
  const last = project.deployments
    .filter((one) => one.environment === environment.name && one.status === 'success')
    .at(-1)
  return {
    ...environment,
    slug: environment.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    description: null,
    auto_stop_at: null,
    last_deployment: last ? describeDeployment(world, project, last) : null,
  }
}

/** The external address and tier that a call gives, or why they are refused. */
function readSettings(fields: Readonly<Record<string, unknown>>): Partial<Environment> | string {
  const [address, tier] = [readText({ fields }, 'external_url'), readText({ fields }, 'tier')]
  if (tier !== undefined && !tiers.includes(tier)) return 'tier does not have a valid value'
  if (address !== undefined && address !== '' && !/^https?:\/\//.test(address)) return 'external_url is invalid'
  return {
    ...(address === undefined ? {} : { external_url: address === '' ? null : address }),
    ...(tier === undefined ? {} : { tier }),
  }
}

export const environmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^environments$/,
    takesJobToken: true,
    wantsUser: true,
    level: 20,
    handle: (call, project) => {
      const [name, search] = [call.query.get('name'), call.query.get('search')]
      if (search !== null && search.length < 3) return wrong('400 Bad request - Search query is less than 3 characters')
      const found = project.environments.filter(
        (one) => (name ?? one.name) === one.name && one.name.includes(search ?? ''),
      )
      return cutPage(
        found.map((one) => describeEnvironment(call.world, project, one)),
        call,
      )
    },
  },
  {
    method: 'POST',
    pattern: /^environments$/,
    takesJobToken: true,
    level: 30,
    handle: (call, project) => {
      const name = readText(call, 'name')
      if (name === undefined) return invalid('name is missing')
      const settings = readSettings(call.fields)
      if (typeof settings === 'string') return invalid(settings)
      if (!/^[\w/${}. -]{1,255}$/.test(name)) {
        const message =
          "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', and spaces, but it cannot start or end with '/'"
        return wrong({ name: [message] })
      }
      if (project.environments.some((one) => one.name === name))
        return wrong({ name: ['has already been taken'], slug: ['has already been taken'] })
      const environment = { ...createEnvironment(project, name), ...settings }
      project.environments.push(environment)
      return answer(describeEnvironment(call.world, project, environment), 201)
    },
  },
  {
    method: 'GET',
    pattern: /^environments\/(\d+)$/,
    takesJobToken: true,
    wantsUser: true,
    level: 20,
    handle: ({ world }, project, [id]) => {
      const environment = project.environments.find((one) => String(one.id) === id)
      return environment ? answer(describeEnvironment(world, project, environment)) : notFound
    },
  },
  {
    method: 'PUT',
    pattern: /^environments\/(\d+)$/,
    takesJobToken: true,
    level: 30,
    handle: (call, project, [id]) => {
      const environment = project.environments.find((one) => String(one.id) === id)
      if (!environment) return notFound
      const settings = readSettings(call.fields)
      if (typeof settings === 'string') return invalid(settings)
      Object.assign(environment, settings, { updated_at: project.now() })
      return answer(describeEnvironment(call.world, project, environment))
    },
  },
]
