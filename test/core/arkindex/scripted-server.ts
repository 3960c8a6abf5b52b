import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import type { Clock } from '../../../core/arkindex/clock.ts'

export interface Seen {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
  /** The client's port: the same for requests of one connection. */
  clientPort: number | undefined
}

/** What the server does with one request. */
export type Turn = (response: ServerResponse, seen: Seen) => void

export interface ScriptedServer {
  url: string
  port: number
  seen: Seen[]
  close(): Promise<void>
}

/** A server whose answers a test writes down; the last turn is repeated for every request after it. */
export async function serveScript(turns: readonly Turn[], tls?: ServerOptions): Promise<ScriptedServer> {
  const seen: Seen[] = []
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        clientPort: request.socket.remotePort,
      }
      seen.push(one)
      const turn = turns[Math.min(seen.length, turns.length) - 1]
      turn?.(response, one)
    })
  }
  const server: Server = tls ? createSecureServer(tls, listener) : createServer(listener)
  const port = await listen(server)
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Listens on a free port of 127.0.0.1 and gives it. */
export async function listen(server: {
  listen(port: number, host: string, done: () => void): unknown
  address(): unknown
}): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null || !('port' in address) || typeof address.port !== 'number') {
    throw new Error('the server has no port')
  }
  return address.port
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Turn =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

export const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Turn =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
  }

/** Takes the request, then closes the connection without a word. */
export const cut: Turn = (response) => {
  response.socket?.destroy()
}

/** Begins an answer and closes the connection in the middle of it. */
export const cutInside: Turn = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"half":', () => response.socket?.destroy())
}

/** A clock that a test turns: sleeping takes no time, and every pause is written down. */
export function makeClock(): Clock & { slept: number[] } {
  const slept: number[] = []
  let time = Date.parse('2026-01-01T00:00:00Z')
  return {
    slept,
    now: () => time,
    random: () => 1,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      slept.push(milliseconds)
      time += milliseconds
    },
  }
}
