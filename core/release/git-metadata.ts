import { execFileSync } from 'node:child_process'
import { CodedError } from '../errors/coded-error.ts'
import { chooseReleaseTag } from './release-tag.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What is released, as Git and CI tell it (reference/arkindex.md 2.4). */
export interface GitMetadata {
  /** The web address of the repository, without credentials and `.git`; null where no remote tells it. */
  repositoryUrl: string | null
  sha: string | null
  /** `<repository URL>/commit/<sha>`. */
  revisionUrl: string | null
  /** Null in tag and merge request pipelines and on a detached head. */
  branch: string | null
  defaultBranch: string | null
  tag: string | null
  /** ISO 8601. */
  commitTime: string | null
  message: string | null
  author: string | null
  isInCi: boolean
  isMergeRequest: boolean
}

/** Runs git with fixed arguments: no ref, tag or URL of the outside is ever one of them. */
function askGit(cwd: string, ...args: string[]): string | null {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
  } catch {
    return null
  }
}

/** The https form of a remote, without credentials; null where it is neither a URL nor an SSH address. */
export function cleanRepositoryUrl(remote: string): string | null {
  const ssh = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)([^\\\s]+)$/.exec(remote)
  const text = ssh && !remote.includes('://') ? `https://${ssh[1]}/${ssh[2]?.replace(/^\/+/, '')}` : remote
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return null
  }
  const isSsh = /^(git\+)?ssh:$|^git:$/.test(url.protocol)
  if (!isSsh && url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const host = isSsh ? url.hostname : url.host
  const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')
  return `${isSsh ? 'https:' : url.protocol}//${host}${path}`
}

function readDefaultBranch(cwd: string): string | null {
  const head = askGit(cwd, 'symbolic-ref', '--short', 'refs/remotes/origin/HEAD')
  return head?.replace(/^origin\//, '') ?? null
}

/** Repository, commit, branch and tag: from the variables that GitLab sets where `CI` is `true`, else from git in `cwd`. */
export function readGitMetadata(env: Environment, cwd: string): GitMetadata {
  const isInCi = env.CI === 'true' && Boolean(env.CI_COMMIT_SHA)
  const remote = (isInCi && env.CI_PROJECT_URL) || askGit(cwd, 'remote', 'get-url', 'origin')
  const repositoryUrl = remote ? cleanRepositoryUrl(remote) : null
  const sha = (isInCi && env.CI_COMMIT_SHA) || askGit(cwd, 'rev-parse', 'HEAD')
  const tags = isInCi ? [] : (askGit(cwd, 'tag', '--points-at', 'HEAD')?.split('\n') ?? [])
  const fromCi = (name: string) => env[name] || null
  return {
    repositoryUrl,
    sha,
    revisionUrl: repositoryUrl && sha ? `${repositoryUrl}/commit/${sha}` : null,
    branch: isInCi ? fromCi('CI_COMMIT_BRANCH') : askGit(cwd, 'branch', '--show-current'),
    defaultBranch: (isInCi && env.CI_DEFAULT_BRANCH) || readDefaultBranch(cwd),
    tag: isInCi ? fromCi('CI_COMMIT_TAG') : (chooseReleaseTag(tags) ?? null),
    commitTime: (isInCi && env.CI_COMMIT_TIMESTAMP) || askGit(cwd, 'log', '-1', '--format=%cI'),
    message: (isInCi && env.CI_COMMIT_MESSAGE) || askGit(cwd, 'log', '-1', '--format=%B'),
    author: (isInCi && env.CI_COMMIT_AUTHOR) || askGit(cwd, 'log', '-1', '--format=%an <%ae>'),
    isInCi,
    isMergeRequest: isInCi && Boolean(env.CI_MERGE_REQUEST_IID),
  }
}

/** The revision that versions are published for. Throws `repository-unknown` where the remote or the commit is not known. */
export function requireRevision(git: GitMetadata): { repositoryUrl: string; sha: string; revisionUrl: string } {
  const { repositoryUrl, sha, revisionUrl } = git
  if (!repositoryUrl) {
    throw new CodedError('repository-unknown', {
      what: 'web address',
      reason: 'no remote "origin" names one',
      option: '--repository-url',
    })
  }
  if (!sha || !revisionUrl) {
    throw new CodedError('repository-unknown', { what: 'commit', reason: 'there is none yet', option: '--revision' })
  }
  return { repositoryUrl, sha, revisionUrl }
}
