import type { ArkindexInstance } from '../arkindex/instance.ts'
import { InstanceError } from '../arkindex/instance.ts'
import { CodedError } from '../errors/coded-error.ts'
import {
  type ConfigurationObject,
  type ProcessObject,
  readConfiguration,
  readProcess,
  readWorkerRun,
  type WorkerRunObject,
} from './instance-objects.ts'
import { mapLimited } from './map-limited.ts'
import { listFirst, takesFilter } from './operations.ts'

/** A template, or a process that has not ended, with its worker runs. */
export interface UsingProcess {
  process: ProcessObject
  runs: WorkerRunObject[]
}

/** Who uses the workers of an instance, as far as it tells. */
export interface InstanceUses {
  /** Saved configurations that are not archived, by the id of their worker. */
  configurations: Map<string, ConfigurationObject[]>
  processes: UsingProcess[]
  /** What could not be looked at, and why. */
  notes: string[]
}

const liveStates = ['unscheduled', 'pending', 'running'] as const
/** An instance may hold any number of each: what a plan looks at is bounded, and it says where it stopped. */
const mostConfigurations = 1000
const mostProcesses = 200
const mostRequests = 6

/** What stands in the way of these readings is told as a note: they only warn, so they never fail a plan. */
async function tryRead<Result>(
  instance: ArkindexInstance,
  operation: string,
  what: string,
  notes: string[],
  read: () => Promise<Result>,
): Promise<Result | undefined> {
  if (!instance.describe(operation)) {
    notes.push(`which ${what} changed options break is not known: this Arkindex does not offer ${operation}`)
    return undefined
  }
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof CodedError) || error.exit === 130) throw error
    notes.push(`which ${what} changed options break is not known: ${error.message}`)
    return undefined
  }
}

async function listConfigurations(
  instance: ArkindexInstance,
  worker: string,
  notes: string[],
): Promise<ConfigurationObject[]> {
  const operation = 'ListWorkerConfigurations'
  const { items, isCut } = await listFirst(instance, operation, mostConfigurations, { worker }, { archived: false })
  if (isCut) notes.push(`only the first ${mostConfigurations} saved configurations of a worker were looked at`)
  return items
    .map((item) => readConfiguration(item, { instance: instance.slug, operation }))
    .filter(({ isArchived }) => !isArchived)
}

/** Templates first, then the processes that have not ended; a process that nobody asked for is filtered out again. */
async function listProcesses(instance: ArkindexInstance, notes: string[]): Promise<ProcessObject[]> {
  const operation = 'ListProcesses'
  const queries = [
    takesFilter(instance, operation, 'mode') ? [{ mode: 'template' }] : [],
    takesFilter(instance, operation, 'state') ? liveStates.map((state) => ({ state })) : [{}],
  ].flat()
  const found = new Map<string, ProcessObject>()
  let isAnyCut = false
  for (const query of queries) {
    const { items, isCut } = await listFirst(instance, operation, mostProcesses, {}, query)
    isAnyCut ||= isCut
    for (const item of items) {
      const process = readProcess(item, { instance: instance.slug, operation })
      const isLive = liveStates.some((state) => state === process.state)
      if (process.mode !== 'local' && (process.mode === 'template' || isLive)) found.set(process.id, process)
    }
  }
  const kept = [...found.values()].slice(0, mostProcesses)
  if (isAnyCut || kept.length < found.size) notes.push(`only ${kept.length} templates and processes were looked at`)
  return kept
}

async function listRuns(instance: ArkindexInstance, process: ProcessObject): Promise<UsingProcess> {
  const operation = 'ListWorkerRuns'
  try {
    const { items } = await listFirst(instance, operation, mostConfigurations, { process: process.id })
    return { process, runs: items.map((item) => readWorkerRun(item, { instance: instance.slug, operation })) }
  } catch (error) {
    // It was deleted since it was listed, or its corpus may not be seen any more.
    if (error instanceof InstanceError && (error.status === 404 || error.status === 403)) return { process, runs: [] }
    throw error
  }
}

/**
 * Reads the saved configurations of these workers, and the templates and live processes of the instance with their worker
 * runs. To be asked for only where an option changed in a way that can break them. Sends only GET.
 */
export async function readUses(instance: ArkindexInstance, workers: readonly string[]): Promise<InstanceUses> {
  const notes: string[] = []
  const configurations = new Map<string, ConfigurationObject[]>()
  await tryRead(instance, 'ListWorkerConfigurations', 'saved configurations', notes, async () => {
    const lists = await mapLimited(workers, mostRequests, (worker) => listConfigurations(instance, worker, notes))
    for (const [index, worker] of workers.entries()) configurations.set(worker, lists[index] ?? [])
  })
  const what = 'templates and processes'
  const processes = await tryRead(instance, 'ListProcesses', what, notes, () => listProcesses(instance, notes))
  const using = processes?.length
    ? await tryRead(instance, 'ListWorkerRuns', what, notes, () =>
        mapLimited(processes, mostRequests, (process) => listRuns(instance, process)),
      )
    : undefined
  return { configurations, processes: using ?? [], notes: [...new Set(notes)] }
}
