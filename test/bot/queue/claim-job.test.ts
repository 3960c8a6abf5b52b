import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ClaimedJob, claimJob } from '../../../bot/queue/claim-job.ts'
import { endJob, type JobEnd } from '../../../bot/queue/end-job.ts'
import { createId } from '../../../core/database/conventions.ts'
import { createQueueStage, type QueueStage, type Replica } from './queue-stage.ts'

let stage: QueueStage
beforeAll(() => {
  stage = createQueueStage()
})
afterEach(() => stage.closeTest())
afterAll(() => stage.close())

const claim = ({ db }: Replica, now = stage.clock.now()) =>
  claimJob(db, { owner: createId(), until: now + 60_000 }, now)

const done: JobEnd = { state: 'done', isIgnored: false, result: 'done', jobs: [] }
const end = ({ db, write }: Replica, job: ClaimedJob | undefined, how: JobEnd = done) =>
  endJob(db, write, stage.clock.now, job!, how)

describe('a queue', () => {
  it('gives the jobs of a lane one at a time, in the order in which they were made', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}, {}, {}])
    for (const id of ids) {
      const job = await claim(replica)
      expect(job).toMatchObject({ id, state: 'running', attempts: 1 })
      expect(await claim(replica)).toBeUndefined()
      await end(replica, job)
    }
    expect(await claim(replica)).toBeUndefined()
  })

  it('gives jobs of several lanes at once, the one that waits longest first', async () => {
    const [replica] = await stage.open()
    const lanes = ['one', 'two', 'two', 'three']
    const { ids } = await stage.add(
      replica.db,
      lanes.map((lane) => ({ lane })),
    )
    const claimed = [await claim(replica), await claim(replica), await claim(replica), await claim(replica)]
    expect(claimed.map((job) => job?.id)).toEqual([ids[0], ids[1], ids[3], undefined])
  })

  it('holds up a lane while its first job waits for its next attempt, and no longer than it lives', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}, {}])
    const runAt = stage.clock.now() + 60_000
    await end(replica, await claim(replica), { state: 'waiting', runAt, error: 'no', isCounted: true })
    expect(await claim(replica)).toBeUndefined()
    const again = await claim(replica, runAt)
    expect(again).toMatchObject({ id: ids[0], attempts: 2, last_error: 'no' })
    await end(replica, again, { state: 'dead', error: 'never' })
    expect(await claim(replica)).toMatchObject({ id: ids[1] })
  })

  it('gives a job no sooner than it is wanted', async () => {
    const [replica] = await stage.open()
    const runAt = stage.clock.now() + 60_000
    await stage.add(replica.db, [{ runAt }])
    expect(await claim(replica, runAt - 1)).toBeUndefined()
    expect(await claim(replica, runAt)).toBeDefined()
  })

  it('runs one job of a resource at a time, whatever their lanes', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [
      { lane: 'one', resource: 'instance:demo' },
      { lane: 'two', resource: 'instance:demo' },
      { lane: 'three', resource: 'instance:other' },
    ])
    const first = await claim(replica)
    const other = await claim(replica)
    expect([first?.id, other?.id]).toEqual([ids[0], ids[2]])
    expect(await claim(replica)).toBeUndefined()
    await end(replica, first)
    expect(await claim(replica)).toMatchObject({ id: ids[1] })
  })

  it('does not run two jobs of a lane though the earlier one became visible later', async () => {
    const [replica] = await stage.open()
    const early = stage.clock.now()
    await stage.add(replica.db, [{}])
    const running = await claim(replica)
    const { ids } = await stage.add(replica.db, [{}])
    await replica.db.updateTable('job').set({ created: early }).where('id', '=', ids[0]!).execute()
    expect(await claim(replica)).toBeUndefined()
    await end(replica, running)
    expect(await claim(replica)).toMatchObject({ id: ids[0] })
  })

  it('gives no job twice, and no lane and no resource to two, though many replicas take at once', async () => {
    const replicas = await stage.open(4)
    const [{ db }] = replicas
    const count = 120
    await stage.add(
      db,
      Array.from({ length: count }, (_value, index) => ({
        lane: `lane-${index % 10}`,
        ...(index % 3 === 0 ? { resource: `resource-${index % 2}` } : {}),
      })),
    )
    const taken: string[] = []
    const running = new Map<string, string>()
    const hold = (key: string | null, id: string) => {
      if (key === null) return
      expect(running.get(key)).toBeUndefined()
      running.set(key, id)
    }
    await Promise.all(
      replicas.map(async (replica) => {
        while (taken.length < count) {
          const job = await claim(replica)
          if (!job) {
            await new Promise(setImmediate)
            continue
          }
          taken.push(job.id)
          hold(`lane ${job.lane}`, job.id)
          hold(job.resource, job.id)
          await new Promise(setImmediate)
          running.delete(`lane ${job.lane}`)
          if (job.resource !== null) running.delete(job.resource)
          expect(await end(replica, job)).toBeDefined()
        }
      }),
    )
    expect(new Set(taken).size).toBe(count)
  })

  it('gives the job of a quiet lane though very many wait in a busy one', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(
      replica.db,
      Array.from({ length: 300 }, () => ({ lane: 'a busy lane' })),
    )
    const busy = await claim(replica)
    const other = await stage.add(replica.db, [{ lane: 'a quiet lane' }])
    expect(busy?.id).toBe(ids[0])
    expect((await claim(replica))?.id).toBe(other.ids[0])
  })

  it('does not let one write the end of a job whose lease is not held any more', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    const job = await claim(replica)
    await replica.db.updateTable('job').set({ lease_owner: 'another' }).where('id', '=', ids[0]!).execute()
    expect(await end(replica, job)).toBeUndefined()
    expect(await stage.read(replica.db, ids[0]!)).toMatchObject({ state: 'running', lease_owner: 'another' })
  })

  it('makes the jobs that come of one together with its end, or not at all', async () => {
    const [replica] = await stage.open()
    const job = { kind: 'next', forge: 'gitlab', project: null, lane: 'lane', payload: { number: 3 } }
    await stage.add(replica.db, [{}], 'delivery-1')
    const first = await claim(replica)
    const lost = { ...first!, lease_owner: 'another' }
    expect(await end(replica, lost, { ...done, jobs: [job] })).toBeUndefined()
    expect(await claim(replica)).toBeUndefined()
    await end(replica, first, { ...done, jobs: [job] })
    expect(await claim(replica)).toMatchObject({
      ...{ kind: 'next', payload: '{"number":3}', delivery_id: 'delivery-1', correlation: 'delivery-1' },
    })
  })
})

describe('a newer job of the same kind and subject', () => {
  const subject = 'mr:gitlab:7:3'

  it('cancels those that wait and wants those that run to end, but not the one that makes it', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [
      { lane: 'one', subject },
      { lane: 'one', subject: 'mr:gitlab:7:4' },
      { lane: 'one', subject, kind: 'other' },
    ])
    const running = await claim(replica)
    expect(running?.id).toBe(ids[0])
    const second = await stage.add(replica.db, [{ lane: 'one', subject }])
    expect(second.unwanted).toEqual([ids[0]])
    const third = await stage.add(replica.db, [{ lane: 'one', subject }])
    const states = await Promise.all([...ids, ...second.ids, ...third.ids].map((id) => stage.read(replica.db, id)))
    expect(states.map(({ state, is_cancel_wanted }) => [state, is_cancel_wanted])).toEqual([
      ['running', 1],
      ['waiting', 0],
      ['waiting', 0],
      ['cancelled', 0],
      ['waiting', 0],
    ])
    await end(replica, running, { state: 'waiting', runAt: 0, error: 'no', isCounted: true })
    expect(await stage.read(replica.db, ids[0]!)).toMatchObject({ state: 'cancelled' })
  })
})
