import { CodedError } from '../../../core/errors/coded-error.ts'
import type { AccessLevel, ForgeBranch, ForgeProject, ForgeTag, Tree, TreeEntry } from '../forge.ts'
import type { GithubClient } from './github-client.ts'
import { matchesRef } from './match-ref.ts'
import { readPart, readRecord, readSafeInteger, readString } from './read-answer.ts'

type Fields = Readonly<Record<string, unknown>>

function readRepository(fields: Fields): ForgeProject {
  const name = readString(fields, 'full_name')
  return {
    id: name,
    path: name,
    webUrl: readString(fields, 'html_url'),
    defaultBranch: readString(fields, 'default_branch') || null,
    isArchived: fields.archived === true,
  }
}

export async function readProject(client: GithubClient, project: string): Promise<ForgeProject | undefined> {
  if (!/^[\w.-]+\/[\w.-]+$/.test(project)) return undefined
  const what = 'read the repository'
  const answer = await client.ask(project, { route: 'GET /repos/{owner}/{repo}', what })
  return answer === undefined ? undefined : readRepository(readRecord(answer, client.peer, what))
}

export async function* listProjects(client: GithubClient, owner: string): AsyncGenerator<ForgeProject> {
  const call = { route: 'GET /installation/repositories', wrap: 'repositories', what: 'list the repositories' }
  for await (const item of client.listAsOwner(owner, call)) {
    const project = readRepository(item)
    if (project.path.toLowerCase().startsWith(`${owner.toLowerCase()}/`)) yield project
  }
}

const roles: Readonly<Record<string, AccessLevel>> = {
  admin: 'owner',
  maintain: 'maintainer',
  write: 'developer',
  triage: 'developer',
  read: 'reporter',
}

/** A user's role. Everybody reads a public repository; who was not invited has no right there all the same. */
export async function readAccessLevel(client: GithubClient, project: string, userId: string): Promise<AccessLevel> {
  if (!/^\d+$/.test(userId)) return 'none'
  const user = await client.ask(project, { route: 'GET /user/{id}', parameters: { id: userId }, what: 'read a user' })
  if (user === undefined) return 'none'
  const username = readString(readRecord(user, client.peer, 'read a user'), 'login')
  if (username === '') return 'none'
  const what = 'read the rights of a user'
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}'
  const answer = await client.ask(project, { route: `${route}/permission`, parameters: { username }, what })
  if (answer === undefined) return 'none'
  const fields = readRecord(answer, client.peer, what)
  const level = roles[readString(fields, 'role_name')] ?? roles[readString(fields, 'permission')] ?? 'none'
  if (level !== 'reporter') return level
  const isInvited = (await client.ask(project, { route, parameters: { username }, what })) !== undefined
  return isInvited ? level : 'none'
}

export async function readCommit(
  client: GithubClient,
  project: string,
  ref: string,
): Promise<{ sha: string } | undefined> {
  const call = { route: 'GET /repos/{owner}/{repo}/commits/{ref}', parameters: { ref }, what: 'read a commit' }
  const answer = await client.askUnlessRefused(project, call)
  if (answer === undefined) return undefined
  return { sha: readString(readRecord(answer, client.peer, call.what), 'sha') }
}

interface Blob extends TreeEntry {
  sha: string
  size: number
}

const kinds: Readonly<Record<string, TreeEntry['kind']>> = {
  '040000': 'folder',
  '120000': 'link',
  '160000': 'submodule',
}

function readEntry(fields: Fields): Blob {
  return {
    path: readString(fields, 'path'),
    kind: kinds[readString(fields, 'mode')] ?? 'file',
    sha: readString(fields, 'sha'),
    size: readSafeInteger(fields, 'size'),
  }
}

interface CommitTree {
  entries: Blob[]
  byPath: Map<string, Blob>
  isCut: boolean
}

/** Trees of commits never change; the last few are kept, since each file's blob is found in them. */
const keptTrees = 4

export class GithubTrees {
  readonly #client: GithubClient
  readonly #trees = new Map<string, Promise<CommitTree | undefined>>()

  constructor(client: GithubClient) {
    this.#client = client
  }

