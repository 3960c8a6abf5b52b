import type { FastifyInstance } from 'fastify'

/**
 * Lets pages of other origins call the API, those that are listed or, with `*`, all. Cookies are never taken, so such a page can
 * only do what the token that it was given may do; for the same reason there is nothing that CSRF could forge.
 */
export function registerCors(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return
  app.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'Origin')
    const { origin } = request.headers
    if (origin === undefined || !(origins.includes('*') || origins.includes(origin))) return undefined
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', 'x-request-id, retry-after, etag')
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return undefined
    return reply
      .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
      .header('access-control-allow-headers', 'authorization, content-type, range, if-none-match')
      .header('access-control-max-age', '600')
      .status(204)
      .send()
  })
}
