import { findCacheFolder } from '../../core/arkindex/document-cache.ts'
import { openInstance } from '../../core/arkindex/open-instance.ts'
import type { Transport } from '../../core/arkindex/transport.ts'
import { readJsonObject } from '../../core/database/conventions.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import type { Logger } from '../../core/log/create-logger.ts'
import type { BotConfig } from '../config/bot-config.ts'
import type { ForgeRegistry } from '../forge/forge-registry.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import type { Reaction, ReactionContext, ReactionResult } from '../reactions/reaction.ts'
import type { ClaimedJob } from './claim-job.ts'
import { cancelSubject, enqueueJobs } from './enqueue-jobs.ts'

export interface RunnerOptions {
  readonly db: BotDatabase
  readonly now: () => number
  readonly readConfig: () => BotConfig
  readonly forges: ForgeRegistry
  readonly transport: Transport
  readonly env: Readonly<Record<string, string | undefined>>
  readonly reactions: ReadonlyMap<string, () => Promise<Reaction>>
  /** There are new jobs. */
  readonly onEnqueued: () => void
  /** These jobs run and are wanted to end. */
  readonly onUnwanted: (ids: readonly string[]) => void
}

/** Opens the instances of the configuration for one job, each once. */
function createInstanceOpener({ transport, env }: RunnerOptions, config: BotConfig, signal: AbortSignal) {
  // The documents of instances are kept between jobs.
  const cacheFolder = findCacheFolder(env)
  const opened = new Map<string, ReturnType<typeof openInstance>>()
  return async (slug: string) => {
    const settings = config.instances.find((instance) => instance.slug === slug)
    if (!settings) {
      const known = config.instances.map((instance) => instance.slug).join(', ') || 'none'
      throw new CodedError('profile-unknown', { slug, source: 'the configuration of the bot', known })
    }
    const { url, token } = settings
    const opening = opened.get(slug) ?? openInstance({ slug, url, token, transport, signal, cacheFolder })
    opened.set(slug, opening)
    return opening
  }
}

/** Gives what does a job by the reaction of its kind. */
export function createReactionRunner(
  options: RunnerOptions,
): (job: ClaimedJob, signal: AbortSignal, logger: Logger) => Promise<ReactionResult> {
  const { db, now, readConfig, forges, reactions, onEnqueued, onUnwanted } = options
  return async (job, signal, logger) => {
    const load = reactions.get(job.kind)
    if (!load) throw new CodedError('job-kind-unknown', { kind: job.kind })
    const react = await load()
    return forges.use(job.forge, async (forge) => {
      if (!forge) throw new CodedError('job-forge-unknown', { forge: job.forge })
      const config = readConfig()
      const context: ReactionContext = {
        config,
        forge,
        db,
        openInstance: createInstanceOpener(options, config, signal),
        enqueue: async (jobs) => {
          const origin = { deliveryId: job.delivery_id, correlation: job.correlation, jobId: job.id }
          const { unwanted } = await db.transaction().execute((trx) => enqueueJobs(trx, now, jobs, origin))
          onUnwanted(unwanted)
          onEnqueued()
        },
        cancel: async (forgeName, subject) => {
          const place = { forge: forgeName, subject, sparedId: job.id }
          const { count, unwanted } = await db.transaction().execute((trx) => cancelSubject(trx, now(), place))
          onUnwanted(unwanted)
          return count
        },
        logger,
        signal,
        now: Date.now,
        env: options.env,
        isDryRun: config.isDryRun,
      }
      const { id, kind, project, attempts, created } = job
      const payload = readJsonObject(job.payload)
      return react(
        { id, kind, forge: job.forge, project, deliveryId: job.delivery_id, payload, attempts, created },
        context,
      )
    })
  }
}
