import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { CodedError } from '../core/errors/coded-error.ts'

/**
 * Keeps other servers away from a data folder until the result is called, or the process ends in whatever way: the lock is
 * SQLite's own on a file beside the database, which the system lets go with the process.
 * Throws `data-in-use` where another server holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = new Sqlite(path.join(folder, 'serving.lock'), { timeout: 0 })
  try {
    file.pragma('journal_mode = DELETE')
    file.exec('begin exclusive')
  } catch (error) {
    file.close()
    const isBusy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
    if (isBusy) throw new CodedError('data-in-use', { folder }, { cause: error })
    throw new CodedError(
      'database-unusable',
      { location: folder, reason: error instanceof Error ? error.message : String(error) },
      { cause: error },
    )
  }
  return async () => {
    file.close()
  }
}
