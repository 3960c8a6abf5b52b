import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createId } from '../../core/database/conventions.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import type { Database } from '../services.ts'

/** The setting that says which folder the archives of a database are in. It is true of one place only, so it is never exported. */
export const folderSetting = 'archive-folder'

const fileName = '.arkindex-archives'

/** Milliseconds that the server which claims a folder first gets to write its file. */
const patience = 5000

async function readId(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined
  } catch {
    return undefined
  }
}

/**
 * Makes sure that all servers of one database keep their archives in one folder: what one takes in, another one serves.
 * Throws `archives-elsewhere` where the database knows another one.
 */
export async function claimFolder(db: Database, folder: string, location: string): Promise<void> {
  const file = path.join(folder, fileName)
  const own = (await readId(file)) ?? createId()
  const claimed = await db
    .insertInto('setting')
    .values({ key: folderSetting, value: own })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('value')
    .executeTakeFirst()
  if (claimed) {
    await writeFile(file, `${own}\n`)
    return
  }
  const { value: id } = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', folderSetting)
    .executeTakeFirstOrThrow()
  for (const deadline = Date.now() + patience; ; ) {
    const found = await readId(file)
    if (found === id) return
    if (found !== undefined || Date.now() > deadline) {
      throw new CodedError('archives-elsewhere', { folder, location, file, id })
    }
    await wait(100)
  }
}
