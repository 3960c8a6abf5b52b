import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { BotDatabase } from '../../../bot/open-bot-database.ts'
import { cancelSubject } from '../../../bot/queue/enqueue-jobs.ts'
import { removeOld } from '../../../bot/queue/remove-old.ts'
import { replay } from '../../../bot/queue/replay.ts'
import { chooseRetryDelay } from '../../../bot/queue/retry-delay.ts'
import { enqueueSweeps } from '../../../bot/queue/schedule-sweeps.ts'
import type { BotTables } from '../../../bot/tables.ts'
import { createQueueStage, type QueueStage } from './queue-stage.ts'

let stage: QueueStage
beforeAll(() => {
  stage = createQueueStage()
})
afterEach(() => stage.closeTest())
afterAll(() => stage.close())

const day = 24 * 3_600_000

async function addDelivery(db: BotDatabase, given: Partial<BotTables['delivery']> & { id: string }) {
  await db
    .insertInto('delivery')
    .values({
      ...{ forge: 'gitlab', dedupe_key: given.id, event: 'Note Hook', project: '7', received: 1 },
      ...{ body: '{"a":1}', state: 'worked', result: 'note', origin: 'hook' },
      ...given,
    })
    .execute()
}

const listIds = async (db: BotDatabase, table: 'job' | 'delivery') =>
  (await db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id)

describe('a replay', () => {
  it('works on a delivery once more, as a new one', async () => {
    const [{ db }] = await stage.open()
    await addDelivery(db, { id: 'first' })
    const { kind, id } = await replay(db, stage.clock.now, 'first')
    expect(kind).toBe('delivery')
    const delivery = await db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst()
    expect(delivery).toMatchObject({ origin: 'replay', state: 'accepted', body: '{"a":1}', event: 'Note Hook' })
    const [job] = await db.selectFrom('job').selectAll().execute()
    expect(job).toMatchObject({ kind: 'deliver', delivery_id: id, lane: 'deliver:gitlab:7', correlation: id })
    // As often as one wants.
    await replay(db, stage.clock.now, 'first')
  })

  it('does a dead job once more, once, and the letter is dead no more', async () => {
    const [{ db }] = await stage.open()
    await addDelivery(db, { id: 'first', state: 'dead' })
    const job = { kind: 'deploy', resource: 'instance:demo', subject: 'deploy:x', payload: { ref: 'v1' } }
    const { ids } = await stage.add(db, [job], 'first')
    await db.updateTable('job').set({ state: 'dead', ended: 5, attempts: 8 }).execute()
    const { kind, id } = await replay(db, stage.clock.now, ids[0]!)
    expect(kind).toBe('job')
    expect(await stage.read(db, id)).toMatchObject({
      ...{ kind: 'deploy', resource: 'instance:demo', subject: 'deploy:x', payload: '{"ref":"v1"}' },
      ...{ state: 'waiting', attempts: 0, delivery_id: 'first', correlation: 'first' },
    })
    expect(await stage.read(db, ids[0]!)).toMatchObject({ state: 'cancelled', result: `replayed as ${id}` })
    const delivery = await db.selectFrom('delivery').select('state').executeTakeFirst()
    expect(delivery?.state).toBe('worked')
    await expect(replay(db, stage.clock.now, ids[0]!)).rejects.toMatchObject({ code: 'replay-impossible' })
  })

  it('refuses what is not there, what is not dead, and what has lost its body', async () => {
    const [{ db }] = await stage.open()
    await addDelivery(db, { id: 'old', body: '' })
    const { ids } = await stage.add(db, [{}])
    for (const id of ['nothing', ids[0]!, 'old']) {
      await expect(replay(db, stage.clock.now, id)).rejects.toMatchObject({ code: 'replay-impossible' })
    }
    expect(await listIds(db, 'job')).toEqual(ids)
  })
})

