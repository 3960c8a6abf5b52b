import { constants } from 'node:fs'
import { type FileHandle, open, readdir, realpath } from 'node:fs/promises'
import path from 'node:path'

export interface CollectedFile {
  /** Relative to the folder, with slashes. */
  path: string
  /** Where it lies, with no link in between. */
  place: string
  size: number
}

export interface Collection {
  files: CollectedFile[]
  /** What is not among them, and why, for the task's log. */
  leftOut: string[]
}

export interface CollectionBounds {
  files: number
  bytes: number
}

export const collectionBounds: CollectionBounds = { files: 1_000, bytes: 20 * 1024 ** 3 }

const longestPath = 512

/** Opens a regular file and nothing else: a pipe would wait for ever, a link may lead anywhere. */
export async function openRegularFile(place: string): Promise<FileHandle | undefined> {
  try {
    const handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
  } catch {
    // A link, a socket, or gone.
  }
  return undefined
}

/** Where a name of a folder leads, if that is within `root`. */
async function resolveWithin(root: string, place: string): Promise<string | undefined> {
  try {
    const target = await realpath(place)
    return target.startsWith(`${root}${path.sep}`) ? target : undefined
  } catch {
    return undefined
  }
}

/**
 * Finds the files that a worker left in its folder, in the order of their paths. Links within the folder count as what they
 * lead to, those that leave it are ignored, and so are folders behind links, devices and pipes.
 */
export async function collectArtifacts(
  folder: string,
  bounds: CollectionBounds = collectionBounds,
): Promise<Collection> {
  const root = await realpath(folder)
  const files: CollectedFile[] = []
  const leftOut: string[] = []
  let bytes = 0
  const walk = async (below: string): Promise<void> => {
    const entries = await readdir(path.join(root, below), { withFileTypes: true })
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) {
        await walk(name)
        continue
      }
      if (!entry.isFile() && !entry.isSymbolicLink()) continue
      const place = await resolveWithin(root, path.join(root, name))
      const handle = place === undefined ? undefined : await openRegularFile(place)
      if (!handle || place === undefined) {
        leftOut.push(`${name}: it is no file of the folder`)
        continue
      }
      const { size } = await handle.stat()
      await handle.close()
      if (name.length > longestPath) leftOut.push(`${name.slice(0, 60)}…: its path is longer than ${longestPath}`)
      else if (files.length >= bounds.files) leftOut.push(`${name}: there are more than ${bounds.files} files`)
      else if (bytes + size > bounds.bytes) leftOut.push(`${name}: together they are larger than ${bounds.bytes} bytes`)
      else {
        bytes += size
        files.push({ path: name, place, size })
      }
    }
  }
  await walk('')
  return { files, leftOut }
}

const contentTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.gz': 'application/gzip',
  '.html': 'text/html',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.log': 'text/plain',
  '.md': 'text/markdown',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.sqlite': 'application/x-sqlite3',
  '.svg': 'image/svg+xml',
  '.tar': 'application/x-tar',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
  '.yml': 'application/yaml',
  '.zip': 'application/zip',
  '.zst': 'application/zstd',
}

export function guessContentType(file: string): string {
  return contentTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream'
}
