import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { create } from 'tar'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'

export interface ArchiveDigest {
  /** MD5 of the archive, in hexadecimal: what Arkindex calls `archive_hash`. */
  hash: string
  /** Bytes. */
  size: number
}

/** The plain files below a folder of the repository, relative to it and in order. Throws `file-unreadable`. */
export function listModelFiles(root: string, folder: string): string[] {
  const base = path.join(root, folder)
  const refuse = (place: string, reason: string) => new CodedError('file-unreadable', { file: place, reason })
  try {
    if (path.relative(realpathSync(root), realpathSync(base)).startsWith('..')) {
      throw refuse(folder, 'it leads out of the repository')
    }
    const files: string[] = []
    const walk = (place: string) => {
      for (const name of readdirSync(path.join(base, place)).sort()) {
        const file = place === '' ? name : `${place}/${name}`
        const status = lstatSync(path.join(base, file))
        if (status.isDirectory()) walk(file)
        else if (status.isFile()) files.push(file)
        else throw refuse(`${folder}/${file}`, 'it is no plain file')
      }
    }
    walk('')
    if (files.length === 0) throw refuse(folder, 'it holds no file')
    return files
  } catch (error) {
    if (error instanceof CodedError) throw error
    throw refuse(folder, describeSystemError(error))
  }
}

/** Waits for zstd to end well. */
function waitFor(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    const missing = (reason: string) => reject(new CodedError('program-missing', { program: 'zstd', reason }))
    child.on('error', (error) => missing(describeSystemError(error)))
    child.on('close', (code) => (code === 0 ? resolve() : missing(`it ended with code ${code}`)))
  })
}

/**
 * Writes a model's folder as `.tar.zst` to `target` and gives MD5 and size. The same files give the same archive: members in
 * order, without times, owners and modes of the machine. Nothing is held in memory as a whole.
 */
export async function writeModelArchive(root: string, folder: string, target: Writable): Promise<ArchiveDigest> {
  const files = listModelFiles(root, folder)
  const child = spawn('zstd', ['-q', '-3', '-T1', '-c'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const hash = createHash('md5')
  let size = 0
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, give) => {
      hash.update(chunk)
      size += chunk.length
      give(null, chunk)
    },
  })
  const tar = create(
    {
      cwd: path.join(root, folder),
      portable: true,
      noDirRecurse: true,
      mtime: new Date(0),
      onWriteEntry: (entry) => {
        if (entry.stat) entry.stat.mode = 0o100644
      },
    },
    files.map((file) => `./${file}`),
  )
  const ended = waitFor(child)
  // A zstd that cannot be started closes the pipes too: its own error is the one to tell.
  const piped = Promise.all([pipeline(tar, child.stdin), pipeline(child.stdout, meter, target)])
  await Promise.all([ended, piped.catch(async (error: unknown) => ended.then(() => Promise.reject(error)))])
  return { hash: hash.digest('hex'), size }
}

/** MD5 and size of a model's archive, which is not kept. */
export async function digestModelArchive(root: string, folder: string): Promise<ArchiveDigest> {
  return writeModelArchive(root, folder, new Writable({ write: (_chunk, _encoding, done) => done() }))
}
