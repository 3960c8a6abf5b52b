import type { Kysely } from 'kysely'
import type { ArkindexInstance } from '../../core/arkindex/instance.ts'
import type { Logger } from '../../core/log/create-logger.ts'
import type { BotConfig } from '../config/bot-config.ts'
import type { Forge } from '../forge/forge.ts'
import type { BotTables } from '../tables.ts'

/** Work to be done later, or by another lane. */
export interface NewJob {
  /** Name of the reaction that does it. */
  kind: string
  forge: string
  project: string | null
  lane: string
  resource?: string
  subject?: string
  /** Plain data; read back by the reaction, which checks it. */
  payload: Readonly<Record<string, unknown>>
  /** Epoch milliseconds; at once where it is not given. */
  runAt?: number
}

/** What a reaction has at hand. Everything it remembers is in the database; it may be run again from its beginning at any time. */
export interface ReactionContext {
  readonly config: BotConfig
  readonly forge: Forge
  readonly db: Kysely<BotTables>
  /** Opens an instance by its slug in the configuration. Throws coded errors. */
  openInstance(slug: string): Promise<ArkindexInstance>
  /** Makes jobs in one transaction; a newer one of the same kind and subject cancels those before it. */
  enqueue(jobs: readonly NewJob[]): Promise<void>
  /** Wants the waiting and running jobs of a subject to end; gives how many there were. */
  cancel(forge: string, subject: string): Promise<number>
  readonly logger: Logger
  /** Aborted when the job is cancelled, superseded, has lost its lease, or the bot stops. */
  readonly signal: AbortSignal
  now(): number
  /** The variables that tell of proxies and certificates, for what goes out beside forge and instances. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether nothing may be written to forge or instance: what would be done is said in the same words. */
  readonly isDryRun: boolean
}

/** A job as a reaction gets it. */
export interface Job {
  id: string
  kind: string
  forge: string
  project: string | null
  deliveryId: string | null
  payload: Readonly<Record<string, unknown>>
  attempts: number
  /** When it was made. */
  created: number
}

/** What came of it, in words for the page and the log. */
export interface ReactionResult {
  state: 'done' | 'ignored'
  summary: string
  /** Made in the transaction that ends this job: they are there if and only if it has ended, and once. */
  jobs?: readonly NewJob[]
}

/**
 * Does one kind of job. Throws where it should be tried again (a coded error of exit 3, or `forge-limited` with its wait), and a coded error of
 * another exit where it should not: the job is a dead letter then.
 */
export type Reaction = (job: Job, context: ReactionContext) => Promise<ReactionResult>
