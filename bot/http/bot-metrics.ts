import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Forge } from '../forge/forge.ts'
import type { BotDatabase } from '../open-bot-database.ts'

/** What became of a webhook call. */
export type CallResult = 'accepted' | 'duplicate' | 'ignored' | 'refused' | 'too-large' | 'malformed' | 'failed'

export interface BotMetrics {
  readonly register: Registry
  countDelivery(forge: string, result: CallResult): void
  /** Seconds. `sinceDelivery` is undefined for what no delivery asked for. */
  observeJob(kind: string, state: string, seconds: number, sinceDelivery: number | undefined): void
}

const seconds = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800]

/** The bot's figures for Prometheus; those of the queue are read from the database when they are asked for. */
export function createBotMetrics(db: BotDatabase, listForges: () => readonly Forge[]): BotMetrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const deliveries = new Counter({
    name: 'arkindex_bot_deliveries_total',
    help: 'Webhook calls by forge and by what became of them; of those that are refused the forge is not known.',
    labelNames: ['forge', 'result'],
    registers,
  })
  const jobs = new Histogram({
    name: 'arkindex_bot_job_duration_seconds',
    help: 'Seconds of an attempt at a job, by kind and how it ended.',
    labelNames: ['kind', 'state'],
    buckets: seconds,
    registers,
  })
  const latency = new Histogram({
    name: 'arkindex_bot_delivery_to_end_seconds',
    help: 'Seconds from a delivery to the end of a job that came of it, by kind.',
    labelNames: ['kind'],
    buckets: seconds,
    registers,
  })
  new Gauge({
    name: 'arkindex_bot_queue_jobs',
    help: 'Jobs of all replicas by state; dead ones until they are removed or replayed.',
    labelNames: ['state'],
    registers,
    async collect() {
      const rows = await db
        .selectFrom('job')
        .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
        // Each half has an index of its own.
        .where((eb) => eb.or([eb('ended', 'is', null), eb('state', '=', sql.lit('dead'))]))
        .groupBy('state')
        .execute()
      for (const state of ['waiting', 'running', 'dead']) this.set({ state }, 0)
      for (const { state, count } of rows) this.set({ state }, Number(count))
    },
  })
  new Gauge({
    name: 'arkindex_bot_queue_age_seconds',
    help: 'Seconds since the time of the job that waits longest; 0 where none is due.',
    registers,
    async collect() {
      const now = Date.now()
      const { oldest } = await db
        .selectFrom('job')
        .select((eb) => eb.fn.min<number | null>('run_at').as('oldest'))
        .where('state', '=', 'waiting')
        .where('ended', 'is', null)
        .executeTakeFirstOrThrow()
      this.set(oldest === null ? 0 : Math.max(0, (now - oldest) / 1000))
    },
  })
  new Gauge({
    name: 'arkindex_bot_forge_budget_remaining',
    help: "Requests that are left of the forge's rate limit, as it said last.",
    labelNames: ['forge'],
    registers,
    collect() {
      this.reset()
      for (const forge of listForges()) {
        const budget = forge.readBudget()
        if (budget) this.set({ forge: forge.name }, budget.remaining)
      }
    },
  })
  return {
    register,
    countDelivery: (forge, result) => deliveries.inc({ forge, result }),
    observeJob: (kind, state, duration, sinceDelivery) => {
      jobs.observe({ kind, state }, duration)
      if (sinceDelivery !== undefined) latency.observe({ kind }, sinceDelivery)
    },
  }
}
