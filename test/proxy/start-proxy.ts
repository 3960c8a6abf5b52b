import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http'

export interface ProxiedRequest {
  /** Its number, from 1. */
  index: number
  method: string
  url: string
}

/** What becomes of a request; `cut` closes the connection without an answer. */
export type Verdict = 'pass' | 'cut-before' | 'cut-after'

export interface CuttingProxy {
  url: string
  /** Every request so far. */
  requests: ProxiedRequest[]
  /** Where requests go; set before the first. */
  upstream: string
  /** Asked of each request before it is forwarded. Whatever it does, such as killing the client, is done by then. */
  before: (request: ProxiedRequest) => Verdict | Promise<Verdict>
  /** Asked when the server has answered and the client does not know yet. */
  after: (request: ProxiedRequest) => Verdict | Promise<Verdict>
  /** Changes an answer's JSON, for example the OpenAPI document. */
  rewrite?: (request: ProxiedRequest, body: string) => string
  close(): Promise<void>
}

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

async function readBody(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function forward(upstream: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host, ...headers } = incoming.headers
    const outgoing = sendRequest(
      new URL(incoming.url ?? '/', upstream),
      { method: incoming.method ?? 'GET', headers },
      (answer) => {
        readBody(answer).then(
          (read) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: read }),
          reject,
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** A proxy between a client and a server that can end either at any request. */
export async function startProxy(upstream = ''): Promise<CuttingProxy> {
  const requests: ProxiedRequest[] = []
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(incoming)
    const request = { index: requests.length + 1, method: incoming.method ?? '', url: incoming.url ?? '' }
    requests.push(request)
    if ((await proxy.before(request)) !== 'pass') return void incoming.socket.destroy()
    const answer = await forward(proxy.upstream, incoming, body)
    if ((await proxy.after(request)) !== 'pass') return void incoming.socket.destroy()
    const text = proxy.rewrite ? Buffer.from(proxy.rewrite(request, answer.body.toString('utf8'))) : answer.body
    const {
      'content-length': _length,
      'transfer-encoding': _encoding,
      connection: _connection,
      ...headers
    } = answer.headers
    if (incoming.socket.destroyed) return
    response.writeHead(answer.status, { ...headers, ...(text.length > 0 ? { 'content-length': text.length } : {}) })
    response.end(text)
  }
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy listens nowhere')
  const proxy: CuttingProxy = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    upstream,
    before: () => 'pass',
    after: () => 'pass',
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return proxy
}

/** A rewrite that hides operations from the OpenAPI document, as an older instance does not have them. */
export function hideOperations(names: readonly string[]): NonNullable<CuttingProxy['rewrite']> {
  return (request, body) => {
    if (!request.url.includes('/openapi') || body === '') return body
    const document: { paths: Record<string, Record<string, { operationId?: string }>> } = JSON.parse(body)
    for (const methods of Object.values(document.paths)) {
      for (const [method, { operationId }] of Object.entries(methods)) {
        if (operationId && names.includes(operationId)) delete methods[method]
      }
    }
    return JSON.stringify(document)
  }
}
