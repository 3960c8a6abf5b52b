import { createId } from '../../core/database/conventions.ts'
import type { Database, Services } from '../services.ts'
import type { StoredArchive } from '../storage/archive-store.ts'
import type { Row } from '../tables.ts'

/** Milliseconds after which what was stored for an artifact that never came to be is removed. */
const abandonedAfter = 24 * 3_600_000

/** Bytes of one artifact at most. */
export const maximumArtifactSize = 64 * 1024 ** 3

type Storing = Pick<Services, 'db' | 'clock' | 'archives'>

/** Notes archives that nothing names any more, so that they are removed even if this server ends now. To be called in a transaction. */
export async function noteStray(trx: Database, keys: readonly string[], removeAfter: number): Promise<void> {
  if (keys.length === 0) return
  await trx
    .insertInto('stray_archive')
    .values(keys.map((key) => ({ key, remove_after: removeAfter })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** Removes archives that were noted. One that cannot be removed now is removed later. */
export async function removeStray({ db, archives }: Storing, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    try {
      await archives.remove(key)
      await db.deleteFrom('stray_archive').where('key', '=', key).execute()
    } catch {
      // It stays noted.
    }
  }
}

/** Makes the bytes the content of an artifact, in place of what it had. Gives what was stored; nothing else sees half of it. */
export async function storeArtifact(
  services: Storing,
  artifact: Pick<Row<'artifact'>, 'id'>,
  source: AsyncIterable<Buffer>,
  limits: { size: number; check?: (stored: StoredArchive) => void },
): Promise<StoredArchive> {
  const { db, clock, archives } = services
  const key = `${artifact.id}.${createId()}`
  await noteStray(db, [key], clock.now() + abandonedAfter)
  let old: string | null = null
  try {
    const stored = await archives.receive(key, source, limits.size)
    limits.check?.(stored)
    await db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('artifact')
        .select('upload_key')
        .where('id', '=', artifact.id)
        .executeTakeFirstOrThrow()
      old = row.upload_key
      await trx
        .updateTable('artifact')
        .set({
          size: stored.size,
          upload_key: key,
          upload_size: stored.size,
          upload_md5: stored.md5,
          updated: clock.now(),
        })
        .where('id', '=', artifact.id)
        .execute()
      await trx.deleteFrom('stray_archive').where('key', '=', key).execute()
      if (old !== null) await noteStray(trx, [old], clock.now())
    })
    if (old !== null) await removeStray(services, [old])
    return stored
  } catch (error) {
    await removeStray(services, [key])
    throw error
  }
}

/** The archives of the artifacts of a process's tasks, noted to be removed. To be called in the transaction that removes the process. */
export async function noteArtifactsOf(trx: Database, processId: string, now: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('artifact')
    .innerJoin('task', 'task.id', 'artifact.task_id')
    .select('artifact.upload_key')
    .where('task.process_id', '=', processId)
    .execute()
  const keys = rows.flatMap(({ upload_key: key }) => key ?? [])
  await noteStray(trx, keys, now)
  return keys
}
