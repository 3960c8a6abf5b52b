import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Dispatcher, EnvHttpProxyAgent, request as send } from 'undici'
import { CodedError } from '../errors/coded-error.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { readCertificates } from './certificates.ts'
import { type Clock, systemClock } from './clock.ts'

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface HttpRequest {
  method: HttpMethod
  url: URL
  headers?: Readonly<Record<string, string>>
  /** A function is asked for a new stream at each attempt; give `content-length` with it where the receiver wants one. */
  body?: string | Uint8Array | (() => Readable)
  /** Takes the body of a 200 in place of memory, whatever its size; asked for anew at each attempt. The answer's own body is empty then. */
  sink?: () => Writable
  signal?: AbortSignal
  /** In place of the transport's own limits, for example for a large upload. */
  limits?: Partial<TransportLimits>
}

/** An answer of any status, with its whole body. Redirects are answers like any other: none is followed. */
export interface HttpAnswer {
  status: number
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>
  body: Buffer
  /** Seconds after which the peer wants to be asked again, where it said so. */
  retryAfter: number | undefined
}

/** All times in milliseconds. */
export interface TransportLimits {
  connect: number
  /** From the end of the request to the head of the answer, and between two parts of its body. */
  silence: number
  /** From the first attempt to the end of the last, waits included. */
  deadline: number
  attempts: number
  /** Above it a `Retry-After` is not waited for: the answer is given back. */
  longestWait: number
  /** Bytes of an answer's body. */
  answerSize: number
}

const standardLimits: TransportLimits = {
  connect: 10_000,
  silence: 60_000,
  deadline: 120_000,
  attempts: 6,
  longestWait: Number.POSITIVE_INFINITY,
  answerSize: 32 * 1024 * 1024,
}

const firstPause = 300
const longestPause = 8_000

export type TransportErrorCode = Extract<
  ErrorCode,
  | 'connection-refused'
  | 'host-unknown'
  | 'host-unreachable'
  | 'tls-failed'
  | 'timed-out'
  | 'connection-lost'
  | 'proxy-failed'
  | 'answer-too-large'
  | 'answer-not-http'
>

/** No answer came, or not the whole of it. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly code: TransportErrorCode
  /** What went wrong, in the words of the system; without the address of the peer. */
  readonly reason: string
  /** True where the peer may have acted on the request. */
  readonly mayHaveArrived: boolean

  constructor(code: TransportErrorCode, reason: string, mayHaveArrived: boolean) {
    super(reason)
    this.code = code
    this.reason = reason
    this.mayHaveArrived = mayHaveArrived
  }
}

/** The coded error for a peer that gave no answer; `peer` is how it is named in the text. What is no such error stays as it is. */
export function codeTransportError(thrown: unknown, peer: string): unknown {
  if (!(thrown instanceof TransportError)) return thrown
  return new CodedError(thrown.code, { peer, reason: thrown.reason })
}

/** The one way by which requests leave: with proxies, private certificates, limits and retries. */
export interface Transport {
  /**
   * Sends one request and gives the answer, whatever its status. GET, PUT and DELETE are repeated on 429, 500, 502, 503, 504
   * and lost connections; POST and PATCH on 429 and where the connection was never made, since elsewhere they may have been
   * carried out. Where `Retry-After` asks for more time than is left or allowed, the answer is given back at once.
   * Throws `TransportError`, or the reason of the signal.
   */
  send(request: HttpRequest): Promise<HttpAnswer>
  close(): Promise<void>
}

export interface TransportOptions {
  /** Proxies (HTTP_PROXY, HTTPS_PROXY, NO_PROXY, lower case first) and certificate files are taken from it. */
  env: Readonly<Record<string, string | undefined>>
  clock?: Clock
  limits?: Partial<TransportLimits>
}

function readText(thrown: unknown, field: string): string {
  if (typeof thrown !== 'object' || thrown === null) return ''
  const value: unknown = Reflect.get(thrown, field)
  return typeof value === 'string' ? value : ''
}

/** Several addresses of one host were tried: the first failure stands for all. */
function unwrap(thrown: unknown): unknown {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return thrown.errors[0]
  return thrown
}

