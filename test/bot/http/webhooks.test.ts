import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../../bot/config/defaults.ts'
import { openBotDatabase } from '../../../bot/open-bot-database.ts'
import { startEngine, type TestEngine } from '../../postgresql/test-engine.ts'
import {
  listReactions,
  makeConfig,
  makeGitlab,
  makePayload,
  startTestBot,
  type TestBot,
  webhookToken,
} from '../bot-stage.ts'

let engine: TestEngine
beforeAll(() => {
  engine = startEngine()
})
afterAll(() => engine.close())

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const reactions = listReactions({ deliver: async () => ({ state: 'done', summary: 'seen' }) })
const pageToken = 'token-of-the-page-of-tests-0123456789abcdef'

async function start(
  config: Partial<ReturnType<typeof makeConfig>> = {},
  options: Parameters<typeof startTestBot>[1] = {},
): Promise<TestBot & { database: string }> {
  const database = await engine.makeLocation()
  const bot = await startTestBot(makeConfig(database, config), { reactions, ...options })
  closers.push(() => bot.stop())
  return { ...bot, database }
}

async function listDeliveries({ database }: { database: string }) {
  const { db, close } = await openBotDatabase(database)
  const rows = await db.selectFrom('delivery').selectAll().execute()
  await close()
  return rows
}

/** Writes bytes to the server as they are, and gives all that it answers until it ends the connection or has answered. */
function exchange(url: string, text: string, isOver: (answer: string) => boolean): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    const end = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('data', (chunk) => {
      answer += String(chunk)
      if (isOver(answer)) end()
    })
    socket.on('error', end)
    socket.on('close', end)
  })
}

const head = (headers: Record<string, string | number>) => {
  const all = { host: 'bot', 'content-type': 'application/json', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST /gitlab/webhook HTTP/1.1\r\n${lines.join('')}\r\n`
}

describe('a webhook call', () => {
  it('is taken, known again, or of no interest, and always a success', async () => {
    const bot = await start()
    const payload = makePayload()
    const key = { 'idempotency-key': 'key-1' }
    expect(await bot.send(payload, key)).toEqual({ status: 202, body: { id: expect.any(String) } })
    expect(await bot.send(makePayload(), key)).toEqual({ status: 200, body: { state: 'duplicate' } })
    expect(await bot.send(payload)).toMatchObject({ status: 202 })
    expect(await bot.send(payload)).toEqual({ status: 200, body: { state: 'duplicate' } })
    for (const event of ['Push Hook', 'Job Hook', 'System Hook', 'Something New Hook', '', 'x'.repeat(3000)]) {
      const answer = await bot.send('this is no JSON', { 'x-gitlab-event': event })
      expect(answer).toEqual({ status: 200, body: { state: 'ignored' } })
    }
    // What is of no interest is counted, not stored.
    expect(await listDeliveries(bot)).toHaveLength(2)
  })

  it.each([
    ['a wrong token', { 'x-gitlab-token': 'x'.repeat(40) }],
    ['an empty token', { 'x-gitlab-token': '' }],
  ])('with %s is refused, and nothing is told or kept', async (_what, headers) => {
    const bot = await start()
    const answer = await bot.send(makePayload(), headers)
    expect(answer).toEqual({ status: 401, body: { detail: 'The request is not authenticated.' } })
    expect(await listDeliveries(bot)).toEqual([])
  })

  it('with a forged signature is refused in the same words', async () => {
    const bot = await start({ forges: [makeGitlab({ signingKeys: [`whsec_${'A'.repeat(43)}=`] })] })
    const answer = await bot.send(makePayload(), {
      ...{ 'webhook-id': '1', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) },
      ...{ 'webhook-signature': 'v1,AAAA' },
    })
    expect(answer).toEqual({ status: 401, body: { detail: 'The request is not authenticated.' } })
  })

  it.each(['no JSON', '{"a":', '\u0000{}', ''])(
    'of an event of interest that is no JSON, as %j, is told so',
    async (body) => {
      const bot = await start()
      expect(await bot.send(body)).toEqual({ status: 400, body: { detail: 'The body is no JSON.' } })
    },
  )

  it('whose bytes are no text is told so', async () => {
    const bot = await start()
    const response = await fetch(`${bot.url}/gitlab/webhook`, {
      method: 'POST',
      headers: { 'x-gitlab-event': 'Note Hook', 'x-gitlab-token': webhookToken },
      body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    })
    expect(response.status).toBe(400)
  })

  it.each(['null', '[]', '7', '"text"', '{}', '{"project":7}', '{"project":{"id":{}}}'])(
    'with the payload %s is taken: what it means is for later',
    async (body) => {
      const bot = await start()
      expect((await bot.send(body)).status).toBe(202)
    },
  )

  it('is of the forge whose project it is, where two have one token', async () => {
    const forges = [makeGitlab({ name: 'one', projects: ['other/x'] }), makeGitlab({ name: 'two', groups: ['Group'] })]
    const bot = await start({ forges })
    await bot.send({ project: { id: 7, path_with_namespace: 'group/sub/workers' } })
    expect(await listDeliveries(bot)).toMatchObject([{ forge: 'two' }])
  })
})

describe('a body', () => {
  const limits = { ...defaultLimits, body: 1000 }

  it('that says that it is too large is not read', async () => {
    const bot = await start({ limits })
    const answer = await exchange(bot.url, head({ 'content-length': 1_000_000 }), (text) => text.includes('}'))
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*"The body holds more than 1000 bytes\."/s)
    expect(answer).toMatch(/connection: close/i)
  })

  it('that turns out to be too large is not read to its end', async () => {
    const bot = await start({ limits })
    const request = head({ 'transfer-encoding': 'chunked', 'x-gitlab-token': webhookToken })
    const answer = await exchange(bot.url, `${request}7d0\r\n${'x'.repeat(2000)}\r\n`, (text) => text.includes('}'))
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('is not waited for where the token is wrong', async () => {
    const bot = await start()
    for (const [name, value] of Object.entries({ 'content-length': 1_000_000, 'transfer-encoding': 'chunked' })) {
      const request = head({ [name]: value, 'x-gitlab-token': 'x'.repeat(40) })
      const answer = await exchange(bot.url, request, (text) => text.includes('}'))
      expect(answer).toMatch(/^HTTP\/1\.1 401 /)
      expect(answer).toMatch(/connection: close/i)
    }
  })

  it('that does not come is given up', async () => {
    const bot = await start({}, { httpTimes: { header: 200, request: 300 } })
    const request = head({ 'content-length': 100, 'x-gitlab-token': webhookToken })
    expect(await exchange(bot.url, `${request}{"a`, () => false)).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('that breaks off leaves nothing behind', async () => {
    const bot = await start()
    const request = head({ 'content-length': 100, 'x-gitlab-token': webhookToken })
    await new Promise<void>((resolve) => {
      const { hostname, port } = new URL(bot.url)
      const socket = connect(Number(port), hostname, () => {
        socket.write(`${request}{"a`, () => socket.destroy())
      })
      socket.on('close', () => resolve())
    })
    expect((await bot.send(makePayload())).status).toBe(202)
    expect(await listDeliveries(bot)).toHaveLength(1)
  })
})

