import { anonymous, maySee, readLevel } from '../actors.ts'
import type { GitlabProject } from '../model.ts'
import { type ApiAnswer, type ApiCall, answer, forbidden, missing, type Route, unauthorized, wrong } from './answer.ts'
import { commitRoutes } from './commits.ts'
import { deploymentRoutes } from './deployments.ts'
import { discussionRoutes } from './discussions.ts'
import { environmentRoutes } from './environments.ts'
import { fileRoutes } from './files.ts'
import { answerGroup } from './groups.ts'
import { hookRoutes } from './hooks.ts'
import { mergeRequestRoutes } from './merge-requests.ts'
import { noteRoutes } from './notes.ts'
import { pipelineRoutes } from './pipelines.ts'
import { projectRoutes } from './project.ts'
import { referenceRoutes } from './references.ts'
import { registryRoutes } from './registry.ts'
import { releaseRoutes } from './releases.ts'
import { secureFileRoutes } from './secure-files.ts'
import { statusRoutes } from './statuses.ts'
import { listUsers, memberRoutes, showOwnToken, showOwnUser, showUser } from './users.ts'

/**
 * What of GitLab's REST API is imitated, under `/projects/:id`. Which routes take a job token is by gitlab-ci.md 3.3: it reads
 * secure files, merge requests with their notes, commits, images, artifacts, and reads and makes releases, environments and
 * deployments; it does not write notes or statuses, nor lint, nor does it see pipelines, jobs and files.
 */
const routes: readonly Route[] = [
  ...projectRoutes,
  ...memberRoutes,
  ...secureFileRoutes,
  ...commitRoutes,
  ...fileRoutes,
  ...referenceRoutes,
  ...mergeRequestRoutes,
  ...noteRoutes,
  ...discussionRoutes,
  ...statusRoutes,
  ...pipelineRoutes,
  ...releaseRoutes,
  ...environmentRoutes,
  ...deploymentRoutes,
  ...registryRoutes,
  ...hookRoutes,
]

const unknownPath: ApiAnswer = { status: 404, body: { error: '404 Not Found' } }

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Why the scopes of the token do not allow this call; undefined where they do. */
function checkScopes({ actor, method, path }: ApiCall): ApiAnswer | undefined {
  if (actor.kind !== 'user' || path === 'personal_access_tokens/self') return undefined
  const { scopes } = actor.token
  if (scopes.includes('api') || (isRead(method) && scopes.includes('read_api'))) return undefined
  if (scopes.includes('read_user') && /^users?(\/|$)/.test(path)) return undefined
  if (scopes.includes('read_repository') && isRead(method) && /\/repository\/(files|blobs)\//.test(path))
    return undefined
  return {
    status: 403,
    body: {
      error: 'insufficient_scope',
      error_description: 'The request requires higher privileges than provided by the access token.',
      scope: isRead(method) ? 'api read_api' : 'api',
    },
  }
}

/** Answers one call of `/api/v4/PATH`. */
export function answerApi(call: ApiCall): ApiAnswer | Promise<ApiAnswer> {
  const { path, method, world } = call
  const refusal = checkScopes(call)
  if (refusal) return refusal
  if (isRead(method)) {
    if (path === 'user') return showOwnUser(call)
    if (path === 'personal_access_tokens/self') return showOwnToken(call)
    if (path === 'version' || path === 'metadata')
      return call.actor.kind === 'user' ? answer({ version: '18.4.0', revision: 'stand-in' }) : unauthorized
    if (path === 'users') return listUsers(call)
    const user = /^users\/(\d+)$/.exec(path)?.[1]
    if (user !== undefined) return call.actor.kind === 'user' ? showUser(call, user) : unauthorized
  }
  let parts: string[]
  try {
    parts = (/^(projects|groups)\/([^/]+)(?:\/(.*))?$/.exec(path) ?? []).slice(1)
    const [kind, encoded = '', rest = ''] = parts
    const name = decodeURIComponent(encoded)
    if (kind === 'groups') return answerGroup(call, name, rest)
    if (kind !== 'projects') return unknownPath
    return answerProject(
      call,
      world.projects.find((one) => one.path === name || String(one.id) === name),
      rest,
    )
  } catch (error) {
    if (error instanceof URIError) return wrong('400 Bad request')
    throw error
  }
}

function answerProject(
  call: ApiCall,
  project: GitlabProject | undefined,
  rest: string,
): ApiAnswer | Promise<ApiAnswer> {
  const { method } = call
  const known = routes.filter(({ pattern }) => pattern.test(rest))
  const route = known.find((one) => one.method === method || (method === 'HEAD' && one.method === 'GET'))
  if (!route) return known.length > 0 ? { status: 405, body: { error: '405 Not Allowed' } } : unknownPath
  const isWrite = !isRead(method)
  const wantsUser = isWrite || route.wantsUser === true
  const actor = call.actor.kind === 'job' && !route.takesJobToken ? anonymous : call.actor
  if (wantsUser && actor.kind === 'anonymous') return unauthorized
  const parts = (route.pattern.exec(rest) ?? [])
    .slice(1)
    .map((part) => (part === undefined ? part : decodeURIComponent(part)))
  if (!project || !maySee(actor, project)) return missing('Project')
  if (isWrite && actor.kind === 'job' && actor.job.project !== project.path) return forbidden
  if (isWrite && project.isArchived) return forbidden
  const isOpenToAll = project.visibility === 'public' && !wantsUser
  if (route.level !== undefined && actor.kind === 'user' && !isOpenToAll) {
    if (readLevel(actor.account, project.path) < route.level) return forbidden
  }
  return route.handle({ ...call, actor }, project, parts)
}
