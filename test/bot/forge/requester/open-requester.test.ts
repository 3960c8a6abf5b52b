import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { ForgeAnswerError, ForgeLimitedError, orUndefined } from '../../../../bot/forge/requester/forge-errors.ts'
import { openHostBudgets } from '../../../../bot/forge/requester/host-budgets.ts'
import { openRequester, type Requester } from '../../../../bot/forge/requester/open-requester.ts'
import { openTransport } from '../../../../core/arkindex/transport.ts'
import { CodedError } from '../../../../core/errors/coded-error.ts'
import { registerSecret } from '../../../../core/log/secrets.ts'
import {
  cut,
  json,
  makeClock,
  type ScriptedServer,
  serveScript,
  type Turn,
  text,
} from '../../../core/arkindex/scripted-server.ts'

const canary = 'glpat-canary-requester-77'
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

interface Stage {
  requester: Requester
  server: ScriptedServer
  slept: number[]
  another(): Requester
}

async function serve(...turns: Turn[]): Promise<Stage> {
  const server = await serveScript(turns)
  const clock = makeClock()
  const transport = openTransport({ env: {}, clock })
  const budgets = openHostBudgets(clock)
  closers.push(server.close, transport.close)
  const open = () =>
    openRequester({
      apiUrl: `${server.url}/api/v4`,
      peer: 'GitLab (here)',
      headers: () => ({ 'private-token': canary }),
      transport,
      budget: budgets.of(new URL(server.url).host),
    })
  return { requester: open(), server, slept: clock.slept, another: open }
}

async function catchError(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  )
}

const get = { method: 'GET', path: 'projects/1' } as const
const post = { method: 'POST', path: 'projects/1/notes', body: { body: 'x' } } as const

