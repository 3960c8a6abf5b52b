import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAcceptor } from '../../../bot/deliveries/accept-delivery.ts'
import { createQueueStage, type QueueStage } from '../queue/queue-stage.ts'

let stage: QueueStage
beforeAll(() => {
  stage = createQueueStage()
})
afterEach(() => stage.closeTest())
afterAll(() => stage.close())

const call = { forge: 'gitlab', event: 'Note Hook', key: undefined, project: '7', body: '{"text":"é 😀 \\u0000"}' }

describe('accepting a delivery', () => {
  it('stores the body as it came and the job that reads it, and then says that there is something', async () => {
    const [{ db, engine, write }] = await stage.open()
    let news = 0
    const acceptor = createAcceptor({ db, engine, write, now: stage.clock.now, onAccepted: () => (news += 1) })
    const acceptance = await acceptor.accept({ ...call, key: 'key-1' })
    expect(acceptance).toEqual({ state: 'accepted', id: expect.any(String) })
    const [delivery] = await db.selectFrom('delivery').selectAll().execute()
    expect(delivery).toMatchObject({ ...{ dedupe_key: 'key-1', body: call.body, project: '7', state: 'accepted' } })
    const [job] = await db.selectFrom('job').selectAll().execute()
    expect(job).toMatchObject({
      ...{ kind: 'deliver', lane: 'deliver:gitlab:7', delivery_id: delivery?.id, correlation: delivery?.id },
      ...{ state: 'waiting', attempts: 0, payload: '{}', run_at: delivery?.received, created: delivery?.received },
      ...{ resource: null, subject: null, ended: null, lease_owner: null, is_cancel_wanted: 0 },
    })
    expect(job?.id).not.toBe(delivery?.id)
    expect(news).toBe(1)
  })

  it('knows one that was sent again by its key, or else by event and body', async () => {
    const [{ db, engine, write }] = await stage.open()
    const acceptor = createAcceptor({ db, engine, write, now: stage.clock.now, onAccepted: () => {} })
    const states: string[] = []
    for (const next of [
      { ...call, key: 'key-1' },
      { ...call, key: 'key-1', body: '{"another":1}' },
      { ...call, key: 'key-2' },
      { ...call, key: 'key-1', forge: 'other' },
      call,
      call,
      { ...call, event: 'Merge Request Hook' },
      { ...call, body: '{"another":1}' },
    ]) {
      states.push((await acceptor.accept(next)).state)
    }
    expect(states).toEqual([
      ...['accepted', 'duplicate', 'accepted', 'accepted'],
      ...['accepted', 'duplicate', 'accepted', 'accepted'],
    ])
    expect(await db.selectFrom('job').select('id').execute()).toHaveLength(6)
  })

  it('stores what comes at once in few transactions, each once, in its order, though replicas get the same', async () => {
    const replicas = await stage.open(2)
    const acceptors = replicas.map(({ db, engine, write }) =>
      createAcceptor({ db, engine, write, now: stage.clock.now, onAccepted: () => {} }),
    )
    const calls = Array.from({ length: 150 }, (_value, index) => ({ ...call, key: `key-${index % 100}` }))
    const acceptances = await Promise.all(calls.flatMap((one) => acceptors.map((acceptor) => acceptor.accept(one))))
    expect(acceptances.filter(({ state }) => state === 'accepted')).toHaveLength(100)
    const [{ db }] = replicas
    const jobs = await db.selectFrom('job').select('delivery_id').orderBy('created').execute()
    const stored = await db.selectFrom('delivery').select(['id', 'dedupe_key']).orderBy('received').execute()
    expect(stored).toHaveLength(100)
    expect(jobs.map((job) => job.delivery_id)).toEqual(stored.map(({ id }) => id))
  })

  it('says so to each when nothing can be stored, and goes on afterwards', async () => {
    const [{ db, engine, write }] = await stage.open()
    const acceptor = createAcceptor({ db, engine, write, now: stage.clock.now, onAccepted: () => {} })
    await db.schema.alterTable('delivery').renameTo('away').execute()
    const failed = await Promise.allSettled([acceptor.accept(call), acceptor.accept({ ...call, key: 'other' })])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await db.schema.alterTable('away').renameTo('delivery').execute()
    expect((await acceptor.accept(call)).state).toBe('accepted')
  })
})
