import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createWrites } from '../../../bot/queue/group-writes.ts'
import { createQueueStage, type QueueStage } from './queue-stage.ts'

let stage: QueueStage
beforeAll(() => {
  stage = createQueueStage()
})
afterEach(() => stage.closeTest())
afterAll(() => stage.close())

const makeRow = (id: string) => ({
  ...{ id, forge: 'gitlab', dedupe_key: id, event: 'Note Hook', project: null, received: 1 },
  ...{ body: '{}', state: 'accepted' as const, result: null, origin: 'hook' },
})

describe('writes that come at once', () => {
  it('are all done, whatever becomes of one of them', async () => {
    const [{ db, engine }] = await stage.open()
    const write = createWrites(db, engine)
    const mark = (id: string) =>
      write(async (trx) => {
        await trx.insertInto('delivery').values(makeRow(id)).execute()
        if (id === 'bad') throw new Error('not this one')
        return id
      })
    const outcomes = await Promise.allSettled(['one', 'bad', 'two', 'three'].map(mark))
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed'))).toEqual([
      ...['one', 'failed', 'two', 'three'],
    ])
    const rows = await db.selectFrom('delivery').select('id').orderBy('id').execute()
    expect(rows.map(({ id }) => id)).toEqual(['one', 'three', 'two'])
    expect(await mark('four')).toBe('four')
  })

  it('are told when others see them, and not before', async () => {
    const [{ db, engine }] = await stage.open()
    const write = createWrites(db, engine)
    const ids = Array.from({ length: 20 }, (_value, index) => `mark-${index}`)
    await Promise.all(
      ids.map(async (id) => {
        await write((trx) => trx.insertInto('delivery').values(makeRow(id)).execute())
        expect(await db.selectFrom('delivery').select('id').where('id', '=', id).execute()).toEqual([{ id }])
      }),
    )
  })

  it.skipIf(process.env.ARKINDEX_TEST_ENGINE === 'postgresql')(
    'are not told before the last of them is done',
    async () => {
      const [{ db, engine }] = await stage.open()
      const write = createWrites(db, engine)
      const told: string[] = []
      const first = write((trx) => trx.insertInto('delivery').values(makeRow('one')).execute()).then(() =>
        told.push('one'),
      )
      const second = write(async () => {
        await new Promise(setImmediate)
        told.push('at work')
      })
      await Promise.all([first, second])
      expect(told).toEqual(['at work', 'one'])
    },
  )
})
