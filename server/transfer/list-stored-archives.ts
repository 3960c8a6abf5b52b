import type { Kysely } from 'kysely'
import type { AnyTables } from './transfer-file.ts'

export interface StoredArchiveName {
  readonly key: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly md5: string
}

/** The archives that a database names, in the order of their keys. */
export async function listStoredArchives(db: Kysely<AnyTables>): Promise<StoredArchiveName[]> {
  const rows = await db
    .selectFrom('model_version')
    .select(['upload_key', 'upload_size', 'upload_md5'])
    .where('upload_key', 'is not', null)
    .orderBy('upload_key')
    .execute()
  return rows.map((row) => ({
    key: String(row.upload_key),
    size: Number(row.upload_size),
    md5: String(row.upload_md5),
  }))
}
