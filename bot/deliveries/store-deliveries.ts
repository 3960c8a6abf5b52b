import { CompiledQuery } from 'kysely'
import type { Engine } from '../../core/database/engine.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import { deliverKind } from '../queue/end-job.ts'

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
  readonly origin: 'hook' | 'replay'
}

const columnsOfDelivery = ['id', 'forge', 'dedupe_key', 'event', 'project', 'received', 'body', 'origin'] as const

/** The job of a delivery: all but its id comes from there. */
const insertJobs = `insert into job (id, delivery_id, kind, forge, project, lane, payload, state, run_at, attempts, is_cancel_wanted, created, correlation)
  select made.job_id, stored.id, '${deliverKind}', stored.forge, stored.project,
    '${deliverKind}:' || stored.forge || ':' || coalesce(stored.project, ''), '{}', 'waiting', stored.received, 0, 0, stored.received, stored.id`

interface Statements {
  readonly deliveries: string
  readonly jobs: string
}

function writeStatements(rows: number, engine: Engine): Statements {
  let number = 0
  const place = (cast = '') => {
    number += 1
    return engine.name === 'PostgreSQL' ? `$${number}${cast}` : '?'
  }
  const list = (make: () => string) => Array.from({ length: rows }, make).join(', ')
  const deliveries = `insert into delivery (${columnsOfDelivery.join(', ')}, state)
    values ${list(() => `(${columnsOfDelivery.map(() => place()).join(', ')}, 'accepted')`)} on conflict (forge, dedupe_key) do nothing`
  const made = `made (delivery_id, job_id) as (values ${list(() => `(${place('::text')}, ${place('::text')})`)})`
  const join = 'join made on made.delivery_id = stored.id returning delivery_id'
  if (engine.name === 'PostgreSQL') {
    // One statement, which is a transaction of its own, takes one way to the server and back.
    const stored = `stored as (${deliveries} returning id, forge, project, received)`
    return { deliveries: '', jobs: `with ${stored}, ${made} ${insertJobs} from stored ${join}` }
  }
  return { deliveries, jobs: `with ${made} ${insertJobs} from delivery as stored ${join}` }
}

/** By engine and number of rows. */
const texts = new Map<string, Statements>()

function findStatements(rows: number, engine: Engine): Statements {
  const key = `${engine.name} ${rows}`
  const known = texts.get(key)
  if (known) return known
  const written = writeStatements(rows, engine)
  texts.set(key, written)
  return written
}

interface StoredRow {
  delivery_id: string
}

/**
 * Stores deliveries, each with the job that reads it, in one transaction: when this ends they are as safe as the database keeps them.
 * Gives the ids of those that are new; one that has the forge and key of another was here already.
 */
export async function storeDeliveries(
  db: BotDatabase,
  engine: Engine,
  deliveries: readonly NewDelivery[],
): Promise<ReadonlySet<string>> {
  const statements = findStatements(deliveries.length, engine)
  const jobIds = createOrderedIds(deliveries.length)
  const values = deliveries.flatMap(({ id, forge, dedupeKey, event, project, received, body, origin }) => [
    ...[id, forge, dedupeKey, event, project, received, body, origin],
  ])
  const links = deliveries.flatMap(({ id }, index) => [id, jobIds[index]])
  if (engine.name === 'PostgreSQL') {
    const { rows } = await db.executeQuery<StoredRow>(CompiledQuery.raw(statements.jobs, [...values, ...links]))
    return new Set(rows.map((row) => row.delivery_id))
  }
  return db.transaction().execute(async (trx) => {
    await trx.executeQuery(CompiledQuery.raw(statements.deliveries, values))
    const { rows } = await trx.executeQuery<StoredRow>(CompiledQuery.raw(statements.jobs, links))
    return new Set(rows.map((row) => row.delivery_id))
  })
}
