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

/** Makes the place that has this name the one of the database. Gives the name of the one that it is, where that is another. */
async function claim(db: Database, own: string): Promise<string | undefined> {
  await db
    .insertInto('setting')
    .values({ key: folderSetting, value: own })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', folderSetting)
    .executeTakeFirstOrThrow()
  return value === own ? undefined : value
}

/**
 * Makes sure that all servers of one database keep their archives in one folder: what one takes in, another one serves.
 * Throws `archives-elsewhere` where the database knows another place. A folder that is not shared is not named, and only
 * refused where the database knows a place at all.
 */
export async function claimFolder(
  db: Database,
  folder: string,
  location: string,
  { isShared }: { isShared: boolean },
): Promise<void> {
  const isClaimed = await db.selectFrom('setting').select('key').where('key', '=', folderSetting).executeTakeFirst()
  if (!isShared && !isClaimed) return
  const id = await claim(db, await nameFolder(folder))
  if (id !== undefined)
    throw new CodedError('archives-elsewhere', { folder, location, file: path.join(folder, fileName), id })
}

/**
 * The same for a store that is no folder, and has that name. A database whose archives are in a folder is refused too: they
 * are brought into the store by a backup and its restore.
 */
export async function claimStore(
  db: Database,
  name: string,
  { place, location, has }: { place: string; location: string; has: (key: string) => Promise<boolean> },
): Promise<void> {
  const isClaimed = await db.selectFrom('setting').select('key').where('key', '=', folderSetting).executeTakeFirst()
  const held = isClaimed
    ? undefined
    : await db
        .selectFrom('model_version')
        .select('upload_key')
        .where('upload_key', 'is not', null)
        .limit(1)
        .executeTakeFirst()
  const isElsewhere = typeof held?.upload_key === 'string' && !(await has(held.upload_key))
  if (isElsewhere || (await claim(db, name)) !== undefined)
    throw new CodedError('archives-not-in-store', { place, location })
}
