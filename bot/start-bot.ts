import { sql } from 'kysely'
import { openTransport } from '../core/arkindex/transport.ts'
import { createClock } from '../core/database/conventions.ts'
import { listen } from '../core/http/listen.ts'
import { createLogger, type Logger } from '../core/log/create-logger.ts'
import type { BotConfig, GithubSettings, GitlabSettings } from './config/bot-config.ts'
import { leastSecretBytes } from './config/check-secret.ts'
import { createAcceptor } from './deliveries/accept-delivery.ts'
import type { DeliveryDoor } from './deliveries/delivery-door.ts'
import { createGithubDoor } from './deliveries/verify-github.ts'
import { createGitlabDoor } from './deliveries/verify-gitlab.ts'
import { createForgeRegistry, type OpenForge } from './forge/forge-registry.ts'
import { createForgeOpener } from './forge/open-forge.ts'
import { createBotMetrics } from './http/bot-metrics.ts'
import { buildBotApp, defaultHttpTimes, type HttpTimes } from './http/build-bot-app.ts'
import { type BotDatabase, openBotDatabase } from './open-bot-database.ts'
import { registerPage } from './page/register-page.ts'
import { createWrites } from './queue/group-writes.ts'
import { removeOld } from './queue/remove-old.ts'
import { repeat } from './queue/repeat.ts'
import { createReactionRunner } from './queue/run-reaction.ts'
import { enqueueSweeps } from './queue/schedule-sweeps.ts'
import { defaultQueueTimes, type QueueTimes, startWorker, type Worker } from './queue/start-worker.ts'
import { reactions as allReactions } from './reactions/list.ts'
import type { Reaction } from './reactions/reaction.ts'

export interface BotOptions {
  /** 127.0.0.1 where it is left out. */
  readonly host?: string
  /** 0, and where it is left out, takes any free port. */
  readonly port?: number
  readonly logger?: Logger
  /** Variables of the proxy, certificates and the cache folder. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** In place of the adapters of GitLab and GitHub. */
  readonly openForge?: OpenForge
  /** In place of those of `bot/reactions/list.ts`, by the kind of their jobs. */
  readonly reactions?: ReadonlyMap<string, () => Promise<Reaction>>
  /** Milliseconds that requests and jobs under way get to end when the bot stops, and then once more to give way; 8 seconds where it is left out. */
  readonly stopTime?: number
  /** Of the program, for the log. */
  readonly version?: string
  readonly queueTimes?: Partial<QueueTimes>
  readonly httpTimes?: Partial<HttpTimes>
}

export interface RunningBot {
  /** Where it listens, without a closing slash. */
  readonly url: string
  /** Takes on another configuration; jobs under way end with the one that they began with. Address and database stay. */
  reload(config: BotConfig): Promise<void>
  /** Takes no more requests and jobs, and ends those under way or gives them back. */
  stop(): Promise<void>
}

/** Milliseconds between two removals of what is old. */
const removalInterval = 3_600_000

/** What the configuration has checked; a door with a short secret is never opened (requirements R16). */
function assertSecrets({ forges }: BotConfig): void {
  for (const forge of forges) {
    const secrets = forge.kind === 'gitlab' ? [...forge.webhookTokens, ...forge.signingKeys] : forge.webhookSecrets
    if (secrets.length === 0) throw new Error(`the forge ${forge.name} has no webhook secret`)
    for (const secret of secrets) {
      if (Buffer.byteLength(secret) < leastSecretBytes) throw new Error(`the forge ${forge.name} has a short secret`)
    }
  }
}

async function canAnswer(db: BotDatabase): Promise<boolean> {
  try {
    await sql`select 1`.execute(db)
    return true
  } catch {
    return false
  }
}

/**
 * Starts the bot and gives it when it takes deliveries: stored, then answered, then worked (DESIGN decision 7).
 * Throws coded errors: `database-*`, `address-*`.
 */
