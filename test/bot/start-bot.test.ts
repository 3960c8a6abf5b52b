import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openBotDatabase } from '../../bot/open-bot-database.ts'
import type { Job } from '../../bot/reactions/reaction.ts'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { listReactions, makeConfig, makePayload, startTestBot, type TestBot, waitFor } from './bot-stage.ts'

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
  closers.push(() => bot.stop())
  return bot
}

describe('the bot', () => {
  it('stores a delivery, answers, and works on it', async () => {
    const config = makeConfig(await engine.makeLocation())
    const seen: Job[] = []
    const reactions = listReactions({
      deliver: async (job) => {
        seen.push(job)
        return { state: 'done', summary: 'seen' }
      },
    })
    const bot = await start(config, { reactions })
    const answer = await bot.send(makePayload())
    expect(answer).toEqual({ status: 202, body: { id: expect.any(String) } })
    await waitFor(() => seen.length > 0)
    expect(seen).toMatchObject([
      { kind: 'deliver', forge: 'gitlab', project: '7', deliveryId: answer.body.id, attempts: 1 },
    ])
    const { db, close } = await openBotDatabase(config.database)
    closers.push(close)
    const delivery = await waitFor(() =>
      db.selectFrom('delivery').selectAll().where('state', '=', 'worked').executeTakeFirst(),
    )
    expect(delivery).toMatchObject({ id: answer.body.id, event: 'Merge Request Hook', result: 'seen', origin: 'hook' })
  })
})
