import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ArbitraryCall, type ArbitraryCaller, arbitraryCall } from './arbitrary-call.ts'
import { type Call, endHeldTask, holdTask, type Role, roles, roleTokens, type Stage, setStage } from './recipes.ts'
import { findOperation, type Json } from './start-test-server.ts'

/*
 * The contract under attack: for every operation of the served document, calls that are right and calls that are wrong, made of
 * its schemas, as every role, on real objects. FUZZ=10000 sends about so many; FUZZ_SEED=… sends the same again.
 */

const isLong = process.env.FUZZ !== undefined
const requests = Number(process.env.FUZZ ?? 700)
const seed = Number(process.env.FUZZ_SEED ?? (isLong ? Date.now() % 2 ** 31 : 20_261_121))
/** Milliseconds in which everything is answered, however busy the machine: what takes longer hangs. */
const hanging = 30_000

let stage: Stage
/** Ids of objects of all kinds, those that users may see and those that they may not know of. */
let known: string[]
/** The Authorization header of each caller. */
let headersOf: Record<ArbitraryCaller, string | null>
const counts = new Map<number, number>()

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

async function restage(): Promise<void> {
  await stage?.server.close()
  // No lease ends while this goes on: the task that runs is stopped only by what is called.
  stage = await setStage({ agentLease: 24 * 3_600_000 })
  const [held, ended] = [await holdTask(stage), await holdTask(stage)]
  await endHeldTask(stage, ended)
  const ofRoles = Object.fromEntries(
    roles.map((role) => [role, roleTokens[role] === null ? null : `Token ${roleTokens[role]}`]),
  ) as Record<Role, string | null>
  headersOf = { ...ofRoles, task: held.task, ended: ended.task, agent: held.agent }
  const found = new Set<string>()
  for (const recipes of [stage.recipes, stage.foreign]) {
    for (const recipe of Object.values(recipes)) {
      for (const [id] of JSON.stringify(await recipe()).matchAll(uuid)) found.add(id)
    }
  }
  known = [...found]
}