function describeFailure(thrown: unknown): TransportError {
  if (thrown instanceof TransportError) return thrown
  const error = unwrap(thrown)
  const code = readText(error, 'code') || readText(thrown, 'code')
  const message = readText(error, 'message') || readText(thrown, 'message') || code || String(error)
  const isConnecting = ['connect', 'getaddrinfo'].includes(readText(error, 'syscall'))
  if (code === 'ECONNREFUSED') return new TransportError('connection-refused', message, false)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new TransportError('host-unknown', message, false)
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || (code === 'ETIMEDOUT' && isConnecting)) {
    return new TransportError('timed-out', 'no connection was made in time', false)
  }
  if (isConnecting) return new TransportError('host-unreachable', message, false)
  if (code === 'UND_ERR_ABORTED' || code === 'UND_ERR_PRX_TLS' || /proxy/i.test(message)) {
    return new TransportError('proxy-failed', message, false)
  }
  if (/^(CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_)/.test(code)) {
    return new TransportError('tls-failed', `${message} (${code})`, false)
  }
  // The peer may refuse a client after it has read the request, so these tell less than the checks of our own side above.
  if (/^(ERR_SSL_|EPROTO)/.test(code)) return new TransportError('tls-failed', message, true)
  if (/_TIMEOUT$|^ETIMEDOUT$/.test(code)) return new TransportError('timed-out', message, true)
  const isGarbled = readText(error, 'name') === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW'
  if (isGarbled) return new TransportError('answer-not-http', message, true)
  return new TransportError('connection-lost', message, true)
}

/** Seconds until the peer wants to be asked again: a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  const text = value.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text)
  // Date.parse takes much that is no HTTP date, such as "-5"; a date names its weekday.
  const date = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000)
}

const repeatableMethods: readonly HttpMethod[] = ['GET', 'PUT', 'DELETE']
const passingStatuses = [500, 502, 503, 504]
const passingFailures: readonly TransportErrorCode[] = [
  'connection-refused',
  'host-unreachable',
  'host-unknown',
  'timed-out',
  'connection-lost',
]

function mayRepeat(method: HttpMethod, end: HttpAnswer | TransportError): boolean {
  const isRepeatable = repeatableMethods.includes(method)
  if (end instanceof TransportError) {
    return passingFailures.includes(end.code) && (isRepeatable || !end.mayHaveArrived)
  }
  return end.status === 429 || (isRepeatable && passingStatuses.includes(end.status))
}

function flattenHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}

/** Opens the transport. Idle connections do not hold the process. Throws `certificates-unreadable`, `proxy-invalid`. */
export function openTransport({ env, clock = systemClock, limits: given = {} }: TransportOptions): Transport {
  const limits = { ...standardLimits, ...given }
  const agents = openAgents(env, limits)
  /** When each host that asked for patience may be asked again, so that all requests to it share one budget. */
  const patience = new Map<string, number>()

  async function sendOnce(request: HttpRequest, bounds: TransportLimits, remaining: number): Promise<HttpAnswer> {
    const controller = new AbortController()
    const tooLate = () =>
      controller.abort(
        new TransportError('timed-out', `no whole answer after ${Math.round(bounds.deadline / 1000)} s`, true),
      )
    const interrupt = () => controller.abort(request.signal?.reason)
    request.signal?.throwIfAborted()
    const timer = setTimeout(tooLate, Math.max(1, remaining))
    request.signal?.addEventListener('abort', interrupt, { once: true })
    try {
      const answer = await send(request.url, {
        dispatcher: agents.choose(request),
        method: request.method,
        headers: { 'accept-encoding': 'identity', 'user-agent': 'arkindex-ci', ...request.headers },
        body: typeof request.body === 'function' ? request.body() : (request.body ?? null),
        headersTimeout: bounds.silence,
        bodyTimeout: bounds.silence,
        signal: controller.signal,
      })
      const headers = flattenHeaders(answer.headers)
      if (answer.statusCode === 407) {
        answer.body.on('error', () => {}).destroy()
        throw new TransportError('proxy-failed', 'the proxy asks for a name and password (407)', false)
      }
      const isSunk = request.sink !== undefined && answer.statusCode === 200
      if (request.sink && isSunk) await pipeline(answer.body, request.sink())
      return {
        status: answer.statusCode,
        headers,
        body: isSunk ? Buffer.alloc(0) : await readBody(answer.body, headers['content-length'], bounds.answerSize),
        retryAfter: readRetryAfter(headers['retry-after'], clock.now()),
      }
    } catch (error) {
      request.signal?.throwIfAborted()
      throw controller.signal.aborted ? controller.signal.reason : describeFailure(error)
    } finally {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', interrupt)
    }
  }

  return {
    async send(request) {
      const bounds = { ...limits, ...request.limits }
      const end = clock.now() + bounds.deadline
      const host = request.url.host
      for (let attempt = 1; ; attempt++) {
        const wanted = (patience.get(host) ?? 0) - clock.now()
        if (wanted > 0 && clock.now() + wanted < end) await clock.sleep(wanted, request.signal)
        let last: HttpAnswer | TransportError
        try {
          last = await sendOnce(request, bounds, end - clock.now())
        } catch (error) {
          if (!(error instanceof TransportError)) throw error
          last = error
        }
        const asked = last instanceof TransportError ? undefined : last.retryAfter
        if (asked !== undefined && mayRepeat('GET', last)) patience.set(host, clock.now() + asked * 1000)
        const pause = clock.random() * Math.min(longestPause, firstPause * 2 ** (attempt - 1))
        const wait = asked === undefined ? pause : asked * 1000 + pause
        const isTooLong = clock.now() + wait >= end || (asked ?? 0) * 1000 > bounds.longestWait
        if (attempt >= bounds.attempts || !mayRepeat(request.method, last) || isTooLong) {
          if (last instanceof TransportError) throw last
          return last
        }
        await clock.sleep(wait, request.signal)
      }
    },
    close: async () => {
      await agents.close()
    },
  }
}

