import type { Kysely } from 'kysely'
import { connectDatabase } from '../../core/database/open-database.ts'
import { serverMigrations } from '../migrations/list.ts'
import { openStore, withStoreErrors } from '../storage/open-archives.ts'
import { importDatabase } from './import-database.ts'
import { listStoredArchives } from './list-stored-archives.ts'
import { lockPlace } from './lock-place.ts'
import { locateDatabase, type ServerPlace } from './place.ts'
import { type AnyTables, readLines } from './transfer-file.ts'

export interface ImportOutcome {
  readonly rows: number
  /** Keys of archives that the database names and the store of the place does not hold. */
  readonly missingArchives: readonly string[]
}

async function listMissing(db: Kysely<AnyTables>, place: ServerPlace): Promise<string[]> {
  return withStoreErrors(place, async () => {
    const store = await openStore(place)
    try {
      const missing: string[] = []
      for (const { key } of await listStoredArchives(db)) if (!(await store.has(key))) missing.push(key)
      return missing
    } finally {
      await store.close()
    }
  })
}

/**
 * Fills an empty place with an export. Archives are no part of one: those that are missing are told.
 * Throws `database-*`, `data-in-use`, `transfer-*`, `archive-store-*` and `file-unreadable`.
 */
export async function importFromFile(place: ServerPlace, file: string): Promise<ImportOutcome> {
  const unlock = await lockPlace(place)
  try {
    const open = await connectDatabase<AnyTables>({ location: locateDatabase(place) })
    try {
      const rows = await importDatabase(open, { lines: readLines(file), file }, serverMigrations)
      return { rows, missingArchives: await listMissing(open.db, place) }
    } finally {
      await open.close()
    }
  } finally {
    await unlock()
  }
}
