import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../bot/config/defaults.ts'
import { type BotDatabase, openBotDatabase } from '../../bot/open-bot-database.ts'
import { replay } from '../../bot/queue/replay.ts'
import type { Job, NewJob, Reaction } from '../../bot/reactions/reaction.ts'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import {
  listReactions,
  makeConfig,
  makeForge,
  makeGitlab,
  makePayload,
  startTestBot,
  type TestBot,
  waitFor,
  webhookToken,
} from './bot-stage.ts'

let engine: TestEngine
beforeAll(() => {
  engine = startEngine()
})
afterAll(() => engine.close())

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(...given: Parameters<typeof startTestBot>): Promise<TestBot> {
  const bot = await startTestBot(...given)
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= bot.stop()
    return stopping
  }
  closers.push(stop)
  return { ...bot, stop }
}

async function open(location: string): Promise<BotDatabase> {
  const { db, close } = await openBotDatabase(location)
  closers.push(close)
  return db
}

const seen: Reaction = async () => ({ state: 'done', summary: 'seen' })
const isPostgresql = process.env.ARKINDEX_TEST_ENGINE === 'postgresql'

describe('the bot', () => {
  it('stores a delivery, answers, and works on it', async () => {
    const config = makeConfig(await engine.makeLocation())
    const jobs: Job[] = []
    const reactions = listReactions({
      deliver: async (job) => {
        jobs.push(job)
        return { state: 'done', summary: 'seen' }
      },
    })
    const bot = await start(config, { reactions })
    const answer = await bot.send(makePayload())
    expect(answer).toEqual({ status: 202, body: { id: expect.any(String) } })
    await waitFor(() => jobs.length > 0)
    expect(jobs).toMatchObject([
      { kind: 'deliver', forge: 'gitlab', project: '7', deliveryId: answer.body.id, attempts: 1 },
    ])
    const db = await open(config.database)
    const delivery = await waitFor(() =>
      db.selectFrom('delivery').selectAll().where('state', '=', 'worked').executeTakeFirst(),
    )
    expect(delivery).toMatchObject({ id: answer.body.id, event: 'Merge Request Hook', result: 'seen', origin: 'hook' })
  })

  it('names the delivery in every line, from the call to the end of the last job that came of it', async () => {
    const next: NewJob = { kind: 'next', forge: 'gitlab', project: '7', lane: 'next', payload: {} }
    const reactions = listReactions({
      deliver: async () => ({ state: 'done', summary: 'read', jobs: [next] }),
      next: async (_job, { logger, enqueue }) => {
        logger.info('at work')
        await enqueue([{ ...next, kind: 'last' }])
        return { state: 'done', summary: 'made' }
      },
      last: seen,
    })
    const bot = await start(makeConfig(await engine.makeLocation()), { reactions })
    const { id } = (await bot.send(makePayload())).body
    const lines = await waitFor(() => {
      const own = bot.lines.map((line) => JSON.parse(line)).filter(({ correlation }) => correlation === id)
      return own.some(({ kind, msg }) => kind === 'last' && msg === 'job ended') && own
    })
    expect(lines.map(({ kind, msg }) => [kind, msg])).toEqual([
      [undefined, 'delivery'],
      ['deliver', 'job ended'],
      ['next', 'at work'],
      ['next', 'job ended'],
      ['last', 'job ended'],
    ])
    expect(bot.lines.join('')).not.toContain(webhookToken)
  })

  it('reads deliveries by the adapter of their forge, and works on no project that the configuration does not name', async () => {
    const config = makeConfig(await engine.makeLocation())
    const paths: Record<string, string> = { 7: 'group/workers', 8: 'group/foreign', 9: 'Group/Workers' }
    const reads: string[] = []
    const done: (string | null)[] = []
    const { reactions: real } = { reactions: (await import('../../bot/reactions/list.ts')).reactions }
    const deliver = real.get('deliver')
    const bot = await start(config, {
      openForge: (settings) =>
        makeForge(settings, {
          readProject: async (id) => {
            reads.push(id)
            const path = paths[id]
            if (path === undefined) return undefined
            return { id, path, webUrl: 'https://x', defaultBranch: 'main', isArchived: id === '9' }
          },
        }),
      reactions: new Map([
        ...(deliver ? [['deliver', deliver] as const] : []),
        ...listReactions({
          'merge-request': async (job) => {
            done.push(job.project)
            return { state: 'done', summary: 'seen' }
          },
        }),
      ]),
    })
    const payload = (id: number) => ({
      object_kind: 'merge_request',
      // What the payload says of the project's path is believed by nobody.
      project: { id, path_with_namespace: 'group/workers' },
      user: { id: 1 },
      object_attributes: { iid: 3, action: 'open', last_commit: { id: 'a'.repeat(40) }, state: 'opened' },
    })
    for (const id of [7, 8, 9, 10]) await bot.send(payload(id))
    const db = await open(config.database)
    const results = await waitFor(async () => {
      const rows = await db.selectFrom('delivery').select(['project', 'state', 'result']).orderBy('project').execute()
      return rows.every(({ state }) => state !== 'accepted') && rows
    })
    expect(results).toEqual([
      { project: '10', state: 'ignored', result: 'the project is gone, or the token may not see it' },
      { project: '7', state: 'worked', result: 'merge-request: merge-request' },
      { project: '8', state: 'ignored', result: 'the configuration does not name the project' },
      { project: '9', state: 'ignored', result: 'the project is archived' },
    ])
    await waitFor(() => done.length > 0)
    expect(done).toEqual(['7'])
    // A project is not asked for at each delivery.
    await bot.send({ ...payload(7), nonce: 1 })
    await waitFor(() => done.length > 1)
    expect(reads.filter((id) => id === '7')).toHaveLength(1)
  })

  it('makes a dead letter of a job that it does not know, or whose forge is gone', async () => {
    const location = await engine.makeLocation()
    const bot = await start(makeConfig(location), { reactions: listReactions({ deliver: seen }) })
    await bot.send(makePayload())
    const db = await open(location)
    const template = await waitFor(() =>
      db.selectFrom('job').selectAll().where('kind', '=', 'deliver').where('state', '=', 'done').executeTakeFirst(),
    )
    const waiting = { state: 'waiting' as const, ended: null, attempts: 0, result: null }
    await db
      .insertInto('job')
      .values([
        { ...template, ...waiting, id: 'job-1', lane: 'a', kind: 'no-such-kind' },
        { ...template, ...waiting, id: 'job-2', lane: 'b', forge: 'no-such-forge' },
      ])
      .execute()
    const dead = await waitFor(async () => {
      const rows = await db.selectFrom('job').select('last_error').where('state', '=', 'dead').orderBy('id').execute()
      return rows.length === 2 && rows
    })
    expect(dead.map(({ last_error }) => last_error?.split(':')[0])).toEqual(['job-kind-unknown', 'job-forge-unknown'])
  })

  it('works on what was replayed beside it, as the command does', async () => {
    const location = await engine.makeLocation()
    let count = 0
    const reactions = listReactions({
      deliver: async () => {
        count += 1
        return { state: 'done', summary: 'seen' }
      },
    })
    const bot = await start(makeConfig(location), { reactions })
    const { id } = (await bot.send(makePayload())).body
    await waitFor(() => count === 1)
    await replay(await open(location), Date.now, String(id))
    await waitFor(() => count === 2)
  })

  it('sweeps each forge when it starts', async () => {
    const swept: string[] = []
    const sweep: Reaction = async (job) => {
      swept.push(job.forge)
      return { state: 'done', summary: 'swept' }
    }
    const forges = [makeGitlab({ name: 'one' }), makeGitlab({ name: 'two' })]
    await start(makeConfig(await engine.makeLocation(), { forges }), { reactions: listReactions({ sweep }) })
    await waitFor(() => swept.length >= 2)
    expect(swept.sort()).toEqual(['one', 'two'])
  })
})

