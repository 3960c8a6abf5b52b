import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Call, endHeldTask, holdTask, roleTokens, type Stage, setStage } from './recipes.ts'
import { findOperation, type Json } from './start-test-server.ts'

/*
 * Every operation of the served document is tried with what is wrong, from a call that is right (recipes.ts): what is refused is
 * refused in the shape of DRF with the field named, and nothing that is refused tells of what the user may not see.
 */

// Some tests send a few thousand requests.
vi.setConfig({ testTimeout: 300_000 })

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.server.close())

interface Operation {
  operationId: string
  path: string
  method: string
  operation: Json
}

/** What refuses every user before it reads what they sent: it is for tasks and agents, whose bad input is in their own tests. */
const notForUsers: ReadonlySet<string> = new Set([
  'AppendTaskLogs',
  'CreateArtifact',
  'RetrieveAgentActions',
  'RetrieveTaskDefinition',
  'StartWorkerActivity',
])

/** All that are for users. */
const listOperations = () => listAll().filter(({ operationId }) => !notForUsers.has(operationId))

/** All that have a recipe; the rights matrix fails for one that has none. */
function listAll(): Operation[] {
  return Object.entries<Json>(stage.server.document.paths)
    .flatMap(([path, item]) =>
      Object.entries<Json>(item).map(([method, operation]) => ({
        operationId: operation.operationId as string,
        path,
        method,
        operation,
      })),
    )
    .filter(({ operationId }) => stage.recipes[operationId])
}

function resolve(schema: Json): Json {
  if (schema.$ref) return resolve(stage.server.document.components.schemas[schema.$ref.split('/').at(-1)])
  return schema
}

const listBodies = () =>
  listOperations().flatMap((one) => {
    const schema = one.operation.requestBody?.content['application/json'].schema
    return schema ? [{ ...one, schema: resolve(schema) }] : []
  })

interface Sent {
  token?: string | null
  authorization?: string
  text?: string
  type?: string
}

/** Sends a call with a body as text, and checks that the document declares the answer. */
async function send({ operationId, path, method }: Operation, call: Call, sent: Sent = {}) {
  const { token = roleTokens.instance, authorization, text, type = 'application/json' } = sent
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(call.path?.[name] ?? ''))
  const url = new URL(filled, stage.server.url)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const body = text ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
  const header = authorization ?? (token === null ? undefined : `Token ${token}`)
  const response = await fetch(url, {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: {
      ...(header === undefined ? {} : { authorization: header }),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined || method === 'get' ? {} : { body }),
  })
  const answer = await response.text()
  const parsed: Json = answer === '' ? undefined : JSON.parse(answer)
  stage.server.check(operationId, response.status, parsed)
  return { status: response.status, body: parsed }
}

async function readRecipe(operationId: string): Promise<Call> {
  const recipe = stage.recipes[operationId]
  if (!recipe) throw new Error(`recipes.ts has none for ${operationId}`)
  return recipe()
}

/** What is wrong for a field whatever it is about; half a character stands as an escape, as JSON can have it. */
function listWrong(shape: Json): unknown[] {
  const isText = shape.type === 'string'
  const isFree = shape.type === undefined
  const wrong: unknown[] = []
  if (shape.anyOf || shape.oneOf || shape.allOf) return [{ deep: [1] }, ...(shape.nullable ? [] : [null])]
  if (!isFree && shape.type !== 'object') wrong.push({ deep: [1] })
  if (!isFree && shape.type !== 'array') wrong.push([[]])
  if (isText) wrong.push(1, true, 'a\0b', '\ud800', 'a\udc00b')
  if (isText && shape.maxLength) wrong.push('x'.repeat(shape.maxLength + 1))
  if (isText && shape.enum) wrong.push('', '😀', 'e\u0301')
  if (!isText && !isFree) wrong.push('a string')
  if (shape.type === 'integer') wrong.push(1.5, 1e300, ...(shape.minimum === undefined ? [] : [shape.minimum - 1]))
  if (shape.type === 'boolean') wrong.push(1, 'true')
  if (shape.type === 'array') {
    if (shape.maxItems < 10_000) wrong.push(Array.from({ length: shape.maxItems + 1 }, () => 'x'))
    if (resolve(shape.items).type === 'string') wrong.push(['a\0b'], ['\ud800'], [1])
  }
  if (!isFree && !shape.nullable) wrong.push(null)
  if (shape.format === 'uuid') wrong.push('6f9b1d6c', '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c1\u202e')
  if (shape.format === 'uri') wrong.push('javascript:alert(1)', 'not a url', 'https://')
  if (isFree || shape.type === 'object') wrong.push(JSON.parse(`${'{"a":'.repeat(90)}1${'}'.repeat(90)}`))
  return wrong
}

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 60)

