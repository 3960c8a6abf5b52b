import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { CodedError, describeSystemError } from '../core/errors/coded-error.ts'
import { writeFileWhole } from '../core/worker-yaml/write-file-whole.ts'

/** Writes a file that the user asked for, whole or not at all, with the folders to it. Throws `file-unwritable`. */
export function saveFile(file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileWhole(file, text, { isResult: true })
  } catch (error) {
    throw new CodedError('file-unwritable', { file, reason: describeSystemError(error) })
  }
}
