import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { NoResultError } from 'kysely'
import { createId } from '../../core/database/conventions.ts'
import { type DatabaseFailure, readDatabaseFailure } from '../../core/database/database-failure.ts'
import { answerClientError } from '../../core/http/answer-client-error.ts'
import { registerStop } from '../../core/http/register-stop.ts'
import { RequestLogger } from '../../core/http/request-logger.ts'
import { registerApiDocs } from '../api-docs/register-api-docs.ts'
import { registerArtifactStorage } from '../artifacts/register-artifact-storage.ts'
import type { Begun, Operation } from '../contract/operation.ts'
import { invalid, Refusal, unauthorized } from '../contract/refusal.ts'
import { writeJson } from '../contract/written-json.ts'
import { registerExportDownload } from '../exports/register-export-download.ts'
import { registerOpenApi } from '../openapi/register-openapi.ts'
import type { Services } from '../services.ts'
import { ArchiveStoreFailure } from '../storage/archive-store.ts'
import { registerStorage } from '../storage/register-storage.ts'
import { watchArchives } from '../storage/watch-archives.ts'
import type { Principal } from '../users/principal.ts'
import { findSessionPrincipal } from '../users/session.ts'
import { findAgentPrincipal, findPrincipal, findTaskPrincipal } from '../users/tokens.ts'
import { type Fault, registerFault } from './fault.ts'
import { findDuplicateKey, hasDuplicateKey } from './find-duplicate-key.ts'
import { chooseCheckInterval, type Limits } from './limits.ts'
import { registerCors } from './register-cors.ts'
import { registerMetrics } from './register-metrics.ts'
import { registerRateLimit } from './register-rate-limit.ts'
import { registerBodyTime, runInTime } from './request-time.ts'

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | undefined
    begun: Begun | undefined
  }
  interface FastifyContextConfig {
    operationId?: string
  }
}

export interface AppOptions {
  readonly services: Services
  readonly operations: readonly Operation[]
  readonly version: string
  /** Scheme, host and port under which clients reach the server; where undefined, what the request names. */
  readonly publicUrl: string | undefined
  readonly fault: Fault | undefined
  /** Origins whose pages may call the API; `*` is all of them. */
  readonly corsOrigins: readonly string[]
  readonly limits: Limits
  /** Addresses of proxies, or networks of them, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  /** True when the server may be used, which is when it is seeded and its database answers. */
  readonly isReady: () => Promise<boolean>
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What an `Authorization` header says, or undefined where there is none. Throws 401 for what is no such header. */
function readAuthorization(header: string | undefined): { scheme: string; token: string } | undefined {
  if (header === undefined) return undefined
  const match = /^(Token|Ponos|Agent) +(\S+)$/i.exec(header.trim())
  if (!match?.[1] || !match[2]) {
    throw unauthorized('Invalid token header. It is the word Token (of a task: Ponos), a space and the token.')
  }
  return { scheme: match[1].toLowerCase(), token: match[2] }
}

const finders: Readonly<Record<string, typeof findPrincipal>> = {
  token: findPrincipal,
  ponos: findTaskPrincipal,
  agent: findAgentPrincipal,
}

/** Finds the user of the token together with what the operation is about, where it can, so that the database is asked once. */
async function begin(operation: Operation, services: Services, request: FastifyRequest): Promise<Begun | undefined> {
  if (!operation.begin) return undefined
  const given = readAuthorization(request.headers.authorization)
  if (given?.scheme !== 'token') return undefined
  return operation.begin(given.token, readRouteValues(request.params), services)
}

async function authenticate(services: Services, request: FastifyRequest): Promise<void> {
  const given = readAuthorization(request.headers.authorization)
  if (given === undefined) return
  const principal = await finders[given.scheme]?.(services, given.token)
  if (!principal) throw unauthorized('Invalid token.')
  request.principal = principal
}

/** The body as JSON; an empty one is undefined. Bytes that are no UTF-8 are no JSON, and a key may stand once in an object. */
function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  let text: string
  let parsed: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    parsed = JSON.parse(text)
  } catch (error) {
    throw new Refusal(400, { detail: `JSON parse error - ${error instanceof Error ? error.message : String(error)}` })
  }
  const duplicate = hasDuplicateKey(text, parsed) ? findDuplicateKey(text) : undefined
  if (duplicate?.depth === 1) throw invalid({ [duplicate.key]: ['This field is given more than once.'] })
  if (duplicate)
    throw invalid({ non_field_errors: [`The key ${JSON.stringify(duplicate.key)} is given more than once.`] })
  return parsed
}

function readStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

/** What is answered where the database did not do what it was asked; undefined for a defect of ours. */
const databaseRefusals: Readonly<Record<DatabaseFailure, Refusal | undefined>> = {
  full: new Refusal(507, { detail: 'No space is left. Nothing was changed.' }),
  busy: new Refusal(503, { detail: 'The database is busy. Nothing was changed; try again.' }),
  unreachable: new Refusal(503, { detail: 'The database cannot be reached. Try again in a moment.' }),
  'reference-missing': new Refusal(404, { detail: 'Not found.' }),
  duplicate: undefined,
}

/** The refusal that a thrown error stands for, or undefined where it is a defect. */
function toRefusal(error: unknown, request: FastifyRequest): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof ArchiveStoreFailure) {
    request.log.warn({ failure: error.failure, reason: error.reason }, 'the store of archives failed')
    return error.toRefusal()
  }
  // Something was removed by another request while this one worked with it.
  if (error instanceof NoResultError) return new Refusal(404, { detail: 'Not found.' })
  const failure = readDatabaseFailure(error)
  if (failure) return databaseRefusals[failure]
  const status = readStatus(error)
  if (status === 413)
    return new Refusal(413, { detail: `The body holds more than ${request.routeOptions.bodyLimit} bytes.` })
  if (status === 415) {
    return new Refusal(415, { detail: `Unsupported media type "${request.headers['content-type'] ?? ''}" in request.` })
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new Refusal(status, { detail: error instanceof Error ? error.message : 'The request is malformed.' })
  }
  return undefined
}

function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.status === 401) reply.header('www-authenticate', 'Token')
  if (refusal.status === 503) reply.header('retry-after', '1')
  reply.headers(refusal.headers)
  return reply.status(refusal.status).type('application/json; charset=utf-8').send(JSON.stringify(refusal.body))
}

/** A parameter that ends a path is the rest of it, slashes included (the supplement, 3.1). */
function toRoute(path: string): string {
  return path.replace(/\{\w+\}$/, '*').replace(/\{(\w+)\}/g, ':$1')
}

/** The one parameter that may hold slashes is named `path`. */
function readRouteValues(values: unknown): unknown {
  if (typeof values !== 'object' || values === null || !('*' in values)) return values
  const { '*': rest, ...others } = values
  return { ...others, path: rest }
}

function registerOperation(
  app: FastifyInstance,
  operation: Operation,
  services: Services,
  readOrigin: (request: FastifyRequest) => string,
  requestTime: number,
): void {
  app.route({
    method: operation.method,
    url: toRoute(operation.path),
    config: { operationId: operation.operationId },
    onRequest: async (request) => {
      request.begun = await begin(operation, services, request)
      if (request.begun) {
        request.principal = request.begun.principal
        return
      }
      await authenticate(services, request)
      if (operation.rights.needsLogin && !request.principal) {
        request.principal = await findSessionPrincipal(services, request, readOrigin(request))
      }
      // Before the body is read: who has no token sends us nothing.
      if (operation.rights.needsLogin && !request.principal) throw unauthorized()
    },
    handler: async (request, reply) => {
      const raw = {
        principal: request.principal,
        path: readRouteValues(request.params),
        query: request.query,
        body: request.body,
        origin: readOrigin(request),
        url: request.url,
        remote: request.ip,
      }
      const run = (bounded: Services) => (request.begun ?? operation).run(raw, bounded)
      const { status, body, headers } = await runInTime(requestTime, services, run)
      reply.status(status)
      if (headers) reply.headers(headers)
      if (body === undefined) return reply.send()
      reply.type('application/json; charset=utf-8')
      // Not `reply.send`: who returns the reply itself waits for the end of the answer.
      return writeJson(body)
    },
  })
}

/** What a path answers to methods that it does not have. */
function registerOtherMethods(app: FastifyInstance, operations: readonly Operation[], services: Services): void {
  const byPath = new Map<string, string[]>()
  for (const { path, method } of operations) byPath.set(path, [...(byPath.get(path) ?? []), method])
  for (const [path, allowed] of byPath) {
    app.route({
      method: methods.filter((method) => !allowed.includes(method)),
      url: toRoute(path),
      onRequest: async (request, reply) => {
        await authenticate(services, request)
        if (!request.principal) throw unauthorized()
        reply.header('allow', allowed.join(', '))
        throw new Refusal(405, { detail: `Method "${request.method}" not allowed.` })
      },
      handler: async () => undefined,
    })
  }
}

