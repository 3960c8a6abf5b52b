import type { GitlabProject } from '../model.ts'
import { listReferences, readCommit } from '../repository.ts'
import type { World } from '../world.ts'
import { answer, missing, type Route } from './answer.ts'
import { describeCommit } from './commits.ts'
import { cutPage } from './pagination.ts'

/** Whether one of the patterns with `*` fits the name. */
export function isProtected(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`).test(name)
  })
}

function describeTag(world: World, project: GitlabProject, name: string): Record<string, unknown> {
  const type = project.git('cat-file', '-t', `refs/tags/${name}`).trim()
  const message = type === 'tag' ? project.git('for-each-ref', '--format=%(contents)', `refs/tags/${name}`).trim() : ''
  const commit = readCommit(project, `refs/tags/${name}`)
  const release = project.releases.find((one) => one.tag_name === name)
  return {
    name,
    message,
    target: project.git('rev-parse', `refs/tags/${name}`).trim(),
    commit: describeCommit(world, project, commit),
    protected: isProtected(project.protectedTags, name),
    release: release ? { tag_name: name, description: release.description } : null,
    created_at: null,
  }
}

function describeBranch(world: World, project: GitlabProject, name: string): Record<string, unknown> {
  return {
    name,
    merged: false,
    default: name === project.defaultBranch,
    protected: isProtected(project.protectedBranches, name),
    developers_can_push: false,
    developers_can_merge: false,
    can_push: true,
    web_url: `${world.url}/${project.path}/-/tree/${name}`,
    commit: describeCommit(world, project, readCommit(project, `refs/heads/${name}`)),
  }
}

function describeProtection(name: string, at: number): Record<string, unknown> {
  const maintainers = [{ id: at + 1, access_level: 40, access_level_description: 'Maintainers' }]
  return {
    id: at + 1,
    name,
    push_access_levels: maintainers,
    merge_access_levels: maintainers,
    allow_force_push: false,
  }
}

export const referenceRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^repository\/tags$/,
    level: 20,
    handle: (call, project) =>
      cutPage(
        listReferences(project, 'tags').map((name) => describeTag(call.world, project, name)),
        call,
      ),
  },
  {
    method: 'GET',
    pattern: /^repository\/tags\/([^/]+)$/,
    level: 20,
    handle: ({ world }, project, [name = '']) =>
      listReferences(project, 'tags').includes(name) ? answer(describeTag(world, project, name)) : missing('Tag'),
  },
  {
    method: 'GET',
    pattern: /^repository\/branches$/,
    level: 20,
    handle: (call, project) =>
      cutPage(
        listReferences(project, 'heads').map((name) => describeBranch(call.world, project, name)),
        call,
      ),
  },
  {
    method: 'GET',
    pattern: /^repository\/branches\/([^/]+)$/,
    level: 20,
    handle: ({ world }, project, [name = '']) =>
      listReferences(project, 'heads').includes(name)
        ? answer(describeBranch(world, project, name))
        : missing('Branch'),
  },
  {
    method: 'GET',
    pattern: /^protected_tags$/,
    wantsUser: true,
    level: 40,
    handle: (call, project) =>
      cutPage(
        project.protectedTags.map((name) => ({
          name,
          create_access_levels: [{ id: 1, access_level: 40, access_level_description: 'Maintainers' }],
        })),
        call,
      ),
  },
  {
    method: 'GET',
    pattern: /^protected_branches$/,
    wantsUser: true,
    level: 30,
    handle: (call, project) => cutPage(project.protectedBranches.map(describeProtection), call),
  },
]
