import type { Database, Services } from '../services.ts'

/** Rows that one statement notes at most. */
const notedTogether = 1000

/** Notes archives that nothing names, or soon nothing does, so that they are removed even if this server ends now. To be called in a transaction. */
export async function noteStray(trx: Database, keys: readonly string[], removeAfter: number): Promise<void> {
  for (let start = 0; start < keys.length; start += notedTogether) {
    const group = keys.slice(start, start + notedTogether)
    await trx
      .insertInto('stray_archive')
      .values(group.map((key) => ({ key, remove_after: removeAfter })))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
  }
}

/** Takes an archive off the list, since something names it from now on. False where it was given up meanwhile. To be called in a transaction. */
export async function keepStray(trx: Database, key: string): Promise<boolean> {
  const released = await trx
    .deleteFrom('stray_archive')
    .where('key', '=', key)
    .where('remove_after', '>', 0)
    .executeTakeFirst()
  return released.numDeletedRows > 0n
}

/** Removes archives that were noted. One that cannot be removed now is removed later. */
export async function removeStray(
  { db, archives }: Pick<Services, 'db' | 'archives'>,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys) {
    try {
      await archives.remove(key)
      await db.deleteFrom('stray_archive').where('key', '=', key).execute()
    } catch {
      // It stays noted.
    }
  }
}
