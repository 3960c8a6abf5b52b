import { type Kysely, type RawBuilder, sql } from 'kysely'
import { canNestWrites } from '../../core/database/direct-adapter.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import { deliverKind } from '../queue/end-job.ts'
import type { Write } from '../queue/group-writes.ts'
import type { BotTables } from '../tables.ts'

/** An authenticated call that is to be stored. */
export interface NewDelivery {
  readonly id: string
  readonly forge: string
  readonly dedupeKey: string
  readonly event: string
  readonly project: string | null
  /** Epoch milliseconds; of each delivery another, since the jobs of a lane are in this order. */
  readonly received: number
  /** The body as it came. */
  readonly body: string
}

type Values = Readonly<Record<string, string | number | null>>

interface StoredRow {
  delivery_id: string
}

const columns = ['id', 'forge', 'dedupeKey', 'event', 'project', 'received', 'body'] as const

/** The values of one delivery and the id of its job, by names that no other of the statement has. */
function nameValues(delivery: NewDelivery, jobId: string, index: number): [string, string | number | null][] {
  return [
    ...columns.map((name): [string, string | number | null] => [`${name}${index}`, delivery[name]]),
    [`job${index}`, jobId],
  ]
}

/** All of a job but its id comes from its delivery. */
const insertJobs = sql`
  insert into job (id, delivery_id, kind, forge, project, lane, payload, state, run_at, attempts, is_cancel_wanted, created, correlation)
  select made.job_id, stored.id, ${sql.lit(deliverKind)}, stored.forge, stored.project,
    ${sql.lit(`${deliverKind}:`)} || stored.forge || ':' || coalesce(stored.project, ''),
    '{}', 'waiting', stored.received, 0, 0, stored.received, stored.id`

const joinMade = sql`join made on made.delivery_id = stored.id returning delivery_id`

function prepareStatements(rows: number) {
  const list = (write: (index: number) => RawBuilder<unknown>) =>
    sql.join(Array.from({ length: rows }, (_value, index) => write(index)))
  const writeDeliveries = (given: Placeholders<Values>) => sql`
    insert into delivery (id, forge, dedupe_key, event, project, received, body, state, origin)
    values ${list((index) => sql`(${sql.join(columns.map((name) => given[`${name}${index}`]))}, 'accepted', 'hook')`)}
    on conflict (forge, dedupe_key) do nothing`
  const writeMade = (given: Placeholders<Values>) => sql`
    made (delivery_id, job_id) as (values ${list((index) => sql`(cast(${given[`id${index}`]} as text), cast(${given[`job${index}`]} as text))`)})`
  const prepare = (write: (given: Placeholders<Values>) => RawBuilder<StoredRow>) =>
    prepareQuery<BotTables, Values, StoredRow>((db: Kysely<BotTables>, given) => ({
      compile: () => write(given).compile(db),
    }))
  return {
    deliveries: prepare((given) => sql<StoredRow>`${writeDeliveries(given)}`),
    jobs: prepare(
      (given) => sql<StoredRow>`with ${writeMade(given)} ${insertJobs} from delivery as stored ${joinMade}`,
    ),
    /** Both in one statement. */
    all: prepare(
      (given) => sql<StoredRow>`
        with stored as (${writeDeliveries(given)} returning id, forge, project, received), ${writeMade(given)}
        ${insertJobs} from stored ${joinMade}`,
    ),
  }
}

/** By number of rows. */
const prepared = new Map<number, ReturnType<typeof prepareStatements>>()

/**
 * Stores deliveries, each with the job that reads it, in one transaction: when this ends they are as safe as the database keeps them.
 * Gives the ids of those that are new; one that has the forge and key of another was here already.
 */
export async function storeDeliveries(
  db: BotDatabase,
  write: Write,
  deliveries: readonly NewDelivery[],
): Promise<ReadonlySet<string>> {
  const statements = prepared.get(deliveries.length) ?? prepareStatements(deliveries.length)
  prepared.set(deliveries.length, statements)
  const jobIds = createOrderedIds(deliveries.length)
  const values = Object.fromEntries(
    deliveries.flatMap((delivery, index) => nameValues(delivery, jobIds[index] ?? '', index)),
  )
  // One statement, which is a transaction of its own, takes one way to the server and back.
  const stored = canNestWrites(db)
    ? await statements.all(db, values)
    : await write(async (trx) => {
        await statements.deliveries(trx, values)
        return statements.jobs(trx, values)
      })
  return new Set(stored.map((row) => row.delivery_id))
}
