import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type ArkindexInstance, InstanceError } from '../../../core/arkindex/instance.ts'
import { openInstance } from '../../../core/arkindex/open-instance.ts'
import { openTransport, type TransportLimits } from '../../../core/arkindex/transport.ts'
import { cut, json, makeClock, type ScriptedServer, serveScript, type Turn, text } from './scripted-server.ts'

const token = 'c0ffee-1234567890'
const open: { close(): Promise<void> }[] = []
const folders: string[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const page = { name: 'page', in: 'query', schema: { type: 'integer' } }
const cursor = { name: 'cursor', in: 'query', schema: { type: 'string' } }
const withCount = { name: 'with_count', in: 'query', schema: { type: 'boolean' } }
const body = (schema: object) => ({ content: { 'application/json': { schema } }, 'x-name': 'body' })

const apiDocument = {
  openapi: '3.0.3',
  paths: {
    '/api/v1/workers/': {
      get: { operationId: 'ListWorkers', parameters: [page, { name: 'name', in: 'query', schema: {} }] },
      post: { operationId: 'CreateWorker', requestBody: body({ $ref: '#/components/schemas/Worker' }) },
    },
    '/api/v1/workers/{id}/': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: {} }],
      get: { operationId: 'RetrieveWorker' },
      put: { operationId: 'UpdateWorker', requestBody: body({ type: 'object' }) },
      delete: { operationId: 'DestroyWorker' },
    },
    '/api/v1/elements/': { get: { operationId: 'ListElements', parameters: [cursor, withCount] } },
    '/api/v1/corpora/': { get: { operationId: 'ListCorpus', 'x-paginated': false } },
  },
  components: { schemas: { Worker: { type: 'object', properties: { slug: {}, name: {}, type: {} } } } },
}

interface Opened {
  server: ScriptedServer
  instance: ArkindexInstance
  /** Requests after that of the document. */
  calls(): { method: string; url: string }[]
}

function openOn(
  server: ScriptedServer,
  options: { cacheFolder?: string; mostPages?: number; url?: string; limits?: Partial<TransportLimits> } = {},
) {
  const { limits = {}, ...rest } = options
  const transport = openTransport({ env: {}, clock: makeClock(), limits: { attempts: 2, ...limits } })
  open.push(transport)
  return openInstance({ slug: 'demo', url: server.url, token, transport, ...rest })
}

async function start(
  turns: Turn[],
  options: Parameters<typeof openOn>[1] & { document?: unknown } = {},
): Promise<Opened> {
  const server = await serveScript([json(options.document ?? apiDocument), ...turns])
  open.push(server)
  const instance = await openOn(server, options)
  return {
    server,
    instance,
    calls: () => server.seen.slice(1).map(({ method, url }) => ({ method, url })),
  }
}

async function refusal(promise: Promise<unknown>): Promise<InstanceError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof InstanceError)) throw new Error(`expected an InstanceError, got ${String(thrown)}`)
  return thrown
}

