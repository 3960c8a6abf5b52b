import { lstatSync } from 'node:fs'
import validators from '../../generated/validators.cjs'
import { checkBySchema, checkYamlFile } from '../findings/check-yaml-file.ts'
import { decodeText } from '../findings/decode-text.ts'
import type { Finding } from '../findings/finding.ts'
import type { PlacedFinding, YamlFile, YamlPath } from '../findings/read-yaml.ts'
import type { LegacyDefinition, ModelDefinition, PlainMap, PlainValue, Usage } from './definition.ts'
import { findFiles, isGlob } from './find-files.ts'
import { isMap, readList, readMap, readString } from './plain-data.ts'
import { checkDefaultValue } from './read-worker-file.ts'
import { readInside, resolveInside } from './repository-file.ts'

/** A definition on its way: what it is read from, and what it became where nothing in it is an error. */
export interface ReadEntry<Definition> {
  yaml: YamlFile
  path: YamlPath
  slug: string | null
  definition: Definition | undefined
}

export interface ArkindexYmlReading {
  yaml: YamlFile
  workers: ReadEntry<LegacyDefinition>[]
  models: ReadEntry<ModelDefinition>[]
  /** Findings of the files that entries name. */
  findings: Finding[]
  files: string[]
  isOfVersion: 2 | 3 | null
}

/** Reads the text of `.arkindex.yml`, and the files that it names, by every rule of reference/arkindex.md 1.1 to 1.3. */
export function readArkindexYml(
  realRoot: string,
  bytes: Uint8Array | string,
  file = '.arkindex.yml',
): ArkindexYmlReading {
  const { yaml, data } = checkYamlFile(bytes, { file })
  const reading: ArkindexYmlReading = { yaml, workers: [], models: [], findings: [], files: [], isOfVersion: null }
  if (data === undefined) return reading
  const version = isMap(data) ? data.version : undefined
  checkBySchema(yaml, data, version === 2 ? validators.arkindex_yml_2 : validators.arkindex_yml_3)
  if (!isMap(data)) return reading
  reading.isOfVersion = version === 2 || version === 3 ? version : null
  tellLegacy(yaml, data)
  tellUnsafeNumbers(yaml)
  const isWholeFileBroken = yaml.placed.some(
    ({ finding, path: [first] }) => finding.severity === 'error' && first !== 'workers' && first !== 'models',
  )
  const isBroken = (path: YamlPath) => isWholeFileBroken || hasErrorBelow(yaml.placed, path)

  readEntries(reading, realRoot, 'workers', data.workers, (place, entryPath, entry) => {
    checkWorker(place, entryPath, entry)
    const description = readDescription(reading, realRoot, place, entryPath, entry)
    const isGood = place === yaml ? !isBroken(entryPath) : !isWholeFileBroken && !hasErrorBelow(place.placed, [])
    reading.workers.push({
      yaml: place,
      path: entryPath,
      slug: readString(entry.slug),
      definition:
        isGood && !description.isBroken && reading.isOfVersion !== null
          ? toWorker(place, entryPath, entry, reading.isOfVersion, description.text)
          : undefined,
    })
  })
  readEntries(reading, realRoot, 'models', data.models, (place, entryPath, entry) => {
    checkModelFolder(realRoot, place, entryPath, entry)
    const description = readDescription(reading, realRoot, place, entryPath, entry)
    const isGood = place === yaml ? !isBroken(entryPath) : !isWholeFileBroken && !hasErrorBelow(place.placed, [])
    reading.models.push({
      yaml: place,
      path: entryPath,
      slug: null,
      definition:
        isGood && !description.isBroken && reading.isOfVersion !== null
          ? toModel(place, entryPath, entry, description.text)
          : undefined,
    })
  })
  return reading
}

function hasErrorBelow(placed: readonly PlacedFinding[], path: YamlPath): boolean {
  return placed.some(
    ({ finding, path: other }) => finding.severity === 'error' && path.every((step, index) => step === other[index]),
  )
}

function tellLegacy(yaml: YamlFile, data: PlainMap): void {
  yaml.add('legacy-format', ['version'], yaml.has(['version']) ? yaml.locate(['version'], 'key') : yaml.locateStart([]))
  if (data.type === 'iiif') {
    yaml.add('repository-not-workers', ['type'], yaml.locate(['type']))
    return
  }
  if (data.type === 'worker') tellObsolete(yaml, ['type'], 'Every entry of "workers" is a worker.')
  if (data.manifests !== undefined) tellObsolete(yaml, ['manifests'], 'Arkindex reads manifests from elsewhere.')
}

