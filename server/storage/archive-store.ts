import type { Readable } from 'node:stream'

/** What was measured of an archive while it came in. */
export interface StoredArchive {
  size: number
  /** Lower-case hex. */
  md5: string
}

export class ArchiveTooLarge extends Error {
  override readonly name = 'ArchiveTooLarge'
}

/** Where model archives are kept. A key names one upload for ever: an archive is never overwritten, so what was checked is what is served. */
export interface ArchiveStore {
  /** Stores all of the stream, or nothing; it is durable when this ends. Throws `ArchiveTooLarge` beyond `limit` bytes. */
  receive(key: string, source: Readable, limit: number): Promise<StoredArchive>
  /** The bytes from `start` to `end`, both included. */
  read(key: string, range: { start: number; end: number }): Readable
  remove(key: string): Promise<void>
  close(): Promise<void>
}
