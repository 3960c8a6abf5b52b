import { existsSync, mkdirSync, readFileSync, realpathSync, rmdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { CodedError, CodedErrors, describeSystemError } from '../errors/coded-error.ts'
import { compareFindings } from '../findings/create-finding.ts'
import type { Finding } from '../findings/finding.ts'
import { convertToWorkerFile } from './convert.ts'
import { readArkindexYml } from './read-arkindex-yml.ts'
import { readRepository } from './read-repository.ts'
import { readWorkerFile } from './read-worker-file.ts'
import { readInside } from './repository-file.ts'
import { writeFileWhole } from './write-file-whole.ts'

const legacyFile = '.arkindex.yml'

/** One sentence about a worker, or about the whole file where `worker` is null. */
export interface MigrationRemark {
  worker: string | null
  text: string
}

export interface Migration {
  /** The files to write, relative to the root. */
  files: Array<{ path: string; worker: string; text: string }>
  /** What the newer format cannot say. */
  losses: MigrationRemark[]
  /** What is worth knowing though nothing is lost. */
  notes: MigrationRemark[]
  /** Errors of the older format, which must be mended first; then `files` is empty. */
  findings: Finding[]
}

/**
 * What `.arkindex.yml` of a repository becomes in `arkindex/`. Only reads.
 * Throws `migration-without-source` where there is no such file, and `migration-file-exists` for each file that is in the way.
 *
 * @param root the repository, an absolute path
 */
export function planMigration(root: string): Migration {
  let realRoot: string
  try {
    realRoot = realpathSync(root)
  } catch (error) {
    throw new CodedError('file-unreadable', { file: root, reason: describeSystemError(error) }, { cause: error })
  }
  const got = readInside(realRoot, legacyFile)
  if ('code' in got) {
    if (got.code === 'file-missing') throw new CodedError('migration-without-source', { folder: root })
    throw new CodedError('file-unreadable', { file: legacyFile, reason: String(got.details.reason ?? got.code) })
  }
  const reading = readArkindexYml(realRoot, got.bytes)
  const findings = [...reading.yaml.findings, ...reading.findings].sort(compareFindings)
  if (findings.some(({ severity }) => severity === 'error')) return { files: [], losses: [], notes: [], findings }

  const migration: Migration = { files: [], losses: [], notes: [], findings: [] }
  for (const finding of findings) {
    const isLost =
      finding.code === 'key-ignored' ||
      (finding.code === 'key-obsolete' && !/"(?:type|manifests)"/.test(finding.message))
    if (isLost) migration.losses.push({ worker: null, text: `${finding.file}:${finding.line}: ${finding.message}` })
  }
  for (const { definition } of reading.models) {
    if (definition)
      migration.losses.push({ worker: null, text: `model "${definition.name}": worker files name no models` })
  }
  const comments = [legacyFile, ...reading.files.filter((file) => /\.ya?ml$/.test(file))].filter((file) =>
    hasComments(realRoot, file),
  )
  if (comments.length > 0)
    migration.notes.push({ worker: null, text: `comments are not carried over from ${comments.join(', ')}` })
  const others = reading.workers.flatMap(({ definition }) =>
    definition && definition.file !== legacyFile ? [definition.file] : [],
  )
  if (others.length > 0) {
    migration.notes.push({
      worker: null,
      text: `no longer read by Arkindex, and left for you to remove: ${[...new Set(others)].join(', ')}`,
    })
  }
  const obstacles = new CodedErrorList()
  const present = new Map(
    readRepository(realRoot)
      .workers.filter(({ format }) => format === 'worker-file')
      .map(({ slug, file }) => [slug, file]),
  )
  const slugs = new Set<string>()
  for (const { definition } of reading.workers) {
    if (!definition) continue
    const { slug } = definition
    const file = `arkindex/${slug}.yml`
    const inTheWay =
      present.get(slug) ?? [file, `arkindex/${slug}.yaml`].find((name) => existsSync(path.join(realRoot, name)))
    if (inTheWay !== undefined) obstacles.add(new CodedError('migration-file-exists', { file: inTheWay, slug }))
    if (slugs.has(slug)) obstacles.add(new CodedError('migration-slug-twice', { slug }))
    slugs.add(slug)
    const { result, losses, notes } = convertToWorkerFile(definition)
    migration.losses.push(...losses.map((text) => ({ worker: slug, text })))
    migration.notes.push(...notes.map((text) => ({ worker: slug, text })))
    const [wrong] = readWorkerFile(result, file).yaml.findings.filter(({ severity }) => severity === 'error')
    if (wrong) obstacles.add(new CodedError('migration-impossible', { slug, reason: wrong.message }))
    migration.files.push({ path: file, worker: slug, text: result })
  }
  obstacles.throwAny()
  return migration
}

class CodedErrorList {
  readonly #errors: CodedError[] = []

  add(error: CodedError): void {
    this.#errors.push(error)
  }

  throwAny(): void {
    if (this.#errors.length === 1) throw this.#errors[0]
    if (this.#errors.length > 1) throw new CodedErrors(this.#errors)
  }
}

function hasComments(realRoot: string, file: string): boolean {
  try {
    return readFileSync(path.join(realRoot, file), 'utf8')
      .split('\n')
      .some((line) => /^\s*#/.test(line) || /\s#\s/.test(line))
  } catch {
    return false
  }
}

/**
 * Writes the files of a migration, never over one that exists, and removes `.arkindex.yml` where nothing is lost. Where one
 * cannot be written, those that were are taken back.
 *
 * @returns the files that were written and those that were removed, relative to the root
 */
export function applyMigration(root: string, migration: Migration): { written: string[]; removed: string[] } {
  const realRoot = realpathSync(root)
  const folder = path.join(realRoot, 'arkindex')
  const hadFolder = existsSync(folder)
  const written: string[] = []
  let current = 'arkindex'
  try {
    mkdirSync(folder, { recursive: true })
    for (const file of migration.files) {
      current = file.path
      writeFileWhole(path.join(realRoot, file.path), file.text, { isNew: true })
      written.push(file.path)
    }
  } catch (error) {
    for (const file of written) rmSync(path.join(realRoot, file), { force: true })
    if (!hadFolder && existsSync(folder)) rmdirSync(folder)
    throw new CodedError('file-unwritable', { file: current, reason: describeSystemError(error) }, { cause: error })
  }
  if (migration.losses.length > 0) return { written, removed: [] }
  rmSync(path.join(realRoot, legacyFile))
  return { written, removed: [legacyFile] }
}
