import type { Writable } from 'node:stream'
import type { ErrorDetails } from '../errors/coded-error.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { maskSecrets, registerSecret } from '../log/secrets.ts'
import { readBaseUrl } from './base-url.ts'
import { keepDocument, readCachedDocument } from './document-cache.ts'
import { type ArkindexInstance, InstanceError, type OperationInput } from './instance.ts'
import { DocumentError, documentLimits, isJsonObject, type Operation, readOperations } from './openapi-document.ts'
import { maskValue, readFieldMessages, renderFieldMessages, tidyText } from './refusal.ts'
import { type HttpAnswer, type HttpMethod, type Transport, TransportError } from './transport.ts'

export interface OpenInstanceOptions {
  /** Slug of the profile. */
  slug: string
  /** Base URL, with or without `/api/v1`. */
  url: string
  /** Empty where nobody is logged in. */
  token: string
  /** What the token is of: a user, by default, or an agent. */
  scheme?: 'Token' | 'Agent'
  transport: Transport
  /** Where the OpenAPI document is kept between runs, see `findCacheFolder`; nowhere where it is not given. */
  cacheFolder?: string
  /** Stops calls under way; they throw its reason. */
  signal?: AbortSignal
  /** The longest list that is read, in pages. */
  mostPages?: number
}

const documentHeaders = { accept: 'application/vnd.oai.openapi+json, application/json' }

interface Session {
  slug: string
  url: string
  origin: string
  token: string
  scheme: 'Token' | 'Agent'
  transport: Transport
  signal: AbortSignal | undefined
  /** How the instance is named in errors. */
  peer: string
}

/**
 * Opens an instance: reads its OpenAPI document, without the token where that is not asked for, and finds operations by
 * their operationId. Throws `InstanceError`, or the reason of the signal.
 */
export async function openInstance(options: OpenInstanceOptions): Promise<ArkindexInstance> {
  const { slug, token, transport, signal } = options
  const url = readBaseUrl(options.url)
  if (url === undefined)
    throw new InstanceError('instance-not-arkindex', { peer: namePeer(slug), reason: 'its URL is none' })
  registerSecret(token)
  const session: Session = {
    slug,
    url,
    origin: new URL(url).origin,
    token,
    scheme: options.scheme ?? 'Token',
    transport,
    signal,
    peer: `the instance "${slug}" (${url})`,
  }
  const operations = await loadOperations(session, options.cacheFolder)
  const find = (operationId: string): Operation => {
    const operation = operations.get(operationId)
    if (!operation) {
      const what = 'do what is asked'
      throw new InstanceError('operation-not-offered', { instance: session.peer, what, operation: operationId })
    }
    return operation
  }
  return {
    slug,
    url,
    describe: (operationId) => operations.get(operationId),
    call: async (operationId, input = {}) => callOperation(session, find(operationId), input),
    download: (operationId, input, sink) => downloadFile(session, find(operationId), input, sink),
    paginate: (operationId, input = {}) => listResults(session, find(operationId), input, options.mostPages ?? 10_000),
  }
}

function namePeer(slug: string): string {
  return `the instance "${slug}"`
}

async function loadOperations(session: Session, folder: string | undefined): Promise<ReadonlyMap<string, Operation>> {
  const url = new URL(`${session.url}/api/v1/openapi/?format=json`)
  const kept = folder === undefined ? undefined : readCachedDocument(folder, url.href)
  const headers = { ...documentHeaders, ...(kept ? { 'if-none-match': kept.etag } : {}) }
  const limits = { answerSize: documentLimits.bytes }
  let answer = await sendTo(session, { method: 'GET', url, headers, limits })
  if (answer.status === 401 || answer.status === 403) {
    answer = await sendTo(session, { method: 'GET', url, headers: { ...headers, ...authorize(session) }, limits })
  }
  if (answer.status === 304 && kept) {
    try {
      return readOperations(JSON.parse(kept.text))
    } catch {
      // What was kept is of no use: ask again for the whole.
      answer = await sendTo(session, {
        method: 'GET',
        url,
        headers: { ...documentHeaders, ...authorize(session) },
        limits,
      })
    }
  }
  if (answer.status === 404 || answer.status === 410) {
    throw refuse(session, 'instance-not-arkindex', { reason: `it has nothing at /api/v1/openapi/ (${answer.status})` })
  }
  if (answer.status !== 200) throw describeRefusal(session, 'the OpenAPI document', 'GET', answer)
  const text = answer.body.toString('utf8')
  try {
    const operations = readOperations(JSON.parse(text))
    const etag = answer.headers.etag
    if (folder !== undefined && etag !== undefined && maskSecrets(text) === text)
      keepDocument(folder, url.href, { etag, text })
    return operations
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw refuse(session, 'instance-not-arkindex', { reason: 'what it gives at /api/v1/openapi/ is no JSON' })
    }
    if (!(error instanceof DocumentError)) throw error
    throw refuse(session, error.isOpenApi ? 'instance-document-unusable' : 'instance-not-arkindex', {
      reason: error.message,
    })
  }
}

