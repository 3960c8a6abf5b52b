import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { createId } from '../../core/database/conventions.ts'
import type { Engine } from '../../core/database/engine.ts'
import type { Logger } from '../../core/log/create-logger.ts'
import type { BotLimits } from '../config/bot-config.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import type { NewJob, ReactionResult } from '../reactions/reaction.ts'
import type { BotTables } from '../tables.ts'
import { type ClaimedJob, claimJob, hasNext } from './claim-job.ts'
import { endJob, type JobEnd } from './end-job.ts'
import type { Write } from './group-writes.ts'
import { JobStop, type StopCause } from './job-stop.ts'
import { judgeFailure } from './judge-failure.ts'
import { keepLeases } from './keep-leases.ts'
import { recoverLeases } from './recover-leases.ts'
import { repeat } from './repeat.ts'

/** All in milliseconds. */
export interface QueueTimes {
  /** That a job is a worker's without a word from it. */
  readonly lease: number
  /** Between two such words; also how soon a job is ended that another replica does not want any more. */
  readonly heartbeat: number
  /** Between two looks for jobs of other replicas, and for those whose time has come. */
  readonly poll: number
  /** Until a job is tried again after its first failure. */
  readonly firstRetry: number
  /** That running jobs get to end when the bot stops, and then once more to end on the signal. */
  readonly stop: number
}

export const defaultQueueTimes: QueueTimes = {
  lease: 30_000,
  heartbeat: 5000,
  poll: 1000,
  firstRetry: 5000,
  stop: 8000,
}

/** Milliseconds after a look that found nothing: what many deliveries wake it for at once is looked for once. */
const leastPause = 5

/** Milliseconds for which it is believed that jobs that were found may run. */
const knownTime = 200

export interface WorkerOptions {
  readonly db: BotDatabase
  readonly engine: Engine
  readonly write: Write
  /** Epoch milliseconds, each once, as of `createClock`. */
  readonly now: () => number
  readonly random: () => number
  readonly logger: Logger
  readonly times: QueueTimes
  readonly readLimits: () => Pick<BotLimits, 'workers' | 'attempts' | 'jobTime'>
  /** Does a job; what it throws says whether it is tried again. */
  readonly run: (job: ClaimedJob, signal: AbortSignal, logger: Logger) => Promise<ReactionResult>
  readonly onEnd?: (job: ClaimedJob, end: JobEnd, milliseconds: number) => void
}

export interface Worker {
  /** Looks for jobs at once. */
  wake(): void
  /** Ends these jobs early, where they run here. */
  abort(ids: readonly string[]): void
  /** Takes no more jobs; lets those that run end, then wants them to, then gives back their leases. */
  stop(): Promise<void>
}

interface RunningJob {
  readonly job: ClaimedJob
  readonly controller: AbortController
  readonly owner: string
  readonly logger: Logger
  until: number
  ended: Promise<void>
}

function readStop(signal: AbortSignal): JobStop | undefined {
  return signal.reason instanceof JobStop ? signal.reason : undefined
}

function listJobs(result: ReactionResult): readonly NewJob[] {
  return result.jobs ?? []
}

/** Rejects a while after the signal is aborted: a reaction that does not end on it does not hold up its lane for ever. */
function giveUpAfter(signal: AbortSignal, grace: number): { promise: Promise<never>; forget: () => void } {
  let timer: NodeJS.Timeout | undefined
  let begin: (() => void) | undefined
  const promise = new Promise<never>((_resolve, reject) => {
    begin = () => {
      timer = setTimeout(() => reject(signal.reason), grace)
    }
    signal.addEventListener('abort', begin, { once: true })
  })
  promise.catch(() => {})
  return {
    promise,
    forget: () => {
      clearTimeout(timer)
      if (begin) signal.removeEventListener('abort', begin)
    },
  }
}

