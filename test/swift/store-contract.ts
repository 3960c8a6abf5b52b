import { createHash, randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { ArchiveMissing, type ArchiveStore, ArchiveTooLarge, PartsRefused } from '../../server/storage/archive-store.ts'

const hashOf = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex')

async function* chunksOf(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What every store of archives does, whatever it keeps them in. */
export function defineStoreContract(open: () => ArchiveStore): void {
  let number = 0
  const makeKey = () => `contract-${process.pid}-${++number}`
  const archive = randomBytes(200_000)

  it('keeps what it receives, measured, and gives any range of it', async () => {
    const [store, key] = [open(), makeKey()]
    const measured = { size: archive.length, md5: hashOf(archive) }
    expect(await store.receive(key, chunksOf(archive), 1_000_000)).toEqual(measured)
    expect(await store.measure(key)).toEqual(measured)
    expect(await store.has(key)).toBe(true)
    const read = async (start: number, end: number) => readAll(await store.read(key, { start, end }))
    expect((await read(0, archive.length - 1)).equals(archive)).toBe(true)
    expect((await read(70_000, 70_010)).equals(archive.subarray(70_000, 70_011))).toBe(true)
    await store.remove(key)
    await store.remove(key)
    expect(await store.has(key)).toBe(false)
    expect(await store.measure(key)).toBeUndefined()
    await expect(store.read(key, { start: 0, end: 1 })).rejects.toThrow(ArchiveMissing)
  })

  it('keeps nothing of an archive that is too large, or that breaks off', async () => {
    const [store, key] = [open(), makeKey()]
    await expect(store.receive(key, chunksOf(archive), archive.length - 1)).rejects.toThrow(ArchiveTooLarge)
    async function* broken() {
      yield archive
      throw new Error('broke off')
    }
    await expect(store.receive(key, broken(), 1_000_000)).rejects.toThrow('broke off')
    expect(await store.has(key)).toBe(false)
  })

  it('joins parts that came in any order and more than once, and does so once', async () => {
    const [store, key] = [open(), makeKey()]
    const whole = Buffer.concat([randomBytes(5 * 1024 ** 2), Buffer.from('the end')])
    const pieces = [whole.subarray(0, 5 * 1024 ** 2), whole.subarray(5 * 1024 ** 2)]
    const upload = { key, id: await store.beginParts(key) }
    const send = (number: number, bytes: Buffer) => store.receivePart(upload, number, chunksOf(bytes), bytes.length)
    await send(2, Buffer.from('THE END'))
    const parts = [await send(2, pieces[1]!), await send(1, pieces[0]!)].reverse()
    expect(await store.listParts(upload)).toEqual(parts)
    expect(await store.has(key)).toBe(false)
    const wrong = [parts[0]!, { number: 2, etag: '0'.repeat(32) }]
    await expect(store.joinParts(upload, wrong)).rejects.toThrow(PartsRefused)
    const measured = { size: whole.length, md5: hashOf(whole) }
    expect(await store.joinParts(upload, parts)).toEqual(measured)
    expect(await store.joinParts(upload, parts)).toEqual(measured)
    expect((await readAll(await store.read(key, { start: 0, end: whole.length - 1 }))).equals(whole)).toBe(true)
    await store.remove(key)
  })

  it('forgets an upload in parts that is given up, whether its name is known or not', async () => {
    const store = open()
    for (const isNamed of [true, false]) {
      const key = makeKey()
      const upload = { key, id: await store.beginParts(key) }
      await store.receivePart(upload, 1, chunksOf(archive), archive.length)
      await store.abortParts({ key, id: isNamed ? upload.id : undefined })
      // A folder finds the parts of an upload by its name alone; what has none was begun by nobody.
      if (!isNamed && !store.direct) await store.abortParts(upload)
      await expect(store.listParts(upload)).rejects.toThrow(ArchiveMissing)
      await store.abortParts(upload)
    }
  })

  it('keeps nothing of a part that breaks off', async () => {
    const [store, key] = [open(), makeKey()]
    const upload = { key, id: await store.beginParts(key) }
    async function* broken() {
      yield archive
      throw new Error('broke off')
    }
    await expect(store.receivePart(upload, 1, broken(), archive.length * 2)).rejects.toThrow()
    expect(await store.listParts(upload)).toEqual([])
    await store.abortParts(upload)
  })
}