async function readBody(body: Readable, announced: string | undefined, limit: number): Promise<Buffer> {
  const tooLarge = () => new TransportError('answer-too-large', `more than ${Math.floor(limit / 1024)} KiB`, true)
  if (announced !== undefined && Number(announced) > limit) {
    body.on('error', () => {}).destroy()
    throw tooLarge()
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) throw tooLarge()
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function openAgents(
  env: Readonly<Record<string, string | undefined>>,
  limits: TransportLimits,
): { choose(request: HttpRequest): Dispatcher; close(): Promise<void> } {
  const ca = readCertificates(env)
  const connect = { timeout: limits.connect, ...(ca ? { ca } : {}) }
  const noProxy = env.no_proxy ?? env.NO_PROXY ?? ''
  const openAgent = (variable: 'HTTP_PROXY' | 'HTTPS_PROXY', isReused: boolean) => {
    const proxy = env[variable.toLowerCase()] ?? env[variable] ?? ''
    if (proxy !== '' && !/^https?:\/\/[^\s/]/i.test(proxy)) throw new CodedError('proxy-invalid', { variable })
    try {
      // One agent a scheme: where HTTPS_PROXY is not set, undici would send https through HTTP_PROXY, which nobody else does.
      return new EnvHttpProxyAgent({
        httpProxy: variable === 'HTTP_PROXY' ? proxy : '',
        httpsProxy: variable === 'HTTPS_PROXY' ? proxy : '',
        noProxy,
        pipelining: isReused ? 1 : 0,
        // Plain http is forwarded, not tunnelled: proxies commonly refuse CONNECT to ports other than 443.
        proxyTunnel: false,
        connect,
        requestTls: connect,
        proxyTls: connect,
        headersTimeout: limits.silence,
        bodyTimeout: limits.silence,
      })
    } catch {
      throw new CodedError('proxy-invalid', { variable })
    }
  }
  // A connection that is kept open may be closed by the peer just when the next request is sent, and nobody can tell whether that
  // arrived. What may not be repeated gets a connection of its own.
  const [http, https, singleHttp, singleHttps] = [
    openAgent('HTTP_PROXY', true),
    openAgent('HTTPS_PROXY', true),
    openAgent('HTTP_PROXY', false),
    openAgent('HTTPS_PROXY', false),
  ]
  return {
    choose: ({ method, url }) => {
      const isSecure = url.protocol === 'https:'
      if (repeatableMethods.includes(method)) return isSecure ? https : http
      return isSecure ? singleHttps : singleHttp
    },
    close: async () => {
      await Promise.all([http, https, singleHttp, singleHttps].map((agent) => agent.destroy()))
    },
  }
}
