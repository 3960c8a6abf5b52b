import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CodedError, describeSystemError } from '../core/errors/coded-error.ts'

/** Writes a file as a whole: a reader sees the old one or the new one, never a part. Throws `file-unwritable`. */
export async function writeFileWhole(file: string, text: string): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(draft, text)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw new CodedError('file-unwritable', { file, reason: describeSystemError(error) })
  }
}
