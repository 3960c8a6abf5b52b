import { type Caller, listCallers, nameCaller } from '../rights/callers.ts'
import type { Services } from '../services.ts'
import { anonymous, type Principal } from '../users/principal.ts'
import { forbidden, invalid, notFound, type Problems, Refusal, unauthorized } from './refusal.ts'
import { readParameter, type Shape } from './shape.ts'

/** The Arkindex releases whose offer the server can take on (`--compat`). */
export const compatReleases = ['1.5.2', '1.12'] as const
export type CompatRelease = (typeof compatReleases)[number]

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type Parameters = Readonly<Record<string, Shape<unknown>>>
type PathValues<P extends Parameters> = { readonly [K in keyof P]: P[K] extends Shape<infer T> ? T : never }
type QueryValues<Q extends Parameters> = { readonly [K in keyof Q]?: Q[K] extends Shape<infer T> ? T : never }

/**
 * Who may call an operation, and what it is about. `check` loads the object of the path with the level that the user has on it,
 * and refuses: 404 where the user may not know of it, 403 where the level is too low. Every rule is in `server/rights/`.
 */
export interface Rights<P, T> {
  /** In words, for the document. */
  readonly description: string
  readonly needsLogin: boolean
  /** The refusals beyond 401 that the check can end in. */
  readonly refusals: readonly (403 | 404)[]
  check(call: { principal: Principal; path: P; services: Services }): Promise<T>
}

/** Rights that are asked for at every publication and list. */
export interface RightsByToken<P, T> extends Rights<P, T> {
  /**
   * The user of a token, and what `check` gives for them, by one question to the database. Undefined where something is to be
   * refused: `check` says what.
   */
  checkToken(call: { token: string; path: P; services: Services }): Promise<Known<T> | undefined>
}

interface Known<T> {
  readonly principal: Principal
  readonly target: T
}

interface Found<P, T> extends Known<T> {
  readonly path: P
}

export interface Call<P, Q, B, T> {
  readonly principal: Principal
  readonly path: P
  readonly query: Q
  readonly body: B
  /** What the rights check loaded. */
  readonly target: T
  readonly services: Services
  /** Where this server is reached from outside: scheme, host and port. */
  readonly origin: string
  /** The path and query as they were sent. */
  readonly url: string
  /** The address that the request came from. */
  readonly remote: string
}

export interface Reply<R> {
  readonly status: number
  readonly body: R
  readonly headers?: Readonly<Record<string, string | string[]>>
}

interface SpecBase<P extends Parameters, Q extends Parameters, T, R> {
  readonly operationId: string
  readonly method: Method
  /** Below `/api/v1`, with `{name}` for each path parameter; it ends with a slash. */
  readonly path: string
  /** Other paths with the same parameters, which are served and not in the document: there an operation has one. */
  readonly aliases?: readonly string[]
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly parameters?: { readonly path?: P; readonly query?: Q }
  /** What each good status means, and the shape of the body that they share. */
  readonly answers: { readonly statuses: Readonly<Record<number, string>>; readonly body?: Shape<R> }
  /** True for a list in pages, false for a list as a whole; told by `x-paginated`. */
  readonly isPaginated?: boolean
  /** Statuses of refusals beyond those that follow from method, path, pages and rights. */
  readonly refusals?: readonly number[]
  readonly rights: Rights<PathValues<P>, T> | RightsByToken<PathValues<P>, T>
  /** The releases that offer it; all of them where it is left out. */
  readonly offeredBy?: readonly CompatRelease[]
  /** Who may call it besides those whom `rights` let in; by the rule of `listCallers` where it is left out. */
  readonly callers?: readonly Caller[]
}

export interface SpecWithBody<P extends Parameters, Q extends Parameters, B, T, R> extends SpecBase<P, Q, T, R> {
  readonly body: Shape<B>
  handle(call: Call<PathValues<P>, QueryValues<Q>, B, T>): Promise<Reply<R>>
}

export interface SpecWithoutBody<P extends Parameters, Q extends Parameters, T, R> extends SpecBase<P, Q, T, R> {
  readonly body?: undefined
  handle(call: Call<PathValues<P>, QueryValues<Q>, undefined, T>): Promise<Reply<R>>
}

