import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Longer values are kept as their digest. */
const longestValue = 200

/** A header that stands once; one that is empty is none. */
export function readHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The same, of a length that a database and a log take. */
export function readShortHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = readHeader(headers, name)
  if (value === undefined || value.length <= longestValue) return value
  return `sha256:${createHash('sha256').update(value).digest('hex')}`
}
