import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runGit } from './git.ts'
import type { GitlabProject } from './model.ts'
import { createMemory } from './remember.ts'

export interface Commit {
  id: string
  short_id: string
  parent_ids: string[]
  author_name: string
  author_email: string
  authored_date: string
  committer_name: string
  committer_email: string
  committed_date: string
  created_at: string
  title: string
  message: string
}

const rememberCommit = createMemory<Commit>()
const rememberFile = createMemory<{ blob: string; content: Buffer } | undefined>()
/** Commits that are known to be there, behind the folder of their repository. */
const existing = new Set<string>()

function readReference(project: GitlabProject, name: string): string | undefined {
  try {
    const text = readFileSync(path.join(project.repository, name), 'utf8').trim()
    return /^[0-9a-f]{40}$/.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

/** The commit that a branch, tag or SHA names; undefined where there is none. */
export function resolveCommit(project: GitlabProject, revision: string): string | undefined {
  if (!/^(?!-)[^\s~^:?*[\\]+$/.test(revision) || revision.includes('..')) return undefined
  // A look at a file is a hundred times cheaper than a process, and a branch is asked for at every call.
  const branch = readReference(project, `refs/heads/${revision}`)
  if (branch !== undefined) return branch
  if (existing.has(`${project.repository} ${revision}`)) return revision
  try {
    const sha = project.git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).trim()
    existing.add(`${project.repository} ${sha}`)
    return sha
  } catch {
    return undefined
  }
}

export function readCommit(project: GitlabProject, revision: string): Commit | undefined {
  const sha = resolveCommit(project, revision)
  if (sha === undefined) return undefined
  return rememberCommit(project, 'commit', sha, () => showCommit(project, sha))
}

function showCommit(project: GitlabProject, sha: string): Commit {
  const format = '--format=%H%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%s%x00%B'
  const text = project.git('show', '--no-patch', format, sha)
  const [id = '', parents = '', ...fields] = text.split('\0')
  const [name = '', email = '', authored = '', committer = '', address = '', committed = '', title = '', message = ''] =
    fields
  return {
    id,
    short_id: id.slice(0, 8),
    parent_ids: parents === '' ? [] : parents.split(' '),
    author_name: name,
    author_email: email,
    authored_date: authored,
    committer_name: committer,
    committer_email: address,
    committed_date: committed,
    created_at: committed,
    title,
    message: message.replace(/\n$/, ''),
  }
}

export function listReferences(project: GitlabProject, folder: 'tags' | 'heads'): string[] {
  const text = project.git('for-each-ref', '--sort=refname', '--format=%(refname)', `refs/${folder}/`)
  return text
    .split('\n')
    .filter(Boolean)
    .map((name) => name.slice(`refs/${folder}/`.length))
}

/** Branches and tags with the objects that they name, by full name. */
export function readReferences(project: GitlabProject): Map<string, string> {
  const text = project.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads/', 'refs/tags/')
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line): [string, string] => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
  )
}

/** The bytes of a file at a commit, with the id of its blob; undefined where there is no such file. */
export function readFileAt(
  project: GitlabProject,
  sha: string,
  file: string,
): { blob: string; content: Buffer } | undefined {
  return rememberFile(project, file, sha, () => {
    try {
      const blob = project.git('rev-parse', '--verify', '--quiet', '--end-of-options', `${sha}:${file}`).trim()
      return { blob, content: runGit(project.repository, ['cat-file', 'blob', blob]) }
    } catch {
      return undefined
    }
  })
}

/** Text or bytes of a file, where a symbolic link points to, or null for a file that is removed. */
export type FileChange = string | Buffer | { link: string } | null

export interface CommitOptions {
  message?: string
  author?: { name: string; email: string }
  /** Where a branch that is new begins: the default branch, unless this names another commit or branch; null for nothing. */
  start?: string | null
  /** Seconds since 1970. */
  time: number
}

/** Makes a commit on a branch of the bare repository in one process, and gives its SHA. */
export function writeCommit(
  project: GitlabProject,
  branch: string,
  files: Readonly<Record<string, FileChange>>,
  { message = `Change ${Object.keys(files).join(', ')}`, author, start, time }: CommitOptions,
): string {
  const { name, email } = author ?? { name: 'Ada', email: 'ada@example.org' }
  const parent =
    start === null
      ? undefined
      : (resolveCommit(project, start ?? branch) ?? resolveCommit(project, project.defaultBranch))
  const parts: Buffer[] = []
  const write = (text: string) => parts.push(Buffer.from(text))
  const writeData = (data: Buffer) => {
    write(`data ${data.length}\n`)
    parts.push(data)
    write('\n')
  }
  write(`commit refs/heads/${branch}\n`)
  write(`author ${name} <${email}> ${time} +0000\ncommitter ${name} <${email}> ${time} +0000\n`)
  writeData(Buffer.from(message))
  if (parent !== undefined) write(`from ${parent}\n`)
  for (const [file, change] of Object.entries(files)) {
    if (change === null) {
      write(`D ${file}\n`)
    } else {
      const isLink = typeof change === 'object' && !Buffer.isBuffer(change)
      write(`M ${isLink ? '120000' : '100644'} inline ${file}\n`)
      writeData(Buffer.from(isLink ? change.link : change))
    }
  }
  runGit(project.repository, ['fast-import', '--quiet', '--force'], Buffer.concat(parts))
  return project.git('rev-parse', `refs/heads/${branch}`).trim()
}

/** Moves a branch to a commit, or removes it, as a push with force does. */
export function moveReference(project: GitlabProject, name: string, sha: string | null): void {
  if (sha === null) project.git('update-ref', '-d', name)
  else project.git('update-ref', name, sha)
}
