import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { create } from 'tar'
import { CodedError } from '../../core/errors/coded-error.ts'
import { saveWhole } from '../../core/files/save-whole.ts'
import { ArchiveMissing } from '../storage/archive-store.ts'
import { archiveFolder } from '../storage/data-folder.ts'
import { openStore, withStoreErrors } from '../storage/open-archives.ts'
import { archivesName, exportName } from './backup-names.ts'
import { writeExport } from './export-to-file.ts'
import { tablesWithArchives } from './list-stored-archives.ts'
import type { ServerPlace } from './place.ts'
import { readLines } from './transfer-file.ts'

/** How often a backup begins anew because an archive was removed while it was taken. */
const maximumAttempts = 3

export interface BackupOutcome {
  readonly rows: number
  readonly archives: number
}

/** The keys of the archives that an export names; read from it, so that both are of one moment. */
async function listExportedArchives(file: string): Promise<string[]> {
  const keys: string[] = []
  for await (const line of readLines(file)) {
    if (!tablesWithArchives.some((table) => line.startsWith(`{"table":"${table}"`))) continue
    const { row }: { row: { upload_key: string | null } } = JSON.parse(line)
    if (row.upload_key !== null) keys.push(row.upload_key)
  }
  return keys.sort()
}

/** Puts the archives into a folder, linked where they are files here, else fetched. Gives the key of one that is gone. */
async function stageArchives(place: ServerPlace, keys: readonly string[], folder: string): Promise<string | undefined> {
  if (!place.s3) {
    for (const key of keys) await symlink(path.join(archiveFolder(place.data), key), path.join(folder, key))
    return undefined
  }
  return withStoreErrors(place, async () => {
    const store = await openStore(place)
    try {
      for (const key of keys) {
        try {
          const bytes = await store.read(key, { start: 0, end: Number.MAX_SAFE_INTEGER })
          await pipeline(bytes, createWriteStream(path.join(folder, key)))
        } catch (error) {
          if (error instanceof ArchiveMissing) return key
          throw error
        }
      }
      return undefined
    } finally {
      await store.close()
    }
  })
}

/** Puts one backup together; gives the key of an archive that is gone where there is one. */
async function pack(place: ServerPlace, stage: string, target: string): Promise<BackupOutcome | { gone: string }> {
  const rows = await writeExport(place, path.join(stage, exportName))
  const keys = await listExportedArchives(path.join(stage, exportName))
  await mkdir(path.join(stage, archivesName))
  const missing = await stageArchives(place, keys, path.join(stage, archivesName))
  if (missing !== undefined) return { gone: missing }
  const names = [exportName, ...keys.map((key) => `${archivesName}/${key}`)]
  try {
    // The links are followed: an archive is read where it is, and never copied but into the backup.
    const packed = create({ cwd: stage, follow: true, portable: true, strict: true, noDirRecurse: true }, names)
    await pipeline(packed, createWriteStream(target))
  } catch (error) {
    const gone =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error ? error.path : undefined
    if (typeof gone === 'string') return { gone: path.basename(gone) }
    throw error
  }
  return { rows, archives: keys.length }
}

/**
 * Saves all that a server keeps, which may be serving meanwhile, as one tar file: the export of its database at one moment,
 * and the archives that are named there. An archive is never changed, so it is enough to read them afterwards; where one was
 * removed in between, the backup begins anew.
 * Archives of an S3-compatible store are fetched beside the file first, which takes as much space again for a while.
 * Throws `database-*`, `backup-unsteady`, `archive-store-*` and `file-unwritable`.
 */
export async function backUp(place: ServerPlace, file: string): Promise<BackupOutcome> {
  return saveWhole(file, async (target) => {
    let gone = ''
    for (let attempt = 1; attempt <= maximumAttempts; attempt += 1) {
      const stage = await mkdtemp(`${target}-`)
      try {
        const outcome = await pack(place, stage, target)
        if (!('gone' in outcome)) return outcome
        gone = outcome.gone
      } finally {
        await rm(stage, { recursive: true, force: true })
      }
    }
    throw new CodedError('backup-unsteady', { key: gone })
  })
}