describe('the requester of a forge', () => {
  it('sends the token in its header and a body as JSON', async () => {
    const { requester, server } = await serve(json({ id: 1 }))
    const answer = await requester.send({ ...post, path: 'projects/1/notes?a=b%20c' })
    expect(JSON.parse(answer.body.toString())).toEqual({ id: 1 })
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/v4/projects/1/notes?a=b%20c',
      body: '{"body":"x"}',
      headers: { 'private-token': canary, 'content-type': 'application/json' },
    })
  })

  it('waits for as long as Retry-After asks, and some moments more, then asks again', async () => {
    const { requester, server, slept } = await serve(json({}, 429, { 'retry-after': '7' }), json({ id: 1 }))
    await requester.send(get)
    expect(server.seen).toHaveLength(2)
    expect(slept[0]).toBeGreaterThan(7000)
    expect(slept[0]).toBeLessThan(16_000)
  })

  it('does not wait for a Retry-After above its limit, but throws with the seconds', async () => {
    const { requester, server, slept } = await serve(json({}, 429, { 'retry-after': '45' }))
    const error = await catchError(requester.send(get))
    expect(error).toBeInstanceOf(ForgeLimitedError)
    expect(error).toMatchObject({ code: 'forge-limited', exit: 3, seconds: 45 })
    expect(slept).toEqual([])
    expect(server.seen).toHaveLength(1)
  })

  it('believes no wait of years', async () => {
    const { requester } = await serve(json({}, 429, { 'retry-after': '999999999' }))
    expect(await catchError(requester.send(get))).toMatchObject({ seconds: 3600 })
  })

  it('lets all forges of the host wait together', async () => {
    const { requester, server, another } = await serve(json({}, 429, { 'retry-after': '600' }), json({ id: 1 }))
    await catchError(requester.send(get))
    expect(await catchError(another().send(post))).toMatchObject({ code: 'forge-limited', seconds: 600 })
    expect(server.seen).toHaveLength(1)
  })

  it('takes a maintenance page with a Retry-After, and the used up limit of GitHub, for the same', async () => {
    const maintenance = await serve(text('back soon', 503, { 'retry-after': '300' }))
    expect(await catchError(maintenance.requester.send(get))).toMatchObject({ code: 'forge-limited', seconds: 300 })
    const reset = String(Math.floor(Date.now() / 1000) + 1200)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-limit': '5000', 'x-ratelimit-reset': reset }
    const github = await serve(json({ message: 'API rate limit exceeded' }, 403, headers))
    const error = await catchError(github.requester.send(post))
    expect(error).toMatchObject({ code: 'forge-limited' })
    expect(error instanceof ForgeLimitedError && error.seconds).toBeGreaterThan(1000)
  })

  it('waits where the forge says that nothing is left of its limit, before it asks', async () => {
    const at = (remaining: number, seconds: number) => ({
      'ratelimit-limit': '600',
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(Math.floor(Date.parse('2026-01-01T00:00:00Z') / 1000) + seconds),
      date: 'Thu, 01 Jan 2026 00:00:00 GMT',
    })
    const { requester, server, slept } = await serve(json({}, 200, at(0, 12)), json({}, 200, at(599, 72)))
    await requester.send(get)
    expect(slept).toEqual([])
    await requester.send(get)
    expect(slept).toHaveLength(1)
    expect(slept[0]).toBeGreaterThanOrEqual(12_000)
    expect(server.seen).toHaveLength(2)
    const long = await serve(json({}, 200, at(0, 50)))
    await long.requester.send(get)
    expect(await catchError(long.requester.send(get))).toMatchObject({ code: 'forge-limited', seconds: 50 })
    expect(long.server.seen).toHaveLength(1)
  })

  it.each([502, 500, 503, 504])(
    'repeats what reads and what writes the same on %d, but no POST or PATCH',
    async (status) => {
      for (const method of ['GET', 'PUT', 'DELETE'] as const) {
        const { requester, server } = await serve(json({}, status), json({ id: 1 }))
        expect((await requester.send({ method, path: 'projects/1' })).status).toBe(200)
        expect(server.seen, method).toHaveLength(2)
      }
      for (const method of ['POST', 'PATCH'] as const) {
        const { requester, server } = await serve(json({}, status), json({ id: 1 }))
        expect(await catchError(requester.send({ method, path: 'projects/1' }))).toMatchObject({
          code: 'forge-failed',
          exit: 3,
        })
        expect(server.seen, method).toHaveLength(1)
      }
    },
  )

  it('sends a POST once where the connection is lost after it, and again on 429', async () => {
    const lost = await serve(cut, json({ id: 1 }))
    expect(await catchError(lost.requester.send(post))).toMatchObject({ code: 'connection-lost', exit: 3 })
    expect(lost.server.seen).toHaveLength(1)
    const limited = await serve(json({}, 429, { 'retry-after': '1' }), json({ id: 1 }))
    expect((await limited.requester.send(post)).status).toBe(200)
    expect(limited.server.seen).toHaveLength(2)
  })

  it.each([
    [401, { message: '401 Unauthorized' }, 'forge-refused', 2, /does not take the token \(401\)/],
    [401, { error: 'invalid_token', error_description: 'Token is expired.' }, 'forge-refused', 2, /expired \(401\)/],
    [401, { error: 'invalid_token', error_description: 'Token was revoked.' }, 'forge-refused', 2, /revoked \(401\)/],
    [403, { error: 'insufficient_scope', scope: 'api' }, 'forge-refused', 2, /has not the scope .*\(403\)/],
    [403, { message: '403 Forbidden' }, 'forge-refused', 2, /may not do it \(403\)/],
    [302, {}, 'forge-refused', 2, /elsewhere \(302\)/],
    [404, { message: '404 Not found' }, 'forge-not-found', 1, /knows nothing at POST projects/],
    [410, { message: '410 Gone' }, 'forge-not-found', 1, /knows nothing/],
    [400, { message: '400 Bad request' }, 'forge-declined', 1, /status 400/],
    [422, { message: 'no' }, 'forge-declined', 1, /status 422/],
    [409, { message: 'lock' }, 'forge-failed', 3, /status 409/],
    [500, { message: 'x' }, 'forge-failed', 3, /status 500/],
  ] as const)('says what %d %j means: %s', async (status, body, code, exit, message) => {
    const { requester } = await serve(json(body, status))
    const error = await catchError(requester.send(post))
    expect(error).toMatchObject({ code, exit })
    expect(error instanceof Error && error.message).toMatch(message)
  })

  it('names hosts that are not there and servers that do not listen', async () => {
    const transport = openTransport({ env: {}, clock: makeClock() })
    closers.push(transport.close)
    const ask = (apiUrl: string) =>
      openRequester({
        apiUrl,
        peer: 'GitLab',
        headers: () => ({}),
        transport,
        budget: openHostBudgets().of(apiUrl),
      }).send(get)
    expect(await catchError(ask('http://127.0.0.1:9/api/v4'))).toMatchObject({ code: 'connection-refused', exit: 3 })
    expect(await catchError(ask('http://nowhere.invalid/api/v4'))).toMatchObject({ code: 'host-unknown', exit: 3 })
  })

  it('follows no redirect, so that the token stays', async () => {
    const other = await serve(json({ id: 'elsewhere' }))
    const { requester } = await serve(json({}, 301, { location: `${other.server.url}/api/v4/projects/1` }))
    expect(await catchError(requester.send(get))).toMatchObject({ code: 'forge-refused' })
    expect(other.server.seen).toEqual([])
  })

  it('sends nothing to a path that steps up or stays', async () => {
    const { requester, server } = await serve(json({ id: 1 }))
    for (const path of [
      'projects/../user',
      'projects/..',
      'projects/%2e%2E/user',
      'projects/./user',
      'projects/.%2e',
    ]) {
      expect(await orUndefined(requester.send({ method: 'GET', path })), path).toBeUndefined()
    }
    expect(server.seen).toEqual([])
    await requester.send({ method: 'GET', path: 'projects/a..b%2F..%2Fc/files/.gitlab-ci.yml?ref=../x' })
    expect(server.seen).toHaveLength(1)
  })

  it('reads no answer beyond its limit', async () => {
    const { requester } = await serve((response) => response.end(Buffer.alloc(9 * 1024 * 1024)))
    expect(await catchError(requester.send(get))).toMatchObject({ code: 'answer-too-large' })
    const small = await serve((response) => response.end('12345'))
    expect((await small.requester.send({ ...get, largest: 5 })).body.toString()).toBe('12345')
    expect(await catchError(small.requester.send({ ...get, largest: 4 }))).toMatchObject({ code: 'answer-too-large' })
  })

  it('holds the token nowhere in what it throws', async () => {
    registerSecret(canary)
    const reflect: Turn = (response, seen) => json({ message: JSON.stringify(seen.headers) }, 422)(response, seen)
    for (const turn of [
      reflect,
      cut,
      json({ message: canary }, 500),
      json({ message: canary }, 401),
      json({}, 429, { 'retry-after': '900' }),
    ]) {
      const { requester } = await serve(turn)
      const error = await catchError(requester.send(post))
      expect(error).toBeInstanceOf(CodedError)
      const printed = inspect(error, { depth: 50, showHidden: true, getters: true })
      expect(printed).not.toContain(canary)
      expect(`${JSON.stringify(error)}${error instanceof Error ? error.stack : ''}`).not.toContain(canary)
    }
  })

  it('lets the text of a refusal be asked about, without showing it', async () => {
    const { requester } = await serve(json({ message: 'Cannot transition status via :run' }, 400))
    const error = await catchError(requester.send(post))
    expect(error instanceof ForgeAnswerError && error.says(/Cannot transition/)).toBe(true)
    expect(inspect(error, { showHidden: true })).not.toContain('transition')
  })
})
