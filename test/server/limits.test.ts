import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { limitOptions, readLimits } from '../../cli/server-limits.ts'
import { createClock } from '../../core/database/conventions.ts'
import { openDatabase } from '../../core/database/open-database.ts'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import { createLogger } from '../../core/log/create-logger.ts'
import { defineOperation } from '../../server/contract/operation.ts'
import { object } from '../../server/contract/shape.ts'
import { buildApp } from '../../server/http/build-app.ts'
import { defaultLimits } from '../../server/http/limits.ts'
import { serverMigrations } from '../../server/migrations/list.ts'
import { anyone } from '../../server/rights/rights.ts'
import type { Database, Services } from '../../server/services.ts'
import { openTemporaryStore } from '../../server/storage/folder-store.ts'
import type { Tables } from '../../server/tables.ts'
import { createBackground } from '../../server/tasks/background.ts'
import { findTestCluster } from '../postgresql/test-engine.ts'
import { startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer | undefined
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server?.close()
  server = undefined
})

/** Sends what stands there and no more; gives what comes back until the connection ends. */
async function send(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  sockets.push(socket)
  let received = ''
  socket.on('data', (chunk) => {
    received += String(chunk)
  })
  socket.on('error', () => {})
  socket.write(text)
  await once(socket, 'close')
  return received
}

const authorization = `Token ${tokens.owner}`

describe('a slow client', () => {
  it('is let go where the head of its request does not end', async () => {
    server = await startTestServer({ limits: { headerTime: 300 } })
    expect(await send(server.url, 'GET /api/v1/user/ HTTP/1.1\r\nHost: x\r\nX-Slow')).toMatch(/^HTTP\/1.1 408 /)
  })

  it('is told where its body does not arrive, and nothing of it is done', async () => {
    server = await startTestServer({ limits: { requestTime: 300 } })
    const head = `POST /api/v1/models/ HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n`
    const answer = await send(server.url, `${head}{"name":`)
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    expect(answer).toContain('{"detail":"The body did not arrive within 0.3 seconds."}')
    expect((await server.call('ListModels', { query: { name: 'Slow' } })).body.count).toBe(0)
  })

  it('has all the time for its body that the limit gives, and the whole of it arrives', async () => {
    server = await startTestServer({ limits: { requestTime: 20_000 } })
    const body = JSON.stringify({ name: 'Slowly' })
    const head = `POST /api/v1/models/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    sockets.push(socket)
    let received = ''
    socket.on('data', (chunk) => {
      received += String(chunk)
    })
    socket.write(head)
    const closed = once(socket, 'close')
    for (const character of body) {
      socket.write(character)
      await wait(5)
    }
    await closed
    expect(received).toMatch(/^HTTP\/1.1 201 /)
    expect((await server.call('ListModels', { query: { name: 'Slowly' } })).body.count).toBe(1)
  })

  it('is let go where an upload stops in the middle, and what came is thrown away', async () => {
    server = await startTestServer({ limits: { idleTime: 400, requestTime: 300 } })
    const { body: model } = await server.call('CreateModel', { body: { name: 'M' } })
    const { body: version } = await server.call('CreateModelVersion', { path: { id: model.id }, body: {} })
    const { pathname, search } = new URL(version.s3_put_url)
    const head = `PUT ${pathname}${search} HTTP/1.1\r\nHost: x\r\nContent-Type: application/zstd\r\nContent-Length: 1000\r\n\r\n`
    await send(server.url, `${head}part`)
    const update = { state: 'available', size: 4, archive_hash: '0'.repeat(32) }
    const { status } = await server.call('PartialUpdateModelVersion', { path: { id: version.id }, body: update })
    expect(status).toBe(400)
  })

  it('has as long as it takes for an upload that goes on', async () => {
    server = await startTestServer({ limits: { idleTime: 2000, requestTime: 100, headerTime: 100 } })
    const { body: model } = await server.call('CreateModel', { body: { name: 'M' } })
    const { body: version } = await server.call('CreateModelVersion', { path: { id: model.id }, body: {} })
    const trickle = async function* () {
      for (let part = 0; part < 10; part += 1) {
        await wait(50)
        yield 'x'
      }
    }
    const request = { method: 'PUT', body: trickle(), duplex: 'half', headers: { 'content-type': 'application/zstd' } }
    const put = await fetch(version.s3_put_url, request as RequestInit)
    expect(put.status).toBe(200)
  })
})

const writeSetting = prepareQuery((db: Database, { key }: Placeholders<{ key: string }>) =>
  db.insertInto('setting').values({ key, value: 'x' }).returning('key'),
)

describe('a request that takes too long', () => {
  it('is answered 503 with a detail, and its transaction is rolled back', async () => {
    const cluster = findTestCluster()
    const name = `test_${randomUUID()}`
    const location = cluster ? await cluster.createDatabase(name) : ':memory:'
    const { db, close } = await openDatabase<Tables>({ location, migrations: serverMigrations })
    let isGivenUp = () => {}
    const givenUp = new Promise<void>((resolve) => {
      isGivenUp = resolve
    })
    const ended: Promise<unknown>[] = []
    const slow = defineOperation({
      operationId: 'WriteSlowly',
      method: 'POST',
      path: '/slow/',
      tag: 'tests',
      summary: 'Write, and take a long time',
      body: object({}),
      answers: { statuses: { 204: 'Done' } },
      rights: anyone,
      handle: async ({ services }) => {
        const write = (key: string) => services.db.insertInto('setting').values({ key, value: 'x' })
        // Put together before, so that only its run is left to be kept from writing.
        await writeSetting(services.db, { key: 'in-time' })
        const working = services.db.transaction().execute(async (trx) => {
          await trx.insertInto('setting').values({ key: 'in-transaction', value: 'x' }).execute()
          await givenUp
        })
        ended.push(
          working.catch((error: unknown) => error),
          givenUp.then(() => write('on-its-own').execute()).catch((error: unknown) => error),
          givenUp.then(() => writeSetting(services.db, { key: 'prepared' })).catch((error: unknown) => error),
        )
        await working
        return { status: 204, body: undefined }
      },
    })
    const logger = createLogger({ level: 'silent' })
    const background = createBackground(60_000, [])
    const archives = await openTemporaryStore()
    const app = await buildApp({
      services: { db, logger, clock: createClock(), background, archives } as unknown as Services,
      operations: [slow],
      version: '0',
      publicUrl: undefined,
      fault: undefined,
      corsOrigins: [],
      limits: { ...defaultLimits, requestTime: 200 },
      trustedProxies: [],
      isReady: async () => true,
    })
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/api/v1/slow/`, { method: 'POST', headers, body: '{}' })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await answer.json()).toEqual({ detail: expect.stringContaining('longer than 0.2 seconds') })
    isGivenUp()
    for (const end of await Promise.all(ended)) expect(end).toMatchObject({ status: 503 })
    const keys = await db.selectFrom('setting').select('key').execute()
    expect(keys.map(({ key }) => key)).toEqual(['in-time'])
    await app.close()
    await background.close()
    await archives.close()
    await close()
    await cluster?.dropDatabase(name)
  })
})

