import type { ArkindexInstance } from '../arkindex/instance.ts'
import type { PlainMap } from '../worker-yaml/definition.ts'
import { listVersionOptions } from '../worker-yaml/version-options.ts'
import {
  type ModelVersionObject,
  type ProcessCourse,
  readConfiguration,
  readModelVersion,
  readWorkerVersion,
} from './instance-objects.ts'
import { measureDuration } from './last-duration.ts'
import { listFirst } from './operations.ts'
import { readLastLines } from './task-log.ts'
import { readTaskMetrics, type TaskMetrics } from './task-metrics.ts'
import { tryTell } from './try-tell.ts'

/** The model version that came out of a training. */
export interface TrainedVersion {
  id: string
  tag: string | null
  state: string
  model: string
  /** How it is known: its task named it in `metrics.json`, or it is the newest version of the model made while the process ran. */
  basis: 'metrics' | 'time'
}

/** How a process ended. */
export interface TrainingResult {
  process: { id: string; name: string; state: string; url: string }
  /** Null where the instance does not tell. */
  seconds: number | null
  modelVersion: TrainedVersion | null
  /** The numbers of the artifact `metrics.json`; null where there is none. */
  metrics: Record<string, number> | null
  /** The last lines of the log of the task that failed; null where none did. */
  failure: { task: string; state: string; log: string[] } | null
  /** What is not known. */
  notes: string[]
}

const trainingModes = ['dataset', 'training']
const mostRuns = 10
const mostVersions = 200

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The values of the options of type `model` of a worker run. */
function listModels(run: unknown, instance: ArkindexInstance): string[] {
  if (!isMap(run) || !isMap(run.worker_version)) return []
  const source = { instance: instance.slug, operation: 'ListWorkerRuns' }
  const { configuration } = readWorkerVersion(run.worker_version, source)
  const values: PlainMap = isMap(run.configuration) ? readConfiguration(run.configuration, source).configuration : {}
  const { options } = listVersionOptions(configuration ?? {})
  return options
    .filter(({ type, many }) => type === 'model' && !many)
    .flatMap(({ key }) => (typeof values[key] === 'string' ? [values[key]] : []))
}

/** The model that a process trains, where exactly one can be told. */
async function findModel(instance: ArkindexInstance, process: ProcessCourse): Promise<string | null> {
  if (process.model !== null) return process.model
  const { items } = await listFirst(instance, 'ListWorkerRuns', mostRuns, { process: process.id })
  const models = [...new Set(items.flatMap((run) => listModels(run, instance)))]
  return models.length === 1 ? (models[0] ?? null) : null
}

function wasMadeIn(version: ModelVersionObject, { started, finished }: ProcessCourse): boolean {
  const { created } = version
  return created !== null && started !== null && created >= started && created <= (finished ?? Number.POSITIVE_INFINITY)
}

async function findVersion(
  instance: ArkindexInstance,
  process: ProcessCourse,
  metrics: TaskMetrics | null,
  notes: string[],
): Promise<TrainedVersion | null> {
  const model = await findModel(instance, process)
  if (model === null) {
    notes.push('the model version: not known, the process does not tell which model it trains')
    return null
  }
  const source = { instance: instance.slug, operation: 'ListModelVersions' }
  const { items, isCut } = await listFirst(instance, 'ListModelVersions', mostVersions, { model })
  if (isCut) notes.push(`only ${mostVersions} versions of the model were looked at`)
  const versions = items.map((item) => readModelVersion(item, source))
  const named = versions.find(({ id }) => metrics !== null && id === metrics.modelVersion)
  const made = versions
    .filter((version) => wasMadeIn(version, process))
    .sort((left, right) => (right.created ?? 0) - (left.created ?? 0))
  const [newest, ...others] = made
  const version = named ?? newest
  if (version === undefined) {
    if (process.state === 'completed') notes.push('no version of the model was made while the process ran')
    return null
  }
  if (named === undefined && others.length > 0) {
    notes.push(`${made.length} versions of the model were made while the process ran: this is the newest`)
  }
  const { id, tag, state } = version
  return { id, tag, state, model, basis: named === undefined ? 'time' : 'metrics' }
}

const badStates = ['failed', 'error']

async function readFailure(
  instance: ArkindexInstance,
  { tasks, state }: ProcessCourse,
  notes: string[],
): Promise<TrainingResult['failure']> {
  const task = tasks.find((candidate) => badStates.includes(candidate.state))
  if (state === 'completed' || task === undefined) return null
  const log = await tryTell(instance, ['RetrieveTaskLogs'], `the log of the task ${task.slug}`, notes, () =>
    readLastLines(instance, task.id),
  )
  return { task: task.slug || task.id, state: task.state, log: log ?? [] }
}

/** What came out of a process that has ended: of a training its model version and metrics too. Sends only GET. */
export async function readTrainingResult(instance: ArkindexInstance, process: ProcessCourse): Promise<TrainingResult> {
  const { id, name, state } = process
  const notes: string[] = []
  const result: TrainingResult = {
    process: { id, name, state, url: `${instance.url}/process/${id}` },
    seconds: measureDuration(process),
    modelVersion: null,
    metrics: null,
    failure: await readFailure(instance, process, notes),
    notes,
  }
  if (!trainingModes.includes(process.mode)) return result
  const hasTasks = process.tasks.some((task) => task.state === 'completed')
  const metrics = hasTasks
    ? ((await tryTell(instance, ['ListArtifacts', 'DownloadArtifact'], 'the metrics', notes, () =>
        readTaskMetrics(instance, process.tasks, notes),
      )) ?? null)
    : null
  const version = await tryTell(instance, ['ListModelVersions', 'ListWorkerRuns'], 'the model version', notes, () =>
    findVersion(instance, process, metrics, notes),
  )
  return { ...result, modelVersion: version ?? null, metrics: metrics?.metrics ?? null }
}