describe('a field', () => {
  it('that is missing is named, with all the others that are', async () => {
    for (const one of listBodies()) {
      if (!one.schema.required) continue
      const call = await readRecipe(one.operationId)
      const { status, body } = await send(one, call, { text: '{}' })
      expect(status, one.operationId).toBe(400)
      for (const field of one.schema.required) {
        expect(body[field], `${one.operationId} ${field}`).toEqual(['This field is required.'])
      }
    }
  })

  it('of a wrong type, with NUL, half a character, too much, too deep or nothing is named, in a call that is right otherwise', async () => {
    let tried = 0
    const failures: string[] = []
    for (const one of listBodies()) {
      const call = await readRecipe(one.operationId)
      for (const [field, part] of Object.entries<Json>(one.schema.properties ?? {})) {
        for (const value of listWrong(resolve(part))) {
          const body = { ...(call.body as object), [field]: value }
          const answer = await send(one, { ...call, body })
          if (answer.status !== 400 || !(field in answer.body)) {
            failures.push(`${one.operationId} ${field} ${show(value)}: ${answer.status} ${show(answer.body)}`)
          }
          tried += 1
        }
      }
    }
    expect(failures.join('\n')).toBe('')
    expect(tried).toBeGreaterThan(600)
  })

  it('of text takes every character that is one, and gives it back as it was, or names the field', async () => {
    const texts = ['😀🏳️‍🌈 \u202eשלום e\u0301\u0323', 'İﬁß a\u2028b %_\'"\\; -- 𝔘𐍈']
    for (const one of listBodies()) {
      for (const [field, part] of Object.entries<Json>(one.schema.properties ?? {})) {
        const shape = resolve(part)
        if (shape.type !== 'string' || shape.enum || shape.format) continue
        for (const text of texts) {
          const call = await readRecipe(one.operationId)
          const { status, body } = await send(one, { ...call, body: { ...(call.body as object), [field]: text } })
          const what = `${one.operationId} ${field} ${text}: ${status} ${show(body)}`
          expect(status, what).toBeLessThan(500)
          // Its recipe has a key that is not that of the farm, which is told before anything of the rest.
          if (one.operationId === 'CreateAgent') expect(status, what).toBe(403)
          else if (status >= 300) expect(Object.keys(body), what).not.toEqual(['detail'])
          else if (typeof body?.[field] === 'string') expect(body[field], what).toBe(text)
        }
      }
    }
  })

  it('that is unknown is refused and named, as is one that is given twice', async () => {
    for (const one of listBodies()) {
      const call = await readRecipe(one.operationId)
      const whole = JSON.stringify(call.body ?? {})
      const rest = whole === '{}' ? '}' : `,${whole.slice(1)}`
      const unknown = await send(one, call, { text: `{"surprise":1,"__proto__":{"a":1}${rest}` })
      expect(unknown.status, one.operationId).toBe(400)
      expect(unknown.body.surprise, one.operationId).toEqual(['Unknown field.'])
      for (const field of Object.keys(one.schema.properties ?? {})) {
        const twice = await send(one, call, { text: `{"${field}":null,"${field}":null}` })
        expect(twice, one.operationId).toEqual({
          status: 400,
          body: { [field]: ['This field is given more than once.'] },
        })
      }
    }
  })
})

