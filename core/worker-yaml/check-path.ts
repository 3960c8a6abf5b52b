import { readdirSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { compareFindings, createFinding } from '../findings/create-finding.ts'
import type { Finding } from '../findings/finding.ts'
import type { WorkerDefinition } from './definition.ts'
import { readArkindexYml } from './read-arkindex-yml.ts'
import { readRepository } from './read-repository.ts'
import { readWorkerFile } from './read-worker-file.ts'
import { readPlainFile } from './repository-file.ts'

export interface PathReading {
  findings: Finding[]
  /** The files that were checked, as findings name them. */
  files: string[]
  /** The folder whose release manifest belongs to it; null where a single worker file was asked for. */
  manifestFolder: string | null
  workers: WorkerDefinition[]
}

const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }

/**
 * Checks what a path of the command line names: a repository, a folder of worker files called `arkindex`, or a single file.
 * Files are named relative to `cwd`. Throws `file-unreadable` where there is no such path.
 */
export function checkPath(cwd: string, name: string): PathReading {
  const place = path.resolve(cwd, name)
  const show = (inner: string) => path.relative(cwd, path.join(place, inner)).split(path.sep).join('/') || '.'
  let isFolder: boolean
  try {
    isFolder = statSync(place).isDirectory()
  } catch (error) {
    throw new CodedError('file-unreadable', { file: name, reason: describeSystemError(error) }, { cause: error })
  }
  if (!isFolder) return checkFile(place, show(''))
  if (path.basename(place) === 'arkindex' && listWorkerFiles(place).length > 0) {
    const readings = listWorkerFiles(place).map((file) => checkFile(path.join(place, file), show(file)))
    return {
      findings: readings.flatMap(({ findings }) => findings),
      files: readings.flatMap(({ files }) => files),
      workers: readings.flatMap(({ workers }) => workers),
      manifestFolder: null,
    }
  }
  const { findings, files, workers } = readRepository(place)
  return {
    findings: findings.map((finding) => ({ ...finding, file: show(finding.file) })),
    files: files.map(show),
    workers,
    manifestFolder: place,
  }
}

function listWorkerFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
  } catch {
    return []
  }
}

function checkFile(place: string, file: string): PathReading {
  const base = path.basename(place)
  if (base === '.arkindex-ci.yml') {
    const { workers } = readRepository(path.dirname(place))
    return { findings: [], files: [], workers, manifestFolder: path.dirname(place) }
  }
  const reading: PathReading = { findings: [], files: [file], workers: [], manifestFolder: null }
  let real: string
  try {
    real = realpathSync(place)
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) }, { cause: error })
  }
  const got = readPlainFile(real, file)
  if ('code' in got) {
    reading.findings.push(createFinding(got.code, file, start, got.details))
    return reading
  }
  if (base === '.arkindex.yml') {
    const folder = path.posix.dirname(file)
    const { yaml, findings, files } = readArkindexYml(realpathSync(path.dirname(place)), got.bytes)
    const show = (inner: string) => path.posix.normalize(`${folder}/${inner}`)
    reading.findings.push(
      ...[...yaml.findings, ...findings].map((finding) => ({ ...finding, file: show(finding.file) })),
    )
    reading.files.push(...files.map(show))
  } else {
    const { yaml, definition } = readWorkerFile(got.bytes, file)
    reading.findings.push(...yaml.findings)
    if (definition) reading.workers.push(definition)
  }
  reading.findings.sort(compareFindings)
  return reading
}
