import { randomBytes } from 'node:crypto'
import { runGit } from './git.ts'
import type { MergeRequestAction } from './hooks/events.ts'
import type { GitlabProject, MergeRequest, MergeRequestVersion, Note } from './model.ts'
import { resolveCommit } from './repository.ts'
import { findProject, type World } from './world.ts'

/**
 * The newest version of a merge request, made if its branch has moved. Commits are kept in the target project as GitLab keeps
 * them, so they are read when the branch or the fork is gone. Undefined where there never was a branch.
 */
export function readVersion(
  world: World,
  project: GitlabProject,
  request: MergeRequest,
): MergeRequestVersion | undefined {
  const last = request.versions.at(-1)
  if (request.state !== 'opened' && last) return last
  const source = findProject(world, request.sourceProject)
  const head = source && resolveCommit(source, request.sourceBranch)
  const start = resolveCommit(project, request.targetBranch)
  if (!source || head === undefined || start === undefined) return last
  if (last?.head === head && last.targetBranch === request.targetBranch) return last
  const kept = `refs/merge-requests/${request.iid}/head`
  if (source === project) project.git('update-ref', kept, head)
  else project.git('fetch', '--quiet', source.repository, `+refs/heads/${request.sourceBranch}:${kept}`)
  const version = {
    id: project.nextId(),
    base: findBase(project, start, head),
    ...{ start, head, targetBranch: request.targetBranch, created_at: project.now() },
  }
  request.versions.push(version)
  return version
}

function findBase(project: GitlabProject, one: string, other: string): string {
  try {
    return runGit(project.repository, ['merge-base', one, other]).toString('utf8').trim()
  } catch {
    // Histories that share nothing.
    return one
  }
}

/** Says of a merge request what happened to it, in the note that GitLab writes and to the hooks. */
export function tell(
  world: World,
  project: GitlabProject,
  mergeRequest: MergeRequest,
  what: {
    user: string
    action: MergeRequestAction
    oldrev?: string
    systemNote?: string
    changes?: Readonly<Record<string, { previous: unknown; current: unknown }>>
  },
): void {
  const { systemNote, ...event } = what
  const previous = mergeRequest.updated_at
  mergeRequest.updated_at = project.now()
  if (systemNote !== undefined) addNote(project, mergeRequest, { body: systemNote, author: what.user, system: true })
  const changes = { updated_at: { previous, current: mergeRequest.updated_at }, ...event.changes }
  world.announce({ kind: 'merge_request', project, mergeRequest, ...event, changes })
}

/** Adds a note without telling any hook. */
export function addNote(
  project: GitlabProject,
  request: MergeRequest,
  note: Pick<Note, 'body' | 'author'> & Partial<Note>,
): Note {
  const now = project.now()
  const made: Note = {
    id: project.nextId(),
    created_at: now,
    updated_at: now,
    system: false,
    type: null,
    discussionId: randomBytes(20).toString('hex'),
    resolvedBy: null,
    resolvedAt: null,
    awards: [],
    ...note,
  }
  request.notes.push(made)
  request.updated_at = now
  return made
}

/** Whether GitLab takes a title for that of a draft. */
export function isDraftTitle(title: string): boolean {
  return /^\s*(\[draft\]|\(draft\)|draft:|draft -|\[wip\]|wip:)/i.test(title)
}
