import { type Dirent, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { compareFindings, createFinding } from '../findings/create-finding.ts'
import type { Finding } from '../findings/finding.ts'
import type { LegacyDefinition, ModelDefinition, ModernDefinition, WorkerDefinition } from './definition.ts'
import { globLimit } from './find-files.ts'
import { type ArkindexYmlReading, type ReadEntry, readArkindexYml } from './read-arkindex-yml.ts'
import { readWorkerFile } from './read-worker-file.ts'
import { readInside, readPlainFile, resolveInside } from './repository-file.ts'

/** What the worker YAML of a repository says. Definitions with an error among their findings are left out; the others stand (R13). */
export interface RepositoryReading {
  workers: WorkerDefinition[]
  models: ModelDefinition[]
  /** By file, line and column. */
  findings: Finding[]
  /** Every file that was read, relative to the root. */
  files: string[]
}

const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }
const legacyFile = '.arkindex.yml'
const modernFolder = 'arkindex'

/**
 * Reads `.arkindex.yml` and `arkindex/*.yml|yaml` below `root` (an absolute path), by reference/arkindex.md section 1.
 * Never reads outside of it. Everything wrong comes back as findings; throws a coded error only when `root` itself cannot be read.
 */
export function readRepository(root: string): RepositoryReading {
  let realRoot: string
  try {
    realRoot = realpathSync(root)
    readdirSync(realRoot)
  } catch (error) {
    throw new CodedError('file-unreadable', { file: root, reason: describeSystemError(error) }, { cause: error })
  }
  const findings: Finding[] = []
  const files: string[] = []
  const legacy = readLegacy(realRoot, findings, files)
  const modern = readModern(realRoot, findings, files)
  const workers = [...(legacy?.workers ?? []), ...modern]
  tellDoubles(workers, findings)
  if (legacy && legacy.workers.length > 0 && modern.length > 0) {
    legacy.yaml.add('both-formats', [], legacy.yaml.locateStart([]))
  }
  const models = legacy?.models ?? []
  if (legacy) findings.push(...legacy.yaml.findings, ...legacy.findings)
  if (workers.length === 0 && models.length === 0 && findings.every(({ severity }) => severity === 'warning')) {
    findings.push(createFinding('no-workers', legacy ? legacyFile : modernFolder, start))
  }
  return {
    workers: workers.flatMap(({ definition }) => (definition ? [definition] : [])),
    models: models.flatMap(({ definition }) => (definition ? [definition] : [])),
    findings: findings.sort(compareFindings),
    files: [...new Set(files)],
  }
}

function readLegacy(realRoot: string, findings: Finding[], files: string[]): ArkindexYmlReading | undefined {
  const got = readInside(realRoot, legacyFile)
  if ('code' in got) {
    if (got.code !== 'file-missing') findings.push(createFinding(got.code, legacyFile, start, got.details))
    return undefined
  }
  files.push(legacyFile)
  const reading = readArkindexYml(realRoot, got.bytes)
  files.push(...reading.files)
  return reading
}

/** The files of `arkindex/` that hold workers, sorted, and the real place of the folder. */
function listWorkerFiles(realRoot: string, findings: Finding[]): { folder: string; found: Dirent[] } {
  const nothing = { folder: '', found: [] }
  const folder = resolveInside(realRoot, modernFolder)
  if ('code' in folder) {
    if (folder.code !== 'file-missing') findings.push(createFinding(folder.code, modernFolder, start, folder.details))
    return nothing
  }
  let entries: Dirent[]
  try {
    entries = readdirSync(folder.place, { withFileTypes: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOTDIR') {
      findings.push(
        createFinding('file-unreadable', modernFolder, start, {
          path: modernFolder,
          reason: describeSystemError(error),
        }),
      )
    }
    return nothing
  }
  const found = entries.filter((entry) => /\.ya?ml$/.test(entry.name) && !entry.isDirectory())
  if (found.length > globLimit) {
    findings.push(
      createFinding('glob-too-wide', modernFolder, start, {
        path: `${modernFolder}/`,
        limit: globLimit.toLocaleString('en'),
      }),
    )
    return nothing
  }
  return { folder: folder.place, found: found.sort((left, right) => (left.name < right.name ? -1 : 1)) }
}

function readModern(realRoot: string, findings: Finding[], files: string[]): ReadEntry<ModernDefinition>[] {
  const entries: ReadEntry<ModernDefinition>[] = []
  const { folder, found } = listWorkerFiles(realRoot, findings)
  for (const entry of found) {
    const file = `${modernFolder}/${entry.name}`
    // The folder is real already: a file that is no link needs no look at where it leads.
    const got = entry.isSymbolicLink() ? readInside(realRoot, file) : readPlainFile(path.join(folder, entry.name), file)
    if ('code' in got) {
      findings.push(createFinding(got.code, file, start, got.details))
      continue
    }
    files.push(file)
    const { yaml, definition, slug } = readWorkerFile(got.bytes, file)
    findings.push(...yaml.findings)
    entries.push({ yaml, path: [], slug, definition })
  }
  return entries
}

function tellDoubles(workers: ReadEntry<LegacyDefinition | ModernDefinition>[], findings: Finding[]): void {
  const first = new Map<string, ReadEntry<WorkerDefinition>>()
  for (const entry of workers) {
    const { slug, yaml, path: place } = entry
    if (slug === null) continue
    const other = first.get(slug)
    if (!other) {
      first.set(slug, entry)
      continue
    }
    const { line } = other.yaml.locate([...other.path, 'slug'])
    findings.push(
      createFinding('slug-duplicate', yaml.file, yaml.locate([...place, 'slug']), {
        slug: slug.slice(0, 100),
        other: `${other.yaml.file}:${line}`,
      }),
    )
    entry.definition = undefined
  }
}
