import { sql } from 'kysely'
import { readDatabaseFailure } from '../../core/database/database-failure.ts'
import type { Engine } from '../../core/database/engine.ts'
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

type Values = { owner: string; until: number; now: number }

/**
 * The next job in one statement: of each lane only its first job that has not ended, so a job that waits for its next attempt holds up
 * those behind it. It walks from lane to lane by the index, however many jobs wait in each.
 */
function prepareClaim(lockLine: ReturnType<typeof sql>) {
  return prepareQuery<BotTables, Values, ClaimedJob>((db, { owner, until, now }) => ({
    compile: () =>
      sql<ClaimedJob>`
        with recursive lanes (lane) as (
          select min(lane) from job where ended is null
          union all
          select (select min(after.lane) from job as after where after.ended is null and after.lane > lanes.lane)
          from lanes where lanes.lane is not null
        )
        update job set state = 'running', attempts = attempts + 1, lease_owner = ${owner}, lease_until = ${until}
        where id = (
          select head.id from lanes
          join job as head on head.id = (
            select first.id from job as first where first.ended is null and first.lane = lanes.lane
            order by first.lane, first.created, first.id limit 1
          )
          where head.state = 'waiting' and head.run_at <= ${now}
            and not exists (select 1 from job as other where other.state = 'running' and other.lane = head.lane)
            and (head.resource is null
              or not exists (select 1 from job as holder where holder.state = 'running' and holder.resource = head.resource))
          order by head.run_at, head.created, head.id limit 1 ${lockLine}
        )
        returning *, (select received from delivery where delivery.id = job.delivery_id) as received`.compile(db),
  }))
}

const claims: Readonly<Record<Engine['name'], ReturnType<typeof prepareClaim>>> = {
  SQLite: prepareClaim(sql``),
  // The one thing that the engines do not say alike: a job that another replica is just claiming is passed over.
  PostgreSQL: prepareClaim(sql`for update of head skip locked`),
}

/** Two replicas that take jobs of one lane or resource at the same moment: one of them looks again. */
const maximumTries = 5

/** Leases the next job that may run; undefined where there is none. */
export async function claimJob(
  db: BotDatabase,
  engine: Engine,
  lease: Lease,
  now: number,
): Promise<ClaimedJob | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      const [job] = await claims[engine.name](db, { owner: lease.owner, until: lease.until, now })
      return job
    } catch (error) {
      const failure = readDatabaseFailure(error)
      if (tries >= maximumTries || (failure !== 'duplicate' && failure !== 'busy')) throw error
    }
  }
}
