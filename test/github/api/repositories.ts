import type { GithubRepository } from '../repositories.ts'
import { type ApiAnswer, type ApiCall, type GithubWorld, notFound, type Route } from '../routing.ts'

function describeRepository(repository: GithubRepository, { url }: GithubWorld) {
  const [owner = '', name = ''] = repository.fullName.split('/')
  return {
    id: repository.id,
    name,
    full_name: repository.fullName,
    private: repository.isPrivate,
    owner: { login: owner, type: 'Organization' },
    html_url: `${url}/${repository.fullName}`,
    default_branch: repository.defaultBranch,
    archived: repository.isArchived,
  }
}

const permissions = { admin: 'admin', maintain: 'write', write: 'write', triage: 'read', read: 'read' } as const

function readPermission({ world }: ApiCall, repository: GithubRepository, [login = '']: readonly string[]): ApiAnswer {
  const user = world.users.find((one) => one.login === decodeURIComponent(login))
  if (!user) return notFound
  const role = repository.collaborators.get(user.login)
  // Everybody reads what is public.
  const name = role ?? (repository.isPrivate ? 'none' : 'read')
  return { status: 200, body: { permission: name === 'none' ? 'none' : permissions[name], role_name: name, user } }
}

function checkCollaborator(_: ApiCall, repository: GithubRepository, [login = '']: readonly string[]): ApiAnswer {
  return repository.collaborators.has(decodeURIComponent(login)) ? { status: 204 } : notFound
}

/** The repository itself, and who may what there. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^$/,
    caller: 'installation',
    permission: 'metadata:read',
    handle: ({ world }, repository) => ({ status: 200, body: describeRepository(repository, world) }),
  },
  {
    method: 'GET',
    pattern: /^\/installation$/,
    caller: 'app',
    handle: ({ world }, repository) =>
      repository.isInstalled
        ? {
            status: 200,
            body: { id: 1, app_id: world.app.id, permissions: world.app.permissions, events: world.app.events },
          }
        : notFound,
  },
  {
    method: 'GET',
    pattern: /^\/collaborators\/([^/]+)\/permission$/,
    caller: 'installation',
    permission: 'metadata:read',
    handle: readPermission,
  },
  {
    method: 'GET',
    pattern: /^\/collaborators\/([^/]+)$/,
    caller: 'installation',
    permission: 'metadata:read',
    handle: checkCollaborator,
  },
]

export { describeRepository }
