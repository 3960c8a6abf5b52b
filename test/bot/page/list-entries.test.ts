import { afterAll, afterEach, expect, it } from 'vitest'
import { countJobs, listDeliveries, listJobs, pageSize, readCursor } from '../../../bot/page/list-entries.ts'
import { createQueueStage } from '../queue/queue-stage.ts'

const stage = createQueueStage()
afterEach(() => stage.closeTest())
afterAll(() => stage.close())

it('lists everything once over its pages, the newest first, by state', async () => {
  const [{ db }] = await stage.open()
  const count = pageSize * 2 + 7
  const ids = Array.from({ length: count }, (_, index) => `delivery-${String(index).padStart(4, '0')}`)
  await db
    .insertInto('delivery')
    .values(
      ids.map((id, index) => ({
        ...{ id, forge: 'gitlab', dedupe_key: id, event: 'Note Hook', project: null, body: '{}', origin: 'hook' },
        // Two at each moment, as two replicas may receive them.
        ...{ received: 1000 + Math.floor(index / 2), state: index % 3 === 0 ? 'dead' : 'worked', result: null },
      })),
    )
    .execute()
  const seen: string[] = []
  let after = readCursor(undefined)
  for (;;) {
    const { entries, next } = await listDeliveries(db, { after })
    seen.push(...entries.map(({ id }) => id))
    if (next === undefined) break
    after = readCursor(next)
    expect(after).toBeDefined()
  }
  expect(seen).toEqual([...ids].reverse())
  const { entries, next } = await listDeliveries(db, { state: 'dead', limit: 5 })
  expect(entries.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'dead'))
  expect(next).toBeDefined()
})

it('lists jobs by delivery and state, and counts what is not done', async () => {
  const [{ db }] = await stage.open()
  const states = ['waiting', 'running', 'done', 'cancelled', 'dead', 'dead'] as const
  await db
    .insertInto('job')
    .values(
      states.map((state, index) => ({
        ...{ id: `job-${index}`, delivery_id: index < 2 ? 'one' : null, kind: 'plan', forge: 'gitlab', project: null },
        ...{ lane: `lane-${index}`, resource: null, subject: null, payload: '{}', state, run_at: 1000, attempts: 1 },
        ...{ lease_owner: null, lease_until: null, is_cancel_wanted: 0, last_error: null, result: null },
        ...{ created: 1000, ended: null, correlation: 'one' },
      })),
    )
    .execute()
  expect(await countJobs(db)).toEqual({ waiting: 1, running: 1, dead: 2 })
  const list = async (options: Parameters<typeof listJobs>[1]) =>
    (await listJobs(db, options)).entries.map(({ id }) => id)
  expect(await list({})).toEqual(['job-5', 'job-4', 'job-3', 'job-2', 'job-1', 'job-0'])
  expect(await list({ state: 'dead' })).toEqual(['job-5', 'job-4'])
  expect(await list({ delivery: 'one' })).toEqual(['job-1', 'job-0'])
  expect(await list({ after: { time: 0, id: 'job-2' } })).toEqual(['job-1', 'job-0'])
})

it.each(['', 'x', '1', '1.', '.x', "1.'", '12345678901234567.x', `1.${'x'.repeat(101)}`])(
  'takes %j for no place in a list',
  (text) => {
    expect(readCursor(text)).toBeUndefined()
  },
)
