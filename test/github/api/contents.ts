import type { GithubRepository } from '../repositories.ts'
import { type ApiAnswer, type ApiCall, cutPage, notFound, type Route, unprocessable } from '../routing.ts'

/** The commit of a branch, tag or commit name; undefined where git knows none. */
export function findCommit(repository: GithubRepository, name: string): string | undefined {
  if (!/^[\w][\w./-]*$/.test(name)) return undefined
  for (const place of [`refs/heads/${name}`, `refs/tags/${name}`, name]) {
    try {
      return repository.git('rev-parse', '--verify', '--quiet', `${place}^{commit}`).trim()
    } catch {}
  }
  return undefined
}

/** GitHub shows a recursive tree of at most so many entries. */
export const mostTreeEntries = 100_000

function listTree(repository: GithubRepository, commit: string, isRecursive: boolean) {
  const text = repository.git('ls-tree', '-l', '-z', '-t', ...(isRecursive ? ['-r'] : []), commit)
  return text
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const [head = '', path = ''] = line.split('\t')
      const [mode = '', type = '', sha = '', size = '-'] = head.split(/ +/)
      return { path, mode, type, sha, ...(size === '-' ? {} : { size: Number(size) }) }
    })
}

function readTree({ query }: ApiCall, repository: GithubRepository, [name = '']: readonly string[]): ApiAnswer {
  const commit = findCommit(repository, name)
  if (commit === undefined) return notFound
  const entries = listTree(repository, commit, query.has('recursive'))
  return {
    status: 200,
    body: { sha: commit, tree: entries.slice(0, mostTreeEntries), truncated: entries.length > mostTreeEntries },
  }
}

function readBlob({ accept }: ApiCall, repository: GithubRepository, [sha = '']: readonly string[]): ApiAnswer {
  let bytes: Buffer
  try {
    bytes = repository.readBlob(sha)
  } catch {
    return notFound
  }
  if (accept.includes('raw')) return { status: 200, bytes, headers: { 'content-type': 'application/octet-stream' } }
  return { status: 200, body: { sha, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') } }
}

function readCommit(_: ApiCall, repository: GithubRepository, [name = '']: readonly string[]): ApiAnswer {
  const sha = findCommit(repository, decodeURIComponent(name))
  if (sha === undefined) return unprocessable(`No commit found for SHA: ${name}`)
  return { status: 200, body: { sha, commit: { message: repository.git('show', '-s', '--format=%B', sha).trim() } } }
}

function readTagReference(_: ApiCall, repository: GithubRepository, [name = '']: readonly string[]): ApiAnswer {
  const ref = `refs/tags/${decodeURIComponent(name)}`
  try {
    const sha = repository.git('rev-parse', '--verify', '--quiet', ref).trim()
    const type = repository.git('cat-file', '-t', sha).trim()
    return { status: 200, body: { ref, object: { type, sha } } }
  } catch {
    return notFound
  }
}

function readTagObject(_: ApiCall, repository: GithubRepository, [sha = '']: readonly string[]): ApiAnswer {
  try {
    if (repository.git('cat-file', '-t', sha).trim() !== 'tag') return notFound
    const commit = repository.git('rev-parse', `${sha}^{commit}`).trim()
    return { status: 200, body: { sha, object: { type: 'commit', sha: commit } } }
  } catch {
    return notFound
  }
}

function listTags(call: ApiCall, repository: GithubRepository): ApiAnswer {
  const names = repository.git('for-each-ref', '--format=%(refname:strip=2)', 'refs/tags/').split('\n').filter(Boolean)
  return cutPage(
    names.map((name) => ({
      name,
      commit: { sha: findCommit(repository, `refs/tags/${name}`) ?? findCommit(repository, name) },
    })),
    call,
  )
}

function describeRuleset(repository: GithubRepository) {
  return {
    id: 1,
    name: 'Tags of releases',
    target: 'tag',
    enforcement: 'active',
    source_type: 'Repository',
    conditions: { ref_name: { include: repository.protectedTags, exclude: [] } },
    rules: [{ type: 'creation' }],
  }
}

function listRulesets(call: ApiCall, repository: GithubRepository): ApiAnswer {
  const { conditions, rules, ...short } = describeRuleset(repository)
  return cutPage(repository.protectedTags.length === 0 ? [] : [short], call)
}

function readRuleset(_: ApiCall, repository: GithubRepository, [id]: readonly string[]): ApiAnswer {
  return id === '1' && repository.protectedTags.length > 0
    ? { status: 200, body: describeRuleset(repository) }
    : notFound
}

function readBranch(_: ApiCall, repository: GithubRepository, [name = '']: readonly string[]): ApiAnswer {
  const branch = decodeURIComponent(name)
  const sha = repository.git('for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`).trim()
  if (sha === '') return notFound
  return {
    status: 200,
    body: { name: branch, commit: { sha }, protected: repository.protectedBranches.includes(branch) },
  }
}

function compare(_: ApiCall, repository: GithubRepository, [names = '']: readonly string[]): ApiAnswer {
  const [base, head] = decodeURIComponent(names)
    .split('...')
    .map((name) => findCommit(repository, name))
  if (base === undefined || head === undefined) return notFound
  const [behind = 0, ahead = 0] = repository
    .git('rev-list', '--left-right', '--count', `${base}...${head}`)
    .trim()
    .split('\t')
    .map(Number)
  const status = ahead > 0 && behind > 0 ? 'diverged' : ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical'
  return { status: 200, body: { status, ahead_by: ahead, behind_by: behind } }
}

/** Git's data, as the REST API gives them. */
export const contentRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/branches\/(.+)$/,
    caller: 'installation',
    permission: 'contents:read',
    handle: readBranch,
  },
  { method: 'GET', pattern: /^\/compare\/(.+)$/, caller: 'installation', permission: 'contents:read', handle: compare },
  {
    method: 'GET',
    pattern: /^\/git\/trees\/([^/]+)$/,
    caller: 'installation',
    permission: 'contents:read',
    handle: readTree,
  },
  {
    method: 'GET',
    pattern: /^\/git\/blobs\/([0-9a-f]{40})$/,
    caller: 'installation',
    permission: 'contents:read',
    handle: readBlob,
  },
  {
    method: 'GET',
    pattern: /^\/commits\/([^/]+)$/,
    caller: 'installation',
    permission: 'contents:read',
    handle: readCommit,
  },
  {
    method: 'GET',
    pattern: /^\/git\/ref\/tags%2F(.+)$/i,
    caller: 'installation',
    permission: 'contents:read',
    handle: readTagReference,
  },
  {
    method: 'GET',
    pattern: /^\/git\/ref\/tags\/(.+)$/,
    caller: 'installation',
    permission: 'contents:read',
    handle: readTagReference,
  },
  {
    method: 'GET',
    pattern: /^\/git\/tags\/([0-9a-f]{40})$/,
    caller: 'installation',
    permission: 'contents:read',
    handle: readTagObject,
  },
  { method: 'GET', pattern: /^\/tags$/, caller: 'installation', permission: 'metadata:read', handle: listTags },
  { method: 'GET', pattern: /^\/rulesets$/, caller: 'installation', permission: 'metadata:read', handle: listRulesets },
  {
    method: 'GET',
    pattern: /^\/rulesets\/(\d+)$/,
    caller: 'installation',
    permission: 'metadata:read',
    handle: readRuleset,
  },
]
