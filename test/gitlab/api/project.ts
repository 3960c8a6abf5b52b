import { type Actor, readLevel } from '../actors.ts'
import type { GitlabProject } from '../model.ts'
import { readGroupId, type World } from '../world.ts'
import { answer, type Route } from './answer.ts'

export function describeProject(world: World, project: GitlabProject, actor: Actor): Record<string, unknown> {
  const name = project.path.split('/').at(-1)
  const group = project.path.split('/').slice(0, -1).join('/')
  const level = actor.kind === 'user' ? readLevel(actor.account, project.path) : 0
  const access = level > 0 ? { access_level: level, notification_level: 3 } : null
  return {
    id: project.id,
    name,
    path: name,
    description: null,
    name_with_namespace: project.path.replaceAll('/', ' / '),
    path_with_namespace: project.path,
    created_at: '2026-01-01T00:00:00.000Z',
    default_branch: project.defaultBranch,
    visibility: project.visibility,
    archived: project.isArchived,
    empty_repo: false,
    http_url_to_repo: project.gitUrl,
    ssh_url_to_repo: project.gitUrl.replace(/^http:\/\/([^/:]+)[^/]*\//, 'git@$1:'),
    web_url: `${world.url}/${project.path}`,
    namespace: { id: readGroupId(world, group), name: group, path: group, kind: 'group', full_path: group },
    container_registry_enabled: true,
    container_registry_image_prefix: `registry.example.org/${project.path}`,
    ...(actor.kind === 'user' ? { permissions: { project_access: access, group_access: null } } : {}),
  }
}

export const projectRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^$/,
    handle: ({ world, actor }, project) => answer(describeProject(world, project, actor)),
  },
  {
    method: 'POST',
    pattern: /^ci\/lint$/,
    level: 30,
    handle: ({ fields }) =>
      typeof fields.content === 'string'
        ? answer({ valid: true, errors: [], warnings: [], merged_yaml: fields.content })
        : { status: 400, body: { error: 'content is missing' } },
  },
]
