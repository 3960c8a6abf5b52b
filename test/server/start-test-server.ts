import { randomUUID } from 'node:crypto'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { readSeed } from '../../server/seed/read-seed.ts'
import { type RunningServer, type ServerOptions, startServer } from '../../server/start-server.ts'
import { findTestCluster } from '../postgresql/test-engine.ts'

/** Tokens of the users that every test server has. */
export const tokens = {
  /** Administrator of the instance. */
  admin: 'admin-token-of-tests',
  /** Makes workers and models; administrator of the corpus Letters. */
  owner: 'owner-token-of-tests',
  /** Guest on the corpus Letters and on the models Private and Tagged; may not make workers. */
  guest: 'guest-token-of-tests',
  /** Has rights on nothing. */
  stranger: 'stranger-token-of-tests',
}

const seedText = `
version: 1
users:
  - { email: owner@example.com, display_name: Owner, token: ${tokens.owner}, password_env: OWNER_PASSWORD }
  - { email: guest@example.com, token: ${tokens.guest}, can_create_workers: false }
  - { email: stranger@example.com, token: ${tokens.stranger} }
farms:
  - { name: Closed farm }
  - { name: GPU farm, members: { owner@example.com: guest } }
models:
  - { name: Private, members: { owner@example.com: admin, guest@example.com: guest } }
corpora:
  - name: Letters
    members: { owner@example.com: admin, guest@example.com: guest }
    datasets:
      - name: Letters 2026
        sets:
          training: [{ name: Line 1, text: My dear friend }, { name: Line 2, text: I hope }]
          validation: [{ name: Line 3, text: Yours }]
      - { name: Done, state: complete, sets: { training: [{ name: Line 4 }] } }
`

export const ownerPassword = 'the owner types this one'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely; their shape is checked against the document
export type Json = any

interface CallOptions {
  path?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  token?: string | null
  /** The word before the token. */
  scheme?: 'Token' | 'Ponos' | 'Agent'
}

export interface TestServer extends RunningServer {
  document: Json
  /** Calls an operation as a client does, and checks the answer against the document. */
  call(operationId: string, options?: CallOptions): Promise<{ status: number; body: Json; headers: Headers }>
  /** Throws where an operation does not declare an answer like this; `body` is undefined where there is none. */
  check(operationId: string, status: number, body: unknown): void
}

/** OpenAPI's `nullable` as JSON Schema says it. */
export function toJsonSchema(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(toJsonSchema)
  if (typeof schema !== 'object' || schema === null) return schema
  const { nullable, example: _example, ...rest } = schema
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'enum' ? value : toJsonSchema(value)]),
  )
  return nullable && Object.keys(converted).length > 0 ? { anyOf: [converted, { type: 'null' }] } : converted
}

export function findOperation(document: Json, operationId: string): { path: string; method: string; operation: Json } {
  for (const [path, item] of Object.entries<Json>(document.paths)) {
    for (const [method, operation] of Object.entries<Json>(item)) {
      if (operation.operationId === operationId) return { path, method, operation }
    }
  }
  throw new Error(`the document has no operation ${operationId}`)
}

/** Starts a server on the engine that the tests run on, with an empty database of its own, which goes with it. */
async function startOnEngine(options: ServerOptions): Promise<RunningServer> {
  // Who names a place of the data has chosen the engine.
  const isPlaced = options.data !== undefined || options.database !== undefined
  const cluster = isPlaced ? undefined : findTestCluster()
  if (!cluster) return startServer(options)
  const name = `test_${randomUUID()}`
  const server = await startServer({ ...options, database: await cluster.createDatabase(name) })
  return {
    ...server,
    close: async () => {
      await server.close()
      await cluster.dropDatabase(name)
    },
  }
}

export async function startTestServer(options: ServerOptions = {}): Promise<TestServer> {
  const seed = readSeed(seedText, 'test seed', { OWNER_PASSWORD: ownerPassword })
  const server = await startOnEngine({ adminToken: tokens.admin, seed, ...options })
  const document = (await (await fetch(`${server.url}/api/v1/openapi/?format=json`)).json()) as Json
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'document', components: toJsonSchema(document.components) })
  const validators = new Map<string, ValidateFunction>()
  const check = (operationId: string, status: number, body: unknown) => {
    const { operation } = findOperation(document, operationId)
    const response = operation.responses[status]
    if (!response)
      throw new Error(`${operationId} answered with ${status}, which it does not declare: ${JSON.stringify(body)}`)
    const schema = response.content?.['application/json']?.schema
    if (!schema) {
      if (body !== undefined) throw new Error(`${operationId} answered ${status} with a body that it does not declare`)
      return
    }
    const key = `${operationId} ${status}`
    const local = JSON.parse(JSON.stringify(toJsonSchema(schema)).replaceAll('"#/components', '"document#/components'))
    const validate = validators.get(key) ?? ajv.compile(local)
    validators.set(key, validate)
    if (!validate(body))
      throw new Error(`${key} breaks its schema: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(body)}`)
  }
  return {
    ...server,
    document,
    check,
    call: async (operationId, { path = {}, query = {}, body, token = tokens.owner, scheme = 'Token' } = {}) => {
      const found = findOperation(document, operationId)
      const filled = found.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(path[name] ?? ''))
      const url = new URL(filled, server.url)
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      const response = await fetch(url, {
        method: found.method.toUpperCase(),
        headers: {
          ...(token === null ? {} : { authorization: `${scheme} ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const answer = text === '' ? undefined : JSON.parse(text)
      check(operationId, response.status, answer)
      return { status: response.status, body: answer, headers: response.headers }
    },
  }
}
