import { CodedError } from '../errors/coded-error.ts'
import type { PlainMap, PlainValue } from '../worker-yaml/definition.ts'

/** Where an answer came from, for the error that names it. */
export interface AnswerSource {
  instance: string
  operation: string
}

type Fields = Readonly<Record<string, unknown>>

export interface WorkerObject {
  id: string
  slug: string
  name: string
  type: string
  description: string
  /** Undefined on instances whose workers do not tell. */
  repositoryUrl: string | undefined
}

export interface WorkerVersionObject {
  id: string
  revisionUrl: string | null
  /** Commit of instances up to 1.5. */
  revisionHash: string | null
  tag: string | null
  branch: string | null
  image: string | null
  /** What its worker YAML said; null on instances that do not tell. */
  configuration: PlainMap | null
  /** False only where the instance says so. */
  isAvailable: boolean
  /** When it was made, as the instance writes it; empty where it does not tell. */
  created: string
}

export interface ModelObject {
  id: string
  name: string
}

export interface ModelVersionObject {
  id: string
  tag: string | null
  description: string
  configuration: PlainMap
  parent: string | null
  state: string
  archiveHash: string | null
  uploadUrl: string | null
  /** In milliseconds; null where the instance does not tell. */
  created: number | null
}

export interface DatasetObject {
  id: string
  name: string
  corpus: string | null
  state: string
  /** Without ids on instances whose sets are names. */
  sets: { name: string; id: string | null }[]
  /** Elements of each set by its name; empty where the instance does not tell. */
  counts: ReadonlyMap<string, number>
  /** When it last changed, as the instance writes it. */
  updated: string | null
}

export interface ProcessObject {
  id: string
  name: string
  state: string
  /** Empty where the instance does not tell. */
  mode: string
  created: string
  isStarted: boolean
}

/** One task of a process. Moments are in milliseconds, null where it was not yet or the instance does not tell. */
export interface TaskObject {
  id: string
  slug: string
  state: string
  /** Counts the retries of the process. */
  run: number
  started: number | null
  finished: number | null
  /** Null for tasks of no worker, such as the one that lists the elements. */
  workerRun: string | null
  /** The task that it is a copy of, made by a restart. */
  original: string | null
}

/** A process with what it tells of its course. */
export interface ProcessCourse extends ProcessObject {
  started: number | null
  finished: number | null
  /** Of the newest run; empty where the instance does not tell. */
  tasks: TaskObject[]
  farm: { id: string; name: string } | null
  corpus: string | null
  model: string | null
  /** Whether activities on elements are recorded. */
  hasActivities: boolean
}

/** What a process or a template uses of a worker. */
export interface WorkerRunObject {
  version: string | null
  configurationId: string | null
  /** Null where there is none, or where only its id is told. */
  configuration: ConfigurationObject | null
  /** The values that the model version brings. */
  modelConfiguration: PlainMap
}

