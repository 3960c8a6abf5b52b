import { maySee, readLevel } from '../actors.ts'
import { readGroupId, type World } from '../world.ts'
import { type ApiAnswer, type ApiCall, answer, forbidden, missing, readBoolean, unauthorized } from './answer.ts'
import { answerHooks } from './hooks.ts'
import { cutKeyset } from './pagination.ts'
import { describeProject } from './project.ts'

/** Groups are what the paths of the projects name. */
function findGroup(world: World, idOrPath: string): string | undefined {
  const paths = world.projects.flatMap(({ path }) => {
    const parts = path.split('/')
    return parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join('/'))
  })
  return paths.find((path) => path === idOrPath || String(readGroupId(world, path)) === idOrPath)
}

/** Answers what is asked below `/groups/:id`. */
export function answerGroup(call: ApiCall, idOrPath: string, rest: string): ApiAnswer | Promise<ApiAnswer> {
  const { world, actor, query } = call
  const group = findGroup(world, idOrPath)
  const below = world.projects.filter(({ path }) => path.startsWith(`${group}/`))
  if (group === undefined || !below.some((project) => maySee(actor, project))) return missing('Group')
  if (rest === '' && call.method === 'GET') {
    const name = group.split('/').at(-1)
    return answer({
      id: readGroupId(world, group),
      name,
      path: name,
      full_path: group,
      web_url: `${world.url}/${group}`,
    })
  }
  if (rest === 'projects' && call.method === 'GET') {
    const isDeep = readBoolean(query.get('include_subgroups')) ?? false
    const archived = readBoolean(query.get('archived'))
    const shown = below.filter(
      (project) =>
        maySee(actor, project) &&
        (isDeep || project.path.lastIndexOf('/') === group.length) &&
        (archived ?? project.isArchived) === project.isArchived,
    )
    return cutKeyset(shown, call, (project) => describeProject(world, project, actor))
  }
  if (/^hooks(\/|$)/.test(rest)) {
    if (actor.kind !== 'user') return unauthorized
    return readLevel(actor.account, group) >= 50 || actor.account.elsewhere >= 40
      ? answerHooks(call, { of: 'group', path: group }, rest)
      : forbidden
  }
  return { status: 404, body: { error: '404 Not Found' } }
}
