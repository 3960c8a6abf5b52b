import { tidyText } from '../../../core/arkindex/refusal.ts'
import {
  codeTransportError,
  type HttpAnswer,
  type HttpMethod,
  type Transport,
  TransportError,
} from '../../../core/arkindex/transport.ts'
import type { CodedError } from '../../../core/errors/coded-error.ts'
import { ForgeAnswerError, ForgeLimitedError } from './forge-errors.ts'
import type { HostBudget } from './host-budgets.ts'

/** Milliseconds that the rate limit of a forge is waited for; a longer wait is the queue's. */
const longestWait = 20_000
const limits = { attempts: 5, deadline: 90_000, silence: 60_000, longestWait, answerSize: 8 * 1024 * 1024 }

export interface ForgeRequest {
  method: HttpMethod
  /** Below the address of the API: its parts encoded, with its query. */
  path: string
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  body?: unknown
  /** Bytes of the answer, in place of the requester's own limit. */
  largest?: number
}

/** An answer of status 200 to 299. */
export interface ForgeAnswer {
  status: number
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>
  body: Buffer
}

export interface RequesterOptions {
  /** Address of the API, without a closing slash. */
  apiUrl: string
  /** How the forge is called in errors. */
  peer: string
  /** What goes with every request, the token among it; asked for at each one. */
  headers: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  transport: Transport
  budget: HostBudget
  signal?: AbortSignal
}

/** How requests go to one forge: within its host's budget, repeated only where nothing can be done twice, with errors that tell no secret. */
export interface Requester {
  /**
   * Sends one request. GET, PUT and DELETE are repeated as the transport does; POST and PATCH only on 429 and where no connection was made.
   * A redirect is not followed. Throws `forge-refused` (401, 403, redirects), `forge-limited` with the seconds, `forge-not-found`,
   * `forge-declined` (other 4xx), `forge-failed` (5xx), or a coded error of the transport.
   */
  send(request: ForgeRequest): Promise<ForgeAnswer>
  readonly peer: string
}

/** A step up or down in the path would lead the token elsewhere; no name of a forge is such a part. */
function hasDotSegment(path: string): boolean {
  const [folders = ''] = path.split('?')
  // As `URL` reads an address: without tabs and line ends, and a backslash is a slash.
  const parts = folders.replace(/[\t\r\n]/g, '').split(/[\\/]/)
  return parts.some((part) => /^(\.|%2e){1,2}$/i.test(part))
}

function describeRefusal(answer: HttpAnswer, text: string): string {
  const { status } = answer
  if (status >= 300 && status < 400) return `it sends the request elsewhere (${status}), which is not followed`
  if (/token (is|has) expired|expired token/i.test(text)) return `the token is expired (${status})`
  if (/token was revoked|token (is|has been) revoked/i.test(text)) return `the token was revoked (${status})`
  if (/insufficient_scope/.test(text)) return `the token has not the scope for it (${status})`
  if (status === 401) return 'it does not take the token (401)'
  return `the token may not do it (${status})`
}

/** GitHub refuses with 403 where its rate limit is used up. */
function isRateLimit({ status, retryAfter, headers }: HttpAnswer): boolean {
  if (status === 429 || (status === 503 && retryAfter !== undefined)) return true
  return status === 403 && (retryAfter !== undefined || headers['x-ratelimit-remaining'] === '0')
}

/** Seconds until the window of a rate limit is over, where the answer says so. */
function readReset({ headers }: HttpAnswer): number | undefined {
  const reset = headers['ratelimit-reset'] ?? headers['x-ratelimit-reset'] ?? ''
  if (!/^\d{1,12}$/.test(reset)) return undefined
  const now = Date.parse(headers.date ?? '')
  return Math.max(1, Math.ceil(Number(reset) - (Number.isNaN(now) ? Date.now() : now) / 1000))
}

/** Opens the way to one forge. */
export function openRequester({ apiUrl, peer, headers, transport, budget, signal }: RequesterOptions): Requester {
  async function send(request: ForgeRequest): Promise<ForgeAnswer> {
    const { method, path, body, largest } = request
    const what = tidyText(`${method} ${path.split('?')[0]}`, 200)
    if (hasDotSegment(path)) {
      throw new ForgeAnswerError('forge-not-found', { peer, what, status: 404, reason: '' }, '')
    }
    await budget.enter({ peer, what, longestWait, ...(signal ? { signal } : {}) })
    let answer: HttpAnswer | undefined
    try {
      answer = await transport.send({
        method,
        url: new URL(`${apiUrl}/${path}`),
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...request.headers,
          ...(await headers()),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        limits: { ...limits, ...(largest === undefined ? {} : { answerSize: largest }) },
        ...(signal ? { signal } : {}),
      })
    } catch (error) {
      if (error instanceof TransportError && error.code === 'answer-too-large' && largest !== undefined) throw error
      throw codeTransportError(error, peer)
    } finally {
      budget.leave(answer?.headers)
    }
    if (answer.status >= 200 && answer.status < 300) return answer
    throw describeAnswer(answer, what)
  }

  function describeAnswer(answer: HttpAnswer, what: string): CodedError {
    const { status } = answer
    if (isRateLimit(answer)) {
      const seconds = budget.block(answer.retryAfter ?? readReset(answer))
      return new ForgeLimitedError({ peer, what, seconds })
    }
    const text = answer.body.subarray(0, 20_000).toString('utf8')
    const details = { peer, what, status, reason: '' }
    if (status === 401 || status === 403 || (status >= 300 && status < 400)) {
      return new ForgeAnswerError('forge-refused', { ...details, reason: describeRefusal(answer, text) }, text)
    }
    if (status === 404 || status === 410)
      return new ForgeAnswerError('forge-not-found', { ...details, status: 404 }, text)
    const isPassing = status >= 500 || [408, 409, 423, 425].includes(status)
    return new ForgeAnswerError(isPassing ? 'forge-failed' : 'forge-declined', details, text)
  }

  return { send, peer }
}