function tellObsolete(yaml: YamlFile, path: YamlPath, about: string): void {
  const parent = path.at(-2)
  const where = path.length > 1 && typeof parent === 'string' ? ` in "${parent}"` : ''
  yaml.add('key-obsolete', path, yaml.locate(path, 'key'), { key: String(path.at(-1)), where, about })
}

function tellUnsafeNumbers(yaml: YamlFile): void {
  for (const { path, value, source, span } of yaml.unsafeNumbers) {
    if (
      yaml.placed.some(
        ({ path: other }) =>
          other.length > 0 && other.length === path.length && other.every((step, index) => step === path[index]),
      )
    )
      continue
    if (Number.isFinite(value)) yaml.add('number-inexact', path, span, { source, value: String(value) })
    else yaml.add('number-not-finite', path, span, { source })
  }
}

type EntryReader = (yaml: YamlFile, path: YamlPath, entry: PlainMap) => void

function readEntries(
  reading: ArkindexYmlReading,
  realRoot: string,
  key: 'workers' | 'models',
  entries: PlainValue | undefined,
  read: EntryReader,
): void {
  const { yaml } = reading
  const validate = key === 'workers' ? validators.arkindex_yml_worker : validators.arkindex_yml_model
  const seen = new Set<string>()
  for (const [index, entry] of readList(entries).entries()) {
    const path = [key, index]
    if (isMap(entry)) {
      read(yaml, path, entry)
      continue
    }
    if (typeof entry !== 'string' || entry.trim() === '') continue
    for (const name of listEntryFiles(realRoot, yaml, path, entry)) {
      if (seen.has(name)) continue
      seen.add(name)
      const got = readInside(realRoot, name)
      if ('code' in got) {
        yaml.add(got.code, path, yaml.locate(path), got.details)
        continue
      }
      reading.files.push(name)
      const checked = checkYamlFile(got.bytes, { file: name, validate })
      if (isMap(checked.data)) {
        tellUnsafeNumbers(checked.yaml)
        read(checked.yaml, [], checked.data)
      }
      reading.findings.push(...checked.yaml.findings)
    }
  }
}

function listEntryFiles(realRoot: string, yaml: YamlFile, path: YamlPath, entry: string): string[] {
  if (!isGlob(entry)) {
    const resolved = resolveInside(realRoot, entry)
    if (!('code' in resolved))
      return [
        entry
          .split('/')
          .filter((part) => part !== '' && part !== '.')
          .join('/'),
      ]
    yaml.add(resolved.code, path, yaml.locate(path), resolved.details)
    return []
  }
  const found = findFiles(realRoot, entry)
  if ('code' in found) {
    yaml.add(found.code, path, yaml.locate(path), found.details)
    return []
  }
  if (found.files.length === 0) yaml.add('glob-empty', path, yaml.locate(path), { path: entry.slice(0, 200) })
  return found.files
}

function checkWorker(yaml: YamlFile, path: YamlPath, worker: PlainMap): void {
  const docker = readMap(worker.docker)
  for (const key of ['build', 'image', 'context']) {
    if (Object.hasOwn(docker, key))
      tellObsolete(
        yaml,
        [...path, 'docker', key],
        'The image is built by the CI and given when the worker is published.',
      )
  }
  if (Object.hasOwn(worker, 'environment')) {
    tellObsolete(yaml, [...path, 'environment'], 'Set environment variables in the Dockerfile.')
  }
  const usage = worker.model_usage
  if (typeof usage === 'boolean') {
    const place = [...path, 'model_usage']
    const meant = usage ? 'required' : 'disabled'
    const span = yaml.locate(place)
    const edit = yaml.readSource(place) === undefined ? undefined : { ...span, newText: meant }
    yaml.add(
      'usage-boolean',
      place,
      span,
      { name: '"model_usage"', value: yaml.readSource(place) ?? String(usage), meant },
      edit,
    )
  }
  for (const [name, option] of Object.entries(readMap(worker.user_configuration))) {
    if (isMap(option)) checkUserOption(yaml, [...path, 'user_configuration', name], option)
  }
}

/** Keys of a user option that have a meaning for one type alone (reference/arkindex-supplement.md 1). */
const typeOfKey = { choices: 'enum', subtype: 'list', multiline: 'string' } as const

function checkUserOption(yaml: YamlFile, path: YamlPath, option: PlainMap): void {
  const { type } = option
  checkDefaultValue(yaml, [...path, 'default'], option, type === 'list')
  if (type === 'list' && option.subtype === undefined) {
    yaml.add('subtype-missing', path, yaml.locate(path, 'key'))
  }
  if (typeof type !== 'string') return
  for (const [key, wanted] of Object.entries(typeOfKey)) {
    if (Object.hasOwn(option, key) && type !== wanted) {
      yaml.add('option-key-misplaced', [...path, key], yaml.locate([...path, key], 'key'), { key, type: wanted })
    }
  }
}

