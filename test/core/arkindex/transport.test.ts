import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as forward } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { rootCertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readCertificates } from '../../../core/arkindex/certificates.ts'
import { systemClock } from '../../../core/arkindex/clock.ts'
import {
  codeTransportError,
  type HttpMethod,
  openTransport,
  readRetryAfter,
  type Transport,
  TransportError,
  type TransportOptions,
} from '../../../core/arkindex/transport.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import {
  cut,
  cutInside,
  json,
  listen,
  makeClock,
  type ScriptedServer,
  serveScript,
  type Turn,
  text,
} from './scripted-server.ts'

const open: { close(): Promise<void> }[] = []

function keep<Thing extends { close(): Promise<void> }>(thing: Thing): Thing {
  open.push(thing)
  return thing
}

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function serve(...turns: Turn[]): Promise<ScriptedServer> {
  return keep(await serveScript(turns))
}

function transport(options: Partial<TransportOptions> = {}): Transport {
  return keep(openTransport({ env: {}, ...options }))
}

async function fail(promise: Promise<unknown>): Promise<TransportError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof TransportError)) throw new Error(`expected a TransportError, got ${String(thrown)}`)
  return thrown
}

const repeatable: HttpMethod[] = ['GET', 'PUT', 'DELETE']
const singular: HttpMethod[] = ['POST', 'PATCH']
const unavailable = json({}, 503)

describe('what is repeated', () => {
  for (const method of repeatable) {
    for (const status of [429, 500, 502, 503, 504]) {
      test(`${method} is repeated on ${status}`, async () => {
        const server = await serve(json({}, status), json({ done: true }))
        const answer = await transport({ clock: makeClock() }).send({ method, url: new URL(server.url) })
        expect(answer.status).toBe(200)
        expect(server.seen).toHaveLength(2)
      })
    }
    test(`${method} is repeated when the connection is cut before or inside the answer`, async () => {
      const server = await serve(cut, cutInside, json({ done: true }))
      const answer = await transport({ clock: makeClock() }).send({ method, url: new URL(server.url) })
      expect(answer.body.toString()).toBe('{"done":true}')
      expect(server.seen).toHaveLength(3)
    })
    test(`${method} is not repeated on what will not change: 400, 401, 403, 404, 409`, async () => {
      for (const status of [400, 401, 403, 404, 409]) {
        const server = await serve(json({}, status))
        expect((await transport().send({ method, url: new URL(server.url) })).status).toBe(status)
        expect(server.seen).toHaveLength(1)
      }
    })
  }
  for (const method of singular) {
    for (const status of [500, 502, 503, 504]) {
      test(`${method} is sent once on ${status}, even with Retry-After`, async () => {
        const server = await serve(json({}, status, { 'retry-after': '1' }))
        const answer = await transport({ clock: makeClock() }).send({ method, url: new URL(server.url), body: '{}' })
        expect(answer.status).toBe(status)
        expect(server.seen, 'it may have been carried out').toHaveLength(1)
      })
    }
    for (const [name, turn] of [
      ['before', cut],
      ['inside', cutInside],
    ] as const) {
      test(`${method} is sent once when the connection is cut ${name} the answer, and the error says that it may have arrived`, async () => {
        const server = await serve(turn)
        const error = await fail(
          transport({ clock: makeClock() }).send({ method, url: new URL(server.url), body: '{}' }),
        )
        expect(error).toMatchObject({ code: 'connection-lost', mayHaveArrived: true })
        expect(server.seen).toHaveLength(1)
      })
    }
    test(`${method} is repeated on 429, which tells that it was not carried out`, async () => {
      const server = await serve(json({}, 429), json({}, 201))
      expect(
        (await transport({ clock: makeClock() }).send({ method, url: new URL(server.url), body: '{}' })).status,
      ).toBe(201)
      expect(server.seen.map(({ body }) => body)).toEqual(['{}', '{}'])
    })
    test(`${method} is repeated where the connection was refused, since it was never sent`, async () => {
      const server = await serve(json({}))
      await server.close()
      const clock = makeClock()
      const error = await fail(transport({ clock }).send({ method, url: new URL(server.url), body: '{}' }))
      expect(error).toMatchObject({ code: 'connection-refused', mayHaveArrived: false })
      expect(clock.slept).toHaveLength(5)
    })
  }
  test('a body that is a stream is made anew for each attempt', async () => {
    const server = await serve(unavailable, json({}))
    await transport({ clock: makeClock() }).send({
      method: 'PUT',
      url: new URL(server.url),
      headers: { 'content-length': '5' },
      body: () => Readable.from([Buffer.from('bytes')]),
    })
    expect(server.seen.map(({ body }) => body)).toEqual(['bytes', 'bytes'])
  })
  test('POST and PATCH get connections of their own, since one that is kept open may just be closing', async () => {
    const server = await serve(json({}))
    const one = transport()
    const ports = async (method: HttpMethod) => {
      for (let count = 0; count < 4; count++) await one.send({ method, url: new URL(server.url) })
      return new Set(server.seen.splice(0).map(({ clientPort }) => clientPort))
    }
    const reads = await ports('GET')
    expect(reads.size, 'reads share connections').toBeLessThan(4)
    for (const method of singular) {
      const own = await ports(method)
      expect(own.size).toBe(4)
      expect([...own].filter((port) => reads.has(port))).toEqual([])
    }
  })
  test('no redirect is followed', async () => {
    const other = await serve(json({}))
    const server = await serve(json({}, 302, { location: other.url }))
    const headers = { authorization: 'Token abcdef' }
    expect((await transport().send({ method: 'GET', url: new URL(server.url), headers })).status).toBe(302)
    expect(other.seen).toHaveLength(0)
  })
})

