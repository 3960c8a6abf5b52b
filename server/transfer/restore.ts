import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar'
import { connectDatabase } from '../../core/database/open-database.ts'
import { CodedError, describeSystemError } from '../../core/errors/coded-error.ts'
import { serverMigrations } from '../migrations/list.ts'
import { archiveFolder } from '../storage/data-folder.ts'
import { openStore, withStoreErrors } from '../storage/open-archives.ts'
import type { BackupOutcome } from './backup.ts'
import { archivesName, exportName } from './backup-names.ts'
import { importDatabase } from './import-database.ts'
import { listStoredArchives, type StoredArchiveName } from './list-stored-archives.ts'
import { lockPlace } from './lock-place.ts'
import { locateDatabase, type ServerPlace } from './place.ts'
import { type AnyTables, readLines } from './transfer-file.ts'

const stagePrefix = '.restoring-'

/** The only names that a backup may hold; anything else is not written anywhere. */
const allowedNames = new RegExp(`^(${exportName.replace('.', '\\.')}|${archivesName}/[\\w.-]+)$`)

async function unpack(file: string, stage: string): Promise<void> {
  try {
    let isForeign = false
    await extract({
      file,
      cwd: stage,
      strict: true,
      filter: (name, entry) => {
        const isAllowed = allowedNames.test(name) && 'type' in entry && entry.type === 'File'
        isForeign ||= !isAllowed
        return isAllowed
      },
    })
    if (isForeign) throw new Error('it holds files that are of no backup')
  } catch (error) {
    throw new CodedError('transfer-invalid', { file, problem: describeSystemError(error) }, { cause: error })
  }
}

async function measure(file: string): Promise<{ size: number; md5: string } | undefined> {
  const hash = createHash('md5')
  let size = 0
  try {
    await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        size += chunk.length
        hash.update(chunk)
      }
    })
  } catch {
    return undefined
  }
  return { size, md5: hash.digest('hex') }
}

/** Stores archives in the S3-compatible store of a place; those that a restore which was killed stored are stored again. */
async function sendArchives(place: ServerPlace, archives: readonly StoredArchiveName[], from: string): Promise<void> {
  await withStoreErrors(place, async () => {
    const store = await openStore(place)
    try {
      for (const { key, size } of archives) await store.receive(key, createReadStream(path.join(from, key)), size)
    } finally {
      await store.close()
    }
  })
}

/** Checks every archive that the database names against its size and hash, then moves it to its place. */
async function placeArchives(
  archives: readonly StoredArchiveName[],
  from: string,
  place: ServerPlace,
  refuse: (problem: string) => CodedError,
): Promise<void> {
  for (const { key, size, md5 } of archives) {
    const measured = await measure(path.join(from, key))
    if (!measured) throw refuse(`the archive ${key} is missing`)
    if (measured.size !== size || measured.md5 !== md5) throw refuse(`the archive ${key} is damaged`)
  }
  if (place.s3) return sendArchives(place, archives, from)
  const to = archiveFolder(place.data)
  await mkdir(to, { recursive: true })
  for (const { key } of archives) {
    const handle = await open(path.join(from, key), 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(path.join(from, key), path.join(to, key))
  }
  const folder = await open(to, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Fills an empty place with a backup. The archives are checked and in place before the database is, which is filled in one
 * transaction: a restore that is killed leaves the place empty, to be tried again.
 * Throws `database-*`, `data-in-use`, `archive-store-*` and `transfer-*`.
 */
export async function restore(place: ServerPlace, file: string): Promise<BackupOutcome> {
  const refuse = (problem: string) => new CodedError('transfer-invalid', { file, problem })
  const unlock = await lockPlace(place)
  try {
    for (const name of await readdir(place.data)) {
      if (name.startsWith(stagePrefix)) await rm(path.join(place.data, name), { recursive: true, force: true })
    }
    const stage = await mkdtemp(path.join(place.data, stagePrefix))
    try {
      await unpack(file, stage)
      const exported = path.join(stage, exportName)
      if (!(await readdir(stage)).includes(exportName)) throw refuse(`it holds no ${exportName}`)
      const opened = await connectDatabase<AnyTables>({ location: locateDatabase(place) })
      try {
        let archives = 0
        const rows = await importDatabase(
          opened,
          { lines: readLines(exported), file },
          serverMigrations,
          async (trx) => {
            const named = await listStoredArchives(trx)
            archives = named.length
            await placeArchives(named, path.join(stage, archivesName), place, refuse)
          },
        )
        return { rows, archives }
      } finally {
        await opened.close()
      }
    } finally {
      await rm(stage, { recursive: true, force: true })
    }
  } finally {
    await unlock()
  }
}
