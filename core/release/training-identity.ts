import type { ArkindexInstance } from '../arkindex/instance.ts'
import type { PlainMap } from '../worker-yaml/definition.ts'
import { digestValue, isSameValue } from './canonical-json.ts'
import type { DatasetReceipt } from './dataset-fingerprint.ts'
import { type ProcessObject, readField, readLinkedId, readProcess, readWorkerRun } from './instance-objects.ts'
import { nameReference, type Training } from './manifest.ts'
import { listFirst, listOn } from './operations.ts'
import { readProcessName, shortenDigest } from './process-name.ts'

/** What makes two trainings the same, but for the tag. */
export interface TrainingIdentity {
  training: Training
  repositoryUrl: string
  /** URL of the commit; its worker version is the one that trains. */
  revision: string
  /** The values that it is configured with. */
  values: PlainMap
  dataset: Pick<DatasetReceipt, 'id' | 'fingerprint' | 'isExact'>
}

/** `sha256:…` over a training's worker version, model, configuration, sets and dataset; null where the dataset is not known exactly. */
export function digestTraining(identity: TrainingIdentity): string | null {
  const { training, repositoryUrl, revision, values, dataset } = identity
  if (dataset.fingerprint === null || !dataset.isExact) return null
  return digestValue({
    repository: repositoryUrl,
    worker: training.worker,
    revision,
    model: nameReference(training.model),
    modelVersion: training.modelVersion,
    values,
    sets: training.sets,
    dataset: [dataset.id, dataset.fingerprint],
    gpu: training.useGpu,
  })
}

/** States of a process that stands for no other tag's training. */
const badEnds = ['failed', 'error', 'stopping', 'stopped', 'cancelled']

/** Of a process of another tag, what must be as we want it, beside its name. */
export interface WantedRun {
  /** Null where the version is not published: no process can have it then. */
  version: string | null
  modelVersion: string | null
  sets: readonly string[]
}

/** By what a process of another tag is recognised as the same training. */
export interface SameTraining {
  /** `sha256:…` as `digestTraining` gives it. */
  content: string
  wanted: WantedRun
}

const mostProcesses = 100

/** Whether a process really trains with this version on these sets: names can be written by anybody. */
async function trainsSo(instance: ArkindexInstance, process: ProcessObject, wanted: WantedRun): Promise<boolean> {
  if (wanted.version === null || !instance.describe('ListWorkerRuns')) return false
  const runs = await listFirst(instance, 'ListWorkerRuns', 2, { process: process.id })
  const [run] = runs.items
  const source = { instance: instance.slug, operation: 'ListWorkerRuns' }
  if (run === undefined || runs.items.length > 1 || readWorkerRun(run, source).version !== wanted.version) return false
  if (readLinkedId(run, 'model_version') !== wanted.modelVersion) return false
  if (!instance.describe('ListProcessSets')) return true
  const { items } = await listFirst(instance, 'ListProcessSets', 100, { process: process.id })
  const names = items.flatMap((item) => readField(item, 'set_name') ?? [])
  return isSameValue([...new Set(names)].sort(), [...new Set(wanted.sets)].sort())
}

async function listMarked(instance: ArkindexInstance, mark: string): Promise<ProcessObject[]> {
  const source = { instance: instance.slug, operation: 'ListProcesses' }
  // The filter takes a part of a name, here the digest in it (reference/arkindex.md 3.12); what came is looked at again.
  const filters = { name: mark, mode: 'dataset' }
  const found: ProcessObject[] = []
  for (const item of await listOn(instance, 'ListProcesses', {}, filters)) {
    const process = readProcess(item, source)
    const marks = readProcessName(process.name)
    if ((marks?.origin === mark || marks?.content === mark) && !['template', 'local'].includes(process.mode)) {
      found.push(process)
    }
  }
  return found
}

/**
 * The processes of a training, the one that counts first: one of this tag that was started, then one that was started for
 * another tag with the same content and did not end badly, then those that wait, the oldest first. All who look choose the same.
 */
export async function listTrainingProcesses(
  instance: ArkindexInstance,
  origin: string,
  same: SameTraining | null,
): Promise<ProcessObject[]> {
  const own = await listMarked(instance, origin)
  const rank = new Map<ProcessObject, number>()
  for (const process of own) {
    if (readProcessName(process.name)?.origin === origin) rank.set(process, process.isStarted ? 0 : 2)
  }
  if (same) {
    const known = new Set(own.map(({ id }) => id))
    const others = (await listMarked(instance, shortenDigest(same.content)))
      .filter(({ id, state }) => !known.has(id) && !badEnds.includes(state))
      .slice(0, mostProcesses)
    for (const process of others) {
      if (!process.isStarted) rank.set(process, 2)
      else if (await trainsSo(instance, process, same.wanted)) rank.set(process, 1)
    }
  }
  const key = (process: ProcessObject) => `${rank.get(process)} ${process.created} ${process.id}`
  return [...rank.keys()].sort((left, right) => (key(left) < key(right) ? -1 : 1))
}

/** Whether a process was started for another tag. */
export function isOfOtherTag(process: Pick<ProcessObject, 'name'>, origin: string | null): boolean {
  return readProcessName(process.name)?.origin !== origin
}
