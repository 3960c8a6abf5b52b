import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
}

export interface GithubUser {
  id: number
  login: string
  type: 'User' | 'Bot'
}

export interface Comment {
  id: number
  body: string
  user: GithubUser
  reactions: { user: GithubUser; content: string }[]
}

/** A comment on a line; a reply names the one that it answers. */
export interface ReviewComment extends Comment {
  path: string
  line: number
  startLine: number | null
  commit: string
  inReplyTo: number | null
}

export interface Review {
  id: number
  user: GithubUser
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'
  commit: string
}

export interface Pull {
  number: number
  title: string
  state: 'open' | 'closed'
  isMerged: boolean
  isDraft: boolean
  /** The commit that merging made. */
  mergeSha: string | null
  headRef: string
  baseRef: string
  /** Null where the fork was deleted; the repository's own name where it is no fork. */
  headRepository: string | null
  user: GithubUser
  updated: number
  comments: Comment[]
  reviewComments: ReviewComment[]
  reviews: Review[]
}

export interface CheckRun {
  id: number
  sha: string
  name: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: string | null
  title: string
  summary: string
  detailsUrl: string | null
}

export interface GithubDeployment {
  id: number
  environment: string
  sha: string
  ref: string
  statuses: { state: string; environmentUrl: string | null }[]
}

export interface WorkflowRun {
  id: number
  sha: string
  branch: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: string | null
}

export interface PackageVersion {
  digest: string
  tags: string[]
}

/** A repository as the stand-in holds it; tests read and change it directly. */
export interface GithubRepository {
  readonly id: number
  readonly fullName: string
  readonly isPrivate: boolean
  readonly defaultBranch: string
  /** Whether the App is installed on it. */
  isInstalled: boolean
  isArchived: boolean
  /** Role by login, of those who were invited. */
  readonly collaborators: Map<string, 'admin' | 'maintain' | 'write' | 'triage' | 'read'>
  readonly pulls: Pull[]
  readonly checkRuns: CheckRun[]
  readonly deployments: GithubDeployment[]
  readonly workflowRuns: WorkflowRun[]
  readonly commitComments: (Comment & { sha: string })[]
  readonly releases: { id: number; tag: string; body: string }[]
  readonly protectedBranches: string[]
  /** Patterns of tags, such as `refs/tags/v*`, that only some may make. */
  readonly protectedTags: string[]
  readonly packageVersions: PackageVersion[]
  git(...args: string[]): string
  /** A file's bytes as git has them. */
  readBlob(id: string): Buffer
  /** Commits files onto a branch, which is made from the default branch where it is new; a null removes one. Gives the commit. */
  commitFiles(branch: string, files: Readonly<Record<string, string | Buffer | { link: string } | null>>): string
}

export interface RepositorySpec {
  fullName: string
  isPrivate?: boolean
}

/** Makes a repository that is empty. */
export function createRepository(spec: RepositorySpec, id: number, folder: string): GithubRepository {
  const place = path.join(folder, `${id}.git`)
  mkdirSync(place, { recursive: true })
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'main', place], { env: gitEnvironment })
  const run = (args: readonly string[], input?: Buffer) =>
    execFileSync('git', ['--git-dir', place, ...args], {
      env: gitEnvironment,
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(input === undefined ? {} : { input }),
    })
  const git = (...args: string[]) => run(args).toString('utf8')
  const findBranch = (branch: string): string | undefined => {
    const found = git('for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`).trim()
    return found === '' ? undefined : found
  }
  return {
    id,
    fullName: spec.fullName,
    isPrivate: spec.isPrivate ?? true,
    defaultBranch: 'main',
    isInstalled: true,
    isArchived: false,
    collaborators: new Map(),
    pulls: [],
    checkRuns: [],
    deployments: [],
    workflowRuns: [],
    commitComments: [],
    releases: [],
    protectedBranches: ['main'],
    protectedTags: [],
    packageVersions: [],
    git,
    readBlob: (blob) => run(['cat-file', 'blob', blob]),
    commitFiles: (branch, files) => {
      const parent = findBranch(branch) ?? findBranch('main')
      const message = `Change ${Object.keys(files).length} files`
      const head = [
        `commit refs/heads/${branch}`,
        `committer Ada <ada@example.org> ${Math.floor(Date.now() / 1000)} +0000`,
        `data ${message.length}`,
        message,
        ...(parent === undefined ? [] : [`from ${parent}`]),
      ]
      const parts: (string | Buffer)[] = [`${head.join('\n')}\n`]
      for (const [name, content] of Object.entries(files)) {
        const place = `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
        if (content === null) {
          parts.push(`D ${place}\n`)
          continue
        }
        const isLink = typeof content === 'object' && 'link' in content
        const bytes = Buffer.from(isLink ? content.link : content)
        parts.push(`M ${isLink ? '120000' : '100644'} inline ${place}\ndata ${bytes.length}\n`, bytes, '\n')
      }
      run(['fast-import', '--quiet', '--force'], Buffer.concat(parts.map((part) => Buffer.from(part))))
      return findBranch(branch) ?? ''
    },
  }
}
