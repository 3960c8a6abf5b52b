import type { Kysely } from 'kysely'
import type { AnyTables } from './transfer-file.ts'

export interface StoredArchiveName {
  readonly key: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly md5: string
}

/**
 * The tables whose rows name what is kept in the archive store and belongs to a backup. Files of corpus exports are no part of
 * it: they are made anew.
 */
export const tablesWithArchives: readonly string[] = ['model_version', 'artifact']

/** The archives that a database names, in the order of their keys. */
export async function listStoredArchives(db: Kysely<AnyTables>): Promise<StoredArchiveName[]> {
  const found: StoredArchiveName[] = []
  for (const table of tablesWithArchives) {
    const rows = await db
      .selectFrom(table)
      .select(['upload_key', 'upload_size', 'upload_md5'])
      .where('upload_key', 'is not', null)
      .execute()
    for (const row of rows) {
      found.push({ key: String(row.upload_key), size: Number(row.upload_size), md5: String(row.upload_md5) })
    }
  }
  return found.sort((one, other) => (one.key < other.key ? -1 : 1))
}