function readDescription(
  reading: ArkindexYmlReading,
  realRoot: string,
  yaml: YamlFile,
  path: YamlPath,
  entry: PlainMap,
): { text: string | null; isBroken: boolean } {
  const name = entry.description
  if (typeof name !== 'string' || name.trim() === '') return { text: null, isBroken: false }
  const place = [...path, 'description']
  const got = readInside(realRoot, name)
  if ('code' in got) {
    yaml.add(got.code, place, yaml.locate(place), got.details)
    return { text: null, isBroken: true }
  }
  reading.files.push(name)
  const decoded = decodeText(got.bytes, name)
  if ('finding' in decoded) {
    reading.findings.push(decoded.finding)
    return { text: null, isBroken: true }
  }
  const text = decoded.text.replace(/^\ufeff/, '')
  if (text.trim() === '') yaml.add('description-empty', place, yaml.locate(place), { path: name })
  return { text: text.trim() === '' ? null : text, isBroken: false }
}

function checkModelFolder(realRoot: string, yaml: YamlFile, path: YamlPath, model: PlainMap): void {
  const folder = model.path
  if (typeof folder !== 'string' || folder.trim() === '') return
  const place = [...path, 'path']
  const resolved = resolveInside(realRoot, folder, 'folder-missing')
  if ('code' in resolved) yaml.add(resolved.code, place, yaml.locate(place), resolved.details)
  else if (!lstatSync(resolved.place).isDirectory())
    yaml.add('folder-missing', place, yaml.locate(place), { path: folder })
}

function toUsage(value: PlainValue | undefined): Usage {
  if (value === true) return 'required'
  return value === 'supported' || value === 'required' ? value : 'disabled'
}

/** What the Arkindex command line sends as `configuration` (reference/arkindex.md 1.3 and 2.4): the keys that it knows, with its defaults. */
function toPublished(worker: PlainMap): PlainMap {
  const { docker } = worker
  return {
    name: worker.name ?? '',
    slug: worker.slug ?? '',
    type: worker.type ?? '',
    docker: isMap(docker) ? { command: docker.command ?? null, shm_size: docker.shm_size ?? null } : {},
    configuration: worker.configuration ?? {},
    user_configuration: worker.user_configuration ?? {},
    secrets: worker.secrets ?? [],
  }
}

/** JSON pointers, from the worker down, of numbers written as floats without a fraction. */
function listIntegralFloats(yaml: YamlFile, value: PlainValue, pointer = ''): string[] {
  if (yaml.integralFloats.size === 0 || value === null || typeof value !== 'object') return []
  const floats = yaml.integralFloats.get(value)
  return Object.entries(value).flatMap(([key, item]) => {
    const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return floats?.has(key) ? [place] : listIntegralFloats(yaml, item, place)
  })
}

function toWorker(
  yaml: YamlFile,
  path: YamlPath,
  worker: PlainMap,
  version: 2 | 3,
  description: string | null,
): LegacyDefinition {
  const docker = readMap(worker.docker)
  const size = docker.shm_size
  const options = Object.entries(readMap(worker.user_configuration)).flatMap(([key, option]) =>
    isMap(option) ? [[key, option] as const] : [],
  )
  return {
    format: 'arkindex-yml',
    version,
    slug: readString(worker.slug) ?? '',
    displayName: readString(worker.name) ?? '',
    type: readString(worker.type) ?? '',
    description,
    gpuUsage: toUsage(worker.gpu_usage),
    modelUsage: toUsage(worker.model_usage),
    docker: {
      command: readString(docker.command),
      shmSize: size === undefined || size === null ? null : String(size),
    },
    configuration: readMap(worker.configuration),
    userConfiguration: Object.fromEntries(options),
    secrets: readList(worker.secrets).filter((secret): secret is string => typeof secret === 'string'),
    published: toPublished(worker),
    integralFloats: listIntegralFloats(yaml, worker),
    file: yaml.file,
    line: yaml.locateStart(path).line,
  }
}

function toModel(yaml: YamlFile, path: YamlPath, model: PlainMap, description: string | null): ModelDefinition {
  return {
    name: readString(model.name) ?? '',
    path: readString(model.path) ?? '',
    description,
    tag: readString(model.tag),
    parent: readString(model.parent),
    configuration: readMap(model.configuration),
    file: yaml.file,
    line: yaml.locateStart(path).line,
  }
}
