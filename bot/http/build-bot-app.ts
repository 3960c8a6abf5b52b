import { createHash, timingSafeEqual } from 'node:crypto'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { createId } from '../../core/database/conventions.ts'
import { readDatabaseFailure } from '../../core/database/database-failure.ts'
import { answerClientError } from '../../core/http/answer-client-error.ts'
import { registerStop } from '../../core/http/register-stop.ts'
import { RequestLogger } from '../../core/http/request-logger.ts'
import type { Logger } from '../../core/log/create-logger.ts'
import type { Acceptor } from '../deliveries/accept-delivery.ts'
import type { DeliveryDoor } from '../deliveries/delivery-door.ts'
import type { BotMetrics } from './bot-metrics.ts'
import { HttpRefusal, unauthorized } from './http-refusal.ts'
import { registerWebhook } from './register-webhook.ts'

/** What a connection gets at most, in milliseconds: forges send small requests in one go. */
export interface HttpTimes {
  /** From the first byte of a request to the end of its head. */
  readonly header: number
  /** From the first byte of a request to the end of its body. */
  readonly request: number
  /** That a connection is kept open for a next request. */
  readonly keepAlive: number
}

export const defaultHttpTimes: HttpTimes = { header: 10_000, request: 30_000, keepAlive: 65_000 }

export interface BotAppOptions {
  readonly logger: Logger
  /** By the path of their webhook. */
  readonly doors: Readonly<Record<string, DeliveryDoor>>
  readonly acceptor: Acceptor
  readonly metrics: BotMetrics
  readonly readBodyLimit: () => number
  readonly readPageToken: () => string | null
  readonly isReady: () => Promise<boolean>
  readonly times: HttpTimes
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Whether a request carries the token of the page as bearer. */
export function hasPageToken(request: FastifyRequest, token: string | null): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  return token !== null && given !== undefined && timingSafeEqual(digest(given), digest(token))
}

/** The refusal that a thrown error stands for; undefined where it is a defect. */
function toRefusal(error: unknown): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error
  const failure = readDatabaseFailure(error)
  if (failure === 'full') return new HttpRefusal(507, 'No space is left. Nothing was stored.')
  if (failure !== undefined) return new HttpRefusal(503, 'The database does not answer. Nothing was stored; try again.')
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : Number.NaN
  if (status < 400 || !(status < 500)) return undefined
  return new HttpRefusal(status, error instanceof Error ? error.message : 'The request is malformed.')
}

/** Paths that are asked every few seconds by machines: one line each would bury the others. */
const quietPaths: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/** Builds the bot's HTTP server without listening. Public are only the webhooks, `/healthz` and `/readyz` (requirements R20). */
export function buildBotApp(options: BotAppOptions): FastifyInstance {
  const { logger, doors, metrics, times } = options
  const loggerInstance: FastifyBaseLogger = logger
  const app = fastify({
    keepAliveTimeout: times.keepAlive,
    requestTimeout: times.request,
    http: {
      headersTimeout: times.header,
      connectionsCheckingInterval: Math.max(100, Math.min(2000, times.header / 4)),
    },
    clientErrorHandler: answerClientError,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    genReqId: () => createId(),
    loggerInstance,
    childLoggerFactory: (parent, bindings, childOptions) => new RequestLogger(parent, bindings, childOptions),
    logController: new LogController({ disableRequestLogging: true }),
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
    done()
  })
  registerStop(app)
  const accessLog = logger.child({}, { redact: [] })
  app.addHook('onResponse', (request, reply, done) => {
    const path = request.routeOptions.url ?? 'other'
    accessLog[quietPaths.has(path) || doors[path] ? 'debug' : 'info'](
      {
        reqId: request.id,
        method: request.method,
        path,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
    done()
  })
  app.setErrorHandler((error, request, reply) => {
    const refusal = toRefusal(error)
    if (!refusal) request.log.error({ err: error }, 'a request failed')
    const { status, message } = refusal ?? {
      status: 500,
      message: `Internal error. It is logged as request ${request.id}.`,
    }
    if (status === 503) reply.header('retry-after', '1')
    return reply
      .status(status)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ detail: message }))
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).type('application/json; charset=utf-8').send('{"detail":"Not found."}'),
  )
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    if (await options.isReady()) return { status: 'ready' }
    return reply.status(503).send({ status: 'not ready' })
  })
  app.get('/metrics', async (request, reply) => {
    if (!hasPageToken(request, options.readPageToken())) throw unauthorized
    return reply.type(metrics.register.contentType).send(await metrics.register.metrics())
  })
  for (const [path, door] of Object.entries(doors)) {
    registerWebhook(app, path, { door, acceptor: options.acceptor, metrics, logger, readLimit: options.readBodyLimit })
  }
  return app
}