/** Builds the HTTP server without listening. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { services, operations, publicUrl, fault, limits, trustedProxies } = options
  const loggerInstance: FastifyBaseLogger = services.logger
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    connectionTimeout: limits.idleTime,
    keepAliveTimeout: limits.keepAliveTime,
    // A whole request has no limit, since archives take their time: operations have one of their own (request-time.ts).
    http: {
      requestTimeout: 0,
      headersTimeout: limits.headerTime,
      connectionsCheckingInterval: chooseCheckInterval(limits),
    },
    ...(trustedProxies.length === 0 ? {} : { trustProxy: [...trustedProxies] }),
    clientErrorHandler: answerClientError,
    exposeHeadRoutes: false,
    // Closing ends the connections that are kept open for a next request.
    forceCloseConnections: 'idle',
    genReqId: () => createId(),
    loggerInstance,
    childLoggerFactory: (logger, bindings, childOptions) => new RequestLogger(logger, bindings, childOptions),
    // Each request is one line, written below: fastify's own would hold the query, where signatures stand.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 500 },
    // What is wrong before there is a route, such as a path that cannot be decoded.
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
      const status = error.statusCode ?? 400
      // What is too long is not sent back.
      sendRefusal(reply, new Refusal(status, { detail: status === 414 ? 'The path is too long.' : error.message }))
    },
  })
  app.decorateRequest('principal', undefined)
  app.decorateRequest('begun', undefined)

  const readOrigin = (request: FastifyRequest) => {
    if (publicUrl !== undefined) return publicUrl
    const host = request.headers.host ?? ''
    return /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/.test(host)
      ? `http://${host}`
      : `http://${request.hostname || 'localhost'}`
  }

  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    /^application\/(.+\+)?json/,
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => parseJson(body),
  )

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
    done()
  })
  if (fault) registerFault(app, fault)
  registerCors(app, options.corsOrigins)
  registerStop(app)
  registerRateLimit(app, limits.requestsPerMinute)
  registerBodyTime(app, limits.requestTime)
  registerMetrics(app, (request) => authenticate(services, request))
  app.addHook('preClose', async () => services.background.announceClose())
  // Of each request only what is named here: nothing that would have to be searched for secrets by its field.
  const accessLog = services.logger.child({}, { redact: [] })
  app.addHook('onResponse', (request, reply, done) => {
    accessLog.info(
      {
        reqId: request.id,
        operation: request.routeOptions.config.operationId,
        method: request.method,
        path: request.url.split('?', 1)[0],
        status: reply.statusCode,
        user: request.principal?.id,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
    done()
  })

  app.setErrorHandler((error, request, reply) => {
    const refusal = toRefusal(error, request)
    if (!refusal) {
      request.log.error({ err: error, operation: request.routeOptions.config.operationId }, 'a request failed')
      return reply
        .status(500)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ detail: `Internal server error. It is logged as request ${request.id}.` }))
    }
    return sendRefusal(reply, refusal)
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).type('application/json; charset=utf-8').send('{"detail":"Not found."}'),
  )

  const routes = operations.flatMap((operation) =>
    [operation.path, ...operation.aliases].map((path) => ({ ...operation, path })),
  )
  for (const route of routes) registerOperation(app, route, services, readOrigin, limits.requestTime)
  registerOtherMethods(app, routes, services)
  registerOpenApi(app, { operations, version: options.version, readOrigin })
  registerApiDocs(app)
  app.get('/healthz', async () => ({ status: 'ok' }))
  const findArchiveFailure = watchArchives(services.archives)
  app.get('/readyz', async (_request, reply) => {
    if (!(await options.isReady())) return reply.status(503).send({ status: 'not ready' })
    const archives = await findArchiveFailure()
    return { status: 'ready', ...(archives === undefined ? {} : { archives }) }
  })
  registerExportDownload(app, services)
  await app.register(async (storage) => {
    await registerStorage(storage, services)
    registerArtifactStorage(storage, services)
  })
  return app
}
