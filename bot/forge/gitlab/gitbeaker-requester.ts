import type { Gitlab } from '@gitbeaker/rest'
import type { HttpMethod } from '../../../core/arkindex/transport.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import type { Requester } from '../requester/open-requester.ts'

type RequesterFn = NonNullable<ConstructorParameters<typeof Gitlab>[0]['requesterFn']>
type GitbeakerRequester = ReturnType<RequesterFn>
type GitbeakerOptions = NonNullable<Parameters<GitbeakerRequester['get']>[1]>

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function renameKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renameKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [toSnakeCase(name), renameKeys(item)]))
}

function writeQuery(fields: Readonly<Record<string, unknown>> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue
    if (Array.isArray(value)) for (const item of value) query.append(`${toSnakeCase(name)}[]`, String(item))
    else query.append(toSnakeCase(name), String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/**
 * The requester that gitbeaker is given in place of its own, which ignores `Retry-After`, repeats POST and hangs the request with its token
 * on every error (dependencies.md 2.4). It takes the endpoint and what is sent; address and token are those of the forge.
 */
export function createGitbeakerRequester(requester: Requester): RequesterFn {
  return ({ url }) => {
    // gitbeaker puts a prefix of the endpoint, such as `projects`, into the address.
    const prefix = /\/api\/v4\/(.*)$/.exec(url)?.[1] ?? ''
    const ask = async (method: HttpMethod, endpoint: string, { body, searchParams }: GitbeakerOptions = {}) => {
      const path = [prefix, endpoint].filter((part) => part !== '').join('/')
      if (body instanceof FormData) throw new TypeError('forms are not sent')
      const answer = await requester.send({
        method,
        path: `${path}${writeQuery(searchParams)}`,
        ...(body === undefined || method === 'GET' || method === 'DELETE' ? {} : { body: renameKeys(body) }),
      })
      return {
        body: parseBody(answer.body, { peer: requester.peer, what: `${method} ${path}` }),
        headers: { ...answer.headers },
        status: answer.status,
      }
    }
    return {
      get: (endpoint, options) => ask('GET', endpoint, options),
      post: (endpoint, options) => ask('POST', endpoint, options),
      put: (endpoint, options) => ask('PUT', endpoint, options),
      patch: (endpoint, options) => ask('PATCH', endpoint, options),
      delete: (endpoint, options) => ask('DELETE', endpoint, options),
    }
  }
}

/**
 * What the JSON holds, null where there is none. Its type is left open, as gitbeaker gives every answer one that nothing proves: the
 * shape is checked where it is read.
 */
export function parseBody(body: Buffer, origin: { peer: string; what: string }) {
  if (body.length === 0) return null
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new CodedError('forge-answer-invalid', { ...origin, problem: 'no JSON' })
  }
}
