import { createFinding } from './create-finding.ts'
import type { Finding } from './finding.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }

/** Bytes as the text that they are in UTF-8, a byte order mark kept; or the finding that they are not. */
export function decodeText(bytes: Uint8Array, file: string): { text: string } | { finding: Finding } {
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (isUtf16) return { finding: createFinding('encoding-wrong', file, start, { detail: ', it looks like UTF-16' }) }
  try {
    return { text: decoder.decode(bytes) }
  } catch {
    // Where the text stops being UTF-8: decoded again, with a mark in place of what is wrong.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const at = findWrongByte(bytes)
    const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, at))
    const line = before.split('\n').length
    const column = before.length - before.lastIndexOf('\n')
    const hint = text.includes('\u0000') ? ', it holds zero bytes' : ''
    return {
      finding: createFinding(
        'encoding-wrong',
        file,
        { line, column, endLine: line, endColumn: column + 1 },
        { detail: hint },
      ),
    }
  }
}

/** The offset of the first byte that is no part of UTF-8, found by halving. */
function findWrongByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (good < bad) {
    const middle = (good + bad + 1) >> 1
    if (isGoodStart(bytes.subarray(0, middle))) good = middle
    else bad = middle - 1
  }
  return good
}

/** Whether bytes are UTF-8, but for a character that is cut off at the end. */
function isGoodStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
