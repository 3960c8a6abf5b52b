import type { FastifyInstance } from 'fastify'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'

/**
 * Has a server listen on an address, 0 for any free port, and gives the URL by which this machine reaches it, without a closing
 * slash. Throws `address-in-use` or `address-unusable`.
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') throw new CodedError('address-in-use', { host, port }, { cause: error })
    throw new CodedError('address-unusable', { host, port, reason: describeSystemError(error) }, { cause: error })
  }
  const address = app.server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : port
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
  return `http://${reachable}:${taken}`
}
