import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createTwins } from './handle-twice.ts'

/** What is done to a request, to walk the ways that crashes and bad networks take. */
export type FaultAction =
  /** The connection is cut without an answer. */
  | 'cut'
  /** The answer waits so many milliseconds. */
  | { readonly delay: number }
  /** The request is handled twice, one after the other, as where a proxy sends it again; the client gets this answer of the two. */
  | { readonly double: 'first' | 'second' }
  /** This is answered instead. */
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }

export interface FaultPoint {
  /** Undefined for what is no operation, such as a signed URL or the OpenAPI document. */
  readonly operationId: string | undefined
  readonly method: string
  /** The path as it was sent, without the query. */
  readonly path: string
  /** `before` the handler has done anything, or `after` all it did is committed and before the answer leaves. */
  readonly when: 'before' | 'after'
}

/** Asked twice for each request; undefined lets it go on. A door for tests and for the test bench (DESIGN decision 13). */
export type Fault = (point: FaultPoint) => FaultAction | undefined | Promise<FaultAction | undefined>

function namePoint(request: FastifyRequest, when: FaultPoint['when']): FaultPoint {
  return {
    operationId: request.routeOptions.config.operationId,
    method: request.method,
    path: request.url.split('?', 1)[0] ?? '',
    when,
  }
}

/** A delay keeps no server from ending. */
const unheld = { ref: false }

/** Asks the fault about every request, and does what it says. */
export function registerFault(app: FastifyInstance, fault: Fault): void {
  const answered = new WeakSet<FastifyRequest>()
  const twins = createTwins(app)
  const render = (body: unknown) => JSON.stringify(body ?? { detail: 'A fault was asked for.' })
  app.addHook('onRequest', async (request, reply) => {
    if (twins.isTwin(request)) return undefined
    const action = await fault(namePoint(request, 'before'))
    if (action === undefined) return undefined
    if (action === 'cut') {
      reply.hijack()
      request.raw.socket.destroy()
      return reply
    }
    if ('delay' in action) {
      await wait(action.delay, undefined, unheld)
      return undefined
    }
    if ('double' in action) {
      twins.expect(request, action.double)
      return undefined
    }
    answered.add(request)
    const { status, headers = {}, body } = action
    return reply.status(status).headers(headers).type('application/json; charset=utf-8').send(render(body))
  })
  app.addHook('preParsing', async (request, _reply, payload) => twins.beforeBody(request, payload))
  app.addHook('onSend', async (request, reply, payload) => {
    if (answered.has(request) || twins.isTwin(request)) return payload
    await twins.beforeAnswer(request)
    const action = await fault(namePoint(request, 'after'))
    if (action === undefined) return payload
    if (action === 'cut') {
      request.raw.socket.destroy()
      return payload
    }
    if ('delay' in action) {
      await wait(action.delay, undefined, unheld)
      return payload
    }
    // Too late: what was done is done once, and the body is gone.
    if ('double' in action) return payload
    const { status, headers = {}, body } = action
    reply.removeHeader('content-length')
    reply.status(status).headers(headers).type('application/json; charset=utf-8')
    return render(body)
  })
}
