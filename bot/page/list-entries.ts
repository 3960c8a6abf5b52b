import type { BotDatabase } from '../open-bot-database.ts'
import type { DeliveryTable, JobTable } from '../tables.ts'

/** Rows of one page of a list. */
export const pageSize = 50

export const deliveryStates = [
  'accepted',
  'worked',
  'ignored',
  'dead',
] as const satisfies readonly DeliveryTable['state'][]
export const jobStates = [
  'waiting',
  'running',
  'done',
  'cancelled',
  'dead',
] as const satisfies readonly JobTable['state'][]

export type DeliveryEntry = Omit<DeliveryTable, 'body' | 'dedupe_key'>
export type JobEntry = Pick<
  JobTable,
  | 'id'
  | 'delivery_id'
  | 'kind'
  | 'forge'
  | 'project'
  | 'state'
  | 'run_at'
  | 'attempts'
  | 'last_error'
  | 'result'
  | 'created'
  | 'ended'
  | 'correlation'
>

export interface ListPage<Entry> {
  entries: readonly Entry[]
  /** What the next page begins after; undefined on the last. */
  next: string | undefined
}

/** Where a page of a list begins: after a row, by its time and id. */
interface Cursor {
  time: number
  id: string
}

export function readCursor(text: string | undefined): Cursor | undefined {
  const [, time, id = ''] = /^(\d{1,15})\.([\w-]{1,100})$/.exec(text ?? '') ?? []
  return time === undefined ? undefined : { time: Number(time), id }
}

function cutPage<Entry extends { id: string }>(
  rows: readonly Entry[],
  readTime: (row: Entry) => number,
  size = pageSize,
): ListPage<Entry> {
  const entries = rows.slice(0, size)
  const last = entries.at(-1)
  return { entries, next: rows.length > size && last ? `${readTime(last)}.${last.id}` : undefined }
}

/** Deliveries, the newest first. */
export async function listDeliveries(
  db: BotDatabase,
  options: { state?: DeliveryTable['state'] | undefined; after?: Cursor | undefined; limit?: number },
): Promise<ListPage<DeliveryEntry>> {
  const { state, after, limit = pageSize } = options
  let query = db
    .selectFrom('delivery')
    .select(['id', 'forge', 'event', 'project', 'received', 'state', 'result', 'origin'])
    .orderBy('received', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (state !== undefined) query = query.where('state', '=', state)
  if (after) {
    const { time, id } = after
    query = query.where((eb) =>
      eb.or([eb('received', '<', time), eb.and([eb('received', '=', time), eb('id', '<', id)])]),
    )
  }
  return cutPage(await query.execute(), ({ received }) => received, limit)
}

/** Jobs, the newest first: their ids are in the order in which they were made. */
export async function listJobs(
  db: BotDatabase,
  options: {
    state?: JobTable['state'] | undefined
    delivery?: string | undefined
    after?: Cursor | undefined
    limit?: number
  },
): Promise<ListPage<JobEntry>> {
  const { state, delivery, after, limit = pageSize } = options
  let query = db
    .selectFrom('job')
    .select(['id', 'delivery_id', 'kind', 'forge', 'project', 'state', 'run_at', 'attempts', 'last_error', 'result'])
    .select(['created', 'ended', 'correlation'])
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (state !== undefined) query = query.where('state', '=', state)
  if (delivery !== undefined) query = query.where('delivery_id', '=', delivery)
  if (after) query = query.where('id', '<', after.id)
  return cutPage(await query.execute(), ({ created }) => created, limit)
}

/** How many jobs wait, run and are dead. */
export async function countJobs(db: BotDatabase): Promise<Readonly<Record<'waiting' | 'running' | 'dead', number>>> {
  const rows = await db
    .selectFrom('job')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'running', 'dead'])
    .groupBy('state')
    .execute()
  const count = (state: JobTable['state']) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return { waiting: count('waiting'), running: count('running'), dead: count('dead') }
}
