import { realpathSync } from 'node:fs'
import { open, truncate } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '../../core/errors/coded-error.ts'
import { compareFindings, createFinding } from '../../core/findings/create-finding.ts'
import type { Finding } from '../../core/findings/finding.ts'
import { yamlLimits } from '../../core/findings/read-yaml.ts'
import { digestFile, type FileDigest } from '../../core/release/digest-model.ts'
import { mapLimited } from '../../core/release/map-limited.ts'
import { type ArchiveDigest, digestModelArchive } from '../../core/release/model-archive.ts'
import { manifestName } from '../../core/release/read-manifest.ts'
import type { ModelDefinition } from '../../core/worker-yaml/definition.ts'
import { type RepositoryReading, readRepository } from '../../core/worker-yaml/read-repository.ts'
import type { Forge, TreeEntry } from '../forge/forge.ts'
import { withCommitFolder } from './commit-folder.ts'
import { type LaidOutTree, layOutLinks, layOutTree } from './lay-out-tree.ts'
import { readLfsPointer } from './lfs-pointer.ts'
import { staysInside } from './refuse-path.ts'

/** A commit of a forge, and how much of it is read at most. */
export interface CommitSource {
  forge: Pick<Forge, 'readTree' | 'readFile'>
  project: string
  sha: string
  limits: {
    /** Files, folders, links and submodules. */
    treeEntries: number
    /** Bytes of all files that are read. */
    commitBytes: number
  }
  signal: AbortSignal
}

/** What a release needs of a commit, in a folder that is there only as long as it is used. */
export interface Commit {
  project: string
  sha: string
  /** The folder: the paths that the worker YAML may lead to, with the content of those files that are read. */
  root: string
  /** What the worker YAML says; its findings tell too what is over a limit. */
  reading: RepositoryReading
  /** SHA-256 of a model's file; of one in Git LFS by its pointer. Throws `model-files-unread`. */
  digestFile: FileDigest
  /** MD5 and size of a model's archive. Throws `model-files-unread` where its files are not here, or are pointers of Git LFS. */
  digestArchive(definition: ModelDefinition): Promise<ArchiveDigest>
  /** Findings of other readers of the folder, with what is over a limit told as such. */
  explain(findings: readonly Finding[]): Finding[]
}

/** So many requests to the forge at once. */
const mostRequests = 4
/** So many files are fetched, each by a request of its own. */
const mostFiles = 500
const mostLinks = 100
const longestTarget = 4096
/** Files that name files that name files: no more are there in any format. */
const mostRounds = 8
const legacyFile = '.arkindex.yml'
const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }
const tooLarge = `${(yamlLimits.bytes + 1).toLocaleString('en')} bytes`

class CommitReader {
  readonly root: string
  readonly #source: CommitSource
  readonly #tree: LaidOutTree
  readonly #fetched = new Set<string>()
  /** SHA-256 of the content that a pointer of Git LFS stands for, by the path of the pointer. */
  readonly #pointers = new Map<string, string>()
  /** Why a file is not read, by its path. */
  readonly #unread = new Map<string, string>()
  #bytes = 0

  constructor(root: string, source: CommitSource, tree: LaidOutTree) {
    this.root = root
    this.#source = source
    this.#tree = tree
  }

  /** Fetches what the readers read, until they read nothing new. */
  async read(): Promise<RepositoryReading> {
    const first = [legacyFile, manifestName, ...this.#tree.files].filter(
      (name) => name === legacyFile || name === manifestName || /^arkindex\/[^/]+\.ya?ml$/.test(name),
    )
    let wanted = this.#findFiles(first)
    let reading: RepositoryReading | undefined
    for (let round = 0; round < mostRounds; round += 1) {
      await this.#fetchAll(wanted, yamlLimits.bytes)
      reading = readRepository(this.root)
      wanted = this.#findFiles(reading.files)
      const models = reading.models.flatMap(({ path: folder }) => this.#listBelow(folder))
      if (wanted.length === 0 && models.length === 0) break
      await this.#fetchAll(models, Number.POSITIVE_INFINITY)
    }
    const { workers = [], models = [], findings = [], files = [] } = reading ?? {}
    return { workers, models, files, findings: this.#complete(findings, models) }
  }

  /** The paths in the tree, of those names that lead to a file that is not fetched yet, through whatever links. */
  #findFiles(names: readonly string[]): string[] {
    const found = names.flatMap((name) => {
      const inner = this.#resolve(name)
      return inner !== undefined && this.#tree.files.has(inner) && !this.#isKnown(inner) ? [inner] : []
    })
    return [...new Set(found)]
  }

  #isKnown(name: string): boolean {
    return this.#fetched.has(name) || this.#unread.has(name)
  }

