import { link, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createId } from '../../core/database/conventions.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import type { Database } from '../services.ts'

/** The setting that says which folder the archives of a database are in. It is true of one place only, so it is never exported. */
export const folderSetting = 'archive-folder'

const fileName = '.arkindex-archives'

/** The id that a folder is known by, given to it where it has none; by one of those that do so at once. */
async function nameFolder(folder: string): Promise<string> {
  const file = path.join(folder, fileName)
  const id = createId()
  const whole = `${file}.${id}`
  try {
    await writeFile(whole, `${id}\n`)
    await link(whole, file)
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!isThere) throw error
  } finally {
    await rm(whole, { force: true })
  }
  return (await readFile(file, 'utf8')).trim()
}

/**
 * Makes sure that all servers of one database keep their archives in one folder: what one takes in, another one serves.
 * Throws `archives-elsewhere` where the database knows another one.
 */
export async function claimFolder(db: Database, folder: string, location: string): Promise<void> {
  const own = await nameFolder(folder)
  await db
    .insertInto('setting')
    .values({ key: folderSetting, value: own })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const { value: id } = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', folderSetting)
    .executeTakeFirstOrThrow()
  if (id !== own)
    throw new CodedError('archives-elsewhere', { folder, location, file: path.join(folder, fileName), id })
}