describe('how long it waits', () => {
  test('pauses double up to 8 s, with full jitter, and attempts are counted', async () => {
    const clock = makeClock()
    const server = await serve(unavailable)
    const answer = await transport({ clock, limits: { attempts: 8 } }).send({ method: 'GET', url: new URL(server.url) })
    expect(answer.status).toBe(503)
    expect(server.seen).toHaveLength(8)
    expect(clock.slept).toEqual([300, 600, 1200, 2400, 4800, 8000, 8000])
    const half = { ...makeClock(), random: () => 0.5 }
    const slept: number[] = []
    half.sleep = async (milliseconds) => {
      slept.push(milliseconds)
    }
    await transport({ clock: half, limits: { attempts: 3 } }).send({ method: 'GET', url: new URL(server.url) })
    expect(slept).toEqual([150, 300])
  })
  test('Retry-After in seconds and as an HTTP date is waited for', async () => {
    const clock = makeClock()
    const date = new Date(clock.now() + 5_300).toUTCString()
    expect(readRetryAfter(date, clock.now())).toBe(5)
    const server = await serve(json({}, 429, { 'retry-after': '7' }), json({}))
    await transport({ clock }).send({ method: 'GET', url: new URL(server.url) })
    expect(clock.slept).toEqual([7_300])
    expect(readRetryAfter('12', 0)).toBe(12)
    expect(readRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT', clock.now()), 'a date that is over').toBe(0)
    for (const nonsense of ['-5', 'soon', '', '1e9', '99999999999']) expect(readRetryAfter(nonsense, 0)).toBeUndefined()
  })
  test('a Retry-After beyond the deadline gives the answer back at once', async () => {
    const clock = makeClock()
    const server = await serve(json({}, 429, { 'retry-after': '3600' }))
    const answer = await transport({ clock }).send({ method: 'GET', url: new URL(server.url) })
    expect(answer).toMatchObject({ status: 429, retryAfter: 3600 })
    expect(clock.slept).toEqual([])
  })
  test('all requests to a host share its patience', async () => {
    const clock = makeClock()
    const server = await serve(json({}, 429, { 'retry-after': '20' }), json({}))
    const one = transport({ clock, limits: { attempts: 1 } })
    await one.send({ method: 'GET', url: new URL(server.url) })
    await one.send({ method: 'GET', url: new URL('/other', server.url) })
    expect(clock.slept, 'the second request waited for the first one’s Retry-After').toEqual([20_000])
  })
  test('the deadline ends the attempts', async () => {
    const clock = makeClock()
    const server = await serve(unavailable)
    await transport({ clock, limits: { deadline: 2_000 } }).send({ method: 'GET', url: new URL(server.url) })
    expect(clock.slept).toEqual([300, 600])
  })
  test('a body that drips for ever ends at the deadline', async () => {
    const timers: NodeJS.Timeout[] = []
    const server = await serve((response) => {
      response.writeHead(200)
      timers.push(setInterval(() => response.write('.'), 20))
    })
    const limits = { deadline: 300, attempts: 1 }
    const error = await fail(transport({ limits }).send({ method: 'POST', url: new URL(server.url) }))
    for (const timer of timers) clearInterval(timer)
    expect(error).toMatchObject({ code: 'timed-out', mayHaveArrived: true })
  })
  test('a server that takes the request and says nothing is a time-out', async () => {
    const server = await serve(() => {})
    const limits = { silence: 200, attempts: 1 }
    const error = await fail(transport({ limits }).send({ method: 'GET', url: new URL(server.url) }))
    expect(error).toMatchObject({ code: 'timed-out', mayHaveArrived: true })
  })
  test('the signal stops a request under way and a pause, with its own reason', async () => {
    const reason = new CodedError('interrupted', { signal: 'SIGINT' })
    const controller = new AbortController()
    const silent = await serve(() => controller.abort(reason))
    const request = { method: 'GET', url: new URL(silent.url), signal: controller.signal } as const
    await expect(transport().send(request)).rejects.toBe(reason)
    await expect(transport().send(request), 'aborted before it began').rejects.toBe(reason)
    const pausing = new AbortController()
    const server = await serve((response, seen) => {
      json({}, 503, { 'retry-after': '30' })(response, seen)
      response.on('close', () => setImmediate(() => pausing.abort(reason)))
    })
    const start = systemClock.now()
    await expect(
      transport().send({
        method: 'GET',
        url: new URL(server.url),
        signal: pausing.signal,
        headers: { connection: 'close' },
      }),
    ).rejects.toBe(reason)
    expect(systemClock.now() - start).toBeLessThan(10_000)
  })
})

describe('what is refused', () => {
  test('a body above the limit, announced or not', async () => {
    const limits = { answerSize: 1000 }
    const announced = await serve(text('x'.repeat(2000)))
    const error = await fail(transport({ limits }).send({ method: 'GET', url: new URL(announced.url) }))
    expect(error.code).toBe('answer-too-large')
    expect(announced.seen, 'it would be as large the next time').toHaveLength(1)
    const streamed = await serve((response) => {
      response.write('x'.repeat(600))
      response.end('x'.repeat(600))
    })
    expect((await fail(transport({ limits }).send({ method: 'GET', url: new URL(streamed.url) }))).code).toBe(
      'answer-too-large',
    )
  })
  test('what is no HTTP', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.write('SSH-2.0-OpenSSH_9.2\r\n', () => socket.destroySoon()))
    })
    const port = await listen(server)
    keep({ close: () => new Promise((resolve) => server.close(() => resolve())) })
    const error = await fail(transport().send({ method: 'GET', url: new URL(`http://127.0.0.1:${port}`) }))
    expect(error.code).toBe('answer-not-http')
  })
  test('a host that no DNS knows', async () => {
    const clock = makeClock()
    const error = await fail(
      transport({ clock }).send({ method: 'POST', url: new URL('http://no-such-host.invalid/') }),
    )
    expect(error).toMatchObject({ code: 'host-unknown', mayHaveArrived: false })
  })
  test('each failure is told by its cause, with a remedy of its own', () => {
    const codes = [
      'connection-refused',
      'host-unknown',
      'host-unreachable',
      'tls-failed',
      'timed-out',
      'connection-lost',
      'proxy-failed',
      'answer-too-large',
      'answer-not-http',
    ] as const
    const errors = codes.map((code) => codeTransportError(new TransportError(code, 'reason', true), 'The peer'))
    for (const error of errors) {
      expect(error).toBeInstanceOf(CodedError)
      expect(error).toMatchObject({ exit: 3, message: expect.stringContaining('he peer') })
    }
    expect(new Set(errors.map((error) => (error instanceof CodedError ? error.remedy : ''))).size).toBe(codes.length)
    const other = new Error('another')
    expect(codeTransportError(other, 'The peer')).toBe(other)
  })
  test('a network that leads nowhere', async () => {
    // A link-local address without its link: the system refuses it at once.
    const limits = { attempts: 1 }
    const error = await fail(transport({ limits }).send({ method: 'POST', url: new URL('http://[fe80::1]:9/') }))
    expect(error).toMatchObject({ code: 'host-unreachable', mayHaveArrived: false })
  })
})

