import type { ArkindexInstance } from '../arkindex/instance.ts'
import { CodedError } from '../errors/coded-error.ts'
import { countAgents } from './farm-agents.ts'
import type { ProcessCourse } from './instance-objects.ts'
import { readField } from './instance-objects.ts'
import { listProcessWorkers, readLastRun } from './last-duration.ts'
import { callOn } from './operations.ts'

/** How far a process is, as far as its instance tells. */
export interface ProcessProgress {
  state: string
  tasks: { done: number; total: number } | null
  elements: { done: number; failed: number; total: number } | null
  /** When it ends, in milliseconds, and what that is taken from. */
  end: { at: number; basis: 'activities' | 'last-run' } | null
  /** Why nothing happens. */
  waiting: string | null
}

/** How long what changes slowly is not asked for again, in milliseconds. */
const agentPause = 10_000

interface Activity {
  elements: ProcessProgress['elements']
  end: number | null
}

function readCount(answer: unknown, key: string): number {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, key) : undefined
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}

async function readActivity(instance: ArkindexInstance, process: string): Promise<Activity> {
  const answer = await callOn(instance, 'RetrieveProcessActivity', { process })
  const [total, done, failed] = ['total', 'processed', 'error'].map((key) => readCount(answer, key))
  const end = Date.parse(readField(answer, 'estimated_end') ?? '')
  return {
    elements: total ? { total, done: (done ?? 0) + (failed ?? 0), failed: failed ?? 0 } : null,
    end: Number.isNaN(end) ? null : end,
  }
}

async function readLastSeconds(instance: ArkindexInstance, process: ProcessCourse): Promise<number | null> {
  const [worker, ...others] = await listProcessWorkers(instance, process.id)
  if (worker === undefined || others.length > 0) return null
  return (await readLastRun(instance, worker, process.corpus))?.seconds ?? null
}

/**
 * Tells how far a process is, each time that it is looked at. What the instance does not offer or refuses is left out from then
 * on; only an interruption is thrown. `now` is the time in milliseconds.
 */
export function openProgress(
  instance: ArkindexInstance,
  now: () => number,
): (process: ProcessCourse) => Promise<ProcessProgress> {
  const refused = new Set<string>()
  let agents: { asked: number; waiting: string | null } | undefined
  let last: { seconds: number | null } | undefined

  const attempt = async <Result>(
    operations: readonly string[],
    read: () => Promise<Result>,
  ): Promise<Result | undefined> => {
    if (operations.some((operation) => refused.has(operation) || !instance.describe(operation))) return undefined
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof CodedError) || error.exit === 130) throw error
      for (const operation of operations) refused.add(operation)
      return undefined
    }
  }

  const findWait = async ({ tasks, farm }: ProcessCourse): Promise<string | null> => {
    if (!tasks.some(({ state }) => state === 'pending') || tasks.some(({ state }) => state === 'running')) return null
    if (agents && now() - agents.asked < agentPause) return agents.waiting
    const count = await attempt(['ListAgents'], () => countAgents(instance, farm?.id ?? null))
    const name = farm ? `of the farm ${farm.name || farm.id} ` : ''
    agents = { asked: now(), waiting: count?.alive === 0 ? `no agent ${name}is alive` : null }
    return agents.waiting
  }

  const findEnd = async (process: ProcessCourse, activity: Activity | undefined): Promise<ProcessProgress['end']> => {
    if (process.state !== 'running') return null
    if (activity?.end !== undefined && activity.end !== null) return { at: activity.end, basis: 'activities' }
    const begins = process.tasks.flatMap(({ started }) => started ?? [])
    const begin = begins.length > 0 ? Math.min(...begins) : process.started
    if (begin === null) return null
    last ??= {
      seconds: (await attempt(['ListProcesses', 'ListWorkerRuns'], () => readLastSeconds(instance, process))) ?? null,
    }
    return last.seconds === null ? null : { at: begin + last.seconds * 1000, basis: 'last-run' }
  }

  return async (process) => {
    const { tasks, state, hasActivities } = process
    const isRunning = state === 'running'
    const activity =
      isRunning && hasActivities
        ? await attempt(['RetrieveProcessActivity'], () => readActivity(instance, process.id))
        : undefined
    return {
      state,
      tasks:
        tasks.length === 0
          ? null
          : { done: tasks.filter((task) => task.state === 'completed').length, total: tasks.length },
      elements: activity?.elements ?? null,
      end: await findEnd(process, activity),
      waiting: await findWait(process),
    }
  }
}