async function collect(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('calls', () => {
  test('an operation is called by its name, with encoded path values, queries, body and token', async () => {
    const { server, instance } = await start([json({ id: 'w1' })])
    expect(await instance.call('RetrieveWorker', { id: 'a/b c?#%' })).toEqual({ id: 'w1' })
    await instance.call('ListWorkers', { name: ['one', 'two & three'], page: undefined })
    await instance.call('CreateWorker', { body: { slug: 'w' } })
    const [document, ...calls] = server.seen
    expect(document).toMatchObject({
      url: '/api/v1/openapi/?format=json',
      headers: { accept: 'application/vnd.oai.openapi+json, application/json' },
    })
    expect(document?.headers.authorization, 'the document is public: no token is needed').toBeUndefined()
    expect(calls.map(({ url }) => url)).toEqual([
      '/api/v1/workers/a%2Fb%20c%3F%23%25/',
      '/api/v1/workers/?name=one&name=two+%26+three',
      '/api/v1/workers/',
    ])
    for (const { headers } of calls) expect(headers.authorization).toBe(`Token ${token}`)
    expect(calls[2]).toMatchObject({
      method: 'POST',
      body: '{"slug":"w"}',
      headers: { 'content-type': 'application/json' },
    })
  })
  test('an empty answer is undefined', async () => {
    const { instance } = await start([(response) => response.writeHead(204).end()])
    expect(await instance.call('DestroyWorker', { id: '1' })).toBeUndefined()
  })
  test('unknown, missing and impossible parameters are mistakes of the caller, and nothing is sent', async () => {
    const { instance, calls } = await start([json({})])
    for (const [operation, input] of [
      ['ListWorkers', { colour: 'red' }],
      ['ListWorkers', { body: {} }],
      ['RetrieveWorker', {}],
      ['RetrieveWorker', { id: '..' }],
      ['RetrieveWorker', { id: '' }],
    ] as const) {
      await expect(instance.call(operation, input)).rejects.toThrow(TypeError)
    }
    expect(calls()).toEqual([])
  })
  test('an operation that the instance lacks is named', async () => {
    const { instance, server } = await start([])
    const error = await refusal(instance.call('ImportWorkerVersion', { id: '1' }))
    expect(error).toMatchObject({ code: 'operation-not-offered', exit: 1 })
    expect(error.message).toContain('ImportWorkerVersion')
    expect(error.message).toContain(server.url)
    expect(error.remedy).toContain('update the instance')
    expect(instance.describe('ImportWorkerVersion')).toBeUndefined()
    expect(instance.describe('constructor'), 'names of the language are no operations').toBeUndefined()
  })
  test('operations describe themselves', async () => {
    const { instance } = await start([])
    expect(instance.describe('CreateWorker')).toMatchObject({
      method: 'POST',
      path: '/api/v1/workers/',
      bodyProperties: ['slug', 'name', 'type'],
    })
    expect(instance.describe('RetrieveWorker')).toMatchObject({
      parameters: [{ name: 'id', in: 'path', required: true }],
      bodyProperties: undefined,
    })
    expect(instance.describe('ListCorpus')?.isPaginated).toBe(false)
    expect(instance.describe('ListWorkers')?.isPaginated).toBe(true)
  })
  test('the base URL may be given with /api/v1 and slashes', async () => {
    const server = await serveScript([json(apiDocument)])
    open.push(server)
    for (const suffix of ['', '/', '/api/v1', '/api/v1/']) {
      expect((await openOn(server, { url: server.url + suffix })).url).toBe(server.url)
    }
    for (const url of ['ftp://demo', 'demo.arkindex.org', server.url.replace('//', '//user:pass@')]) {
      const error = await refusal(openOn(server, { url }))
      expect(error.code).toBe('instance-not-arkindex')
      expect(error.message, 'what stands in a wrong URL is not shown').not.toContain('pass')
    }
  })
})

describe('refusals', () => {
  const cases: [number, string, number][] = [
    [400, 'instance-refused', 1],
    [401, 'instance-unauthorized', 2],
    [403, 'instance-forbidden', 2],
    [404, 'instance-not-found', 2],
    [409, 'instance-refused', 1],
    [429, 'instance-rate-limited', 3],
    [500, 'instance-failed', 3],
    [503, 'instance-failed', 3],
  ]
  test('each status reads differently, by its cause', async () => {
    const remedies = new Set<string>()
    for (const [status, code, exit] of cases) {
      const { instance } = await start([json({ detail: 'The reason.' }, status)])
      const error = await refusal(instance.call('RetrieveWorker', { id: '1' }))
      expect(error, `status ${status}`).toMatchObject({ code, exit, status, isAmbiguous: false })
      expect(error.message).toContain('RetrieveWorker')
      remedies.add(error.remedy)
    }
    expect(remedies.size).toBe(6)
  })
  test('messages of fields are read, nested ones too, and those of none stand under detail', async () => {
    const refused = {
      name: ['This field is required.', 'Too short.'],
      configuration: { docker: [{}, { image: ['Not valid.'] }] },
      non_field_errors: ['Already exists.'],
      __all__: ['Another.'],
      id: 'f00',
    }
    const { instance } = await start([json(refused, 400)])
    const error = await refusal(instance.call('CreateWorker', { body: {} }))
    expect(error.fields).toEqual({
      name: ['This field is required.', 'Too short.'],
      'configuration.docker.1.image': ['Not valid.'],
      detail: ['Already exists.', 'Another.'],
      id: ['f00'],
    })
    expect(error.message).toContain('name: This field is required. Too short.')
    expect(error.message).toContain('Already exists.')
    expect(error.body, 'callers find data in it').toEqual(refused)
  })
  test('a list of messages and a plain text are read too', async () => {
    const list = await start([json(['One.', 'Two.'], 400)])
    expect((await refusal(list.instance.call('RetrieveWorker', { id: '1' }))).fields).toEqual({
      detail: ['One.', 'Two.'],
    })
    const plain = await start([text('Bad host', 400, { 'content-type': 'text/plain' })])
    expect((await refusal(plain.instance.call('RetrieveWorker', { id: '1' }))).fields).toEqual({ detail: ['Bad host'] })
    const html = await start([text('<h1>Bad gateway</h1>', 400)])
    expect((await refusal(html.instance.call('RetrieveWorker', { id: '1' }))).message).not.toContain('<h1>')
  })
  test('hostile messages are bounded, without control characters, and never show the token', async () => {
    const detail = `\u001b[31mred\r\n::error:: ${'x'.repeat(100_000)}`
    const echo = {
      detail: [`You sent ${token}`, Buffer.from(token).toString('base64'), encodeURIComponent(token)],
      [token]: [detail],
      ...Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, ['m']])),
    }
    const { instance } = await start([json(echo, 400)])
    const error = await refusal(instance.call('RetrieveWorker', { id: '1' }))
    const all = JSON.stringify([error.message, error.fields, error.body, error.report()])
    expect(all).not.toContain(token)
    expect(all).not.toContain(Buffer.from(token).toString('base64'))
    expect(error.message).not.toMatch(/\p{Cc}/u)
    expect(error.message.length).toBeLessThan(1_300)
    expect(Object.keys(error.fields).length).toBeLessThanOrEqual(50)
  })
  test('a POST whose fate is unknown says so and is not sent again', async () => {
    for (const turn of [cut, json({}, 502), json({}, 500)]) {
      const { instance, calls } = await start([turn, json({ id: 'second' }, 201)])
      const error = await refusal(instance.call('CreateWorker', { body: {} }))
      expect(error.isAmbiguous).toBe(true)
      expect(calls()).toHaveLength(1)
    }
    const { instance } = await start([text('<p>fine</p>', 201)])
    expect(
      await refusal(instance.call('CreateWorker', { body: {} })),
      'done, but the answer is of no use',
    ).toMatchObject({ code: 'answer-not-json', isAmbiguous: true, status: 201 })
  })
  test('a POST that was refused, or never left, is certain', async () => {
    const { instance, server } = await start([json({}, 400, { connection: 'close' })])
    expect((await refusal(instance.call('CreateWorker', { body: {} }))).isAmbiguous).toBe(false)
    await server.close()
    expect(await refusal(instance.call('CreateWorker', { body: {} }))).toMatchObject({
      code: 'connection-refused',
      isAmbiguous: false,
      exit: 3,
    })
  })
  test('PUT and DELETE are repeated; where that fails too, their fate is unknown', async () => {
    const { instance, calls } = await start([cut])
    expect((await refusal(instance.call('DestroyWorker', { id: '1' }))).isAmbiguous).toBe(true)
    expect(calls()).toHaveLength(2)
    expect((await refusal(instance.call('RetrieveWorker', { id: '1' }))).isAmbiguous, 'a read changes nothing').toBe(
      false,
    )
  })
  test('a redirect is an error that names where it leads, without its query, and the token stays here', async () => {
    const other = await serveScript([json({})])
    open.push(other)
    const { instance } = await start([json({}, 302, { location: `${other.url}/login?next=${token}` })])
    const error = await refusal(instance.call('RetrieveWorker', { id: '1' }))
    expect(error).toMatchObject({ code: 'answer-redirects', status: 302 })
    expect(error.message).toContain(`${other.url}/login`)
    expect(error.message).not.toContain(token)
    expect(other.seen).toEqual([])
  })
  test('how long to wait is told where the instance says it', async () => {
    const { instance } = await start([json({}, 429, { 'retry-after': '600' })])
    expect((await refusal(instance.call('RetrieveWorker', { id: '1' }))).message).toContain('600 s')
  })
  test('an answer that is no JSON is an error', async () => {
    const { instance } = await start([text('<html>log in</html>')])
    const error = await refusal(instance.call('RetrieveWorker', { id: '1' }))
    expect(error).toMatchObject({ code: 'answer-not-json', isAmbiguous: false })
    expect(error.message).toContain('text/html')
  })
})