describe('a body', () => {
  it('may hold as many bytes as the limit says', async () => {
    server = await startTestServer({ limits: { bodyBytes: 2048 } })
    const make = (name: string) => server?.call('CreateModel', { body: { name, description: 'x'.repeat(1800) } })
    expect((await make('Fits'))?.status).toBe(201)
    const refused = await make('x'.repeat(300))
    expect(refused).toMatchObject({ status: 413, body: { detail: 'The body holds more than 2048 bytes.' } })
  })
})

describe('the rate limit', () => {
  const ask = (token?: string, headers: Record<string, string> = {}) =>
    fetch(`${server?.url}/api/v1/user/`, {
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Token ${token}` }) },
    })

  it('is none by default', async () => {
    server = await startTestServer()
    for (let time = 0; time < 50; time += 1) expect((await ask(tokens.owner)).status).toBe(200)
  })

  it('counts each token for itself, tells when to come back, and leaves the probes alone', async () => {
    server = await startTestServer({ limits: { requestsPerMinute: 5 } })
    const statuses = []
    for (let time = 0; time < 6; time += 1) statuses.push((await ask(tokens.owner)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    const refused = await ask(tokens.owner)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(await refused.json()).toEqual({ detail: expect.stringMatching(/^Request was throttled\./) })
    expect((await ask(tokens.guest)).status).toBe(200)
    for (let time = 0; time < 10; time += 1) expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  })

  it('is not passed by making tokens up', async () => {
    server = await startTestServer({ limits: { requestsPerMinute: 5 } })
    const statuses = []
    for (let time = 0; time < 7; time += 1) statuses.push((await ask(`made-up-token-${time}`)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  it('believes addresses from trusted proxies alone', async () => {
    const from = (address: string) => ask(undefined, { 'x-forwarded-for': address })
    server = await startTestServer({ limits: { requestsPerMinute: 2 }, trustedProxies: ['127.0.0.0/8'] })
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) expect((await from(address)).status).toBe(401)
    expect((await from('192.0.2.1')).status).toBe(429)
    await server.close()
    server = await startTestServer({ limits: { requestsPerMinute: 3 } })
    for (const address of ['192.0.2.1', '192.0.2.2']) expect((await from(address)).status).toBe(401)
    expect((await from('192.0.2.3')).status).toBe(429)
  })
})

describe('the limits of the command', () => {
  const read = (options: Record<string, string | string[]>) => {
    const problems: string[] = []
    const settings = readLimits(options, (setting) => problems.push(setting))
    return { settings, problems }
  }

  it('are read in times and sizes', () => {
    const { settings, problems } = read({
      'body-limit': '512kB',
      'request-timeout': '2m',
      'header-timeout': '500ms',
      'stop-timeout': '1s',
      'rate-limit': '600',
      'trusted-proxy': ['10.0.0.0/8', '::1'],
    })
    expect(problems).toEqual([])
    expect(settings).toMatchObject({
      limits: { bodyBytes: 524_288, requestTime: 120_000, headerTime: 500, requestsPerMinute: 600 },
      stopTime: 1000,
      trustedProxies: ['10.0.0.0/8', '::1'],
    })
    // A request that takes all of its time sends no byte.
    expect(settings.limits.idleTime).toBeGreaterThanOrEqual(settings.limits.requestTime)
  })

  it('are refused, each that is wrong', () => {
    const names = Object.keys(limitOptions)
    const { problems } = read(Object.fromEntries(names.map((name) => [name, 'nonsense'])))
    expect(problems.sort()).toEqual(names.map((name) => `--${name}`).sort())
    expect(read({ 'idle-timeout': '1s' }).problems).toEqual(['--idle-timeout'])
    for (const text of ['0s', '-1s', '30', '99999999s', '9999999m']) {
      expect(read({ 'header-timeout': text }).problems, text).toEqual(['--header-timeout'])
    }
    for (const text of ['10.0.0.0/33', 'localhost', '10.0.0.0/8/8', '10.0.0.0/']) {
      expect(read({ 'trusted-proxy': [text] }).problems, text).toEqual(['--trusted-proxy'])
    }
  })
})