describe('another configuration', () => {
  it('holds from the next call and job on, while jobs under way keep theirs', async () => {
    const location = await engine.makeLocation()
    const first = makeConfig(location)
    const closed: string[] = []
    let finish: (() => void) | undefined
    const urls: string[] = []
    const reactions = listReactions({
      deliver: async (_job, { forge }) => {
        if (urls.length === 0) {
          await new Promise<void>((resolve) => {
            finish = resolve
          })
        }
        urls.push(forge.url)
        return { state: 'done', summary: 'seen' }
      },
    })
    const bot = await start(first, {
      reactions,
      openForge: (settings) =>
        makeForge(settings, {
          close: async () => {
            closed.push(settings.url)
          },
        }),
    })
    await bot.send(makePayload())
    await waitFor(() => finish)
    const token = 'another-token-of-the-webhooks-of-tests-0123'
    const changed = makeGitlab({ url: 'https://moved.example.com', webhookTokens: [token] })
    await bot.reload({ ...first, forges: [changed], limits: { ...defaultLimits, body: 500 } })
    expect((await bot.send(makePayload())).status).toBe(401)
    expect((await bot.send('x'.repeat(600), { 'x-gitlab-token': token })).status).toBe(413)
    expect((await bot.send(makePayload(), { 'x-gitlab-token': token })).status).toBe(202)
    expect(closed).toEqual([])
    finish?.()
    await waitFor(() => urls.length === 2)
    expect(urls).toEqual([first.forges[0]?.url, 'https://moved.example.com'])
    expect(closed).toEqual([first.forges[0]?.url])
  })

  it('is not taken on with a secret that is too short', async () => {
    const config = makeConfig(await engine.makeLocation())
    const weak = { ...config, forges: [makeGitlab({ webhookTokens: ['short'] })] }
    await expect(startTestBot(weak)).rejects.toThrow('short secret')
    const bot = await start(config, { reactions: listReactions({ deliver: seen }) })
    await expect(bot.reload(weak)).rejects.toThrow('short secret')
    expect((await bot.send(makePayload())).status).toBe(202)
  })
})

