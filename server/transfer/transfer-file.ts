import { createReadStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { CodedError, describeSystemError } from '../../core/errors/coded-error.ts'

/** A value of a row as both engines hold it. */
export type Cell = string | number | null
export type Cells = Record<string, Cell>

/** The tables as a transfer sees them: whatever there is. */
export type AnyTables = Record<string, Cells>

/** The version of the file's own form; what the tables hold is told by the migrations. */
export const transferVersion = 1

/**
 * Lines of a file, without their ends. Only a line feed ends one: the separators of Unicode, at which Node's readline cuts
 * too, are characters of a text like any other. Throws `file-unreadable`.
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  try {
    for await (const chunk of createReadStream(file)) {
      const parts = (rest + (Buffer.isBuffer(chunk) ? decoder.write(chunk) : String(chunk))).split('\n')
      rest = parts.pop() ?? ''
      yield* parts
    }
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) }, { cause: error })
  }
  rest += decoder.end()
  if (rest !== '') yield rest
}