  #resolve(name: string): string | undefined {
    try {
      return path.relative(this.root, realpathSync(path.join(this.root, name)))
    } catch {
      return undefined
    }
  }

  #listAllBelow(folder: string): string[] {
    const inner = this.#resolve(folder)
    if (inner === undefined || inner.startsWith('..')) return []
    const start = inner === '' ? '' : `${inner}/`
    return [...this.#tree.files].filter((name) => name.startsWith(start))
  }

  #listBelow(folder: string): string[] {
    return this.#listAllBelow(folder).filter((name) => !this.#isKnown(name))
  }

  async #fetchAll(names: readonly string[], largest: number): Promise<void> {
    await mapLimited(names, mostRequests, (name) => this.#fetch(name, largest))
  }

  async #fetch(name: string, largest: number): Promise<void> {
    const { forge, project, sha, limits, signal } = this.#source
    signal.throwIfAborted()
    const total = `the files that are read of one commit have more than ${limits.commitBytes.toLocaleString('en')} bytes`
    if (this.#fetched.size >= mostFiles) return this.#leave(name, `more than ${mostFiles} files are named`)
    this.#fetched.add(name)
    const room = limits.commitBytes - this.#bytes
    let bytes: Buffer | undefined
    try {
      bytes = await forge.readFile(project, sha, name, Math.max(0, Math.min(room, largest)))
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'forge-file-too-large') throw error
      return this.#leave(name, room < largest ? total : undefined)
    }
    signal.throwIfAborted()
    // Gone since the tree was listed: the commit is not there any more.
    if (bytes === undefined) throw new CodedError('forge-not-found', { peer: 'The forge', what: `the commit ${sha}` })
    this.#bytes += bytes.length
    if (this.#bytes > limits.commitBytes) {
      this.#bytes -= bytes.length
      return this.#leave(name, total)
    }
    const pointer = readLfsPointer(bytes)
    if (pointer) this.#pointers.set(name, pointer.sha256)
    // Only the empty file that is there already is filled.
    const file = await open(path.join(this.root, name), 'r+')
    try {
      await file.writeFile(bytes)
    } finally {
      await file.close()
    }
  }

  /** Leaves a file of a size that every reader refuses in the place of one that is not read, for this reason or for its own size. */
  async #leave(name: string, reason: string | undefined): Promise<void> {
    this.#fetched.delete(name)
    this.#unread.set(name, reason ?? '')
    await truncate(path.join(this.root, name), yamlLimits.bytes + 1)
  }

  /** Why the files of a model are not known as they are. */
  #refuseModel(folder: string): { pointers: string | undefined; unread: string | undefined } {
    const names = this.#listAllBelow(folder)
    const pointers = names.filter((name) => this.#pointers.has(name)).length
    const unread = names.find((name) => this.#unread.has(name))
    return {
      pointers:
        pointers === 0
          ? undefined
          : `${pointers === 1 ? '1 of them is' : `${pointers} of them are`} kept by Git LFS, and only the pointers are read`,
      unread:
        unread === undefined ? undefined : `${unread} is not read, as ${this.#unread.get(unread) || 'it is too large'}`,
    }
  }

  digestFile(root: string, file: string): string {
    const inner = this.#resolve(file) ?? file
    const reason = this.#unread.get(inner)
    if (reason !== undefined) {
      const details = { model: path.dirname(file), reason: `${file} is not read, as ${reason || 'it is too large'}` }
      throw new CodedError('model-files-unread', details)
    }
    return this.#pointers.get(inner) ?? digestFile(root, file)
  }

  async digestArchive({ name, path: folder }: ModelDefinition): Promise<ArchiveDigest> {
    const { pointers, unread } = this.#refuseModel(folder)
    const reason = unread ?? pointers
    if (reason !== undefined) throw new CodedError('model-files-unread', { model: name, reason })
    return digestModelArchive(this.root, folder)
  }

  /** The findings with those of what was not read, and without anything of this machine. */
  #complete(findings: readonly Finding[], models: readonly ModelDefinition[]): Finding[] {
    const own = models.flatMap((definition) => {
      const { pointers, unread } = this.#refuseModel(definition.path)
      const reason = unread ?? pointers
      const span = { ...start, line: definition.line, endLine: definition.line }
      return reason === undefined
        ? []
        : [createFinding('model-files-unread', definition.file, span, { model: definition.name, reason })]
    })
    return [...this.explain(findings), ...own].sort(compareFindings)
  }

  /** Findings of the readers, which know nothing of limits and may name the folder. */
  explain(findings: readonly Finding[]): Finding[] {
    return findings.map((finding) => {
      const message = finding.message.replaceAll(`${this.root}/`, '').replaceAll(this.root, '.')
      const at = finding.code === 'file-too-large' ? message.indexOf(` has ${tooLarge}`) : -1
      if (at === -1) return { ...finding, message }
      const name = message.slice(0, at)
      const reason = this.#unread.get(this.#resolve(name) ?? name)
      if (reason) return { ...createFinding('commit-too-large', finding.file, finding, { path: name, reason }) }
      return {
        ...finding,
        message: message.replace(tooLarge, `more than ${yamlLimits.bytes.toLocaleString('en')} bytes`),
      }
    })
  }
}

