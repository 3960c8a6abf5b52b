import type { ArkindexInstance } from '../arkindex/instance.ts'
import { type ProcessCourse, readLinkedId, readProcessCourse } from './instance-objects.ts'
import { listFirst } from './operations.ts'

/** An earlier process of a worker that completed. */
export interface EarlierRun {
  process: string
  name: string
  /** From the start of its first task to the end of its last, or as the process tells. */
  seconds: number
  /** ISO 8601; null where the instance does not tell. */
  ended: string | null
}

/** So many completed processes are listed, and of so many of them the worker is looked up, the newest first. */
const mostProcesses = 100
const mostLookups = 10

/** Seconds that a process took: its tasks', without the wait for an agent, else its own; null where neither is told. */
export function measureDuration({ tasks, started, finished }: ProcessCourse): number | null {
  const begins = tasks.flatMap((task) => task.started ?? [])
  const ends = tasks.flatMap((task) => task.finished ?? [])
  const isTold = begins.length > 0 && ends.length === tasks.length
  const [begin, end] = isTold ? [Math.min(...begins), Math.max(...ends)] : [started, finished]
  return begin === null || end === null || end < begin ? null : (end - begin) / 1000
}

/** The ids of the workers of a process. */
export async function listProcessWorkers(instance: ArkindexInstance, process: string): Promise<string[]> {
  const { items } = await listFirst(instance, 'ListWorkerRuns', 100, { process })
  return items.flatMap((run) => {
    const version: unknown =
      typeof run === 'object' && run !== null && 'worker_version' in run ? run.worker_version : null
    return readLinkedId(version, 'worker') ?? []
  })
}

/** The last process that a worker alone completed in a project; null where there is none among those that are looked at. */
export async function readLastRun(
  instance: ArkindexInstance,
  worker: string,
  corpus: string | null,
): Promise<EarlierRun | null> {
  const source = { instance: instance.slug, operation: 'ListProcesses' }
  const { items } = await listFirst(
    instance,
    'ListProcesses',
    mostProcesses,
    {},
    {
      mode: 'dataset',
      state: 'completed',
      with_tasks: true,
      ...(corpus === null ? {} : { corpus }),
    },
  )
  const completed = items
    .map((item) => readProcessCourse(item, source))
    .filter(({ state, mode }) => state === 'completed' && (mode === 'dataset' || mode === ''))
    .sort((left, right) => (left.created < right.created ? 1 : -1))
  for (const process of completed.slice(0, mostLookups)) {
    const seconds = measureDuration(process)
    if (seconds === null) continue
    const workers = await listProcessWorkers(instance, process.id)
    if (workers.length !== 1 || workers[0] !== worker) continue
    const end = Math.max(...process.tasks.flatMap(({ finished }) => finished ?? []), process.finished ?? 0)
    return { process: process.id, name: process.name, seconds, ended: end > 0 ? new Date(end).toISOString() : null }
  }
  return null
}
