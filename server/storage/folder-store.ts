import { createReadStream } from 'node:fs'
import { access, type FileHandle, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createId } from '../../core/database/conventions.ts'
import { describeSystemError } from '../../core/errors/coded-error.ts'
import {
  ArchiveMissing,
  type ArchiveStore,
  ArchiveStoreFailure,
  PartsRefused,
  type StoredArchive,
  type StoredPart,
} from './archive-store.ts'
import { createMeasure } from './measure-bytes.ts'

const unfinished = '.part'

/** The parts of uploads, each upload in a folder of its own below. */
const partsFolderName = 'parts'

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
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== partsFolderName && path.basename(folder) !== partsFolderName) continue
    if (entry.isDirectory()) {
      await removeUnfinished(file, isShared)
      continue
    }
    if (!entry.name.endsWith(unfinished)) continue
    // Another server may have put it in place between the look and this.
    const changed = await stat(file).catch(() => undefined)
    if (changed && (!isShared || Date.now() - changed.mtimeMs > abandonedAfter)) await rm(file, { force: true })
  }
}

function readCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** The failure of the disk that an error stands for, else the error as it is. */
function toFailure(error: unknown): unknown {
  const code = readCode(error)
  // EFBIG: the process may write no file of that size.
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new ArchiveStoreFailure('full', describeSystemError(error), { cause: error })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new ArchiveStoreFailure('refused', describeSystemError(error), { cause: error })
  if (code === 'EIO' || code === 'ESTALE' || code === 'ETIMEDOUT')
    return new ArchiveStoreFailure('unreachable', describeSystemError(error), { cause: error })
  return error
}

async function writeWhole(handle: FileHandle, chunk: Buffer): Promise<void> {
  for (let offset = 0; offset < chunk.length; ) {
    offset += (await handle.write(chunk, offset, chunk.length - offset)).bytesWritten
  }
}

/** Writes all of the bytes to a place beside the target, makes them durable, and puts them in place; or leaves nothing. */
async function writeFileWhole(
  place: (measured: StoredArchive) => string,
  folder: string,
  source: AsyncIterable<Buffer>,
  limit: number,
): Promise<StoredArchive> {
  const part = path.join(folder, `${createId()}${unfinished}`)
  const measure = createMeasure(limit)
  try {
    const handle = await open(part, 'wx', 0o600)
    try {
      for await (const chunk of source) {
        measure.add(chunk)
        await writeWhole(handle, chunk)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    const measured = measure.end()
    await rename(part, place(measured))
    await syncFolder(folder)
    return measured
  } catch (error) {
    await rm(part, { force: true })
    throw toFailure(error)
  }
}

async function measureFile(file: string): Promise<StoredArchive | undefined> {
  const measure = createMeasure()
  try {
    for await (const chunk of createReadStream(file)) measure.add(chunk)
  } catch (error) {
    if (readCode(error) === 'ENOENT') return undefined
    throw toFailure(error)
  }
  return measure.end()
}

/** A part's file tells all that is known of it, so that a part which is sent twice is two files, of which one is chosen. */
function namePart({ number, size, etag }: StoredPart): string {
  return `${String(number).padStart(5, '0')}.${size}.${etag}`
}

function parsePart(name: string): StoredPart | undefined {
  const match = /^(\d{5})\.(\d+)\.([0-9a-f]{32})$/.exec(name)
  return match ? { number: Number(match[1]), size: Number(match[2]), etag: match[3] ?? '' } : undefined
}

/** Keeps archives as files of a folder. What a killed server left unfinished is removed when it is opened. */
export async function openFolderStore(folder: string, { isShared = false } = {}): Promise<ArchiveStore> {
  await mkdir(folder, { recursive: true })
  await removeUnfinished(folder, isShared)
  const locate = (key: string) => path.join(folder, key)
  const locateParts = (id: string) => path.join(folder, partsFolderName, id)

  const listParts = async (id: string): Promise<StoredPart[]> => {
    const names = await readdir(locateParts(id)).catch((error: unknown) => {
      throw readCode(error) === 'ENOENT' ? new ArchiveMissing() : toFailure(error)
    })
    return names.sort().flatMap((name) => parsePart(name) ?? [])
  }
  async function* readParts(id: string, parts: readonly StoredPart[]): AsyncGenerator<Buffer> {
    for (const part of parts) {
      for await (const chunk of createReadStream(path.join(locateParts(id), namePart(part)))) yield chunk
    }
  }

  return {
    receive: (key, source, limit) => writeFileWhole(() => locate(key), folder, source, limit),
    read: async (key, range) => {
      // Opened here, so that one that is missing is told before the answer begins.
      const handle = await open(locate(key), 'r').catch((error: unknown) => {
        throw readCode(error) === 'ENOENT' ? new ArchiveMissing() : toFailure(error)
      })
      return handle.createReadStream(range)
    },
    measure: (key) => measureFile(locate(key)),
    has: (key) =>
      access(locate(key)).then(
        () => true,
        () => false,
      ),
    remove: (key) => rm(locate(key), { force: true }),
    beginParts: async () => {
      const id = createId()
      try {
        await mkdir(locateParts(id), { recursive: true })
        await syncFolder(path.join(folder, partsFolderName))
      } catch (error) {
        throw toFailure(error)
      }
      return id
    },
    receivePart: async ({ id }, number, source, size) => {
      const before = await listParts(id)
      const partsFolder = locateParts(id)
      const name = ({ size, md5 }: StoredArchive) => path.join(partsFolder, namePart({ number, size, etag: md5 }))
      const measured = await writeFileWhole(name, partsFolder, source, size)
      const part = { number, size: measured.size, etag: measured.md5 }
      for (const other of before) {
        if (other.number === number && namePart(other) !== namePart(part))
          await rm(path.join(partsFolder, namePart(other)), { force: true })
      }
      return part
    },
    listParts: ({ id }) => listParts(id),
    joinParts: async ({ key, id }, wanted) => {
      const joined = await measureFile(locate(key))
      if (joined) {
        await rm(locateParts(id), { recursive: true, force: true })
        return joined
      }
      const stored = await listParts(id)
      const parts = wanted.map(({ number, etag }) => {
        const part = stored.find((one) => one.number === number && one.etag === etag.toLowerCase())
        if (!part) throw new PartsRefused(`part ${number} is not there with the ETag ${etag}`)
        return part
      })
      try {
        const measured = await writeFileWhole(() => locate(key), folder, readParts(id, parts), Number.POSITIVE_INFINITY)
        await rm(locateParts(id), { recursive: true, force: true })
        return measured
      } catch (error) {
        // Someone else has joined them at the same time, and removed them.
        const other = readCode(error) === 'ENOENT' ? await measureFile(locate(key)) : undefined
        if (other) return other
        throw error
      }
    },
    abortParts: async ({ id }) => {
      if (id !== undefined) await rm(locateParts(id), { recursive: true, force: true })
    },
    check: async () => {
      await access(folder).catch((error: unknown) => {
        throw new ArchiveStoreFailure('unreachable', describeSystemError(error), { cause: error })
      })
    },
    close: async () => {},
  }
}

/** Keeps archives for as long as the process lives, in a folder of its own that is removed at the end: memory is no place for them. */
export async function openTemporaryStore(): Promise<ArchiveStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'arkindex-archives-'))
  const store = await openFolderStore(folder)
  return { ...store, close: () => rm(folder, { recursive: true, force: true }) }
}
