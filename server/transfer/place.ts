import { sqliteFile } from '../storage/data-folder.ts'

/** Where a server keeps its data. */
export interface ServerPlace {
  /** The folder of the archives, and of the database where it is SQLite. */
  readonly data: string
  /** A `postgresql://` URL. */
  readonly database?: string
}

export function locateDatabase({ data, database }: ServerPlace): string {
  return database ?? sqliteFile(data)
}
