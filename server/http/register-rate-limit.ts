import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { tooManyAttempts } from '../contract/refusal.ts'
import { createAttemptLimiter } from '../users/attempt-limiter.ts'

const minute = 60_000

/** Probes of whoever runs the server: they are cheap, and must not fail because a client is busy. */
const free: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/**
 * Lets a number of requests a minute through: of each token, and of each address for those without one. A token that is refused counts for
 * its address as well, so that making tokens up gets no further than having none. Counted by this process alone.
 */
export function registerRateLimit(app: FastifyInstance, requestsPerMinute: number): void {
  if (requestsPerMinute === 0) return
  const callers = createAttemptLimiter(requestsPerMinute, minute)
  const refused = createAttemptLimiter(requestsPerMinute, minute)
  const nameCaller = (request: FastifyRequest) => {
    const { authorization } = request.headers
    return authorization === undefined ? request.ip : createHash('sha256').update(authorization).digest('base64')
  }
  app.addHook('onRequest', async (request) => {
    if (free.has(request.routeOptions.url ?? '')) return
    const wait = Math.max(callers.take(nameCaller(request)) ?? 0, refused.look(request.ip) ?? 0)
    if (wait > 0) throw tooManyAttempts(wait)
  })
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 401) refused.take(request.ip)
  })
}
