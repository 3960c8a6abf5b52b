import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'

/** True for what the system says of a file: that is the user's to mend, and no defect of ours. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/**
 * Writes a file that holds secrets, readable by its owner alone: whole and durable, or not at all. `write` is given the
 * place to write to, which is moved to `file` at the end. Throws `file-unwritable`.
 */
export async function saveWhole<T>(file: string, write: (place: string) => Promise<T>): Promise<T> {
  const folder = path.dirname(file)
  const place = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(folder, { recursive: true })
    await (await open(place, 'wx', 0o600)).close()
    const result = await write(place)
    const handle = await open(place, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(place, file)
    return result
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new CodedError('file-unwritable', { file, reason: describeSystemError(error) }, { cause: error })
  } finally {
    await rm(place, { force: true })
  }
}
