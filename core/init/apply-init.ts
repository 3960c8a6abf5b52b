import { realpathSync } from 'node:fs'
import path from 'node:path'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { decodeText } from '../findings/decode-text.ts'
import { readInside } from '../worker-yaml/repository-file.ts'
import { writeFileWhole } from '../worker-yaml/write-file-whole.ts'
import type { InitFile } from './plan-init.ts'

/**
 * Writes the files of a plan, each whole. A file that changed since the plan was made is an error, before anything is written.
 *
 * @returns the paths that were written
 * @throws `init-file-moved`, `file-unwritable`
 */
export function applyInit(root: string, files: readonly InitFile[]): string[] {
  const realRoot = realpathSync(root)
  for (const { path: file, before } of files) {
    const got = readInside(realRoot, file)
    const decoded = 'code' in got ? undefined : decodeText(got.bytes, file)
    const now = decoded && 'text' in decoded ? decoded.text : null
    if (now !== before) throw new CodedError('init-file-moved', { file })
  }
  const written: string[] = []
  for (const { path: file, before, after } of files) {
    try {
      writeFileWhole(path.join(realRoot, file), after, { isNew: before === null })
    } catch (error) {
      throw new CodedError('file-unwritable', { file, reason: describeSystemError(error) }, { cause: error })
    }
    written.push(file)
  }
  return written
}
