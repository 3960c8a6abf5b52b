import type { Kysely } from 'kysely'
import type { Engine } from '../../core/database/engine.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import type { BotTables } from '../tables.ts'

/** Does some work in a transaction, perhaps together with that of others, and ends when it is on the disk. */
export type Write = <Result>(work: (trx: Kysely<BotTables>) => Promise<Result>) => Promise<Result>

interface WaitingWork {
  run(trx: Kysely<BotTables>): Promise<void>
  done(): void
  fail(error: unknown): void
}

/**
 * Gives how to write. SQLite has one writer, whose every transaction waits for the disk: what is to be written within one turn of the
 * event loop, or while another transaction is under way, goes together. Where a part of that fails, each is done by itself, so the work
 * may be run twice. PostgreSQL takes transactions side by side, and takes several to the disk at once by itself.
 */
export function createWrites(db: BotDatabase, engine: Engine): Write {
  if (engine.name === 'PostgreSQL') return (work) => db.transaction().execute(work)
  let waiting: WaitingWork[] = []
  let isUnderWay = false

  const writeOne = async (work: WaitingWork) => {
    try {
      await db.transaction().execute((trx) => work.run(trx))
      work.done()
    } catch (error) {
      work.fail(error)
    }
  }

  const writeGroup = async (group: readonly WaitingWork[]) => {
    try {
      await db.transaction().execute(async (trx) => {
        for (const work of group) await work.run(trx)
      })
    } catch {
      for (const work of group) await writeOne(work)
      return
    }
    for (const work of group) work.done()
  }

  const writeAll = async () => {
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await (group.length === 1 && group[0] ? writeOne(group[0]) : writeGroup(group))
      // What came in meanwhile is read off the connections first, and goes together, too.
      await new Promise(setImmediate)
    }
    isUnderWay = false
  }

  return (work) =>
    new Promise((resolve, reject) => {
      // Given when it is on the disk.
      let give: (() => void) | undefined
      waiting.push({
        run: async (trx) => {
          const result = await work(trx)
          give = () => resolve(result)
        },
        done: () => give?.(),
        fail: reject,
      })
      if (isUnderWay) return
      isUnderWay = true
      setImmediate(writeAll)
    })
}
