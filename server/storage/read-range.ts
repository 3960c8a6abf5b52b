export interface ByteRange {
  start: number
  /** Included. */
  end: number
}

/**
 * The range that a GET asks for, of `size` bytes (RFC 9110, section 14). Undefined where the whole is to be sent: without a
 * range, with more than one, with what is none, and where `If-Range` names another archive.
 *
 * @param size more than 0
 */
export function readRange(
  { range, ifRange, etag }: { range: string | undefined; ifRange: string | undefined; etag: string },
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  if (range === undefined || (ifRange !== undefined && ifRange.trim() !== etag)) return undefined
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(range.trim())
  if (!match) return undefined
  const [, first = '', last = ''] = match
  if (first === '') {
    if (last === '') return undefined
    return Number(last) === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(last)), end: size - 1 }
  }
  if (last !== '' && Number(last) < Number(first)) return undefined
  if (Number(first) >= size) return 'unsatisfiable'
  return { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