describe('lists', () => {
  const next =
    (server: () => ScriptedServer | undefined, query: string, results: unknown[], count = 4): Turn =>
    (response, seen) =>
      json({
        count,
        number: 1,
        previous: null,
        next: query === '' ? null : `${server()?.url}/api/v1/x/?${query}`,
        results,
      })(response, seen)

  test('page by page, by number', async () => {
    let server: ScriptedServer | undefined
    const at = () => server
    const opened = await start([next(at, 'page=2&name=x', [1, 2]), next(at, 'page=3', [3]), next(at, '', [4])])
    server = opened.server
    expect(await collect(opened.instance.paginate('ListWorkers', { name: 'x' }))).toEqual([1, 2, 3, 4])
    expect(opened.calls().map(({ url }) => url)).toEqual([
      '/api/v1/workers/?name=x',
      '/api/v1/workers/?name=x&page=2',
      '/api/v1/workers/?name=x&page=3',
    ])
  })
  test('by cursor, with the count asked for once', async () => {
    let server: ScriptedServer | undefined
    const at = () => server
    const opened = await start([next(at, 'cursor=abc%3D', ['a']), next(at, '', ['b'])])
    server = opened.server
    expect(await collect(opened.instance.paginate('ListElements'))).toEqual(['a', 'b'])
    expect(opened.calls().map(({ url }) => url)).toEqual([
      '/api/v1/elements/?with_count=true',
      '/api/v1/elements/?cursor=abc%3D',
    ])
  })
  test('a plain list', async () => {
    const { instance } = await start([json([1, 2])])
    expect(await collect(instance.paginate('ListCorpus'))).toEqual([1, 2])
  })
  test('http: of the same host behind a proxy that ends TLS is no other host', async () => {
    const opened = await start([
      json({ next: 'https://127.0.0.1/api/v1/x/?page=2', results: [1] }),
      json({ next: null, results: [2] }),
    ])
    expect(await collect(opened.instance.paginate('ListWorkers'))).toEqual([1, 2])
    expect(opened.server.seen, 'only the page is taken from it').toHaveLength(3)
  })
  test('pages are asked for as they are wanted', async () => {
    let server: ScriptedServer | undefined
    const opened = await start([next(() => server, 'page=2', [1])])
    server = opened.server
    for await (const item of opened.instance.paginate('ListWorkers')) {
      expect(item).toBe(1)
      break
    }
    expect(opened.calls()).toHaveLength(1)
  })
  const broken: [string, (server: ScriptedServer) => unknown, RegExp][] = [
    ['a next page on another host', () => ({ next: 'https://evil.example/?page=2', results: [1] }), /another host/],
    ['a next page on another port', () => ({ next: 'http://127.0.0.1:9/?page=2', results: [1] }), /another host/],
    ['the same next page twice', (server) => ({ next: `${server.url}/?page=2`, results: [1] }), /one before it/],
    ['the first page again', (server) => ({ next: `${server.url}/?page=1`, results: [1] }), /one before it/],
    ['a next page that names none', (server) => ({ next: `${server.url}/`, results: [1] }), /cannot be told/],
    ['a next page that is no address', () => ({ next: 7, results: [1] }), /cannot be told/],
    ['no results', () => ({ next: null }), /holds no results/],
    ['something else', () => 'words', /holds no results/],
  ]
  for (const [name, answer, why] of broken) {
    test(`${name} ends the list with an error`, async () => {
      let server: ScriptedServer | undefined
      const opened = await start([(response, seen) => json(server && answer(server))(response, seen)])
      server = opened.server
      expect(await refusal(collect(opened.instance.paginate('ListWorkers')))).toMatchObject({
        code: 'instance-list-broken',
        exit: 3,
        message: expect.stringMatching(why),
      })
      expect(opened.calls().length).toBeLessThanOrEqual(2)
    })
  }
  test('a list that never ends is cut at the limit', async () => {
    let server: ScriptedServer | undefined
    let count = 1
    const opened = await start(
      [(response, seen) => json({ next: `${server?.url}/?page=${++count}`, results: [1] })(response, seen)],
      { mostPages: 20 },
    )
    server = opened.server
    expect((await refusal(collect(opened.instance.paginate('ListWorkers')))).message).toContain('more than 20 pages')
    expect(opened.calls()).toHaveLength(20)
  })
})

