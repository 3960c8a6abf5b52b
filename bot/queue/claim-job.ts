import { type Kysely, sql } from 'kysely'
import { readDatabaseFailure } from '../../core/database/database-failure.ts'
import { prepareQuery } from '../../core/database/prepared-query.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import type { BotTables, JobTable } from '../tables.ts'

/** A job that is leased to a worker. */
export interface ClaimedJob extends JobTable {
  /** When its delivery came; null where it has none. */
  received: number | null
}

export interface Lease {
  /** Given anew for each claim, so that a lease that was lost is never taken for one that holds. */
  readonly owner: string
  readonly until: number
}

/** Jobs that one look finds at most: a look costs more than to take what it found. */
const mostCandidates = 16

interface Candidate {
  id: string
}

/**
 * The jobs that are next: of each lane only its first job that has not ended, so one that waits for its next attempt holds up those behind
 * it. It walks from lane to lane by the index, however many jobs wait in each. Everything is looked up by scalar queries: a join would
 * be planned for the size that the table had once.
 */
const findNext = prepareQuery<BotTables, { now: number }, Candidate>((db, { now }) => ({
  compile: () =>
    sql<Candidate>`
      with recursive lanes (lane) as (
        select (select start.lane from job as start where start.ended is null order by start.lane limit 1)
        union all
        select (
          select after.lane from job as after where after.ended is null and after.lane > lanes.lane order by after.lane limit 1
        )
        from lanes where lanes.lane is not null
      ),
      heads (id) as materialized (
        select (
          select first.id from job as first where first.ended is null and first.lane = lanes.lane
          order by first.lane, first.created, first.id limit 1
        )
        from lanes where lanes.lane is not null
      ),
      due (id, run_at) as materialized (
        select heads.id, (
          select head.run_at from job as head
          where head.id = heads.id and head.state = 'waiting' and head.run_at <= ${now}
            and (select count(*) from job as other where other.state = 'running' and other.lane = head.lane) = 0
            and (select count(*) from job as holder
              where holder.state = 'running' and holder.resource is not null and holder.resource = head.resource) = 0
        )
        from heads
      )
      select id from due where run_at is not null order by run_at, id limit ${sql.lit(mostCandidates)}`.compile(db),
}))

/** Takes it, if nobody else did meanwhile; that its lane and its resource are free is held by unique indexes. */
const takeJob = prepareQuery<BotTables, { id: string; owner: string; until: number; now: number }, ClaimedJob>(
  (db, { id, owner, until, now }) => ({
    compile: () =>
      sql<ClaimedJob>`
      update job set state = 'running', attempts = attempts + 1, lease_owner = ${owner}, lease_until = ${until}
      where id = ${id} and state = 'waiting' and run_at <= ${now}
        and (select count(*) from job as other where other.state = 'running' and other.lane = job.lane) = 0
        and (select count(*) from job as holder
          where holder.state = 'running' and holder.resource is not null and holder.resource = job.resource) = 0
      returning *, (select received from delivery where delivery.id = job.delivery_id) as received`.compile(db),
  }),
)

/** Looks after jobs that another replica took; where it is always the faster one, there is another look later. */
const maximumTries = 20

async function tryTake(db: Kysely<BotTables>, id: string, lease: Lease, now: number): Promise<ClaimedJob | undefined> {
  try {
    const [job] = await takeJob(db, { id, owner: lease.owner, until: lease.until, now })
    return job
  } catch (error) {
    const failure = readDatabaseFailure(error)
    // Another replica runs a job of this lane or resource since just now.
    if (failure !== 'duplicate' && failure !== 'busy') throw error
    return undefined
  }
}

/** Whether there is a job that may run. */
export async function hasNext(db: BotDatabase, now: number): Promise<boolean> {
  return (await findNext(db, { now })).length > 0
}

/**
 * Leases the next job that may run; undefined where there is none. What one look found beside it is kept in `known`, which the next call
 * may be given: of no use any more is only what was taken meanwhile. In a transaction only where nobody else writes meanwhile.
 */
export async function claimJob(
  db: Kysely<BotTables>,
  lease: Lease,
  now: number,
  known: string[] = [],
): Promise<ClaimedJob | undefined> {
  for (let tries = 1; tries <= maximumTries; tries += 1) {
    if (known.length === 0) known.push(...(await findNext(db, { now })).map(({ id }) => id))
    const id = known.shift()
    if (id === undefined) return undefined
    const job = await tryTake(db, id, lease, now)
    if (job) return job
  }
  return undefined
}
