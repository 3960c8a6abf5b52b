import { createHash } from 'node:crypto'
import { ArchiveTooLarge, type StoredArchive } from './archive-store.ts'

/** Counts and hashes bytes as they pass. Throws `ArchiveTooLarge` beyond `limit`. */
export function createMeasure(limit = Number.POSITIVE_INFINITY) {
  const hash = createHash('md5')
  let size = 0
  return {
    add: (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) throw new ArchiveTooLarge()
      hash.update(chunk)
    },
    end: (): StoredArchive => ({ size, md5: hash.digest('hex') }),
  }
}