beforeAll(async () => {
  process.stderr.write(`The fuzzer's seed is ${seed}: FUZZ_SEED=${seed} sends the same again.\n`)
  await restage()
})
afterAll(async () => {
  const shown = [...counts].sort(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`)
  process.stderr.write(`The fuzzer was answered with ${shown.join(', ')}.\n`)
  await stage.server.close()
})

/** What no answer may hold: a stack, a place in the program, a statement or an error of a database. */
const inside =
  /\n\s+at |node_modules|file:\/\/|\.(ts|cjs|mjs|js):\d+|SQLITE_|SqliteError|syntax error at|select .+ from "|insert into "|Cannot read propert|is not a function|is not iterable/

function fillIn(text: string): string {
  return text.replace(/known-(\d+)-id/g, (_whole, number: string) => known[Number(number) % known.length] ?? '')
}

function fillInAll<T>(value: T): T {
  // Through JSON, which keeps half characters as escapes.
  return value === undefined ? value : (JSON.parse(fillIn(JSON.stringify(value))) as T)
}

/**
 * The recipe's call; where what it works with was destroyed by the calls before, everything is made anew. An operation
 * without a recipe fails the rights matrix; here it gets ids of whatever there is.
 */
async function readRecipe(operationId: string): Promise<Call> {
  const recipe = () => stage.recipes[operationId]?.() ?? {}
  try {
    return await recipe()
  } catch (error) {
    if (/: 5\d\d /.test(String(error))) throw error
    await restage()
    return recipe()
  }
}

interface Sent {
  url: string
  init: RequestInit
}

async function build(call: ArbitraryCall): Promise<Sent> {
  const { operationId, role, body } = call
  const { path, method, operation } = findOperation(stage.server.document, operationId)
  const base = await readRecipe(operationId)
  const values: Record<string, string> = { ...base.path, ...fillInAll(call.path) }
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(values[name] ?? known[0] ?? ''),
  )
  const url = new URL(filled, stage.server.url)
  for (const [name, value] of call.query.length === 0 ? Object.entries(base.query ?? {}) : call.query) {
    url.searchParams.append(name, fillIn(value))
  }
  const header = headersOf[role]
  const headers: Record<string, string> = header === null ? {} : { authorization: header }
  let text: string | undefined
  if (body?.kind === 'raw') {
    text = body.text
    headers['content-type'] = body.type
  } else if (body?.kind === 'whole') text = JSON.stringify(fillInAll(body.value))
  else if (body && operation.requestBody) {
    const changed: Record<string, unknown> = { ...(base.body as object), ...fillInAll(body.set) }
    for (const name of body.drop) delete changed[name]
    text = JSON.stringify(changed)
  }
  if (text !== undefined) headers['content-type'] ??= 'application/json'
  const isSent = method !== 'get' && text !== undefined
  return {
    url: url.href,
    init: { method: method.toUpperCase(), headers, redirect: 'manual', ...(isSent ? { body: text ?? '' } : {}) },
  }
}

function describeRequest({ url, init }: Sent): string {
  const body = typeof init.body === 'string' ? ` ${init.body.slice(0, 2000)}` : ''
  return `${init.method} ${url} ${JSON.stringify(init.headers)}${body}`
}

/** Sends a call and checks everything that holds for every answer. */
async function play(call: ArbitraryCall): Promise<void> {
  const sent = await build(call)
  try {
    const response = await fetch(sent.url, { ...sent.init, signal: AbortSignal.timeout(hanging) })
    const text = await response.text()
    counts.set(response.status, (counts.get(response.status) ?? 0) + 1)
    expect(response.status, text).toBeLessThan(500)
    expect(response.headers.get('x-request-id') ?? '').toMatch(uuid)
    expect(text).not.toMatch(inside)
    if (text !== '') expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    stage.server.check(call.operationId, response.status, text === '' ? undefined : JSON.parse(text))
    const { operation } = findOperation(stage.server.document, call.operationId)
    const isOpen = operation.security.length === 0
    // What is called may stop the task, or its agent.
    const mayHaveEnded = call.role === 'task' || call.role === 'agent'
    if (call.role === 'expired' || call.role === 'ended' || (call.role === 'anonymous' && !isOpen))
      expect([401, 414]).toContain(response.status)
    else if (!isOpen && !mayHaveEnded) expect(response.status).not.toBe(401)
  } catch (error) {
    throw new Error(`${call.operationId} as ${call.role} (seed ${seed})\n${describeRequest(sent)}\n${error}`, {
      cause: error,
    })
  }
}

/** Holds for the publications of every worker, whatever was called. */
async function checkPublications(): Promise<void> {
  const workers = (await stage.prepare('ListWorkers', { query: { page_size: '500' } })).results
  for (const { id } of workers) {
    const { results } = await stage.prepare('ListWorkerVersions', { path: { id }, query: { page_size: '500' } })
    for (const field of ['branch', 'tag', 'revision_url', 'version']) {
      const held = results.map((one: Json) => one[field]).filter((value: unknown) => value !== null)
      expect(new Set(held).size, `${field} of worker ${id}`).toBe(held.length)
    }
  }
}

async function listOperations(): Promise<Json[]> {
  return Object.values<Json>(stage.server.document.paths).flatMap((item) => Object.values<Json>(item))
}

const time = 600_000 + requests * 200

describe('whatever is sent', () => {
  it(
    'to one operation, the answer is one that the document declares, and tells nothing of the inside',
    async () => {
      const operations = await listOperations()
      const each = Math.ceil(requests / operations.length)
      const { components } = stage.server.document
      const failures: string[] = []
      for (const [index, operation] of operations.entries()) {
        // A log-in takes 50 ms of computation.
        const numRuns = operation.operationId === 'Login' ? Math.min(each, 20) : each
        const property = fc.asyncProperty(arbitraryCall(operation, components), play)
        const { errorInstance } = await fc.check(property, { seed: seed + index, numRuns, endOnFailure: true })
        if (errorInstance) failures.push(String(errorInstance))
      }
      expect(failures.join('\n\n')).toBe('')
    },
    time,
  )

  it(
    'one operation after the other, the rules of publication hold too',
    async () => {
      const operations = (await listOperations()).filter(({ operationId }) => operationId !== 'Login')
      const { components } = stage.server.document
      const steps = fc.array(fc.oneof(...operations.map((operation) => arbitraryCall(operation, components))), {
        minLength: 5,
        maxLength: 25,
        size: 'max',
      })
      const walk = async (calls: readonly ArbitraryCall[]) => {
        for (const call of calls) await play(call)
        await checkPublications()
      }
      const property = fc.asyncProperty(steps, walk)
      await fc.assert(property, { seed, numRuns: Math.ceil(requests / 40), endOnFailure: true })
    },
    time,
  )
})
