import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { forbidden, unauthorized } from '../contract/refusal.ts'

/** Serves `/metrics` for Prometheus to administrators of the instance, and measures each request by its operation. */
export function registerMetrics(app: FastifyInstance, authenticate: (request: FastifyRequest) => Promise<void>): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    name: 'arkindex_http_request_duration_seconds',
    help: 'Seconds from a request to the end of its answer, by operation and status.',
    labelNames: ['operation', 'method', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [register],
  })
  app.addHook('onResponse', (request, reply, done) => {
    // Never the path: there would be one line for every id, and for every wrong address that somebody tries.
    const operation = request.routeOptions.config.operationId ?? 'other'
    requests.observe({ operation, method: request.method, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', async (request, reply) => {
    await authenticate(request)
    if (!request.principal) throw unauthorized()
    if (!request.principal.isAdmin) throw forbidden()
    return reply.type(register.contentType).send(await register.metrics())
  })
}
