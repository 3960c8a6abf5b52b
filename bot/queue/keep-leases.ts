import type { BotDatabase } from '../open-bot-database.ts'

export interface HeldLease {
  readonly id: string
  readonly owner: string
}

/** Prolongs leases. Gives those that are still held, and whether their job is wanted to end early. */
export async function keepLeases(
  db: BotDatabase,
  held: readonly HeldLease[],
  until: number,
): Promise<ReadonlyMap<string, { isCancelWanted: boolean }>> {
  if (held.length === 0) return new Map()
  const ids = held.map(({ id }) => id)
  const owners = held.map(({ owner }) => owner)
  const rows = await db
    .updateTable('job')
    .set({ lease_until: until })
    .where('id', 'in', ids)
    .where('lease_owner', 'in', owners)
    .where('state', '=', 'running')
    .returning(['id', 'is_cancel_wanted'])
    .execute()
  return new Map(rows.map((row) => [row.id, { isCancelWanted: row.is_cancel_wanted === 1 }]))
}
