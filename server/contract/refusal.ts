/** Messages by field, nested as the body is; the shape of Django REST Framework's 400. */
export type Problems = readonly string[] | { readonly [field: string]: Problems }

/** A request that is refused: its status and the body of the answer. Handlers throw it; nothing else they throw is a user's mistake. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}) {
    super(`refused with ${status}`)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** 400, with the messages of each field, and what else the answer carries, such as the `id` of what exists already. */
export function invalid(fields: Readonly<Record<string, Problems | string>>): Refusal {
  return new Refusal(400, fields)
}

export function notFound(detail = 'Not found.'): Refusal {
  return new Refusal(404, { detail })
}

export function forbidden(detail = 'You do not have permission to perform this action.'): Refusal {
  return new Refusal(403, { detail })
}

export function unauthorized(detail = 'Authentication credentials were not provided.'): Refusal {
  return new Refusal(401, { detail })
}

/** 429, with the seconds after which it may be tried again. */
export function tooManyAttempts(seconds: number): Refusal {
  const detail = `Request was throttled. Expected available in ${seconds} seconds.`
  return new Refusal(429, { detail }, { 'retry-after': String(seconds) })
}

/** The message for an id in a body that names nothing, or nothing that this user may see. */
export function describeUnknownId(id: string): string {
  return `Invalid pk "${id}" - object does not exist.`
}