describe('a bot that stops', () => {
  it('answers what it was asked, lets its jobs end, and is not ready meanwhile', async () => {
    const location = await engine.makeLocation()
    let finish: (() => void) | undefined
    const reactions = listReactions({
      deliver: async () => {
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        return { state: 'done', summary: 'to the end' }
      },
    })
    const bot = await start(makeConfig(location), { reactions })
    await bot.send(makePayload())
    await waitFor(() => finish)
    const stopped = bot.stop()
    finish?.()
    await stopped
    await expect(fetch(`${bot.url}/readyz`)).rejects.toThrow()
    const db = await open(location)
    const jobs = await db.selectFrom('job').select(['state', 'result']).where('kind', '=', 'deliver').execute()
    expect(jobs).toEqual([{ state: 'done', result: 'to the end' }])
  })

  it('leaves to the next one what did not end in time', async () => {
    const location = await engine.makeLocation()
    const stuck: Reaction = (_job, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    const first = await start(makeConfig(location), { reactions: listReactions({ deliver: stuck }), stopTime: 50 })
    await first.send(makePayload())
    const db = await open(location)
    const read = () =>
      db.selectFrom('job').select(['state', 'attempts']).where('kind', '=', 'deliver').executeTakeFirst()
    await waitFor(async () => (await read())?.state === 'running')
    await first.stop()
    expect(await read()).toEqual({ state: 'waiting', attempts: 0 })
    await start(makeConfig(location), { reactions: listReactions({ deliver: seen }) })
    await waitFor(async () => (await read())?.state === 'done')
  })
})

describe.runIf(isPostgresql)('two replicas of the bot on one PostgreSQL', () => {
  it('take deliveries side by side, know those of the other, and do each job once, a project in its order', async () => {
    const location = await engine.makeLocation()
    const done: string[] = []
    const orders = new Map<string | null, number[]>()
    const db = await open(location)
    const reactions = listReactions({
      deliver: async (job) => {
        done.push(job.id)
        orders.set(job.project, [...(orders.get(job.project) ?? []), job.created])
        return { state: 'done', summary: 'seen' }
      },
    })
    const bots = [await start(makeConfig(location), { reactions }), await start(makeConfig(location), { reactions })]
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_value, index) =>
        bots.map((bot) => bot.send(makePayload(index % 4), { 'idempotency-key': `key-${index}` })),
      ).flat(),
    )
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(60)
    expect(answers.filter(({ body }) => body.state === 'duplicate')).toHaveLength(60)
    await waitFor(async () => {
      const left = await db.selectFrom('job').select('id').where('ended', 'is', null).execute()
      return left.length === 0
    })
    expect(new Set(done).size).toBe(done.length)
    expect(done).toHaveLength(60)
  })
})
