import { noCommit } from './hooks/events.ts'
import { readVersion, tell } from './merge-requests.ts'
import type { GitlabProject } from './model.ts'
import { readReferences } from './repository.ts'
import type { World } from './world.ts'

/** What branches and tags were when they were last looked at. */
const seen = new WeakMap<GitlabProject, Map<string, string>>()

export interface PushOptions {
  /**
   * GitLab may send a second hook for one push to a merge request, with the old commit in it or without: which one, if any.
   */
  secondHook?: 'none' | 'with oldrev' | 'without oldrev'
}

/** Takes branches and tags as they are without telling anybody. */
export function rememberReferences(project: GitlabProject): void {
  seen.set(project, readReferences(project))
}

/** Tells the hooks of every branch and tag that was pushed since the last look, and of the merge requests that moved by it. */
export function noticePushes(world: World, project: GitlabProject, user: string, options: PushOptions = {}): void {
  const before = seen.get(project) ?? new Map<string, string>()
  const after = readReferences(project)
  seen.set(project, after)
  for (const ref of new Set([...before.keys(), ...after.keys()])) {
    const [old = noCommit, sha = noCommit] = [before.get(ref), after.get(ref)]
    if (old === sha) continue
    const kind = ref.startsWith('refs/tags/') ? 'tag_push' : 'push'
    world.announce({ kind, project, user, ref, before: old, after: sha })
    if (kind === 'push' && old !== noCommit && sha !== noCommit)
      moveMergeRequests(world, project, ref.slice('refs/heads/'.length), old, user, options)
  }
}

function moveMergeRequests(
  world: World,
  source: GitlabProject,
  branch: string,
  oldrev: string,
  user: string,
  { secondHook = 'none' }: PushOptions,
): void {
  for (const project of world.projects) {
    for (const request of project.mergeRequests) {
      if (request.state !== 'opened' || request.sourceProject !== source.path || request.sourceBranch !== branch)
        continue
      readVersion(world, project, request)
      tell(world, project, request, { user, action: 'update', oldrev, systemNote: 'added 1 commit' })
      if (secondHook === 'none') continue
      tell(world, project, request, { user, action: 'update', ...(secondHook === 'with oldrev' ? { oldrev } : {}) })
    }
  }
}
