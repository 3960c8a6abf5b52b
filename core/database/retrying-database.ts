import { setTimeout as wait } from 'node:timers/promises'
import { Kysely, type TransactionBuilder } from 'kysely'
import { readDatabaseFailure } from './database-failure.ts'

/** Milliseconds during which a transaction that collides with others is tried again. */
const retryDeadline = 10_000

/** A collision with a row that someone else made or removed is looked at again this often; what collides still is a defect. */
const maximumLooksAgain = 3

async function retry<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + retryDeadline
  let looksAgain = 0
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const failure = readDatabaseFailure(error)
      const mayLookAgain = failure === 'duplicate' || failure === 'reference-missing'
      if (mayLookAgain) looksAgain += 1
      if (failure !== 'busy' && !(mayLookAgain && looksAgain <= maximumLooksAgain)) throw error
      if (Date.now() > deadline) throw error
      // Those that collided do not come back at the same moment.
      await wait(Math.random() * Math.min(500, 5 * 2 ** tries))
    }
  }
}

/**
 * A database whose transactions are as if they ran one after the other, though several programs work on it: PostgreSQL
 * checks that (isolation level serializable), and one that it refuses for that reason is run again from its beginning. What
 * a transaction does must therefore all be in the database. SQLite gives the same by its one writer.
 */
export class RetryingDatabase<Tables> extends Kysely<Tables> {
  override transaction(): TransactionBuilder<Tables> {
    const builder = super.transaction().setIsolationLevel('serializable')
    const execute = builder.execute.bind(builder)
    builder.execute = (callback) => retry(() => execute(callback))
    return builder
  }
}
