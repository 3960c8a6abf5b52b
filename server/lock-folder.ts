import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { CodedError, describeSystemError } from '../core/errors/coded-error.ts'

/**
 * Keeps other servers away from a data folder until the result is called, or the process ends in whatever way: the lock is
 * SQLite's own on a file beside the database, which the system lets go with the process.
 * Throws `data-in-use` where another server holds it, `database-unusable` where the folder cannot be written to.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const unusable = (error: unknown) =>
    new CodedError('database-unusable', { location: folder, reason: describeSystemError(error) }, { cause: error })
  let file: Sqlite.Database
  try {
    file = new Sqlite(path.join(folder, 'serving.lock'), { timeout: 0 })
  } catch (error) {
    throw unusable(error)
  }
  try {
    file.pragma('journal_mode = DELETE')
    file.exec('begin exclusive')
  } catch (error) {
    file.close()
    const isBusy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
    if (isBusy) throw new CodedError('data-in-use', { folder }, { cause: error })
    throw unusable(error)
  }
  return async () => {
    file.close()
  }
}