describe('the document', () => {
  const fails = async (...turns: Turn[]) => {
    const server = await serveScript(turns)
    open.push(server)
    return refusal(openOn(server))
  }
  test('where there is none, the address is no Arkindex', async () => {
    for (const turn of [json({}, 404), text('<html>'), json({ swagger: '2.0', paths: {} }), json([]), json(null)]) {
      expect(await fails(turn)).toMatchObject({ code: 'instance-not-arkindex', exit: 2 })
    }
  })
  test('an instance that asks for the token there gets it', async () => {
    const server = await serveScript([json({}, 401), json(apiDocument)])
    open.push(server)
    await openOn(server)
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, `Token ${token}`])
    expect(await fails(json({ detail: 'Invalid token.' }, 401))).toMatchObject({ code: 'instance-unauthorized' })
  })
  test('a redirect, a failure and a cut are told as such', async () => {
    expect((await fails(json({}, 301, { location: 'https://demo.example/' }))).code).toBe('answer-redirects')
    expect((await fails(json({}, 500))).code).toBe('instance-failed')
    expect((await fails(cut)).code).toBe('connection-lost')
  })
  test('one that is too large, or too rich, is refused', async () => {
    expect((await fails(text('x'.repeat(17 * 1024 * 1024)))).code).toBe('answer-too-large')
    const paths = Object.fromEntries(
      Array.from({ length: 5_001 }, (_, at) => [`/p${at}/`, { get: { operationId: `Op${at}` } }]),
    )
    expect(await fails(json({ openapi: '3.0.3', paths }))).toMatchObject({
      code: 'instance-document-unusable',
      exit: 2,
    })
    const twice = { '/a/': { get: { operationId: 'Same' } }, '/b/': { get: { operationId: 'Same' } } }
    expect((await fails(json({ openapi: '3.0.3', paths: twice }))).code).toBe('instance-document-unusable')
  })
  test('a hostile document leads the token nowhere else', async () => {
    const other = await serveScript([json({})])
    open.push(other)
    const host = new URL(other.url).host
    const names = [
      `//${host}/`,
      `/\\${host}/`,
      `${other.url}/`,
      `@${host}/`,
      `/\t/${host}/`,
      `/\n/${host}/`,
      '/api/v1/?x=1',
      '/a#b',
      '/%2e%2e//x/',
      `/{host}/`,
      '/.//x/',
    ]
    const paths = Object.fromEntries(names.map((name, at) => [name, { get: { operationId: `Op${at}` } }]))
    const { instance, server } = await start([json({})], { document: { openapi: '3.0.3', paths } })
    for (const at of names.keys()) {
      const input = instance.describe(`Op${at}`)?.parameters[0] ? { host: `//${host}` } : {}
      await instance.call(`Op${at}`, input).catch(() => undefined)
    }
    expect(other.seen, 'not one request reached the other host').toEqual([])
    for (const { headers } of server.seen) expect(headers.host).toBe(new URL(server.url).host)
    for (const at of [0, 1, 2, 3, 4, 5]) expect(instance.describe(`Op${at}`), names[at]).toBeUndefined()
  })
  test('names that mean something to the language are only names', async () => {
    const document = JSON.parse(`{"openapi": "3.0.3", "__proto__": {"polluted": true}, "paths": {
      "/a/{__proto__}/": {"get": {"operationId": "__proto__"}},
      "/b/": {"post": {"operationId": "toString", "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/constructor"}}}}}},
      "__proto__": {"get": {"operationId": "None"}}
    }, "components": {"schemas": {}}}`)
    const { instance } = await start([json({})], { document })
    expect(instance.describe('__proto__')).toMatchObject({ path: '/a/{__proto__}/' })
    expect(instance.describe('toString')?.bodyProperties).toBeUndefined()
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('the cache of the document', () => {
  const etag = '"abc"'
  function makeFolder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'cache-'))
    folders.push(folder)
    return path.join(folder, 'arkindex-ci')
  }
  const files = (folder: string) => readdirSync(folder)

  test('is asked by ETag, is private to the user, and holds no token', async () => {
    const cacheFolder = makeFolder()
    const server = await serveScript([json(apiDocument, 200, { etag }), (response) => response.writeHead(304).end()])
    open.push(server)
    await openOn(server, { cacheFolder })
    const again = await openOn(server, { cacheFolder })
    expect(server.seen[1]?.headers['if-none-match']).toBe(etag)
    expect(again.describe('ListWorkers')).toBeDefined()
    const [file = '', ...others] = files(cacheFolder)
    expect(others).toEqual([])
    expect(statSync(path.join(cacheFolder, file)).mode & 0o777).toBe(0o600)
    expect(readFileSync(path.join(cacheFolder, file), 'utf8')).not.toContain(token)
  })
  test('what is damaged in it is ignored', async () => {
    const cacheFolder = makeFolder()
    const server = await serveScript([json(apiDocument, 200, { etag })])
    open.push(server)
    await openOn(server, { cacheFolder })
    const [file = ''] = files(cacheFolder)
    const whole = readFileSync(path.join(cacheFolder, file), 'utf8')
    for (const damaged of [
      '',
      whole.slice(0, -20),
      whole.replace('ListWorkers', 'ListWarkers'),
      '[]',
      'null',
      whole.replace(server.url, 'https://other.example'),
    ]) {
      writeFileSync(path.join(cacheFolder, file), damaged)
      expect((await openOn(server, { cacheFolder })).describe('ListWorkers')).toBeDefined()
      expect(server.seen.at(-1)?.headers['if-none-match'], damaged.slice(0, 60)).toBeUndefined()
    }
  })
  test('a 304 that was not asked for is an error, not an empty document', async () => {
    const server = await serveScript([(response) => response.writeHead(304).end()])
    open.push(server)
    expect((await refusal(openOn(server, { cacheFolder: makeFolder() }))).status).toBe(304)
  })
  test('a document with the token in it, or without a tag, is not kept', async () => {
    const cacheFolder = makeFolder()
    const server = await serveScript([
      json({ ...apiDocument, info: { title: token } }, 200, { etag }),
      json(apiDocument),
    ])
    open.push(server)
    await openOn(server, { cacheFolder })
    await openOn(server, { cacheFolder })
    expect(() => files(cacheFolder)).toThrow()
  })
  test('a folder that cannot be written to does no harm', async () => {
    const server = await serveScript([json(apiDocument, 200, { etag })])
    open.push(server)
    expect((await openOn(server, { cacheFolder: '/dev/null/arkindex-ci' })).describe('ListWorkers')).toBeDefined()
  })
})
