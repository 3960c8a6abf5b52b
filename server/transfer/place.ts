import { sqliteFile } from '../storage/data-folder.ts'
import type { S3Settings } from '../storage/s3-settings.ts'

/** Where a server keeps its data. */
export interface ServerPlace {
  /** The folder of the archives, and of the database where it is SQLite. */
  readonly data: string
  /** A `postgresql://` URL. */
  readonly database?: string
  /** The store of the archives, where they are not in the folder. */
  readonly s3?: S3Settings
}

export function locateDatabase({ data, database }: ServerPlace): string {
  return database ?? sqliteFile(data)
}
