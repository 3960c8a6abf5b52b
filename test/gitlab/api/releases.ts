import type { GitlabProject, Release } from '../model.ts'
import { noticePushes } from '../pushes.ts'
import { listReferences, readCommit, resolveCommit } from '../repository.ts'
import type { World } from '../world.ts'
import { type ApiAnswer, type ApiCall, answer, invalid, notFound, type Route, readText, wrong } from './answer.ts'
import { describeCommit } from './commits.ts'
import { describePerson } from './describe-person.ts'
import { cutPage } from './pagination.ts'

function describeRelease(world: World, project: GitlabProject, release: Release): Record<string, unknown> {
  const { tag_name, name, description, created_at, released_at, author } = release
  const address = `${world.url}/${project.path}/-/releases/${encodeURIComponent(tag_name)}`
  return {
    ...{ tag_name, name, description, created_at, released_at, upcoming_release: false },
    author: author === null ? null : describePerson(world, author),
    commit: describeCommit(world, project, readCommit(project, `refs/tags/${tag_name}`)),
    commit_path: null,
    tag_path: `/${project.path}/-/tags/${tag_name}`,
    assets: { count: 0, sources: [], links: [] },
    evidences: [],
    _links: { self: address, edit_url: `${address}/edit` },
  }
}

function createRelease(call: ApiCall, project: GitlabProject): ApiAnswer {
  const { world, actor } = call
  const tag = readText(call, 'tag_name')
  if (tag === undefined || tag === '') return invalid('tag_name is missing')
  if (!listReferences(project, 'tags').includes(tag)) {
    const ref = readText(call, 'ref')
    if (ref === undefined) return wrong('Ref is not specified', 422)
    const commit = resolveCommit(project, ref)
    if (commit === undefined) return wrong(`Target ${ref} is invalid`, 422)
    project.git('update-ref', `refs/tags/${tag}`, commit)
    noticePushes(world, project, actor.name)
  }
  if (project.releases.some((one) => one.tag_name === tag)) return wrong('Release already exists', 409)
  const release = {
    tag_name: tag,
    name: readText(call, 'name') ?? tag,
    description: readText(call, 'description') ?? '',
    author: actor.name,
    created_at: project.now(),
    released_at: readText(call, 'released_at') ?? project.now(),
  }
  project.releases.push(release)
  world.announce({ kind: 'release', project, user: actor.name, release, action: 'create' })
  return answer(describeRelease(world, project, release), 201)
}

export const releaseRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^releases$/,
    takesJobToken: true,
    level: 10,
    handle: (call, project) =>
      cutPage(project.releases.map((one) => describeRelease(call.world, project, one)).reverse(), call),
  },
  {
    method: 'GET',
    pattern: /^releases\/([^/]+)$/,
    takesJobToken: true,
    level: 20,
    handle: ({ world }, project, [tag]) => {
      const release = project.releases.find((one) => one.tag_name === tag)
      return release
        ? answer(describeRelease(world, project, release))
        : { ...notFound, body: { message: '404 Not Found' } }
    },
  },
  {
    method: 'POST',
    pattern: /^releases$/,
    takesJobToken: true,
    level: 30,
    handle: createRelease,
  },
  {
    method: 'PUT',
    pattern: /^releases\/([^/]+)$/,
    takesJobToken: true,
    level: 30,
    handle: (call, project, [tag]) => {
      const release = project.releases.find((one) => one.tag_name === tag)
      if (!release) return { status: 403, body: { message: '403 Forbidden' } }
      release.name = readText(call, 'name') ?? release.name
      release.description = readText(call, 'description') ?? release.description
      call.world.announce({ kind: 'release', project, user: call.actor.name, release, action: 'update' })
      return answer(describeRelease(call.world, project, release))
    },
  },
]
