import { type BotDatabase, openBotDatabase } from '../../../bot/open-bot-database.ts'
import { enqueueJobs } from '../../../bot/queue/enqueue-jobs.ts'
import { createWrites, type Write } from '../../../bot/queue/group-writes.ts'
import { defaultQueueTimes, startWorker, type Worker, type WorkerOptions } from '../../../bot/queue/start-worker.ts'
import type { NewJob } from '../../../bot/reactions/reaction.ts'
import type { BotTables } from '../../../bot/tables.ts'
import { createClock } from '../../../core/database/conventions.ts'
import type { Engine } from '../../../core/database/engine.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { startEngine } from '../../postgresql/test-engine.ts'
import { waitFor } from '../bot-stage.ts'

const isPostgresql = process.env.ARKINDEX_TEST_ENGINE === 'postgresql'

export interface Replica {
  readonly db: BotDatabase
  readonly engine: Engine
  readonly write: Write
}

export type JobRow = BotTables['job']

/** A queue of its own for each test, and what was started on it, which ends with the test. */
export function createQueueStage() {
  const engine = startEngine()
  const clock = createClock()
  const closers: (() => Promise<void>)[] = []

  /** Replicas of one database. SQLite serves one process, so there they share its connection. */
  const open = async (count = 1): Promise<[Replica, ...Replica[]]> => {
    const location = await engine.makeLocation()
    const replicas: Replica[] = []
    while (replicas.length < count) {
      const known = isPostgresql ? undefined : replicas[0]
      if (known) replicas.push(known)
      else {
        const opened = await openBotDatabase(location)
        closers.push(opened.close)
        replicas.push({ ...opened, write: createWrites(opened.db, opened.engine) })
      }
    }
    return [replicas[0]!, ...replicas.slice(1)]
  }

  const add = async (db: BotDatabase, jobs: readonly Partial<NewJob>[], deliveryId: string | null = null) => {
    const complete = jobs.map((job) => ({
      ...{ kind: 'work', forge: 'gitlab', project: '7', lane: 'lane', payload: {} },
      ...job,
    }))
    const origin = { deliveryId, correlation: deliveryId ?? 'test' }
    return db.transaction().execute((trx) => enqueueJobs(trx, clock.now, complete, origin))
  }

  return {
    clock,
    open,
    add,
    /** A worker that looks often; its leases and limits are longer than any test. */
    work: (
      { db, engine: kind, write }: Replica,
      run: WorkerOptions['run'],
      options: Partial<Omit<WorkerOptions, 'times'>> & {
        times?: Partial<WorkerOptions['times']>
        limits?: Partial<ReturnType<WorkerOptions['readLimits']>>
        lines?: string[]
      } = {},
    ): Worker => {
      const { times, limits, lines, ...others } = options
      const worker = startWorker({
        ...{ db, engine: kind, write, now: clock.now, random: Math.random, run },
        logger: createLogger({ level: 'debug', destination: { write: (line) => lines?.push(line) } }),
        times: { ...defaultQueueTimes, lease: 120_000, heartbeat: 50, poll: 20, firstRetry: 1, ...times },
        readLimits: () => ({ workers: 4, attempts: 3, jobTime: 120_000, ...limits }),
        ...others,
      })
      closers.push(() => worker.stop())
      return worker
    },
    read: (db: BotDatabase, id: string): Promise<JobRow> =>
      db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    /** Waits until a job is in a state. */
    waitForState: async (db: BotDatabase, id: string, state: JobRow['state']): Promise<JobRow> =>
      waitFor(
        () => db.selectFrom('job').selectAll().where('id', '=', id).where('state', '=', state).executeTakeFirst(),
        `the job to be ${state}`,
      ),
    closeTest: async () => {
      for (const close of closers.splice(0).reverse()) await close()
    },
    close: () => engine.close(),
  }
}

export type QueueStage = ReturnType<typeof createQueueStage>