export interface RawRequest {
  readonly principal: Principal | undefined
  readonly path: unknown
  readonly query: unknown
  readonly body: unknown
  readonly origin: string
  readonly url: string
  readonly remote: string
}

/** An operation as the server runs and documents it; the types of its parts are closed inside. */
export interface Operation {
  readonly operationId: string
  readonly method: Method
  readonly path: string
  readonly aliases: readonly string[]
  readonly tag: string
  readonly summary: string
  readonly description: string | undefined
  readonly pathParameters: Parameters
  readonly queryParameters: Parameters
  readonly body: Shape<unknown> | undefined
  readonly answers: { readonly statuses: Readonly<Record<number, string>>; readonly body: Shape<unknown> | undefined }
  readonly isPaginated: boolean | undefined
  readonly refusals: readonly number[]
  readonly rights: { readonly description: string; readonly needsLogin: boolean }
  readonly offeredBy: readonly CompatRelease[] | undefined
  run: Run
  /**
   * Undefined for an operation that asks for the user first. Else it gives the user of a token, with what the operation needs of the
   * object of the path, and how it is run with it; undefined where something is to be refused.
   */
  readonly begin: ((token: string, path: unknown, services: Services) => Promise<Begun | undefined>) | undefined
}

type Run = (request: RawRequest, services: Services) => Promise<Reply<unknown>>

/** An operation whose caller and object are known. */
export interface Begun {
  readonly principal: Principal
  readonly run: Run
}

function listEntries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

function arePathValues<P extends Parameters>(
  _values: Record<string, unknown>,
): _values is Record<string, unknown> & PathValues<P> {
  return true
}

function areQueryValues<Q extends Parameters>(
  _values: Record<string, unknown>,
): _values is Record<string, unknown> & QueryValues<Q> {
  return true
}

/** Undefined for a path that cannot name an object. */
function readPath<P extends Parameters>(shapes: Parameters, given: unknown): PathValues<P> | undefined {
  const values: Record<string, unknown> = {}
  const parts: Readonly<Record<string, unknown>> = { ...(typeof given === 'object' ? given : {}) }
  for (const [name, shape] of Object.entries(shapes)) {
    const reading = readParameter(shape, String(parts[name] ?? ''))
    if (!reading.ok) return undefined
    values[name] = reading.value
  }
  if (!arePathValues<P>(values)) throw new Error('unreachable')
  return values
}

function readQuery<Q extends Parameters>(shapes: Parameters, given: unknown): QueryValues<Q> {
  const values: Record<string, unknown> = {}
  const problems: Record<string, Problems> = {}
  for (const [name, value] of listEntries(given)) {
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
    if (!shape) {
      problems[name] = ['Unknown parameter.']
      continue
    }
    if (Array.isArray(value)) {
      problems[name] = ['This parameter may be given once.']
      continue
    }
    const sent = String(value)
    // A filter that was left empty in a form filters nothing.
    if (sent === '') continue
    const reading = readParameter(shape, sent)
    if (reading.ok) values[name] = reading.value
    else problems[name] = reading.problems
  }
  if (Object.keys(problems).length > 0) throw invalid(problems)
  if (!areQueryValues<Q>(values)) throw new Error('unreachable')
  return values
}

function isProblemsByField(problems: Problems): problems is Readonly<Record<string, Problems>> {
  return !Array.isArray(problems)
}

function readBody<B>(shape: Shape<B>, given: unknown): B {
  const reading = shape.read(given ?? {})
  if (reading.ok) return reading.value
  const { problems } = reading
  throw new Refusal(400, isProblemsByField(problems) ? problems : { non_field_errors: problems })
}

/**
 * What a request may end in whatever it asks for: a path, query or header that is wrong, a token that is unknown or expired (by what
 * needs none, too), a request that does not come to its end, one too many, headers that are too large, a defect, a database that is lost or
 * busy, a full disk. This is the one place that says so.
 */
const refusalsOfAll = [400, 401, 408, 429, 431, 500, 503, 507]

