import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { createClock, createId } from '../core/database/conventions.ts'
import { openDatabase } from '../core/database/open-database.ts'
import { CodedError, describeSystemError } from '../core/errors/coded-error.ts'
import { listen } from '../core/http/listen.ts'
import { createLogger, type Logger } from '../core/log/create-logger.ts'
import { registerSecret } from '../core/log/secrets.ts'
import { chooseHeartbeat, defaultLease } from './agents/agent-settings.ts'
import type { CompatRelease } from './contract/operation.ts'
import { startExporter } from './exports/exporter.ts'
import { presetFarmKey } from './farms/farm-keys.ts'
import { buildApp } from './http/build-app.ts'
import type { Fault } from './http/fault.ts'
import { defaultLimits, type Limits } from './http/limits.ts'
import { lockFolder } from './lock-folder.ts'
import { serverMigrations } from './migrations/list.ts'
import { listOperations } from './operations.ts'
import { initialiseProcesses } from './processes/initialise-elements.ts'
import { applySeed } from './seed/apply-seed.ts'
import type { Seed } from './seed/read-seed.ts'
import type { Database, Services } from './services.ts'
import { sqliteFile } from './storage/data-folder.ts'
import { openArchives } from './storage/open-archives.ts'
import type { S3Settings } from './storage/s3-settings.ts'
import { createUrlSigner } from './storage/sign-url.ts'
import { createUploads, defaultUploadLimits, type UploadLimits } from './storage/uploads.ts'
import type { Tables } from './tables.ts'
import { createBackground } from './tasks/background.ts'
import { sweepTasks } from './tasks/sweep.ts'
import { createAttemptLimiter } from './users/attempt-limiter.ts'
import { createToken, storeToken } from './users/tokens.ts'

export interface ServerOptions {
  /** 127.0.0.1 where it is left out. */
  readonly host?: string
  /** 0, and where it is left out, takes any free port. */
  readonly port?: number
  /** The folder of the database and the archives; where it is left out, all is gone when the server ends. */
  readonly data?: string
  /** A `postgresql://` URL; where it is left out, SQLite in the folder of the data. */
  readonly database?: string
  /** Connections to PostgreSQL that are kept at most. */
  readonly databaseConnections?: number
  /** The store of the archives; where it is left out, the folder of the data. */
  readonly s3?: S3Settings
  /** `defaultUploadLimits` for each that is left out. */
  readonly uploadLimits?: Partial<UploadLimits>
  /** True where several servers of one PostgreSQL keep their archives in this folder. */
  readonly isDataShared?: boolean
  /** Under what clients reach the server, where that is not where it listens. */
  readonly publicUrl?: string
  /** What the server must hold before it is ready; what is there already stays as it is. */
  readonly seed?: Seed
  /** The token of the first administrator; made up where it is left out and there is no administrator yet. */
  readonly adminToken?: string
  readonly compat?: CompatRelease
  /** The version that the OpenAPI document names, where no release is taken on. */
  readonly version?: string
  readonly logger?: Logger
  readonly fault?: Fault
  /** Milliseconds that an agent has its tasks without a word from it; a minute where it is left out. */
  readonly agentLease?: number
  /** The key of the default farm; what it was before holds no more. */
  readonly farmKey?: string
  /** Origins whose pages may call the API, such as `https://tools.example.com`; `*` is all of them, and none by default. */
  readonly corsOrigins?: readonly string[]
  /** Hosts of IIIF servers, such as `iiif.example.com`, that the server may ask for the size of images; none by default. */
  readonly imageHosts?: readonly string[]
  /** What requests, connections and callers get at most; `defaultLimits` for each that is left out. */
  readonly limits?: Partial<Limits>
  /** Addresses or networks of proxies in front, whose `X-Forwarded-For` is believed; none by default. */
  readonly trustedProxies?: readonly string[]
  /** Milliseconds that requests under way get to end when the server stops; 10 seconds where it is left out. */
  readonly stopTime?: number
}

export interface RunningServer {
  /** Where it listens, without a closing slash. */
  readonly url: string
  /** Ends the requests that are under way, then the server. */
  close(): Promise<void>
  /** The first administrator's token: the one that was given, or the one that was made up just now. */
  readonly adminToken?: string
}

const defaultStopTime = 10_000

/** Milliseconds within which wrong passwords are counted. */
const loginWindow = 60_000

const administratorEmail = 'admin@arkindex.local'

