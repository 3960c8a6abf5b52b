import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ArchiveStore, ArchiveTooLarge } from './archive-store.ts'

const unfinished = '.part'

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Milliseconds after which an upload to a shared folder, to which nothing was added since, is one that a killed server left. */
const abandonedAfter = 24 * 3_600_000

async function removeUnfinished(folder: string, isShared: boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(unfinished)) continue
    const file = path.join(folder, name)
    // Another server may have put it in place between the look and this.
    const changed = await stat(file).catch(() => undefined)
    if (changed && (!isShared || Date.now() - changed.mtimeMs > abandonedAfter)) await rm(file, { force: true })
  }
}

/** Keeps archives as files of a folder. What a killed server left unfinished is removed when it is opened. */
export async function openFolderStore(folder: string, { isShared = false } = {}): Promise<ArchiveStore> {
  await mkdir(folder, { recursive: true })
  await removeUnfinished(folder, isShared)
  return {
    receive: async (key, source, limit) => {
      const target = path.join(folder, key)
      const part = `${target}${unfinished}`
      const hash = createHash('md5')
      let size = 0
      const measure = new Transform({
        transform: (chunk: Buffer, _encoding, done) => {
          size += chunk.length
          if (size > limit) return done(new ArchiveTooLarge())
          hash.update(chunk)
          done(null, chunk)
        },
      })
      try {
        await pipeline(source, measure, createWriteStream(part, { flags: 'wx', flush: true }))
        await rename(part, target)
        await syncFolder(folder)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
      return { size, md5: hash.digest('hex') }
    },
    read: (key, range) => createReadStream(path.join(folder, key), range),
    remove: (key) => rm(path.join(folder, key), { force: true }),
    close: async () => {},
  }
}

/** Keeps archives for as long as the process lives, in a folder of its own that is removed at the end: memory is no place for them. */
export async function openTemporaryStore(): Promise<ArchiveStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'arkindex-archives-'))
  const store = await openFolderStore(folder)
  return { ...store, close: () => rm(folder, { recursive: true, force: true }) }
}