  async #fetch(project: string, sha: string): Promise<CommitTree | undefined> {
    const what = 'read the tree of a commit'
    const route = 'GET /repos/{owner}/{repo}/git/trees/{sha}'
    const answer = await this.#client.ask(project, { route, parameters: { sha, recursive: '1' }, what })
    if (answer === undefined) return undefined
    const fields = readRecord(answer, this.#client.peer, what)
    const list = Array.isArray(fields.tree) ? fields.tree : []
    const entries = list.map((item) => readEntry(readRecord(item, this.#client.peer, what)))
    return { entries, byPath: new Map(entries.map((entry) => [entry.path, entry])), isCut: fields.truncated === true }
  }

  #read(project: string, sha: string): Promise<CommitTree | undefined> {
    const key = `${project} ${sha}`
    const reading = this.#trees.get(key) ?? this.#fetch(project, sha)
    this.#trees.delete(key)
    this.#trees.set(key, reading)
    reading.catch(() => this.#trees.delete(key))
    const [oldest] = this.#trees.keys()
    if (this.#trees.size > keptTrees && oldest !== undefined) this.#trees.delete(oldest)
    return reading
  }

  async readTree(project: string, sha: string, most: number): Promise<Tree> {
    const tree = await this.#read(project, sha)
    if (!tree) return { entries: [], isCut: false }
    const entries = tree.entries.slice(0, most).map(({ path, kind }) => ({ path, kind }))
    return { entries, isCut: tree.isCut || tree.entries.length > most }
  }

  async readFile(project: string, sha: string, path: string, largest: number): Promise<Buffer | undefined> {
    const entry = (await this.#read(project, sha))?.byPath.get(path)
    if (!entry || entry.kind === 'folder' || entry.kind === 'submodule') return undefined
    if (entry.size > largest) throw new CodedError('forge-file-too-large', { file: path, sha, largest })
    const what = 'read a file'
    const route = 'GET /repos/{owner}/{repo}/git/blobs/{blob}'
    const answer = await this.#client.ask(project, { route, parameters: { blob: entry.sha }, what })
    if (answer === undefined) return undefined
    return Buffer.from(readString(readRecord(answer, this.#client.peer, what), 'content'), 'base64')
  }
}

/** Whether a rule of the repository, or of those above it, says who may make this tag. */
async function isProtectedTag(client: GithubClient, project: string, name: string): Promise<boolean> {
  const what = 'read the rules for tags'
  const parameters = { targets: 'tag', includes_parents: true }
  const list = { route: 'GET /repos/{owner}/{repo}/rulesets', parameters, what }
  for await (const short of client.list(project, list)) {
    if (readString(short, 'target') !== 'tag' || readString(short, 'enforcement') !== 'active') continue
    const route = 'GET /repos/{owner}/{repo}/rulesets/{ruleset}'
    const answer = await client.ask(project, { route, parameters: { ruleset: readSafeInteger(short, 'id') }, what })
    if (answer === undefined) continue
    const ruleset = readRecord(answer, client.peer, what)
    const condition = readPart(readPart(ruleset, 'conditions'), 'ref_name')
    const rules = Array.isArray(ruleset.rules) ? ruleset.rules : []
    const limitsCreation = rules.some((rule) => readString(readRecord(rule, client.peer, what), 'type') === 'creation')
    const isNamed = (patterns: unknown) =>
      Array.isArray(patterns) && patterns.some((pattern) => matchesRef(String(pattern), `refs/tags/${name}`))
    if (limitsCreation && isNamed(condition.include) && !isNamed(condition.exclude)) return true
  }
  return false
}

export async function readTag(client: GithubClient, project: string, name: string): Promise<ForgeTag | undefined> {
  const what = 'read a tag'
  const ref = `tags/${name}`
  const answer = await client.ask(project, {
    route: 'GET /repos/{owner}/{repo}/git/ref/{ref}',
    parameters: { ref },
    what,
  })
  if (answer === undefined) return undefined
  let object = readPart(readRecord(answer, client.peer, what), 'object')
  if (readString(object, 'type') === 'tag') {
    const route = 'GET /repos/{owner}/{repo}/git/tags/{tag}'
    const annotated = await client.ask(project, { route, parameters: { tag: readString(object, 'sha') }, what })
    if (annotated === undefined) return undefined
    object = readPart(readRecord(annotated, client.peer, what), 'object')
  }
  return { name, sha: readString(object, 'sha'), isProtected: await isProtectedTag(client, project, name) }
}

export async function readBranch(
  client: GithubClient,
  project: string,
  name: string,
): Promise<ForgeBranch | undefined> {
  const what = 'read a branch'
  const route = 'GET /repos/{owner}/{repo}/branches/{branch}'
  const answer = await client.ask(project, { route, parameters: { branch: name }, what })
  if (answer === undefined) return undefined
  const branch = readRecord(answer, client.peer, what)
  return { name, sha: readString(readPart(branch, 'commit'), 'sha'), isProtected: branch.protected === true }
}

/** By comparing: what is ahead of a commit, or is the same, has it in its history. */
export async function isInHistory(client: GithubClient, project: string, sha: string, ofSha: string): Promise<boolean> {
  const isCommit = (name: string) => /^[0-9a-f]{40}$/.test(name)
  if (!isCommit(sha) || !isCommit(ofSha)) return false
  const what = 'compare two commits'
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}'
  const parameters = { basehead: `${sha}...${ofSha}`, per_page: 1 }
  const answer = await client.askUnlessRefused(project, { route, parameters, what })
  if (answer === undefined) return false
  return ['ahead', 'identical'].includes(readString(readRecord(answer, client.peer, what), 'status'))
}

/** GitHub gives tags by name, not by time: of versions the highest comes first. */
export async function listTags(client: GithubClient, project: string, most: number): Promise<ForgeTag[]> {
  const tags: ForgeTag[] = []
  const call = { route: 'GET /repos/{owner}/{repo}/tags', what: 'list the tags' }
  for await (const item of client.list(project, call)) {
    tags.push({ name: readString(item, 'name'), sha: readString(readPart(item, 'commit'), 'sha'), isProtected: false })
  }
  const order = new Intl.Collator('en', { numeric: true })
  const newest = tags.sort((one, other) => order.compare(other.name, one.name)).slice(0, most)
  for (const tag of newest) tag.isProtected = await isProtectedTag(client, project, tag.name)
  return newest
}