/** Makes the first administrator, or adds the given token to the one there is. Gives the token where it is known. */
async function setUpAdministrator(db: Database, now: number, given: string | undefined): Promise<string | undefined> {
  return db.transaction().execute(async (trx) => {
    const existing = await trx
      .selectFrom('user_account')
      .select('id')
      .where('is_admin', '=', 1)
      .orderBy('created')
      .limit(1)
      .executeTakeFirst()
    if (existing && given === undefined) return undefined
    const userId = existing?.id ?? createId()
    if (!existing) {
      await trx
        .insertInto('user_account')
        .values({
          id: userId,
          email: administratorEmail,
          display_name: 'Administrator',
          password: null,
          is_admin: 1,
          can_create_workers: 1,
          created: now,
        })
        .execute()
    }
    const token = given ?? createToken()
    registerSecret(token)
    await storeToken(trx, { value: token, userId, name: 'administrator', created: now })
    return token
  })
}

/** The key that signs URLs: made once, kept in the database. */
async function readSigningKey(db: Database): Promise<string> {
  await db
    .insertInto('setting')
    .values({ key: 'signing-key', value: randomBytes(32).toString('hex') })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return (await db.selectFrom('setting').select('value').where('key', '=', 'signing-key').executeTakeFirstOrThrow())
    .value
}

/** What is opened for a server, closed in the opposite order. */
function createClosers() {
  const closers: (() => Promise<void>)[] = []
  return {
    add: (close: () => Promise<void>) => closers.push(close),
    closeAll: async () => {
      for (let close = closers.pop(); close; close = closers.pop()) await close()
    },
  }
}

async function closeApp(app: FastifyInstance, stopTime: number): Promise<void> {
  const deadline = setTimeout(() => app.server.closeAllConnections(), stopTime)
  try {
    await app.close()
  } finally {
    clearTimeout(deadline)
  }
}

async function canAnswer(db: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(db)
    return true
  } catch {
    return false
  }
}

/**
 * Starts the bundled Arkindex API server and gives it when it is seeded and answers.
 * Throws coded errors: `database-*`, `data-in-use`, `archives-*`, `archive-store-*`, `address-*`, `seed-invalid`.
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0, data, compat, seed, isDataShared = false } = options
  const logger = options.logger ?? createLogger({ level: 'silent' })
  const closers = createClosers()
  try {
    if (data !== undefined) {
      try {
        mkdirSync(data, { recursive: true, mode: 0o700 })
      } catch (error) {
        throw new CodedError('file-unwritable', { file: data, reason: describeSystemError(error) }, { cause: error })
      }
      if (!isDataShared) closers.add(await lockFolder(data))
    }
    const databaseLocation = options.database ?? (data === undefined ? ':memory:' : sqliteFile(data))
    const {
      db,
      location,
      close: closeDatabase,
    } = await openDatabase<Tables>({
      location: databaseLocation,
      migrations: serverMigrations,
      ...(options.databaseConnections === undefined ? {} : { connections: options.databaseConnections }),
    })
    closers.add(closeDatabase)
    const archives = await openArchives(db, location, options)
    closers.add(() => archives.close())
    const signer = createUrlSigner(await readSigningKey(db))
    const limits = { ...defaultLimits, ...options.limits }
    const logins = {
      ofUser: createAttemptLimiter(limits.loginsPerMinute, loginWindow),
      ofAddress: createAttemptLimiter(limits.loginsPerMinute * 10, loginWindow),
    }
    const clock = createClock()
    const uploads = createUploads({
      db,
      clock,
      archives,
      logger,
      limits: { ...defaultUploadLimits, ...options.uploadLimits },
    })
    closers.add(() => uploads.close())
    const exporter = startExporter({ db, archives, clock, logger }, databaseLocation)
    closers.add(() => exporter.close())
    const agents = { lease: options.agentLease ?? defaultLease }
    const background = createBackground(Math.min(chooseHeartbeat(agents), 5000), [sweepTasks, initialiseProcesses])
    closers.add(() => background.close())
    const services: Services = {
      agents,
      background,
      db,
      clock,
      archives,
      uploads,
      signer,
      logger,
      exporter,
      logins,
      imageHosts: options.imageHosts ?? [],
      compat,
    }
    const adminToken = await setUpAdministrator(db, services.clock.now(), options.adminToken)
    if (options.farmKey !== undefined) await presetFarmKey(db, options.farmKey)
    let isReady = seed === undefined
    const app = await buildApp({
      services,
      operations: listOperations(compat),
      version: compat ?? options.version ?? '0',
      publicUrl: options.publicUrl,
      fault: options.fault,
      corsOrigins: options.corsOrigins ?? [],
      limits,
      trustedProxies: options.trustedProxies ?? [],
      isReady: async () => isReady && (await canAnswer(db)),
    })
    closers.add(() => closeApp(app, options.stopTime ?? defaultStopTime))
    await uploads.startCleaning(options.database === undefined)
    const url = await listen(app, host, port)
    if (seed !== undefined) {
      await applySeed(services, seed)
      isReady = true
    }
    exporter.wake()
    background.begin(services)
    logger.info({ url }, 'listening')
    return { url, close: () => closers.closeAll(), ...(adminToken === undefined ? {} : { adminToken }) }
  } catch (error) {
    await closers.closeAll()
    throw error
  }
}
