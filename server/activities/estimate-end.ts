import { readJsonTexts } from '../../core/database/conventions.ts'
import type { Row, WorkerActivityState } from '../tables.ts'

/** How many activities of a worker run and chunk are in a state. */
export interface ActivityCount {
  worker_run_id: string
  chunk: number
  state: WorkerActivityState
  count: number
}

/** Milliseconds that a worker run took for one element, on average. */
export interface ActivityMean {
  worker_run_id: string
  mean: number
}

/**
 * Milliseconds that a worker run still needs, or undefined where nothing is known of its pace. Each chunk is a task that does
 * its own elements one after the other: the longest chunk, and all of them on as many tasks as run at once, are both a bound.
 */
function estimateRun(
  counts: readonly ActivityCount[],
  pace: number | undefined,
  runningTasks: number,
): number | undefined {
  const left = new Map<number, number>()
  for (const { chunk, state, count } of counts) {
    if (state === 'queued' || state === 'started') left.set(chunk, (left.get(chunk) ?? 0) + count)
  }
  if (left.size === 0) return 0
  if (pace === undefined) return undefined
  const elements = [...left.values()]
  const total = elements.reduce((sum, count) => sum + count, 0)
  return pace * Math.max(...elements, total / Math.max(1, runningTasks))
}

/**
 * Milliseconds until all worker runs of a process are done, or undefined where that cannot be told yet. A run begins after its
 * parents; of one that has not begun, the mean of the others is taken.
 */
export function estimateRest(
  runs: readonly Pick<Row<'worker_run'>, 'id' | 'parents'>[],
  counts: readonly ActivityCount[],
  means: readonly ActivityMean[],
  runningTasks: (runId: string) => number,
): number | undefined {
  const known = means.map(({ mean }) => mean)
  const overall = known.length === 0 ? undefined : known.reduce((sum, mean) => sum + mean, 0) / known.length
  // Tasks of a run that has not begun will run as many at once as those that do now.
  const most = Math.max(1, ...runs.map(({ id }) => runningTasks(id)))
  const ends = new Map<string, number | undefined>()
  const findEnd = (run: Pick<Row<'worker_run'>, 'id' | 'parents'>): number | undefined => {
    if (ends.has(run.id)) return ends.get(run.id)
    const parents = readJsonTexts(run.parents)
    let begin: number | undefined = 0
    for (const parent of runs) {
      if (!parents.includes(parent.id)) continue
      const end = findEnd(parent)
      begin = end === undefined || begin === undefined ? undefined : Math.max(begin, end)
    }
    const pace = means.find((one) => one.worker_run_id === run.id)?.mean ?? overall
    const own = counts.filter((one) => one.worker_run_id === run.id)
    const rest = estimateRun(own, pace, runningTasks(run.id) || most)
    const end = begin === undefined || rest === undefined ? undefined : begin + rest
    ends.set(run.id, end)
    return end
  }
  const all = runs.map(findEnd)
  return all.includes(undefined) ? undefined : Math.max(0, ...all.map((end) => end ?? 0))
}
