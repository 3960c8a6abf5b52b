import type { AccessLevel, Actor } from '../actors.ts'
import type { GitlabProject } from '../model.ts'
import type { World } from '../world.ts'

export interface ApiCall {
  world: World
  actor: Actor
  method: string
  /** As it was asked for, below `/api/v4/`. */
  path: string
  query: URLSearchParams
  /** Fields of a JSON or form body, and of the query below them. */
  fields: Readonly<Record<string, unknown>>
}

export interface ApiAnswer {
  status: number
  body?: unknown
  /** In place of `body`. */
  bytes?: Buffer
  headers?: Readonly<Record<string, string>>
}

export interface Route {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  /** Tried on what follows the project. */
  pattern: RegExp
  /** Whether a job token counts here; elsewhere GitLab takes its bearer for a stranger. */
  takesJobToken?: boolean
  /** Whether a stranger is turned away before anything is looked up; so it is for all that writes. */
  wantsUser?: boolean
  /** The least level of a user; whoever sees the project may where it is not given. */
  level?: AccessLevel
  handle(call: ApiCall, project: GitlabProject, parts: readonly string[]): ApiAnswer | Promise<ApiAnswer>
}

export const unauthorized: ApiAnswer = { status: 401, body: { message: '401 Unauthorized' } }
export const forbidden: ApiAnswer = { status: 403, body: { message: '403 Forbidden' } }
export const notFound: ApiAnswer = { status: 404, body: { message: '404 Not found' } }
export const noContent: ApiAnswer = { status: 204 }

export function missing(what: string): ApiAnswer {
  return { status: 404, body: { message: `404 ${what} Not Found` } }
}

/** A call whose meaning is refused. */
export function wrong(message: unknown, status = 400): ApiAnswer {
  return { status, body: { message } }
}

/** A call whose fields are refused before anything is looked up. */
export function invalid(error: string): ApiAnswer {
  return { status: 400, body: { error } }
}

export function answer(body: unknown, status = 200): ApiAnswer {
  return { status, body }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A field as text; undefined where it is not given or null. */
export function readText({ fields }: Pick<ApiCall, 'fields'>, name: string): string | undefined {
  const value = fields[name]
  return value === undefined || value === null ? undefined : String(value)
}

export function readBoolean(value: unknown): boolean | undefined {
  if (value === undefined || value === null || value === '') return undefined
  return value === true || /^(true|1|t|yes|on)$/i.test(String(value))
}

export function readNumber(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : Number.parseInt(String(value ?? ''), 10)
  return Number.isInteger(number) ? number : undefined
}

/** Whether the time of a thing is within `updated_after` and `updated_before`. */
export function isWithin(query: URLSearchParams, time: string): boolean {
  const [after, before] = [query.get('updated_after'), query.get('updated_before')]
  if (after !== null && Date.parse(time) < Date.parse(after)) return false
  return before === null || Date.parse(time) <= Date.parse(before)
}