/** Whether the readers look at an entry whatever any file says. */
function isAlwaysRead({ path: name }: TreeEntry): boolean {
  return name === legacyFile || name === manifestName || name === 'arkindex' || name.startsWith('arkindex/')
}

/**
 * The entries that the readers may come to. Only `.arkindex.yml` names files elsewhere, or patterns of them, and only links lead
 * elsewhere: without either, a repository full of data costs nothing.
 */
function chooseEntries(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  const read = entries.filter(isAlwaysRead)
  const leadsOn = read.some(({ path: name, kind }) => kind === 'link' || name === legacyFile)
  return leadsOn ? entries : read
}

/** Links that matter most come first: those of the names that are always read, then those nearest to the root. */
function sortLinks(links: readonly string[]): string[] {
  const weigh = (name: string) =>
    name === legacyFile || name === manifestName || /^arkindex(\/[^/]+)?$/.test(name) ? 0 : name.split('/').length
  return [...links].sort((left, right) => weigh(left) - weigh(right) || (left < right ? -1 : 1))
}

async function followLinks(root: string, source: CommitSource, tree: LaidOutTree): Promise<Finding[]> {
  const { forge, project, sha, signal } = source
  const sorted = sortLinks(tree.links)
  const unsafe: string[] = []
  const links = await mapLimited(sorted.slice(0, mostLinks), mostRequests, async (name) => {
    signal.throwIfAborted()
    const target = (await forge.readFile(project, sha, name, longestTarget).catch(forgive))?.toString('utf8') ?? ''
    if (staysInside(name, target)) return [{ path: name, target }]
    unsafe.push(name)
    return []
  })
  await layOutLinks(root, links.flat(), signal)
  const tell = (names: readonly string[], reason: string) =>
    names[0] === undefined
      ? []
      : [createFinding('links-not-followed', '.', start, { count: names.length, path: shorten(names[0]), reason })]
  return [
    ...tell(unsafe.sort(), 'it leads out of the repository'),
    ...tell(sorted.slice(mostLinks), `only ${mostLinks} are`),
  ]
}

/** A target that is too long is none. */
function forgive(error: unknown): undefined {
  if (error instanceof CodedError && error.code === 'forge-file-too-large') return undefined
  throw error
}

function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 99)}…` : name
}

function tellRefused({ refused }: LaidOutTree): Finding[] {
  const reasons = new Map(
    refused.map(({ path: name, reason }) => [reason.replace(/ from .* in /s, ' '), { name, reason }]),
  )
  return [...reasons].map(([kind, { name, reason }]) => {
    const count = refused.filter((one) => one.reason.replace(/ from .* in /s, ' ') === kind).length
    return createFinding('path-refused', '.', start, { count, path: shorten(name), reason: shorten(reason) })
  })
}

/**
 * Reads of a commit what its release needs, by the forge's API and without Git, and lends it to `use` in a folder that is
 * removed afterwards, whatever happens. Files that nobody reads are empty there, or missing. What is over a limit, hostile or kept by
 * Git LFS is told by findings. Throws coded errors of the forge, and the reason of the signal.
 */
export async function withCommit<Result>(
  source: CommitSource,
  use: (commit: Commit) => Promise<Result>,
): Promise<Result> {
  const { forge, project, sha, limits, signal } = source
  signal.throwIfAborted()
  const listing = await forge.readTree(project, sha, limits.treeEntries)
  signal.throwIfAborted()
  return withCommitFolder(async (root) => {
    const tree = await layOutTree(root, chooseEntries(listing.entries), signal)
    const told = [
      ...(listing.isCut
        ? [createFinding('tree-cut', '.', start, { limit: limits.treeEntries.toLocaleString('en') })]
        : []),
      ...tellRefused(tree),
      ...(await followLinks(root, source, tree)),
    ]
    const reader = new CommitReader(root, source, tree)
    const reading = await reader.read()
    signal.throwIfAborted()
    return use({
      project,
      sha,
      root,
      reading: { ...reading, findings: [...told, ...reading.findings] },
      digestFile: (folder, file) => reader.digestFile(folder, file),
      digestArchive: (definition) => reader.digestArchive(definition),
      explain: (findings) => reader.explain(findings),
    })
  })
}
