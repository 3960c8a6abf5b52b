import type { FastifyInstance } from 'fastify'

/** Lets connections end with the request that is under way once the program stops, so that it does not wait for clients which keep them. */
export function registerStop(app: FastifyInstance): void {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping) reply.header('connection', 'close')
    done(null, payload)
  })
}