export async function startBot(first: BotConfig, options: BotOptions): Promise<RunningBot> {
  const { host = '127.0.0.1', port = 0, env } = options
  const logger = options.logger ?? createLogger({ level: 'silent' })
  const stopTime = options.stopTime ?? defaultQueueTimes.stop
  const times = { ...defaultQueueTimes, stop: stopTime, ...options.queueTimes }
  const closers: (() => Promise<void>)[] = []
  const closeAll = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) await close()
  }
  let config = first
  let isStopping = false
  assertSecrets(config)
  try {
    const { db, engine, close: closeDatabase } = await openBotDatabase(config.database)
    closers.push(closeDatabase)
    const clock = createClock()
    const write = createWrites(db, engine)
    const transport = openTransport({ env })
    closers.push(() => transport.close())
    const forges = createForgeRegistry(options.openForge ?? createForgeOpener({ transport, logger }))
    closers.push(() => forges.close())
    await forges.update(config.forges)
    const metrics = createBotMetrics(db, forges.list)
    let worker: Worker | undefined
    const run = createReactionRunner({
      ...{ db, now: clock.now, forges, transport, env },
      readConfig: () => config,
      reactions: options.reactions ?? allReactions,
      onEnqueued: () => worker?.wake(),
      onUnwanted: (ids) => worker?.abort(ids),
    })
    const acceptor = createAcceptor({ db, engine, write, now: clock.now, onAccepted: () => worker?.wake() })
    const doors: Record<string, DeliveryDoor> = {
      '/gitlab/webhook': createGitlabDoor(() =>
        config.forges.filter((forge): forge is GitlabSettings => forge.kind === 'gitlab'),
      ),
      '/github/webhook': createGithubDoor(
        () => config.forges.filter((forge): forge is GithubSettings => forge.kind === 'github'),
        async (forge, delivery) =>
          (await import('./forge/github/verify-delivery.ts')).verifyGithubDelivery(forge, delivery),
      ),
    }
    const app = buildBotApp({
      ...{ logger, doors, acceptor, metrics },
      readBodyLimit: () => config.limits.body,
      readPageToken: () => config.pageToken,
      isReady: async () => !isStopping && worker !== undefined && (await canAnswer(db)),
      times: { ...defaultHttpTimes, ...options.httpTimes },
    })
    registerPage(app, { db, readConfig: () => config, now: clock.now, onReplayed: () => worker?.wake() })
    const started = startWorker({
      ...{ db, engine, write, now: clock.now, random: Math.random, logger, times, run },
      readLimits: () => config.limits,
      onEnd: ({ kind, received }, { state }, milliseconds) => {
        const sinceDelivery = received === null ? undefined : Math.max(0, Date.now() - received) / 1000
        metrics.observeJob(kind, state, milliseconds / 1000, sinceDelivery)
      },
    })
    worker = started
    closers.push(async () => {
      const deadline = setTimeout(() => app.server.closeAllConnections(), times.stop)
      await Promise.all([app.close(), started.stop()])
      clearTimeout(deadline)
    })

    const sweep = async (since?: number) => {
      try {
        const names = config.forges.map(({ name }) => name)
        if ((await enqueueSweeps(db, clock.now, names, since)) > 0) started.wake()
      } catch (error) {
        logger.error({ err: error }, 'no sweep can be made; it is tried again')
      }
    }
    const remove = async () => {
      try {
        const removed = await removeOld(db, Date.now(), config.limits.retentionDays)
        if (removed.deliveries + removed.jobs > 0) logger.info(removed, 'what is old was removed')
      } catch (error) {
        logger.error({ err: error }, 'what is old cannot be removed; it is tried again')
      }
    }
    const url = await listen(app, host, port)
    await sweep()
    const readInterval = () => config.limits.sweepMinutes * 60_000
    // Looked at often, made seldom: what decides is when any replica made the last one.
    const endSweeps = repeat(
      () => sweep(Date.now() - readInterval() * 0.9),
      Math.min(60_000, readInterval() / 2),
      Math.random,
    )
    const endRemovals = repeat(remove, removalInterval, Math.random)
    closers.push(endSweeps, endRemovals)
    await remove()
    logger.info(
      { url, database: engine.name, forges: config.forges.map(({ name }) => name), version: options.version },
      'listening',
    )
    return {
      url,
      reload: async (next) => {
        assertSecrets(next)
        if (next.database !== config.database) logger.warn('another database is used only after a restart')
        await forges.update(next.forges)
        config = next
        started.wake()
        logger.info({ forges: next.forges.map(({ name }) => name) }, 'the configuration was read again')
      },
      stop: async () => {
        isStopping = true
        logger.info('stopping')
        await closeAll()
        logger.info('stopped')
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
