import { access } from 'node:fs/promises'
import path from 'node:path'
import type { Kysely } from 'kysely'
import { connectDatabase } from '../../core/database/open-database.ts'
import { serverMigrations } from '../migrations/list.ts'
import { archiveFolder } from '../storage/data-folder.ts'
import { importDatabase } from './import-database.ts'
import { listStoredArchives } from './list-stored-archives.ts'
import { lockPlace } from './lock-place.ts'
import { locateDatabase, type ServerPlace } from './place.ts'
import { type AnyTables, readLines } from './transfer-file.ts'

export interface ImportOutcome {
  readonly rows: number
  /** Keys of archives that the database names and the data folder does not hold. */
  readonly missingArchives: readonly string[]
}

async function listMissing(db: Kysely<AnyTables>, folder: string): Promise<string[]> {
  const missing: string[] = []
  for (const { key } of await listStoredArchives(db)) {
    await access(path.join(folder, key)).catch(() => missing.push(key))
  }
  return missing
}

/**
 * Fills an empty place with an export. Archives are no part of one: those that are missing are told.
 * Throws `database-*`, `data-in-use`, `transfer-*` and `file-unreadable`.
 */
export async function importFromFile(place: ServerPlace, file: string): Promise<ImportOutcome> {
  const unlock = await lockPlace(place)
  try {
    const open = await connectDatabase<AnyTables>({ location: locateDatabase(place) })
    try {
      const rows = await importDatabase(open, { lines: readLines(file), file }, serverMigrations)
      return { rows, missingArchives: await listMissing(open.db, archiveFolder(place.data)) }
    } finally {
      await open.close()
    }
  } finally {
    await unlock()
  }
}