function authorize({ token, scheme }: Session): Record<string, string> {
  return token === '' ? {} : { authorization: `${scheme} ${token}` }
}

function refuse(
  session: Session,
  code: ErrorCode,
  details: ErrorDetails,
  answer: ConstructorParameters<typeof InstanceError>[2] = {},
): InstanceError {
  return new InstanceError(code, { peer: session.peer, ...details }, answer)
}

type Sent = Omit<Parameters<Transport['send']>[0], 'signal'>

async function sendTo(session: Session, request: Sent): Promise<HttpAnswer> {
  try {
    return await session.transport.send({ ...request, ...(session.signal ? { signal: session.signal } : {}) })
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    const isAmbiguous = request.method !== 'GET' && error.mayHaveArrived
    throw refuse(
      session,
      error.code,
      { reason: tidyText(maskSecrets(error.reason), 200).replace(/\.$/, '') },
      { isAmbiguous },
    )
  }
}

/** The `InstanceError` of an answer that is no success. */
function describeRefusal(session: Session, operation: string, method: HttpMethod, answer: HttpAnswer): InstanceError {
  const { status } = answer
  const target = answer.headers.location
  if (status >= 300 && status < 400) {
    return refuse(session, 'answer-redirects', { operation, status, target: nameTarget(session, target) }, { status })
  }
  const body = maskValue(parseRefusal(answer))
  const fields = readFieldMessages(body)
  const reason = renderFieldMessages(fields) || 'it does not say why'
  const isAmbiguous = method !== 'GET' && status >= 500
  const known = { status, fields, body, isAmbiguous }
  if (status === 401) return refuse(session, 'instance-unauthorized', { operation, reason }, known)
  if (status === 403) return refuse(session, 'instance-forbidden', { operation, reason }, known)
  if (status === 404) return refuse(session, 'instance-not-found', { operation, reason }, known)
  if (status === 429) {
    const wait = answer.retryAfter === undefined ? 'for some time' : `${Math.ceil(answer.retryAfter)} s`
    return refuse(session, 'instance-rate-limited', { operation, wait }, known)
  }
  return refuse(session, status >= 500 ? 'instance-failed' : 'instance-refused', { operation, status, reason }, known)
}

/** Where a redirect leads, without its query, which may hold what is not for a log. */
function nameTarget(session: Session, location: string | undefined): string {
  if (location === undefined || !URL.canParse(location, session.url)) return 'nowhere'
  const { origin, pathname } = new URL(location, session.url)
  return tidyText(maskSecrets(`${origin}${pathname}`), 200)
}

/** The decoded body of a refusal. Pages for people are left out; a plain text stands as it is. */
function parseRefusal({ body, headers }: HttpAnswer): unknown {
  const text = body.subarray(0, 256 * 1024).toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return /^text\/plain\b/i.test(headers['content-type'] ?? '') ? text : undefined
  }
}

type QueryPairs = readonly (readonly [string, string])[]

/** Turns the input of a call into its URL; what the document does not know is a mistake of the caller. */
function buildUrl(session: Session, operation: Operation, input: OperationInput, extra: QueryPairs): URL {
  const { operationId, parameters } = operation
  for (const name of Object.keys(input)) {
    const isKnown = name === 'body' ? operation.hasBody : parameters.some((parameter) => parameter.name === name)
    if (!isKnown && input[name] !== undefined) throw new TypeError(`${operationId} has no parameter "${name}"`)
  }
  let path = operation.path
  const query = new URLSearchParams()
  for (const { name, in: place, required } of parameters) {
    const value = Object.hasOwn(input, name) ? input[name] : undefined
    if (value === undefined || value === null) {
      if (required) throw new TypeError(`${operationId} needs its parameter "${name}"`)
    } else if (place === 'path') {
      const segment = String(value)
      if (['', '.', '..'].includes(segment))
        throw new TypeError(`"${segment}" cannot be the "${name}" of ${operationId}`)
      path = path.replaceAll(`{${name}}`, () => encodeURIComponent(segment))
    } else {
      for (const item of Array.isArray(value) ? value : [value]) query.append(name, String(item))
    }
  }
  for (const [name, value] of extra) query.set(name, value)
  const text = query.toString()
  const url = new URL(`${session.origin}${path}${text === '' ? '' : `?${text}`}`)
  if (url.origin !== session.origin) {
    throw refuse(session, 'instance-document-unusable', { reason: `${operationId} leads to another host` })
  }
  return url
}

