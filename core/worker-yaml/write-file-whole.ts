import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'

function readMode(place: string): number {
  try {
    return statSync(place).mode & 0o777
  } catch {
    return 0o644
  }
}

function resolveLinks(place: string): string {
  try {
    return realpathSync(place)
  } catch {
    return place
  }
}

/**
 * Writes a file so that a reader sees either the old text or the whole new one, also when the process is killed. A link is
 * followed, the mode is kept. With `isNew`, a file that exists is never replaced: the system's `EEXIST` is thrown. With
 * `isResult`, the disk is not waited for: a result that a failure of power takes is made again by the same command.
 */
export function writeFileWhole(
  place: string,
  text: string,
  options: { isNew?: boolean; isResult?: boolean } = {},
): void {
  const target = options.isNew ? place : resolveLinks(place)
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
  const descriptor = openSync(draft, 'wx', readMode(target))
  try {
    try {
      const bytes = Buffer.from(text)
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written)
      if (!options.isResult) fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    if (options.isNew) linkSync(draft, target)
    else renameSync(draft, target)
  } finally {
    rmSync(draft, { force: true })
  }
}