function listRefusals(spec: {
  method: Method
  declared: readonly number[]
  hasPath: boolean
  isPaginated: boolean
  rights: Pick<Rights<never, unknown>, 'refusals' | 'needsLogin'>
}): number[] {
  const statuses = new Set<number>([...refusalsOfAll, ...spec.rights.refusals, ...spec.declared])
  if (spec.hasPath) for (const status of [404, 414]) statuses.add(status)
  // A page beyond the end.
  if (spec.isPaginated) statuses.add(404)
  if (spec.method !== 'GET') {
    // A body is read also where none is wanted.
    for (const status of [413, 415]) statuses.add(status)
    // Something that a body names may be removed while it is worked with.
    if (spec.rights.needsLogin) statuses.add(404)
  }
  // A task or an agent that calls what only users may.
  if (spec.rights.needsLogin) statuses.add(403)
  return [...statuses].sort((one, other) => one - other)
}

function refuseCaller(principal: Principal): string {
  const caller = nameCaller(principal)
  return caller === 'user' ? 'This is not for users.' : `${caller === 'task' ? 'A task' : 'An agent'} may not do this.`
}

/** Makes an operation of its description. The types of parameters, body and answer come from their shapes. */
export function defineOperation<
  T,
  P extends Parameters = Record<never, never>,
  Q extends Parameters = Record<never, never>,
  R = undefined,
>(spec: SpecWithoutBody<P, Q, T, R>): Operation
export function defineOperation<
  T,
  P extends Parameters = Record<never, never>,
  Q extends Parameters = Record<never, never>,
  B = undefined,
  R = undefined,
>(spec: SpecWithBody<P, Q, B, T, R>): Operation
export function defineOperation<T, P extends Parameters, Q extends Parameters, B, R>(
  spec: SpecWithBody<P, Q, B, T, R> | SpecWithoutBody<P, Q, T, R>,
): Operation {
  const pathParameters: Parameters = spec.parameters?.path ?? {}
  const queryParameters: Parameters = spec.parameters?.query ?? {}
  const { rights } = spec
  const callers = spec.callers ?? listCallers(spec)
  const prepare = async (request: RawRequest, services: Services, found: Found<PathValues<P>, T> | undefined) => {
    if (rights.needsLogin && request.principal === undefined) throw unauthorized()
    const principal = request.principal ?? anonymous
    if (rights.needsLogin && !callers.includes(nameCaller(principal))) throw forbidden(refuseCaller(principal))
    const path = found ? found.path : readPath<P>(pathParameters, request.path)
    if (path === undefined) throw notFound()
    const target = found ? found.target : await rights.check({ principal, path, services })
    const query = readQuery<Q>(queryParameters, request.query)
    return {
      principal,
      path,
      target,
      query,
      services,
      origin: request.origin,
      url: request.url,
      remote: request.remote,
    }
  }
  const run = async (request: RawRequest, services: Services, found?: Found<PathValues<P>, T>) => {
    const call = await prepare(request, services, found)
    return spec.body === undefined
      ? spec.handle({ ...call, body: undefined })
      : spec.handle({ ...call, body: readBody(spec.body, request.body) })
  }
  const prepareBegin =
    (checkToken: RightsByToken<PathValues<P>, T>['checkToken']) =>
    async (token: string, given: unknown, services: Services): Promise<Begun | undefined> => {
      const path = readPath<P>(pathParameters, given)
      const known = path && (await checkToken({ token, path, services }))
      if (!known) return undefined
      const found = { ...known, path }
      return { principal: known.principal, run: (request, bounded) => run(request, bounded, found) }
    }
  return {
    operationId: spec.operationId,
    method: spec.method,
    path: `/api/v1${spec.path}`,
    aliases: (spec.aliases ?? []).map((path) => `/api/v1${path}`),
    tag: spec.tag,
    summary: spec.summary,
    description: spec.description,
    pathParameters,
    queryParameters,
    body: spec.body,
    answers: { statuses: spec.answers.statuses, body: spec.answers.body },
    isPaginated: spec.isPaginated,
    refusals: listRefusals({
      method: spec.method,
      declared: spec.refusals ?? [],
      hasPath: Object.keys(pathParameters).length > 0,
      isPaginated: spec.isPaginated === true,
      rights,
    }),
    rights: { description: rights.description, needsLogin: rights.needsLogin },
    offeredBy: spec.offeredBy,
    run: (request, services) => run(request, services),
    begin: 'checkToken' in rights ? prepareBegin(rights.checkToken) : undefined,
  }
}