describe('TLS', () => {
  let folder = ''
  const file = (name: string) => path.join(folder, name)
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'transport-'))
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=Test authority',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    )
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=localhost',
      '-keyout',
      'server.key',
      '-out',
      'server.csr',
    )
    writeFileSync(file('names.txt'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n')
    openssl(
      'x509',
      '-req',
      '-in',
      'server.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      'names.txt',
      '-out',
      'server.pem',
    )
    writeFileSync(file('empty.pem'), 'nothing\n')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const serveTls = async () =>
    keep(
      await serveScript([json({ secure: true })], {
        key: readFileSync(file('server.key')),
        cert: readFileSync(file('server.pem')),
      }),
    )

  test('a certificate of an unknown authority is refused, once', async () => {
    const server = await serveTls()
    const clock = makeClock()
    const error = await fail(transport({ clock }).send({ method: 'POST', url: new URL(server.url), body: '{}' }))
    expect(error).toMatchObject({ code: 'tls-failed', mayHaveArrived: false })
    expect(clock.slept).toEqual([])
    expect(server.seen).toHaveLength(0)
  })
  for (const variable of ['ARKINDEX_CI_CA_FILE', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']) {
    test(`${variable} adds a private authority`, async () => {
      const server = await serveTls()
      const answer = await transport({ env: { [variable]: file('ca.pem') } }).send({
        method: 'GET',
        url: new URL(server.url),
      })
      expect(answer.body.toString()).toBe('{"secure":true}')
    })
  }
  test('https through a proxy by CONNECT, with the private authority', async () => {
    const server = await serveTls()
    const proxy = await startProxy()
    const env = { HTTPS_PROXY: proxy.url, ARKINDEX_CI_CA_FILE: file('ca.pem') }
    await transport({ env }).send({
      method: 'GET',
      url: new URL(server.url),
      headers: { authorization: 'Token abcdef' },
    })
    expect(proxy.lines).toEqual([`CONNECT 127.0.0.1:${server.port}`])
    expect(server.seen[0]?.headers.authorization).toBe('Token abcdef')
    const named = new URL(`https://localhost:${server.port}/`)
    expect((await transport({ env }).send({ method: 'GET', url: named })).status, 'the host name reaches TLS').toBe(200)
  })
  test('HTTP_PROXY alone does not catch https', async () => {
    const server = await serveTls()
    const proxy = await startProxy()
    const env = { HTTP_PROXY: proxy.url, ARKINDEX_CI_CA_FILE: file('ca.pem') }
    await transport({ env }).send({ method: 'GET', url: new URL(server.url) })
    expect(proxy.lines).toEqual([])
  })
  test('a proxy that refuses, or is not there, is named as the cause', async () => {
    const server = await serveTls()
    const proxy = await startProxy(403)
    const ca = { ARKINDEX_CI_CA_FILE: file('ca.pem') }
    const refused = transport({ env: { ...ca, HTTPS_PROXY: proxy.url } })
    expect(await fail(refused.send({ method: 'POST', url: new URL(server.url) }))).toMatchObject({
      code: 'proxy-failed',
      mayHaveArrived: false,
    })
    const gone = transport({ env: { ...ca, HTTPS_PROXY: 'http://127.0.0.1:1' }, clock: makeClock() })
    const error = await fail(gone.send({ method: 'POST', url: new URL(server.url) }))
    expect(error.code).toBe('connection-refused')
    expect(error.reason, 'the address that refused is the proxy’s').toContain('127.0.0.1:1')
  })
  test('a private authority stands beside the known ones, not in their place', () => {
    expect(readCertificates({})).toBeUndefined()
    expect(readCertificates({ SSL_CERT_FILE: file('ca.pem') })).toEqual([
      ...rootCertificates,
      readFileSync(file('ca.pem'), 'utf8'),
    ])
  })
  test('certificates that cannot be read are told with their variable', () => {
    for (const name of ['missing.pem', 'empty.pem']) {
      expect(() => openTransport({ env: { SSL_CERT_FILE: file(name) } })).toThrow(/SSL_CERT_FILE/)
      expect(() => openTransport({ env: { SSL_CERT_FILE: file(name) } })).toThrow(
        expect.objectContaining({ code: 'certificates-unreadable', exit: 2 }),
      )
    }
  })
})

interface Proxy {
  url: string
  lines: string[]
}

/** A proxy that forwards plain requests and tunnels the others, or refuses them all. */
async function startProxy(refusal?: number): Promise<Proxy> {
  const lines: string[] = []
  const server = createServer((request, response) => {
    lines.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    if (refusal) {
      response.writeHead(refusal).end()
      return
    }
    const onward = forward(
      new URL(request.url ?? ''),
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    request.pipe(onward)
  })
  server.on('connect', (request, socket, head) => {
    lines.push(`CONNECT ${request.url}`)
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`)
      return
    }
    const [host, port] = (request.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  const port = await listen(server)
  keep({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
  return { url: `http://127.0.0.1:${port}`, lines }
}

describe('a proxy for plain http', () => {
  test('forwards requests with name and password, by either case of the variable', async () => {
    const server = await serve(json({}))
    const proxy = await startProxy()
    const address = proxy.url.replace('//', '//user:secret@')
    await transport({ env: { http_proxy: address } }).send({ method: 'GET', url: new URL('/one', server.url) })
    await transport({ env: { HTTP_PROXY: proxy.url } }).send({ method: 'GET', url: new URL('/two', server.url) })
    const basic = Buffer.from('user:secret').toString('base64')
    expect(proxy.lines).toEqual([`GET ${server.url}/one Basic ${basic}`, `GET ${server.url}/two`])
    expect(server.seen.map(({ url }) => url)).toEqual(['/one', '/two'])
  })
  test('NO_PROXY keeps hosts out of it, by name, port and star', async () => {
    const server = await serve(json({}))
    const proxy = await startProxy()
    for (const none of ['127.0.0.1', `127.0.0.1:${server.port}`, '*', 'example.org, 127.0.0.1']) {
      await transport({ env: { HTTP_PROXY: proxy.url, NO_PROXY: none } }).send({
        method: 'GET',
        url: new URL(server.url),
      })
    }
    expect(proxy.lines).toEqual([])
    await transport({ env: { HTTP_PROXY: proxy.url, NO_PROXY: 'example.org' } }).send({
      method: 'GET',
      url: new URL(server.url),
    })
    expect(proxy.lines).toHaveLength(1)
  })
  test('a proxy that wants a password is told as such', async () => {
    const server = await serve(json({}))
    const proxy = await startProxy(407)
    const error = await fail(
      transport({ env: { HTTP_PROXY: proxy.url } }).send({ method: 'GET', url: new URL(server.url) }),
    )
    expect(error).toMatchObject({ code: 'proxy-failed', mayHaveArrived: false })
  })
  test('an address that is none is told with its variable', () => {
    const thrown = expect.objectContaining({ code: 'proxy-invalid', exit: 2 })
    expect(() => openTransport({ env: { HTTPS_PROXY: 'proxy.example.org' } })).toThrow(thrown)
    expect(() => openTransport({ env: { HTTPS_PROXY: 'socks5://user:secret@proxy' } })).toThrow(
      expect.not.objectContaining({ message: /secret/ }),
    )
  })
})