export interface ConfigurationObject {
  id: string
  name: string
  configuration: PlainMap
  isArchived: boolean
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readFields(value: unknown, source: AnswerSource): Fields {
  if (isFields(value)) return value
  throw new CodedError('unexpected-answer', { ...source, reason: 'it is no object' })
}

function readText(fields: Fields, key: string, source: AnswerSource): string {
  const value = fields[key]
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new CodedError('unexpected-answer', { ...source, reason: `its "${key}" is no text` })
}

function readOptionalText(fields: Fields, key: string): string | null {
  const value = fields[key]
  return typeof value === 'string' && value !== '' ? value : null
}

function isPlainValue(value: unknown): value is PlainValue {
  if (value === null || ['boolean', 'number', 'string'].includes(typeof value)) return true
  if (Array.isArray(value)) return value.every(isPlainValue)
  return isFields(value) && Object.values(value).every(isPlainValue)
}

function isPlainMap(value: unknown): value is PlainMap {
  return isFields(value) && isPlainValue(value)
}

function readPlainMap(value: unknown): PlainMap {
  return isPlainMap(value) ? value : {}
}

/** The id in an answer, which all that the release creates or finds has. */
export function readId(value: unknown, source: AnswerSource): string {
  return readText(readFields(value, source), 'id', source)
}

export function readWorker(value: unknown, source: AnswerSource): WorkerObject {
  const fields = readFields(value, source)
  return {
    id: readText(fields, 'id', source),
    slug: readText(fields, 'slug', source),
    name: readOptionalText(fields, 'name') ?? '',
    type: readType(fields.type),
    description: readOptionalText(fields, 'description') ?? '',
    repositoryUrl: Object.hasOwn(fields, 'repository_url')
      ? (readOptionalText(fields, 'repository_url') ?? '')
      : undefined,
  }
}

/** A worker type is its slug, or an object with one. */
function readType(value: unknown): string {
  if (isFields(value)) return readOptionalText(value, 'slug') ?? ''
  return typeof value === 'string' ? value : ''
}

export function readWorkerVersion(value: unknown, source: AnswerSource): WorkerVersionObject {
  const fields = readFields(value, source)
  const revision = fields.revision
  return {
    id: readText(fields, 'id', source),
    revisionUrl: readOptionalText(fields, 'revision_url'),
    revisionHash: isFields(revision) ? readOptionalText(revision, 'hash') : null,
    tag: readOptionalText(fields, 'tag'),
    branch: readOptionalText(fields, 'branch'),
    image: readOptionalText(fields, 'docker_image_iid') ?? readOptionalText(fields, 'docker_image_name'),
    configuration: isPlainMap(fields.configuration) ? fields.configuration : null,
    isAvailable: (readOptionalText(fields, 'state') ?? 'available') === 'available',
    created: readOptionalText(fields, 'created') ?? '',
  }
}

export function readModel(value: unknown, source: AnswerSource): ModelObject {
  const fields = readFields(value, source)
  return { id: readText(fields, 'id', source), name: readText(fields, 'name', source) }
}

export function readModelVersion(value: unknown, source: AnswerSource): ModelVersionObject {
  const fields = readFields(value, source)
  return {
    id: readText(fields, 'id', source),
    tag: readOptionalText(fields, 'tag'),
    description: readOptionalText(fields, 'description') ?? '',
    configuration: readPlainMap(fields.configuration),
    parent: readOptionalText(fields, 'parent'),
    state: readOptionalText(fields, 'state') ?? '',
    archiveHash: readOptionalText(fields, 'archive_hash'),
    uploadUrl: readOptionalText(fields, 's3_put_url'),
    created: readMoment(fields, 'created'),
  }
}

export function readDataset(value: unknown, source: AnswerSource): DatasetObject {
  const fields = readFields(value, source)
  const sets = Array.isArray(fields.sets) ? fields.sets : []
  return {
    id: readText(fields, 'id', source),
    name: readText(fields, 'name', source),
    corpus: readOptionalText(fields, 'corpus_id') ?? readOptionalText(fields, 'corpus'),
    state: readOptionalText(fields, 'state') ?? '',
    sets: sets.map((set: unknown) =>
      typeof set === 'string'
        ? { name: set, id: null }
        : { name: readText(readFields(set, source), 'name', source), id: readId(set, source) },
    ),
    counts: readSetCounts(value),
    updated: readOptionalText(fields, 'updated'),
  }
}

/** Elements of each set of a dataset, as it tells them itself; empty where it does not. */
export function readSetCounts(value: unknown): Map<string, number> {
  const list = isFields(value) ? value.set_elements : undefined
  const counts = new Map<string, number>()
  for (const item of Array.isArray(list) ? list : []) {
    const [set, count] = [readField(item, 'set'), isFields(item) ? item.count : undefined]
    if (set !== null && typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) counts.set(set, count)
  }
  return counts
}

/** States of a process before it is started. */
const waitingStates = ['', 'unscheduled', 'created']

export function readProcess(value: unknown, source: AnswerSource): ProcessObject {
  const fields = readFields(value, source)
  const state = readOptionalText(fields, 'state') ?? ''
  return {
    id: readText(fields, 'id', source),
    name: readOptionalText(fields, 'name') ?? '',
    state,
    mode: readOptionalText(fields, 'mode') ?? '',
    created: readOptionalText(fields, 'created') ?? '',
    isStarted: readOptionalText(fields, 'started') !== null || !waitingStates.includes(state),
  }
}

/** A moment in milliseconds; null where it is none. */
function readMoment(fields: Fields, key: string): number | null {
  const time = Date.parse(readOptionalText(fields, key) ?? '')
  return Number.isNaN(time) ? null : time
}

const mostTasks = 10_000

function readTask(value: unknown): TaskObject[] {
  if (!isFields(value) || typeof value.id !== 'string') return []
  return [
    {
      id: value.id,
      slug: readOptionalText(value, 'slug') ?? '',
      state: readOptionalText(value, 'state') ?? '',
      run: typeof value.run === 'number' ? value.run : 0,
      started: readMoment(value, 'started'),
      finished: readMoment(value, 'finished'),
      workerRun: readLinkedId(value, 'worker_run'),
      original: readLinkedId(value, 'original_task'),
    },
  ]
}

/** A process as `RetrieveProcess` gives it. What older instances do not tell of it is null or empty. */
export function readProcessCourse(value: unknown, source: AnswerSource): ProcessCourse {
  const fields = readFields(value, source)
  const all = (Array.isArray(fields.tasks) ? fields.tasks.slice(0, mostTasks) : []).flatMap(readTask)
  const run = all.reduce((highest, task) => Math.max(highest, task.run), 0)
  // A restart leaves the task that it copies where it is.
  const copied = new Set(all.map(({ original }) => original))
  const { farm } = fields
  return {
    ...readProcess(value, source),
    started: readMoment(fields, 'started'),
    finished: readMoment(fields, 'finished'),
    tasks: all.filter((task) => task.run === run && !copied.has(task.id)),
    farm: isFields(farm) && typeof farm.id === 'string' ? { id: farm.id, name: readField(farm, 'name') ?? '' } : null,
    corpus: readLinkedId(fields, 'corpus'),
    model: readLinkedId(fields, 'model'),
    hasActivities: fields.worker_activity === true || readOptionalText(fields, 'activity_state') === 'ready',
  }
}

export function readConfiguration(value: unknown, source: AnswerSource): ConfigurationObject {
  const fields = readFields(value, source)
  return {
    id: readText(fields, 'id', source),
    name: readOptionalText(fields, 'name') ?? '',
    configuration: readPlainMap(fields.configuration),
    isArchived: fields.archived === true || typeof fields.archived === 'string',
  }
}

export function readWorkerRun(value: unknown, source: AnswerSource): WorkerRunObject {
  const fields = readFields(value, source)
  const { configuration, model_version: modelVersion } = fields
  return {
    version: readLinkedId(fields, 'worker_version'),
    configurationId: readLinkedId(fields, 'configuration'),
    configuration:
      isFields(configuration) && isFields(configuration.configuration)
        ? readConfiguration(configuration, source)
        : null,
    modelConfiguration: isFields(modelVersion) ? readPlainMap(modelVersion.configuration) : {},
  }
}

/** Id and name of anything that has both. */
export function readNamed(value: unknown, source: AnswerSource): { id: string; name: string } {
  const fields = readFields(value, source)
  return { id: readText(fields, 'id', source), name: readText(fields, 'name', source) }
}

/** The nested id `{field: {id}}` or plain `field_id` of an object; null where it has neither. */
export function readLinkedId(value: unknown, field: string): string | null {
  if (!isFields(value)) return null
  const linked = value[field]
  if (isFields(linked)) return readOptionalText(linked, 'id')
  return readOptionalText(value, `${field}_id`) ?? readOptionalText(value, field)
}

/** A text field of an object that may not be there. */
export function readField(value: unknown, field: string): string | null {
  return isFields(value) ? readOptionalText(value, field) : null
}

/** The names in a list field, whether texts or objects with a name. */
export function readNames(value: unknown, field: string): string[] {
  const list = isFields(value) ? value[field] : undefined
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => (typeof item === 'string' ? [item] : (readField(item, 'name') ?? [])))
}
