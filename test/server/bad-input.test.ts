import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
/** An object of each kind that the owner may do anything with, by the first words of the paths. */
let ids: Record<string, string>

beforeAll(async () => {
  server = await startTestServer()
  const made = async (operationId: string, options: object) => {
    const { status, body } = await server.call(operationId, options)
    expect(status, JSON.stringify(body)).toBe(201)
    return body.id as string
  }
  const worker = await made('CreateWorker', {
    body: { name: 'W', type: 't', slug: 'w', repository_url: 'https://git.example.com/w' },
  })
  const version = await made('CreateWorkerVersion', {
    path: { id: worker },
    body: { revision_url: 'https://git.example.com/w/commit/1', docker_image_iid: 'image', configuration: {} },
  })
  const configuration = await made('CreateWorkerConfiguration', {
    path: { id: worker },
    body: { name: 'c', configuration: { a: 1 } },
  })
  const model = await made('CreateModel', { body: { name: 'M' } })
  const modelVersion = await made('CreateModelVersion', { path: { id: model }, body: {} })
  const corpus = (await server.call('ListCorpus')).body[0].id
  const dataset = await made('CreateDataset', { path: { id: corpus }, body: { name: 'D', description: '' } })
  const process = await made('CreateProcess', { body: { corpus, mode: 'dataset', name: 'P' } })
  ids = {
    '/api/v1/workers/versions/': version,
    '/api/v1/workers/configurations/': configuration,
    '/api/v1/workers/': worker,
    '/api/v1/model/': model,
    '/api/v1/modelversion/': modelVersion,
    '/api/v1/corpus/': corpus,
    '/api/v1/datasets/': dataset,
    '/api/v1/process/workers/': '',
    '/api/v1/process/': process,
    '/api/v1/task/': '',
  }
})
afterAll(() => server.close())

function fill(path: string): string | undefined {
  if (!path.includes('{')) return path
  const prefix = Object.keys(ids)
    .sort((one, other) => other.length - one.length)
    .find((start) => path.startsWith(start))
  const id = prefix === undefined ? '' : ids[prefix]
  return id ? path.replace('{id}', id) : undefined
}

async function send(method: string, path: string, body: string, type = 'application/json') {
  const response = await fetch(server.url + path, {
    method: method.toUpperCase(),
    headers: { authorization: `Token ${tokens.owner}`, 'content-type': type },
    body,
  })
  return { status: response.status, body: (await response.json()) as Json }
}

function listBodies() {
  return Object.entries<Json>(server.document.paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).flatMap(([method, operation]) => {
      const filled = fill(path)
      const schema = operation.requestBody?.content['application/json'].schema
      return schema && filled && !filled.includes('{')
        ? [{ operationId: operation.operationId, method, path: filled, schema }]
        : []
    }),
  )
}

describe('bad input', () => {
  it('names every field that is missing', async () => {
    for (const { operationId, method, path, schema } of listBodies()) {
      if (!schema.required) continue
      const { status, body } = await send(method, path, '{}')
      expect(status, operationId).toBe(400)
      for (const field of schema.required)
        expect(body[field], `${operationId} ${field}`).toEqual(['This field is required.'])
    }
  })

  it('names a field of a wrong type, and one that holds NUL, half a character, too much or nothing', async () => {
    let tried = 0
    for (const { operationId, method, path, schema } of listBodies()) {
      for (const [field, shape] of Object.entries<Json>(schema.properties)) {
        const wrong: unknown[] = [{ deep: [1] }, [[]]]
        if (shape.type === 'string') wrong.push(1, true, 'a\0b', '\ud800')
        if (shape.maxLength) wrong.push('x'.repeat(shape.maxLength + 1))
        if (shape.type !== 'string') wrong.push('a string')
        if (shape.type === 'integer') wrong.push(1.5, -1, 1e300)
        if (!shape.nullable) wrong.push(null)
        if (shape.format === 'uuid') wrong.push('6f9b1d6c')
        if (shape.format === 'uri') wrong.push('javascript:alert(1)', 'not a url')
        for (const value of wrong) {
          if (shape.type === 'object' && value !== null && typeof value === 'object' && !Array.isArray(value)) continue
          if (shape.type === 'array' && Array.isArray(value) && shape.items.type !== 'string') continue
          const { status, body } = await send(method, path, JSON.stringify({ [field]: value }))
          expect(status, `${operationId} ${field} ${JSON.stringify(value)?.slice(0, 40)}`).toBe(400)
          expect(body, `${operationId} ${field} ${JSON.stringify(value)?.slice(0, 40)}`).toHaveProperty([field])
          tried += 1
        }
      }
    }
    expect(tried).toBeGreaterThan(200)
  })

  it('names a field that it does not know', async () => {
    for (const { operationId, method, path } of listBodies()) {
      const { status, body } = await send(method, path, '{"surprise":1,"__proto__":{"a":1}}')
      expect(status, operationId).toBe(400)
      expect(body.surprise).toEqual(['Unknown field.'])
    }
  })

  it('refuses what is no JSON object, each in its own words', async () => {
    for (const { operationId, method, path } of listBodies()) {
      expect((await send(method, path, '[1]')).body, operationId).toEqual({
        non_field_errors: ['Invalid data. Expected a dictionary, but got list.'],
      })
      expect((await send(method, path, '{')).body.detail).toMatch(/^JSON parse error/)
      expect((await send(method, path, 'a=1', 'application/x-www-form-urlencoded')).status).toBe(415)
    }
  })

  it('refuses a body that is too large, and configurations that are nested too deeply', async () => {
    const large = await send('POST', '/api/v1/workers/', JSON.stringify({ name: 'x'.repeat(9 * 1024 * 1024) })).catch(
      (error: unknown) => error,
    )
    // The server may end the connection while the rest is still being sent.
    if (!(large instanceof Error)) expect(large).toMatchObject({ status: 413 })
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    const path = fill('/api/v1/workers/{id}/configurations/')!
    const { status, body } = await send('POST', path, `{"name":"deep","configuration":${deep}}`)
    expect(status).toBe(400)
    expect(body.configuration[0]).toContain('nested')
  })

  it('names a query parameter that is wrong or unknown, and a page that is not there is not found', async () => {
    const get = async (query: string) => {
      const response = await fetch(`${server.url}/api/v1/workers/?${query}`, {
        headers: { authorization: `Token ${tokens.owner}` },
      })
      return { status: response.status, body: (await response.json()) as Json }
    }
    expect((await get('page=x')).body).toEqual({ page: ['A valid integer is required.'] })
    expect((await get('page=0')).status).toBe(400)
    expect((await get('archived=maybe')).body).toEqual({ archived: ['Must be a valid boolean.'] })
    expect((await get('surprise=1')).body).toEqual({ surprise: ['Unknown parameter.'] })
    expect((await get('name=a%00b')).status).toBe(400)
    expect(await get('page=7')).toEqual({ status: 404, body: { detail: 'Invalid page.' } })
    expect((await get('page_size=100000')).status).toBe(200)
  })

  it('answers 405 for a method that a path does not have, and 404 for a path that is not there', async () => {
    const headers = { authorization: `Token ${tokens.owner}` }
    const wrong = await fetch(`${server.url}/api/v1/workers/`, { method: 'DELETE', headers })
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toBe('GET, POST')
    expect((await fetch(`${server.url}/api/v1/nothing/`, { headers })).status).toBe(404)
    const undecodable = await fetch(`${server.url}/api/v1/workers/%ff/`, { headers })
    expect(undecodable.status).toBe(400)
    expect(Object.keys((await undecodable.json()) as Json)).toEqual(['detail'])
  })
})
