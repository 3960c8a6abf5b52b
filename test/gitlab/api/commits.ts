import { createHash } from 'node:crypto'
import { readDiff } from '../diff.ts'
import type { CommitNote, GitlabProject } from '../model.ts'
import { type Commit, readCommit } from '../repository.ts'
import type { World } from '../world.ts'
import { answer, forbidden, invalid, missing, type Route, readText } from './answer.ts'
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
      return answer(describeComment(call.world, addComment(project, commit, note, call.actor.name)), 201)
    },
  },
  {
    method: 'GET',
    pattern: /^repository\/commits\/([^/]+)\/discussions$/,
    level: 20,
    handle: (call, project, [revision = '']) => {
      const commit = readCommit(project, revision)
      if (!commit) return missing('Commit')
      const notes = project.commitNotes.filter((one) => one.sha === commit.id)
      return cutPage(
        notes.map((one) => describeDiscussion(call.world, project, one)),
        call,
      )
    },
  },
  {
    method: 'POST',
    pattern: /^repository\/commits\/([^/]+)\/discussions$/,
    level: 10,
    handle: (call, project, [revision = '']) => {
      const commit = readCommit(project, revision)
      if (!commit) return missing('Commit')
      const body = readText(call, 'body')
      if (!body) return invalid('body is missing')
      const made = addComment(project, commit, body, call.actor.name)
      return answer(describeDiscussion(call.world, project, made), 201)
    },
  },
  {
    method: 'PUT',
    pattern: /^repository\/commits\/([^/]+)\/discussions\/([0-9a-f]+)\/notes\/(\d+)$/,
    level: 10,
    handle: (call, project, [revision = '', discussion, id]) => {
      const commit = readCommit(project, revision)
      const found = project.commitNotes.find((one) => one.discussionId === discussion && one.id === Number(id))
      if (!commit || found?.sha !== commit.id) return missing('Note')
      // Nobody rewrites what somebody else said.
      if (found.author !== call.actor.name) return forbidden
      found.note = readText(call, 'body') ?? found.note
      return answer(describeCommitNote(call.world, project, found))
    },
  },
]

function addComment(project: GitlabProject, commit: Commit, note: string, author: string): CommitNote {
  const id = project.nextId()
  // GitLab keeps texts without what blanks stand at their end.
  const text = note.trimEnd()
  const discussionId = createHash('sha1').update(`commit note ${id}`).digest('hex')
  const made = { id, discussionId, sha: commit.id, note: text, author, created_at: project.now() }
  project.commitNotes.push(made)
  return made
}

function describeCommitNote(world: World, project: GitlabProject, note: CommitNote): Record<string, unknown> {
  return {
    id: note.id,
    type: null,
    body: note.note,
    attachment: null,
    author: describePerson(world, note.author),
    created_at: note.created_at,
    updated_at: note.created_at,
    system: false,
    noteable_id: null,
    noteable_type: 'Commit',
    project_id: project.id,
    commit_id: note.sha,
    resolvable: false,
  }
}

function describeDiscussion(world: World, project: GitlabProject, note: CommitNote): Record<string, unknown> {
  return { id: note.discussionId, individual_note: true, notes: [describeCommitNote(world, project, note)] }
}

function describeComment(world: World, note: CommitNote): Record<string, unknown> {
  const { created_at, author } = note
  return { note: note.note, path: null, line: null, line_type: null, author: describePerson(world, author), created_at }
}
