import { createId } from '../../core/database/conventions.ts'
import { notFound, Refusal } from '../contract/refusal.ts'
import type { Database, Services } from '../services.ts'
import type { StoredArchive } from '../storage/archive-store.ts'
import { keepStray, noteStray, removeStray } from '../storage/stray-archives.ts'
import type { Row } from '../tables.ts'

/** Milliseconds after which what was stored for an artifact that never came to be is removed. */
const abandonedAfter = 24 * 3_600_000

/** Bytes of one artifact at most. */
export const maximumArtifactSize = 64 * 1024 ** 3

type Storing = Pick<Services, 'db' | 'clock' | 'archives'>

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
      // Held from here on: who deletes it, or stores something newer, comes before or after all of this.
      const row = await trx
        .updateTable('artifact')
        .set({ updated: clock.now() })
        .where('id', '=', artifact.id)
        .returning('upload_key')
        .executeTakeFirst()
      if (!row) throw notFound()
      // It took so long that it was removed as abandoned.
      if (!(await keepStray(trx, key))) throw new Refusal(400, { detail: 'The upload took too long.' })
      old = row.upload_key
      await trx
        .updateTable('artifact')
        .set({ size: stored.size, upload_key: key, upload_size: stored.size, upload_md5: stored.md5 })
        .where('id', '=', artifact.id)
        .execute()
      if (old !== null) await noteStray(trx, [old], clock.now())
    })
    if (old !== null) await removeStray(services, [old])
    return stored
  } catch (error) {
    await removeStray(services, [key])
    throw error
  }
}

/**
 * Deletes the artifacts of a process, or of all the processes of a corpus, and gives their archives, which are noted to be removed.
 * To be called in the transaction that deletes what they belong to: an upload that is under way finds nothing any more.
 */
export async function deleteArtifacts(
  trx: Database,
  of: { processId: string } | { corpusId: string },
  now: number,
): Promise<string[]> {
  const tasks = trx.selectFrom('task').innerJoin('process', 'process.id', 'task.process_id').select('task.id')
  const rows = await trx
    .deleteFrom('artifact')
    .where(
      'task_id',
      'in',
      'processId' in of
        ? tasks.where('process.id', '=', of.processId)
        : tasks.where('process.corpus_id', '=', of.corpusId),
    )
    .returning('upload_key')
    .execute()
  const keys = rows.flatMap(({ upload_key: key }) => key ?? [])
  await noteStray(trx, keys, now)
  return keys
}
