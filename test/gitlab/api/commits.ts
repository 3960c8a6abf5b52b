import { readDiff } from '../diff.ts'
import type { GitlabProject } from '../model.ts'
import { type Commit, readCommit } from '../repository.ts'
import type { World } from '../world.ts'
import { answer, invalid, missing, type Route, readText } from './answer.ts'
import { describePerson } from './describe-person.ts'
import { cutPage } from './pagination.ts'

export function describeCommit(
  world: World,
  project: GitlabProject,
  commit: Commit | undefined,
): Record<string, unknown> | null {
  return commit ? { ...commit, trailers: {}, web_url: `${world.url}/${project.path}/-/commit/${commit.id}` } : null
}

export const commitRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^repository\/commits$/,
    takesJobToken: true,
    level: 20,
    handle: (call, project) => {
      const head = readCommit(project, call.query.get('ref_name') || project.defaultBranch)
      if (!head) return answer([])
      const shas = project.git('rev-list', '--max-count=1000', head.id).split('\n').filter(Boolean)
      return cutPage(
        shas.map((sha) => describeCommit(call.world, project, readCommit(project, sha))),
        call,
      )
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/commits\/([^/]+)$/,
    takesJobToken: true,
    level: 20,
    handle: ({ world }, project, [revision = '']) => {
      const commit = readCommit(project, revision)
      if (!commit) return missing('Commit')
      const pipelines = project.pipelines.filter((one) => one.sha === commit.id)
      return answer({ ...describeCommit(world, project, commit), status: pipelines.at(-1)?.status ?? null })
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/commits\/([^/]+)\/diff$/,
    takesJobToken: true,
    level: 20,
    handle: (call, project, [revision = '']) => {
      const commit = readCommit(project, revision)
      if (!commit) return missing('Commit')
      const empty = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
      return cutPage(readDiff(project, commit.parent_ids[0] ?? empty, commit.id), call)
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/commits\/([^/]+)\/comments$/,
    level: 20,
    handle: (call, project, [revision = '']) => {
      const commit = readCommit(project, revision)
      if (!commit) return missing('Commit')
      const notes = project.commitNotes.filter((one) => one.sha === commit.id)
      return cutPage(
        notes.map((one) => describeComment(call.world, one)),
        call,
      )
    },
  },
  {
    method: 'POST',
    pattern: /^repository\/commits\/([^/]+)\/comments$/,
    level: 10,
    handle: (call, project, [revision = '']) => {
      const commit = readCommit(project, revision)
      if (!commit) return missing('Commit')
      const note = readText(call, 'note')
      if (note === undefined) return invalid('note is missing')
      const made = { sha: commit.id, note, author: call.actor.name, created_at: project.now() }
      project.commitNotes.push(made)
      return answer(describeComment(call.world, made), 201)
    },
  },
]

function describeComment(world: World, note: GitlabProject['commitNotes'][number]): Record<string, unknown> {
  const { created_at, author } = note
  return { note: note.note, path: null, line: null, line_type: null, author: describePerson(world, author), created_at }
}
