import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { claimJob } from '../../../bot/queue/claim-job.ts'
import { waitFor } from '../bot-stage.ts'
import { createQueueStage, type QueueStage } from './queue-stage.ts'

let stage: QueueStage
beforeAll(() => {
  stage = createQueueStage()
})
afterEach(() => stage.closeTest())
afterAll(() => stage.close())

describe('a replica that takes a job while another is just taking one', () => {
  it.each([
    ['of the same resource', { lane: 'two', resource: 'instance:demo' }],
    ['of the same lane', { lane: 'one' }],
  ])('%s, does not get it', async (_what, job) => {
    const [first, second] = await stage.open(2)
    const { ids } = await stage.add(first.db, [{ lane: 'one', resource: 'instance:demo' }])
    const outcome = await first.db.transaction().execute(async (trx) => {
      const running = { state: 'running' as const, lease_owner: 'first', lease_until: Date.now() + 120_000 }
      await trx.updateTable('job').set(running).where('id', '=', ids[0]!).execute()
      // It became visible only now, though it may have been made before.
      const other = await stage.add(second!.db, [job])
      await second!.db.updateTable('job').set({ created: 1, run_at: 1 }).where('id', '=', other.ids[0]!).execute()
      const now = stage.clock.now()
      let isOver = false
      const claim = claimJob(second!.db, { owner: 'second', until: now + 120_000 }, now).finally(() => {
        isOver = true
      })
      await waitFor(async () => {
        const { rows } = await sql`select 1 from pg_locks where not granted`.execute(trx)
        return isOver || rows.length > 0
      })
      return { claim }
    })
    expect(await outcome.claim).toBeUndefined()
    const states = await first.db.selectFrom('job').select('state').orderBy('state').execute()
    expect(states.map(({ state }) => state)).toEqual(['running', 'waiting'])
  })
})