async function callOperation(
  session: Session,
  operation: Operation,
  input: OperationInput,
  extra: QueryPairs = [],
): Promise<unknown> {
  const { operationId, method } = operation
  const url = buildUrl(session, operation, input, extra)
  const body = input.body === undefined ? undefined : JSON.stringify(input.body)
  const answer = await sendTo(session, {
    method,
    url,
    headers: {
      accept: 'application/json',
      ...authorize(session),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  })
  if (answer.status < 200 || answer.status >= 300) throw describeRefusal(session, operationId, method, answer)
  if (answer.body.length === 0) return undefined
  try {
    const value: unknown = JSON.parse(answer.body.toString('utf8'))
    return value
  } catch {
    const reason = tidyText(answer.headers['content-type'] ?? '', 100) || 'of no named type'
    const isAmbiguous = method !== 'GET'
    throw refuse(session, 'answer-not-json', { operation: operationId, reason }, { status: answer.status, isAmbiguous })
  }
}

/** A file may take its time; it is the silence of the peer that ends it. */
const downloadDeadline = 24 * 3_600_000

async function downloadFile(
  session: Session,
  operation: Operation,
  input: OperationInput,
  sink: () => Writable,
): Promise<void> {
  const { operationId, method } = operation
  const url = buildUrl(session, operation, input, [])
  const limits = { deadline: downloadDeadline }
  const first = await sendTo(session, { method, url, headers: authorize(session), sink, limits })
  const target = first.headers.location
  const isRedirect = first.status >= 300 && first.status < 400 && target !== undefined
  const next = isRedirect && URL.canParse(target, url.href) ? new URL(target, url) : undefined
  // Where it leads there is a link that was signed for this: who may use it needs no token.
  const isFollowed = next?.protocol === 'https:' || next?.protocol === 'http:'
  const answer = next && isFollowed ? await sendTo(session, { method: 'GET', url: next, sink, limits }) : first
  if (answer.status !== 200) throw describeRefusal(session, operationId, method, answer)
}

async function* listResults(
  session: Session,
  operation: Operation,
  input: OperationInput,
  mostPages: number,
): AsyncGenerator<unknown, void, void> {
  const { operationId } = operation
  const broken = (reason: string) => refuse(session, 'instance-list-broken', { operation: operationId, reason })
  const canCount = operation.isPaginated && operation.parameters.some(({ name }) => name === 'with_count')
  const first: OperationInput = canCount ? { with_count: true, ...input } : input
  let answer = await callOperation(session, operation, first)
  const seen = new Set([`page ${String(input.page ?? 1)}`])
  for (let page = 1; ; page++) {
    if (Array.isArray(answer)) {
      yield* answer
      return
    }
    const results = isJsonObject(answer) ? answer.results : undefined
    if (!isJsonObject(answer) || !Array.isArray(results)) throw broken('an answer holds no results')
    yield* results
    const next = answer.next
    if (next === null || next === undefined) return
    const step = readNext(session, next)
    if (step === undefined) throw broken('its next page cannot be told')
    if (step === 'foreign') throw broken('its next page is on another host, where the token does not go')
    const [name, value] = step
    if (seen.has(`${name} ${value}`)) throw broken('a page names one before it as the next')
    if (page >= mostPages) throw broken(`it has more than ${mostPages} pages`)
    seen.add(`${name} ${value}`)
    // The count is the dear part of a cursor list; it was wanted once.
    const rest: OperationInput = Object.hasOwn(input, 'with_count') ? { ...input, with_count: undefined } : input
    answer = await callOperation(session, operation, { ...rest, page: undefined, cursor: undefined }, [[name, value]])
  }
}

/** The page or cursor that `next` names. Only that is taken from it, never its host. */
function readNext(session: Session, next: unknown): readonly [string, string] | 'foreign' | undefined {
  if (typeof next !== 'string' || !URL.canParse(next, session.url)) return undefined
  const url = new URL(next, session.url)
  const own = new URL(session.url)
  // Behind a proxy that ends TLS, Django may write http: of the same host.
  if (url.hostname !== own.hostname || (url.protocol === own.protocol && url.port !== own.port)) return 'foreign'
  for (const name of ['cursor', 'page']) {
    const value = url.searchParams.get(name)
    if (value !== null && value !== '') return [name, value]
  }
  return undefined
}