describe('what anybody may ask', () => {
  it('is whether it is alive and ready, and nothing else', async () => {
    const bot = await start()
    const ask = async (path: string, headers = {}) => {
      const response = await fetch(`${bot.url}${path}`, { headers })
      return [response.status, await response.text()]
    }
    expect(await ask('/healthz')).toEqual([200, '{"status":"ok"}'])
    expect(await ask('/readyz')).toEqual([200, '{"status":"ready"}'])
    for (const authorization of ['', 'Bearer ', 'Bearer null']) {
      expect((await ask('/metrics', { authorization }))[0]).toBe(401)
    }
    for (const path of ['/', '/gitlab/webhook']) expect((await ask(path))[0]).toBe(404)
  })

  it('is not the figures, which want the token of the page', async () => {
    const bot = await start({ pageToken })
    await bot.send(makePayload())
    await bot.send(makePayload(), { 'x-gitlab-event': 'Job Hook' })
    await bot.send(makePayload(), { 'x-gitlab-token': 'wrong' })
    const wrong = await fetch(`${bot.url}/metrics`, { headers: { authorization: `Bearer x${pageToken}` } })
    expect(wrong.status).toBe(401)
    const response = await fetch(`${bot.url}/metrics`, { headers: { authorization: `Bearer ${pageToken}` } })
    const text = await response.text()
    for (const line of [
      'arkindex_bot_deliveries_total{forge="gitlab",result="accepted"} 1',
      'arkindex_bot_deliveries_total{forge="gitlab",result="ignored"} 1',
      'arkindex_bot_deliveries_total{forge="",result="refused"} 1',
      'arkindex_bot_queue_jobs{state="dead"} 0',
      'arkindex_bot_queue_age_seconds ',
    ]) {
      expect(text).toContain(line)
    }
  })

  it('tells browsers to do nothing with it', async () => {
    const bot = await start()
    const { headers } = await fetch(`${bot.url}/healthz`)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-request-id': expect.any(String),
    })
  })
})