describe('a body', () => {
  it('that is no JSON object is refused, each in its own words', async () => {
    for (const one of listBodies()) {
      const call = await readRecipe(one.operationId)
      expect((await send(one, call, { text: '[1]' })).body, one.operationId).toEqual({
        non_field_errors: ['Invalid data. Expected a dictionary, but got list.'],
      })
      expect((await send(one, call, { text: '{' })).body.detail).toMatch(/^JSON parse error/)
      const form = await send(one, call, { text: 'a=1', type: 'application/x-www-form-urlencoded' })
      expect(form.status).toBe(415)
    }
  })

  it('where none is wanted is read and refused alike', async () => {
    for (const one of listOperations()) {
      if (one.method === 'get' || one.operation.requestBody) continue
      const call = await readRecipe(one.operationId)
      expect((await send(one, call, { text: '{' })).status, one.operationId).toBe(400)
      expect((await send(one, call, { text: 'x', type: 'text/plain' })).status, one.operationId).toBe(415)
    }
  })

  it('that is too large is refused', async () => {
    const text = JSON.stringify({ name: 'x'.repeat(9 * 1024 * 1024) })
    const [one] = listBodies()
    const large = await send(one!, {}, { text }).catch((error: unknown) => error)
    // The server may end the connection while the rest is still being sent.
    if (!(large instanceof Error)) expect(large).toMatchObject({ status: 413 })
  })

  it('of a type that is refused may stop in the middle: the server stays', async () => {
    const other = await setStage({ limits: { requestTime: 100 } })
    const socket = connect(Number(new URL(other.server.url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => {
      answer += String(data)
    })
    socket.on('error', () => {})
    socket.write(
      'POST /api/v1/user/login/ HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nabc',
    )
    // Longer than the body may take: what is thrown then is the program's end, and fails this file.
    await wait(400)
    expect(answer).toContain('415')
    socket.destroy()
    expect((await fetch(`${other.server.url}/healthz`)).status).toBe(200)
    await other.server.close()
  })
})

describe('a query parameter', () => {
  it('that is wrong, unknown or given twice is named, by every operation', async () => {
    for (const one of listOperations()) {
      const call = await readRecipe(one.operationId)
      const unknown = await send(one, { ...call, query: { ...call.query, surprise: '1' } })
      expect(unknown, one.operationId).toEqual({ status: 400, body: { surprise: ['Unknown parameter.'] } })
      for (const { in: place, name, schema } of one.operation.parameters ?? []) {
        if (place !== 'query') continue
        const wrong = ['a\0b']
        if (schema.type === 'integer') wrong.push('x', '1.5', '٣', '9'.repeat(30))
        if (schema.type === 'boolean') wrong.push('maybe')
        if (schema.format === 'uuid') wrong.push('6f9b1d6c')
        if (schema.enum) wrong.push('😀')
        if (schema.maxLength) wrong.push('x'.repeat(schema.maxLength + 1))
        for (const value of wrong) {
          const { status, body } = await send(one, { ...call, query: { ...call.query, [name]: value } })
          expect(
            { status, fields: Object.keys(body ?? {}) },
            `${one.operationId} ${name}=${value.slice(0, 20)}`,
          ).toEqual({
            status: 400,
            fields: [name],
          })
        }
      }
    }
  })
})

const randomId = 'deadbeef-dead-4eef-8ead-beefdeadbeef'
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The ids of a call, each with the call in which another id stands in its place. */
function listReplacements(call: Call): { id: string; replace: (other: string) => Call }[] {
  const text = JSON.stringify(call)
  return [...new Set(text.match(uuid) ?? [])].map((id) => ({
    id,
    replace: (other) => JSON.parse(text.replaceAll(id, other)) as Call,
  }))
}

/** False for what refuses even an administrator of the instance, whose call is right: it is for agents and tasks. */
async function readsUsers(one: Operation): Promise<boolean> {
  return (await send(one, await readRecipe(one.operationId))).status !== 403
}

describe('an id', () => {
  it('of what another user has is answered like one that names nothing, in path, query and body', async () => {
    const failures: string[] = []
    let tried = 0
    for (const one of listOperations()) {
      const hidden = stage.foreign[one.operationId]
      if (!hidden) continue
      const whole = await hidden()
      const compare = async (role: 'admin' | 'stranger', what: string, real: Call, id: string, unknown: Call) => {
        const token = roleTokens[role]
        const told = await send(one, real, { token })
        const known = await send(one, unknown, { token })
        const plain = (answer: Json) => JSON.stringify(answer).replaceAll(id, '<id>').replaceAll(randomId, '<id>')
        if (plain(told) !== plain(known))
          failures.push(`${one.operationId} ${role} ${what}: ${plain(told)} ≠ ${plain(known)}`)
        tried += 1
      }
      // The link of a download carries its own right.
      if (one.operation.security.length === 0) continue
      // Images belong to nobody: every user may see them.
      // Agents of the default farm are listed to everyone.
      if (one.operationId === 'RetrieveImage' || one.operationId === 'DestroyAgent') continue
      for (const { id, replace } of listReplacements(whole)) {
        await compare('stranger', 'all of it foreign', whole, id, replace(randomId))
        await compare('admin', 'all of it foreign', whole, id, replace(randomId))
      }
      // One id at a time, in a call that is right otherwise.
      const right = await readRecipe(one.operationId)
      const foreignIds = listReplacements(whole).map(({ id }) => id)
      for (const [index, { replace }] of listReplacements(right).entries()) {
        const foreign = foreignIds[index]
        if (foreign === undefined) continue
        await compare('admin', `id ${index}`, replace(foreign), foreign, replace(randomId))
      }
    }
    expect(failures.join('\n')).toBe('')
    expect(tried).toBeGreaterThan(150)
  })

  it('that is none is not found, whatever it is', async () => {
    const wrong = ['6f9b1d6c', '😀', '%00', 'e\u0301', "'; --", '1', 'null', '00000000-0000-0000-0000-000000000000']
    for (const one of listOperations()) {
      const call = await readRecipe(one.operationId)
      for (const name of Object.keys(call.path ?? {})) {
        for (const id of wrong) {
          const { status, body } = await send(one, { ...call, path: { ...call.path, [name]: id } })
          // Where only agents and tasks may call, that is told first, whatever the id.
          if (status === 403 && !(await readsUsers(one))) continue
          expect({ status, body }, `${one.operationId} ${name} ${id}`).toEqual({
            status: 404,
            body: { detail: 'Not found.' },
          })
        }
      }
    }
  })
})

describe('a token', () => {
  it('that is missing, unknown, expired or malformed, or a task’s that is unknown, is 401 before anything else', async () => {
    // Tokens of tasks that exist, and what they may do, are tried where tasks are.
    const wrong = [
      'Token wrong',
      'Ponos wrong',
      'Bearer x',
      'Token',
      'Token a b',
      'Basic eDp4',
      `Token ${roleTokens.expired}`,
    ]
    for (const one of listOperations()) {
      const isOpen = one.operation.security.length === 0
      const call = isOpen ? await readRecipe(one.operationId) : { path: {}, query: {} }
      for (const authorization of wrong) {
        const path = Object.fromEntries([...one.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, randomId]))
        const { status, body } = await send(one, { ...call, path }, { authorization, token: null })
        expect({ status, fields: Object.keys(body) }, `${one.operationId} ${authorization}`).toEqual({
          status: 401,
          fields: ['detail'],
        })
      }
    }
  })
})

describe('the token of a task or an agent', () => {
  it('is 401 everywhere once the task has ended, is taken back, or the agent has left', async () => {
    const [ended, left] = [await holdTask(stage), await holdTask(stage)]
    await endHeldTask(stage, ended)
    const { body: agents } = await stage.send('ListAgents', { query: { page_size: '500' } }, roleTokens.instance)
    for (const one of agents.results) {
      if (one.running_tasks > 0) await stage.prepare('DestroyAgent', { path: { id: one.id } })
    }
    for (const one of listAll()) {
      const path = Object.fromEntries([...one.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name ?? '', randomId]))
      for (const authorization of [ended.task, left.task, left.agent]) {
        const { status, body } = await send(one, { path }, { authorization, token: null })
        const what = `${one.operationId} ${authorization.split(' ')[0]}`
        expect({ status, fields: Object.keys(body) }, what).toEqual({ status: 401, fields: ['detail'] })
      }
    }
  })

  it('gets an answer that is declared from every operation, and none of the inside', async () => {
    const held = await holdTask(stage)
    for (const one of listAll()) {
      const call = await readRecipe(one.operationId)
      const { status } = await send(one, call, { authorization: held.task, token: null })
      expect(status, one.operationId).toBeLessThan(500)
      expect(status, one.operationId).not.toBe(401)
    }
    const ofAgents = new Set(['RetrieveAgentActions', 'RetrieveTaskDefinition', 'AppendTaskLogs', 'CreateArtifact'])
    for (const other of ['ListArtifacts', 'DownloadArtifact', 'UpdateTask', 'PartialUpdateTask', 'DestroyAgent'])
      ofAgents.add(other)
    for (const one of listAll()) {
      const call = await readRecipe(one.operationId)
      const { status } = await send(one, call, { authorization: held.agent, token: null })
      expect(status, one.operationId).toBeLessThan(500)
      const isOpen = one.operation.security.length === 0
      if (!isOpen && !ofAgents.has(one.operationId)) expect(status, one.operationId).toBe(403)
    }
  })

  it('with a field that is wrong, missing or unknown has the field named, as a user has', async () => {
    const held = await holdTask(stage)
    const path = { id: held.id }
    const right: Record<string, { authorization: string; call: Call }> = {
      CreateArtifact: { authorization: held.task, call: { path, body: { path: 'x', size: 1 } } },
      AppendTaskLogs: { authorization: held.agent, call: { path, body: { attempt: 1, offset: 0, text: 'x' } } },
      PartialUpdateTask: { authorization: held.agent, call: { path, body: { state: 'failed', attempt: 1 } } },
      RetrieveAgentActions: {
        authorization: held.agent,
        call: { body: { tasks: [{ id: held.id, attempt: 1 }], accepts: false } },
      },
    }
    const failures: string[] = []
    let tried = 0
    for (const { operationId, ...one } of listAll()) {
      const found = right[operationId]
      if (!found) continue
      const schema = resolve(one.operation.requestBody.content['application/json'].schema)
      const ask = async (field: string, value: unknown) => {
        const body = { ...(found.call.body as object), [field]: value }
        const sent = { authorization: found.authorization, token: null }
        const answer = await send({ operationId, ...one }, { ...found.call, body }, sent)
        tried += 1
        if (answer.status !== 400 || !(field in answer.body))
          failures.push(`${operationId} ${field} ${show(value)}: ${answer.status} ${show(answer.body)}`)
      }
      for (const [field, part] of Object.entries<Json>(schema.properties)) {
        for (const value of listWrong(resolve(part))) {
          // A log is whatever a worker wrote: what is no text is replaced.
          if (operationId === 'AppendTaskLogs' && field === 'text' && typeof value === 'string') continue
          await ask(field, value)
        }
      }
      for (const field of schema.required ?? []) await ask(field, undefined)
      await ask('surprise', 1)
    }
    expect(failures.join('\n')).toBe('')
    expect(tried).toBeGreaterThan(60)
  })
})

