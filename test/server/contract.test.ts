import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDuplicateKey, hasDuplicateKey } from '../../server/http/find-duplicate-key.ts'
import { createAttemptLimiter } from '../../server/users/attempt-limiter.ts'
import {
  type Json,
  ownerPassword,
  startTestServer,
  type TestServer,
  toJsonSchema,
  tokens,
} from './start-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

describe('the document', () => {
  it('has an example for each body and answer, which its schema accepts', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv)
    ajv.addSchema({ $id: 'document', components: toJsonSchema(server.document.components) })
    let tried = 0
    for (const operation of Object.values<Json>(server.document.paths).flatMap((item) => Object.values<Json>(item))) {
      for (const [place, holder] of [['body', operation.requestBody], ...Object.entries<Json>(operation.responses)]) {
        const media = holder?.content?.['application/json']
        if (!media) continue
        tried += 1
        expect(media, `${operation.operationId} ${place}`).toHaveProperty('example')
        const schema = JSON.stringify(toJsonSchema(media.schema)).replaceAll('"#/components', '"document#/components')
        const validate = ajv.compile(JSON.parse(schema))
        expect(validate(media.example), `${operation.operationId} ${place}: ${ajv.errorsText(validate.errors)}`).toBe(
          true,
        )
      }
    }
    expect(tried).toBeGreaterThan(200)
  })
})

describe('a body', () => {
  const send = async (body: string) => {
    const headers = { authorization: `Token ${tokens.owner}`, 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/api/v1/models/`, { method: 'POST', headers, body })
    return { status: response.status, body: await response.json() }
  }

  it('that has a key twice is refused, with the key named', async () => {
    expect(await send('{"name":"a","name":"b"}')).toEqual({
      status: 400,
      body: { name: ['This field is given more than once.'] },
    })
    expect((await send('{"name":"a","n\\u0061me":"b"}')).status).toBe(400)
    const nested = await send('{"name":"a","description":{"x":1,"x":2}}')
    expect(nested.body).toEqual({ non_field_errors: ['The key "x" is given more than once.'] })
    expect((await send('{"name":"Once","description":"\\"name\\":{},[]"}')).status).toBe(201)
  })

  it('of JSON without duplicates never counts as having one, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.json(),
        (text) => findDuplicateKey(text) === undefined && !hasDuplicateKey(text, JSON.parse(text)),
      ),
    )
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), (key, one, other) => {
        const name = JSON.stringify(key)
        const twice = `{${name}:${JSON.stringify(one)} , ${name} :${JSON.stringify(other)}}`
        const text = `[{"a":{}, "b":[${twice}]}]`
        return findDuplicateKey(text)?.key === key && hasDuplicateKey(text, JSON.parse(text))
      }),
    )
  })
})

it('a query parameter that is given twice is refused, named', async () => {
  const response = await fetch(`${server.url}/api/v1/models/?name=a&name=b`, {
    headers: { authorization: `Token ${tokens.owner}` },
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ name: ['This parameter may be given once.'] })
})

describe('log-in', () => {
  const login = (email: string, password: string) => server.call('Login', { body: { email, password }, token: null })

  it('is limited for who guesses, and for nobody else', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => (await login('guest@example.com', 'wrong password')).status),
    )
    expect(statuses.filter((status) => status === 400)).toHaveLength(10)
    const refused = await login('guest@example.com', 'wrong password')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    for (let time = 0; time < 12; time += 1) {
      expect((await login('owner@example.com', ownerPassword)).status).toBe(200)
    }
  })

  it('is open again when the time is over', () => {
    let time = 0
    const limiter = createAttemptLimiter(2, 60_000, () => time)
    expect([limiter.take('a'), limiter.take('a'), limiter.take('a'), limiter.take('b')]).toEqual([
      undefined,
      undefined,
      60,
      undefined,
    ])
    time = 60_000
    expect(limiter.take('a')).toBeUndefined()
    limiter.take('a')
    limiter.forget('a')
    expect([limiter.take('a'), limiter.take('a')]).toEqual([undefined, undefined])
  })
})
