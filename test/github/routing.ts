import type { GithubRepository, GithubUser } from './repositories.ts'

/** Who calls: the App itself, one of its installations, or a user. */
export type Caller = { kind: 'app' } | { kind: 'installation' } | { kind: 'stranger' }

export interface ApiCall {
  caller: Caller
  query: URLSearchParams
  body: Readonly<Record<string, unknown>>
  accept: string
  /** Of the request, below the address of the API. */
  path: string
  world: GithubWorld
}

export interface ApiAnswer {
  status: number
  body?: unknown
  /** In place of `body`. */
  bytes?: Buffer
  headers?: Readonly<Record<string, string>>
}

/** Everything that there is. */
export interface GithubWorld {
  readonly apiUrl: string
  readonly url: string
  readonly repositories: GithubRepository[]
  readonly users: GithubUser[]
  /** The App: its slug, its user, and what it may. */
  readonly app: { id: number; slug: string; user: GithubUser; permissions: Record<string, string>; events: string[] }
  hook: { url: string; secret: string; insecureTls: boolean }
  nextId(): number
  now(): number
}

export interface Route {
  method: string
  /** Tried on the path below the API's address, or below the repository's. */
  pattern: RegExp
  /** As whom it must be called. */
  caller: 'app' | 'installation'
  /** The App's permission that it wants, such as `issues:write`. */
  permission?: string
  handle(call: ApiCall, repository: GithubRepository, parts: readonly string[]): ApiAnswer
}

export const notFound: ApiAnswer = { status: 404, body: { message: 'Not Found', status: '404' } }

/** What a body or query says wrong. */
export function unprocessable(message: string, errors: readonly unknown[] = []): ApiAnswer {
  return { status: 422, body: { message, errors, status: '422' } }
}

/** One page of a list with GitHub's `link` header: 30 a page unless asked otherwise, at most 100. */
export function cutPage(items: readonly unknown[], { query, world, path }: ApiCall, wrap?: string): ApiAnswer {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30) || 30))
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1)
  const pages = Math.max(1, Math.ceil(items.length / size))
  const shown = items.slice((page - 1) * size, page * size)
  const next = new URLSearchParams(query)
  next.set('page', String(page + 1))
  return {
    status: 200,
    body: wrap === undefined ? shown : { total_count: items.length, [wrap]: shown },
    headers: page < pages ? { link: `<${world.apiUrl}${path}?${next}>; rel="next"` } : {},
  }
}

export function readText(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}
