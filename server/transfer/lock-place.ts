import { mkdirSync } from 'node:fs'
import { CodedError, describeSystemError } from '../../core/errors/coded-error.ts'
import { lockFolder } from '../lock-folder.ts'
import type { ServerPlace } from './place.ts'

/** Keeps servers away from the data folder until the result is called. Throws `data-in-use` or `file-unwritable`. */
export async function lockPlace({ data }: ServerPlace): Promise<() => Promise<void>> {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new CodedError('file-unwritable', { file: data, reason: describeSystemError(error) }, { cause: error })
  }
  return lockFolder(data)
}