/**
 * Works on jobs of the queue, as many at once as the limits say. Everything that it knows is in the database: it may be killed at any
 * time, and its jobs are taken up again when their leases run out.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { db, engine, write, now, random, logger, times, readLimits } = options
  const running = new Map<string, RunningJob>()
  let isStopping = false
  let claiming: Promise<void> | undefined
  let pause: NodeJS.Timeout | undefined
  let emptySince = Number.NEGATIVE_INFINITY
  /** Jobs that the last look found and that were not taken yet. */
  const known: string[] = []
  let lookedAt = Number.NEGATIVE_INFINITY
  let isWanted = false
  let hasFailed = false

  const reportFailure = (error: unknown) => {
    // Said once, not at each look.
    if (!hasFailed) logger.error({ err: error }, 'the queue cannot be read; it is tried again')
    hasFailed = true
  }

  const judge = async (held: RunningJob): Promise<JobEnd | undefined> => {
    const { job, controller } = held
    const { signal } = controller
    const limits = readLimits()
    const timer = setTimeout(() => controller.abort(new JobStop('timed-out')), limits.jobTime)
    const patience = giveUpAfter(signal, times.lease)
    try {
      const result = await Promise.race([options.run(job, signal, held.logger), patience.promise])
      return { state: 'done', isIgnored: result.state === 'ignored', result: result.summary, jobs: listJobs(result) }
    } catch (error) {
      const stop = readStop(signal)
      if (!stop) held.logger.warn({ err: error }, 'an attempt failed')
      const { attempts } = readLimits()
      return judgeFailure(error, stop, job, now(), { attempts, random, firstDelay: times.firstRetry })
    } finally {
      clearTimeout(timer)
      patience.forget()
    }
  }

  /** Writes down how it ended, for as long as the lease may be held: the database may be away for a moment. */
  const settle = async (held: RunningJob, end: JobEnd): Promise<boolean> => {
    for (let pause = 100; ; pause = Math.min(2000, pause * 2)) {
      try {
        const enqueued = await endJob(db, write, now, held.job, end)
        if (enqueued) abort(enqueued.unwanted)
        return enqueued !== undefined
      } catch (error) {
        if (now() > held.until || readStop(held.controller.signal)?.why === 'lease-lost') throw error
        await wait(pause)
      }
    }
  }

  const work = async (held: RunningJob): Promise<void> => {
    const start = performance.now()
    const end = await judge(held)
    const milliseconds = performance.now() - start
    try {
      if (!end || !(await settle(held, end))) {
        held.logger.warn('the lease of the job was lost; what it did is not written down')
        return
      }
    } catch (error) {
      held.logger.error({ err: error }, 'the end of the job cannot be written down; it is done again')
      return
    }
    const { state } = end
    held.logger[state === 'dead' ? 'error' : 'info'](
      {
        state,
        milliseconds: Math.round(milliseconds),
        ...('result' in end ? { result: end.result } : {}),
        ...('error' in end && end.error !== null ? { reason: end.error } : {}),
        ...('runAt' in end ? { again: end.runAt } : {}),
      },
      'job ended',
    )
    options.onEnd?.(held.job, end, milliseconds)
  }

  const start = (job: ClaimedJob) => {
    const { id, kind, correlation, attempts } = job
    const owner = job.lease_owner ?? ''
    const held: RunningJob = {
      job,
      owner,
      controller: new AbortController(),
      logger: logger.child({ correlation, job: id, kind, attempt: attempts }),
      until: job.lease_until ?? 0,
      ended: Promise.resolve(),
    }
    running.set(id, held)
    held.ended = work(held).finally(() => {
      running.delete(id)
      wake()
    })
  }

  const claimOne = async (access: Kysely<BotTables>) => {
    if (performance.now() - lookedAt > knownTime) known.length = 0
    if (known.length === 0) lookedAt = performance.now()
    const moment = now()
    return claimJob(access, { owner: createId(), until: moment + times.lease }, moment, known)
  }

  const claimSome = async (most: number): Promise<ClaimedJob[]> => {
    if (engine.name === 'PostgreSQL') {
      const job = await claimOne(db)
      return job ? [job] : []
    }
    // A look is free, a transaction waits for the disk.
    if (known.length === 0 && !(await hasNext(db, now()))) return []
    return write(async (trx) => {
      const jobs: ClaimedJob[] = []
      while (jobs.length < most) {
        const job = await claimOne(trx)
        if (!job) break
        jobs.push(job)
      }
      return jobs
    })
  }

  const claimAll = async () => {
    try {
      while (isWanted && !isStopping) {
        isWanted = false
        while (!isStopping && running.size < readLimits().workers) {
          const jobs = await claimSome(readLimits().workers - running.size)
          hasFailed = false
          for (const job of jobs) start(job)
          if (jobs.length === 0) {
            emptySince = performance.now()
            break
          }
        }
      }
    } catch (error) {
      reportFailure(error)
    }
  }

  function wake(): void {
    isWanted = true
    if (isStopping || claiming || pause) return
    const rest = emptySince + leastPause - performance.now()
    if (rest > 0) {
      pause = setTimeout(() => {
        pause = undefined
        wake()
      }, rest)
      return
    }
    claiming = claimAll().finally(() => {
      claiming = undefined
      // Asked for after the last look.
      if (isWanted && !hasFailed) wake()
    })
  }

  function stopJob(held: RunningJob, why: StopCause): void {
    held.controller.abort(new JobStop(why))
  }

  function abort(ids: readonly string[]): void {
    for (const id of ids) {
      const held = running.get(id)
      if (held) stopJob(held, 'cancelled')
    }
  }

  const beat = async () => {
    const before = [...running.values()]
    const until = now() + times.lease
    try {
      const kept = await keepLeases(
        db,
        before.map(({ job, owner }) => ({ id: job.id, owner })),
        until,
      )
      for (const held of before) {
        const lease = kept.get(held.job.id)
        if (lease) held.until = until
        // One that has ended meanwhile has no lease to lose.
        else if (running.get(held.job.id) === held) stopJob(held, 'lease-lost')
        if (lease?.isCancelWanted) stopJob(held, 'cancelled')
      }
    } catch (error) {
      reportFailure(error)
      for (const held of before) if (now() > held.until) stopJob(held, 'lease-lost')
    }
  }

  const look = async () => {
    try {
      const recovered = await recoverLeases(db, now(), { attempts: readLimits().attempts, random })
      if (recovered > 0) logger.warn({ jobs: recovered }, 'jobs whose worker went away are taken back')
    } catch (error) {
      reportFailure(error)
    }
    wake()
  }

  const endBeats = repeat(beat, times.heartbeat, random)
  const endLooks = repeat(look, times.poll, random)
  look().catch(reportFailure)

  const waitForAll = async (milliseconds: number) => {
    const all = Promise.all([...running.values()].map(({ ended }) => ended))
    const timeUp = new AbortController()
    await Promise.race([all, wait(milliseconds, undefined, { signal: timeUp.signal }).catch(() => {})])
    timeUp.abort()
  }

  return {
    wake,
    abort,
    stop: async () => {
      isStopping = true
      clearTimeout(pause)
      await endLooks()
      await claiming
      await waitForAll(times.stop)
      for (const held of running.values()) stopJob(held, 'stopping')
      await waitForAll(times.stop)
      await endBeats()
      for (const { logger: jobLogger } of running.values()) {
        jobLogger.warn('the job does not end; it is taken up again when its lease has run out')
      }
    },
  }
}
