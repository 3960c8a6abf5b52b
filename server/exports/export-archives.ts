import type { Database } from '../services.ts'
import { noteStray } from '../storage/stray-archives.ts'

/**
 * Deletes all the exports of a corpus or a user, and gives their archives, which are noted to be removed. One that is being
 * written finds nothing any more, and removes what it wrote. To be called in a transaction.
 */
export async function deleteExports(
  trx: Database,
  of: { corpusId: string } | { userId: string },
  now: number,
): Promise<string[]> {
  const exports = trx.deleteFrom('export')
  const rows = await ('corpusId' in of
    ? exports.where('corpus_id', '=', of.corpusId)
    : exports.where('user_id', '=', of.userId)
  )
    .returning('upload_key')
    .execute()
  const keys = rows.flatMap(({ upload_key: key }) => key ?? [])
  await noteStray(trx, keys, now)
  return keys
}
