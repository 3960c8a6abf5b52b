import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../../core/log/create-logger.ts'
import { coversProject } from '../config/covers-project.ts'
import type { Acceptor } from '../deliveries/accept-delivery.ts'
import type { BodyCheck, DeliveryDoor } from '../deliveries/delivery-door.ts'
import type { BotMetrics, CallResult } from './bot-metrics.ts'
import { HttpRefusal, unauthorized } from './http-refusal.ts'
import { readBody, refuseSize } from './read-body.ts'

export interface WebhookOptions {
  readonly door: DeliveryDoor
  readonly acceptor: Acceptor
  readonly metrics: BotMetrics
  readonly logger: Logger
  /** Bytes of a body at most. */
  readonly readLimit: () => number
}

/** What the headers of a request were found to be, kept until its body is there. */
const checks = new WeakMap<FastifyRequest, BodyCheck>()

/** A body of this size is taken off the connection though it is of no use, so that the connection can be kept and the answer is read. */
const smallBody = 64 * 1024

function endConnectionAfterwards(request: IncomingMessage, reply: FastifyReply): void {
  if (!(Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= smallBody)) {
    reply.header('connection', 'close')
  }
}

/** The text of a body and what it says; undefined where it is no JSON. */
function parseBody(body: Buffer): { text: string; payload: unknown } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    const payload: unknown = JSON.parse(text)
    return { text, payload }
  } catch {
    return undefined
  }
}

/**
 * Takes the webhook calls of one kind of forge: too large, not authenticated by its headers, not authenticated by its body, of no
 * interest, a duplicate, or new and stored, in this order. What is of no interest is counted, not stored.
 */
export function registerWebhook(app: FastifyInstance, path: string, options: WebhookOptions): void {
  const { door, acceptor, metrics, readLimit } = options
  // Of each call only what is named below: nothing that would have to be searched for secrets by its field.
  const log = options.logger.child({}, { redact: [] })

  const take = async (request: FastifyRequest, reply: FastifyReply) => {
    const told = (result: CallResult, forge = '', delivery?: string) => {
      metrics.countDelivery(forge, result)
      log.info(
        { reqId: request.id, webhook: door.kind, forge, result, ...(delivery ? { correlation: delivery } : {}) },
        'delivery',
      )
    }
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const proven = await checks.get(request)?.(body)
    const [first] = proven ?? []
    if (!proven || !first) {
      told('refused')
      throw unauthorized
    }
    const call = door.describeCall(request.headers)
    if (!call.isOfInterest) {
      told('ignored', first.name)
      return { state: 'ignored' }
    }
    const parsed = parseBody(body)
    if (!parsed) {
      told('malformed', first.name)
      throw new HttpRefusal(400, 'The body is no JSON.')
    }
    const project = door.readProject(parsed.payload)
    const covering = proven.find((forge) => project.path !== null && coversProject(forge, project.path))
    const forge = (covering ?? first).name
    const { event, key } = call
    try {
      const acceptance = await acceptor.accept({ forge, event, key, project: project.id, body: parsed.text })
      if (acceptance.state === 'duplicate') {
        told('duplicate', forge)
        return { state: 'duplicate' }
      }
      told('accepted', forge, acceptance.id)
      reply.status(202)
      return { id: acceptance.id }
    } catch (error) {
      told('failed', forge)
      throw error
    }
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', async (_request: FastifyRequest, payload: IncomingMessage) =>
      readBody(payload, readLimit()),
    )
    scope.addHook('onError', async (request, reply) => endConnectionAfterwards(request.raw, reply))
    scope.addHook('onRequest', async (request) => {
      const limit = readLimit()
      if (Number(request.headers['content-length'] ?? 0) > limit) {
        metrics.countDelivery('', 'too-large')
        throw refuseSize(limit)
      }
      // Before the body is read: who knows no secret sends us nothing.
      const check = door.checkHeaders(request.headers)
      if (!check) {
        metrics.countDelivery('', 'refused')
        throw unauthorized
      }
      checks.set(request, check)
    })
    scope.post(path, take)
  })
}