describe('retention', () => {
  it('removes what is old, empties what is dead, and leaves what has work to do', async () => {
    const [{ db }] = await stage.open()
    const now = 1000 * day
    const ages = { young: 29, old: 31, waiting: 31, dead: 31, 'very-dead': 61 }
    for (const [name, age] of Object.entries(ages)) {
      const received = now - age * day
      const isDead = name.endsWith('dead')
      await addDelivery(db, { id: name, received, state: isDead ? 'dead' : 'worked' })
      const { ids } = await stage.add(db, [{}], name)
      const state = isDead ? 'dead' : name === 'waiting' ? 'waiting' : 'done'
      await db
        .updateTable('job')
        .set({ id: `job-${name}`, created: received, state, ended: state === 'waiting' ? null : received })
        .where('id', '=', ids[0]!)
        .execute()
    }
    expect(await removeOld(db, now, 30)).toEqual({ deliveries: 2, jobs: 2 })
    expect(await listIds(db, 'delivery')).toEqual(['dead', 'waiting', 'young'])
    expect(await listIds(db, 'job')).toEqual(['job-dead', 'job-waiting', 'job-young'])
    const bodies = await db.selectFrom('delivery').select('body').orderBy('id').execute()
    expect(bodies.map(({ body }) => body)).toEqual(['', '{"a":1}', '{"a":1}'])
  })
})

describe('sweeps', () => {
  it('are made once for each forge, though several replicas start at once', async () => {
    const replicas = await stage.open(3)
    const forges = ['gitlab', 'other']
    const made = await Promise.all(replicas.map(({ db }) => enqueueSweeps(db, stage.clock.now, forges)))
    expect(made.reduce((sum, count) => sum + count)).toBe(2)
    const jobs = await replicas[0].db.selectFrom('job').select(['kind', 'lane']).orderBy('lane').execute()
    expect(jobs).toEqual(forges.map((forge) => ({ kind: 'sweep', lane: `sweep:${forge}` })))
  })

  it('are made again when the last one is old enough', async () => {
    const [{ db }] = await stage.open()
    const sweep = (since?: number) => enqueueSweeps(db, stage.clock.now, ['gitlab'], since)
    expect(await sweep()).toBe(1)
    await db.updateTable('job').set({ state: 'done', ended: 1, created: 5000 }).execute()
    expect(await sweep(4999)).toBe(0)
    expect(await sweep(5000)).toBe(1)
  })
})

describe('a cancelled subject', () => {
  it('ends what waits, wants what runs to end, and spares the one that asks', async () => {
    const [{ db }] = await stage.open()
    const subject = 'mr:gitlab:7:3'
    const { ids } = await stage.add(db, [
      { kind: 'one', subject },
      { kind: 'two', subject },
      { kind: 'three', subject },
      { kind: 'four', subject: 'other' },
    ])
    const running = { state: 'running' as const, lease_owner: 'x', lease_until: Date.now() + 120_000 }
    await db.updateTable('job').set(running).where('id', '=', ids[1]!).execute()
    const outcome = await db
      .transaction()
      .execute((trx) => cancelSubject(trx, stage.clock.now(), { forge: 'gitlab', subject, sparedId: ids[2]! }))
    expect(outcome).toEqual({ count: 2, unwanted: [ids[1]] })
    const states = await Promise.all(ids.map((id) => stage.read(db, id)))
    expect(states.map(({ state, is_cancel_wanted, ended }) => [state, is_cancel_wanted, ended !== null])).toEqual([
      ['cancelled', 1, true],
      ['running', 1, false],
      ['waiting', 0, false],
      ['waiting', 0, false],
    ])
  })
})

describe('the time until another attempt', () => {
  it('grows, has an end, and is never the same for all', () => {
    const delays = Array.from({ length: 12 }, (_value, index) => chooseRetryDelay(index + 1, () => 0.999999))
    expect(delays.slice(0, 4)).toEqual([5000, 15_000, 45_000, 135_000])
    expect(delays.at(-1)).toBe(900_000)
    expect(chooseRetryDelay(1, () => 0)).toBe(2500)
  })
})