describe('HTTP', () => {
  /** What is answered to bytes. */
  function exchange(text: string): Promise<{ status: number; body: Json }> {
    return new Promise((done, fail) => {
      const socket = connect(Number(new URL(stage.server.url).port), '127.0.0.1')
      let answer = ''
      socket.on('data', (data) => {
        answer += String(data)
      })
      socket.on('error', fail)
      socket.on('close', () => {
        const [head = '', body = ''] = answer.split('\r\n\r\n')
        done({ status: Number(head.split(' ')[1]), body: body === '' ? undefined : JSON.parse(body) })
      })
      socket.write(text)
    })
  }
  const head = 'Host: x\r\nConnection: close\r\n'

  it('that is none, or too much of it, is answered with a detail', async () => {
    const get = `GET /api/v1/workers/${'x'.repeat(700)}/ HTTP/1.1\r\n${head}\r\n`
    expect(await exchange('NONSENSE\r\n\r\n')).toEqual({ status: 400, body: { detail: 'The request is no HTTP.' } })
    expect(await exchange(`GET / HTTP/1.1\r\n${head}X: ${'x'.repeat(20_000)}\r\n\r\n`)).toEqual({
      status: 431,
      body: { detail: 'The headers or the URL are too large.' },
    })
    expect(await exchange(get)).toEqual({ status: 414, body: { detail: 'The path is too long.' } })
  })

  it('of a method that a path does not have is 405, of a path that is not there 404', async () => {
    const headers = { authorization: `Token ${roleTokens.instance}` }
    const wrong = await fetch(`${stage.server.url}/api/v1/workers/`, { method: 'DELETE', headers })
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toBe('GET, POST')
    expect((await fetch(`${stage.server.url}/api/v1/workers/`, { method: 'HEAD', headers })).status).toBe(405)
    expect((await fetch(`${stage.server.url}/api/v1/nothing/`, { headers })).status).toBe(404)
    const undecodable = await fetch(`${stage.server.url}/api/v1/workers/%ff/`, { headers })
    expect(undecodable.status).toBe(400)
    expect(undecodable.headers.get('x-request-id')).toMatch(uuid)
    expect(Object.keys((await undecodable.json()) as Json)).toEqual(['detail'])
  })
})

it('a page that is not there is not found, and one that is too long is cut down', async () => {
  const { path, method, operation } = findOperation(stage.server.document, 'ListWorkers')
  const list = { operationId: 'ListWorkers', path, method, operation }
  expect(await send(list, { query: { page: '7' } })).toEqual({ status: 404, body: { detail: 'Invalid page.' } })
  expect((await send(list, { query: { page: '0' } })).status).toBe(400)
  expect((await send(list, { query: { page_size: '100000' } })).status).toBe(200)
})
