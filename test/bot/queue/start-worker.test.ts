import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ForgeLimitedError } from '../../../bot/forge/requester/forge-errors.ts'
import { JobStop } from '../../../bot/queue/job-stop.ts'
import type { ReactionResult } from '../../../bot/reactions/reaction.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import { waitFor } from '../bot-stage.ts'
import { createQueueStage, type QueueStage } from './queue-stage.ts'

let stage: QueueStage
beforeAll(() => {
  stage = createQueueStage()
})
afterEach(() => stage.closeTest())
afterAll(() => stage.close())

const result: ReactionResult = { state: 'done', summary: 'all well' }

/** Ends when the signal is aborted, as a reaction does. */
function waitForAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** The reason of each signal that was aborted. */
function noteStops() {
  const stops: unknown[] = []
  const run = async (_job: unknown, signal: AbortSignal): Promise<ReactionResult> => {
    try {
      return await waitForAbort(signal)
    } catch (error) {
      stops.push(error instanceof JobStop ? error.why : error)
      throw error
    }
  }
  return { stops, run }
}

describe('a worker', () => {
  it('does as many jobs at once as its limit says, and all of them', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(
      replica.db,
      Array.from({ length: 12 }, (_value, index) => ({ lane: `lane-${index}` })),
    )
    let now = 0
    let most = 0
    stage.work(
      replica,
      async () => {
        now += 1
        most = Math.max(most, now)
        await waitFor(() => most >= 3)
        now -= 1
        return result
      },
      { limits: { workers: 3 } },
    )
    for (const id of ids) {
      expect(await stage.waitForState(replica.db, id, 'done')).toMatchObject({ result: 'all well', lease_owner: null })
    }
    expect(most).toBe(3)
  })

  it('tries a job again that could not reach its peer, until its attempts are used up', async () => {
    const [replica] = await stage.open()
    const attempts: number[] = []
    const { ids } = await stage.add(replica.db, [{}, {}])
    stage.work(replica, async (job) => {
      if (job.id === ids[1]) return result
      attempts.push(job.attempts)
      throw new CodedError('forge-failed', { peer: 'the forge', what: 'GET x', status: 502 })
    })
    const dead = await stage.waitForState(replica.db, ids[0]!, 'dead')
    expect(attempts).toEqual([1, 2, 3])
    expect(dead.last_error).toMatch(/^forge-failed: The forge could not do GET x.* 502\. Look at the status page/)
    // Its lane is free then.
    await stage.waitForState(replica.db, ids[1]!, 'done')
  })

  it('tries a job again that failed for a reason that nobody knows', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    const lines: string[] = []
    stage.work(
      replica,
      async ({ attempts }) => {
        if (attempts === 1) throw new TypeError('x is undefined')
        return result
      },
      { lines },
    )
    await stage.waitForState(replica.db, ids[0]!, 'done')
    expect(lines.join('')).toContain('x is undefined')
  })

  it('makes a dead letter at once of what the same again cannot mend, and marks its delivery', async () => {
    const [replica] = await stage.open()
    await replica.db
      .insertInto('delivery')
      .values({
        ...{ id: 'delivery-1', forge: 'gitlab', dedupe_key: '1', event: 'Note Hook', project: '7', received: 1 },
        ...{ body: '{}', state: 'worked', result: 'note', origin: 'hook' },
      })
      .execute()
    const { ids } = await stage.add(replica.db, [{}], 'delivery-1')
    stage.work(replica, async () => {
      throw new CodedError('forge-refused', { peer: 'the forge', what: 'GET x', reason: 'the token is expired' })
    })
    const { attempts } = await stage.waitForState(replica.db, ids[0]!, 'dead')
    expect(attempts).toBe(1)
    const [delivery] = await replica.db.selectFrom('delivery').selectAll().execute()
    expect(delivery).toMatchObject({ state: 'dead', result: expect.stringContaining('the token is expired') })
  })

  it('waits as long as the forge wants, which is no failed attempt', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    stage.work(replica, async () => {
      throw new ForgeLimitedError({ peer: 'the forge', what: 'GET x', seconds: 3600 })
    })
    const waiting = await waitFor(async () => {
      const job = await stage.read(replica.db, ids[0]!)
      return job.last_error !== null && job
    })
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 0 })
    const wait = waiting.run_at - waiting.created
    expect(wait).toBeGreaterThanOrEqual(3_600_000)
    expect(wait).toBeLessThan(3_600_000 + 60_000)
  })

  it('ends a job that takes too long, and tries it again', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    const { stops, run } = noteStops()
    stage.work(replica, run, { limits: { jobTime: 5, attempts: 2 } })
    const dead = await stage.waitForState(replica.db, ids[0]!, 'dead')
    expect(stops).toEqual(['timed-out', 'timed-out'])
    expect(dead.last_error).toMatch(/^job-timed-out: /)
  })

  it('does not wait for ever for a job that does not end on its signal', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    stage.work(replica, () => new Promise(() => {}), {
      limits: { jobTime: 5, attempts: 1 },
      times: { lease: 1500, heartbeat: 20 },
    })
    await stage.waitForState(replica.db, ids[0]!, 'dead')
  })

  it('ends a job that a newer one takes the place of, wherever it runs', async () => {
    const [replica] = await stage.open()
    const subject = 'mr:gitlab:7:3'
    const { ids } = await stage.add(replica.db, [{ subject }])
    const { stops, run } = noteStops()
    stage.work(replica, (job, signal) => (job.id === ids[0] ? run(job, signal) : Promise.resolve(result)))
    await stage.waitForState(replica.db, ids[0]!, 'running')
    // As another replica does: this worker learns it from the database alone.
    const newer = await stage.add(replica.db, [{ subject }])
    expect(await stage.waitForState(replica.db, ids[0]!, 'cancelled')).toMatchObject({ ended: expect.any(Number) })
    await stage.waitForState(replica.db, newer.ids[0]!, 'done')
    expect(stops).toEqual(['cancelled'])
  })

  it('prolongs its leases while it works', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    let finish: (() => void) | undefined
    stage.work(replica, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return result
    })
    const first = await stage.waitForState(replica.db, ids[0]!, 'running')
    await waitFor(async () => ((await stage.read(replica.db, ids[0]!)).lease_until ?? 0) > (first.lease_until ?? 0))
    finish?.()
    await stage.waitForState(replica.db, ids[0]!, 'done')
  })

  it('ends what it does for a job whose lease it has lost, and writes nothing of it', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    const { stops, run } = noteStops()
    stage.work(replica, run)
    await stage.waitForState(replica.db, ids[0]!, 'running')
    await replica.db.updateTable('job').set({ lease_owner: 'another' }).where('id', '=', ids[0]!).execute()
    await waitFor(() => stops.length > 0)
    expect(stops).toEqual(['lease-lost'])
    expect(await stage.read(replica.db, ids[0]!)).toMatchObject({ state: 'running', lease_owner: 'another' })
  })

  it('takes up the job of one that went away when its lease has run out, and not before', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{ resource: 'instance:demo' }, { resource: 'instance:demo' }])
    const until = Date.now() + 120_000
    const crashed = { state: 'running' as const, lease_owner: 'gone', lease_until: until, attempts: 1 }
    await replica.db.updateTable('job').set(crashed).where('id', '=', ids[0]!).execute()
    const done: string[] = []
    stage.work(replica, async ({ id }) => {
      done.push(id)
      return result
    })
    const other = await stage.add(replica.db, [{ lane: 'other' }])
    await stage.waitForState(replica.db, other.ids[0]!, 'done')
    expect(done).toEqual(other.ids)
    await replica.db.updateTable('job').set({ lease_until: 1 }).where('id', '=', ids[0]!).execute()
    await stage.waitForState(replica.db, ids[1]!, 'done')
    expect(done).toEqual([...other.ids, ...ids])
  })

  it('makes a dead letter of a job that ends its worker again and again', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    const crashed = { state: 'running' as const, lease_owner: 'gone', lease_until: 1, attempts: 3 }
    await replica.db.updateTable('job').set(crashed).where('id', '=', ids[0]!).execute()
    stage.work(replica, async () => result)
    expect(await stage.waitForState(replica.db, ids[0]!, 'dead')).toMatchObject({
      last_error: 'The bot that worked on it went away before the end.',
    })
  })

  it('lets what runs end when it stops', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}, {}])
    let finish: (() => void) | undefined
    const worker = stage.work(replica, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return result
    })
    await waitFor(() => finish)
    const stopped = worker.stop()
    finish?.()
    await stopped
    expect(await stage.read(replica.db, ids[0]!)).toMatchObject({ state: 'done' })
    expect(await stage.read(replica.db, ids[1]!)).toMatchObject({ state: 'waiting', attempts: 0 })
  })

  it('gives back what does not end in time when it stops, as if it had not begun', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    const { stops, run } = noteStops()
    const worker = stage.work(replica, run, { times: { stop: 100 } })
    await stage.waitForState(replica.db, ids[0]!, 'running')
    await worker.stop()
    expect(stops).toEqual(['stopping'])
    expect(await stage.read(replica.db, ids[0]!)).toMatchObject({ state: 'waiting', attempts: 0, lease_owner: null })
  })

  it('keeps the lease of a job that does not end at all when it stops, so that it is not done twice at once', async () => {
    const [replica] = await stage.open()
    const { ids } = await stage.add(replica.db, [{}])
    const worker = stage.work(replica, () => new Promise(() => {}), { times: { stop: 20 } })
    await stage.waitForState(replica.db, ids[0]!, 'running')
    await worker.stop()
    expect(await stage.read(replica.db, ids[0]!)).toMatchObject({ state: 'running' })
  })

  it('does each job once though several replicas work', async () => {
    const replicas = await stage.open(3)
    const [{ db }] = replicas
    const done: string[] = []
    const order = new Map<string, string[]>()
    for (const replica of replicas) {
      stage.work(replica, async ({ id, lane }) => {
        done.push(id)
        order.set(lane, [...(order.get(lane) ?? []), id])
        return result
      })
    }
    const jobs = Array.from({ length: 60 }, (_value, index) => ({ lane: `lane-${index % 5}` }))
    const { ids } = await stage.add(db, jobs)
    await waitFor(() => done.length >= ids.length)
    for (const id of ids) await stage.waitForState(db, id, 'done')
    expect([...done].sort()).toEqual([...ids].sort())
    for (const [lane, seen] of order) {
      expect(seen).toEqual(ids.filter((_id, index) => jobs[index]?.lane === lane))
    }
  })

  it('says in each line of a job what it is of, and from which delivery it came', async () => {
    const [replica] = await stage.open()
    const lines: string[] = []
    const { ids } = await stage.add(replica.db, [{}], 'delivery-9')
    stage.work(
      replica,
      async (_job, _signal, logger) => {
        logger.info('in the middle')
        return result
      },
      { lines },
    )
    await waitFor(() => lines.some((line) => line.includes('job ended')))
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({ correlation: 'delivery-9', job: ids[0], kind: 'work', attempt: 1 })
    }
  })
})
