import { randomBytes } from 'node:crypto'

/**
 * As many new ids that sort in the order in which they are made: UUIDs of version 7, whose first bits are the moment and a
 * counter. Rows that are made at once so keep their order, and an index of ids grows at its end.
 */
export function createOrderedIds(count: number): string[] {
  const bytes = randomBytes(count * 6)
  const head = Date.now().toString(16).padStart(12, '0')
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    // The higher bits of the counter stand behind the version, the lower ones behind the variant.
    const high = (index >> 14) & 0xfff
    const low = 0x8000 | (index & 0x3fff)
    const random = bytes.toString('hex', index * 6, index * 6 + 6)
    ids.push(
      `${head.slice(0, 8)}-${head.slice(8)}-7${high.toString(16).padStart(3, '0')}-${low.toString(16)}-${random}`,
    )
  }
  return ids
}
