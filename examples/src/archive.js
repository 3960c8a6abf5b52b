// Model archives are `.tar.zst`. Node 20 has no zstd, so the frame is made of raw blocks: not smaller, but valid, and read by
// every zstd. Reading takes what this file writes and says so of anything else.

const frameMagic = 0xfd2fb528
const largestBlock = 128 * 1024

function makeHeader(name, size) {
  const header = Buffer.alloc(512)
  const octal = (value, length) => value.toString(8).padStart(length - 1, '0')
  if (Buffer.byteLength(name) > 100) throw new RangeError(`the name ${name} is too long for an archive`)
  header.write(name, 0)
  header.write(octal(0o644, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(size, 12), 124)
  header.write(octal(0, 12), 136)
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 7)}\u0000 `, 148)
  return header
}

function makeTar(files) {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const data = Buffer.from(content)
    return [makeHeader(name, data.length), data, Buffer.alloc((512 - (data.length % 512)) % 512)]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

/** A `.tar.zst` of files by name; the same files give the same bytes. */
export function makeArchive(files) {
  const tar = makeTar(files)
  const head = Buffer.alloc(13)
  head.writeUInt32LE(frameMagic, 0)
  // One segment, its size in eight bytes, no checksum, no dictionary.
  head.writeUInt8(0b1110_0000, 4)
  head.writeBigUInt64LE(BigInt(tar.length), 5)
  const blocks = []
  for (let at = 0; at < tar.length; at += largestBlock) {
    const block = tar.subarray(at, at + largestBlock)
    const isLast = at + largestBlock >= tar.length ? 1 : 0
    const blockHead = Buffer.alloc(3)
    blockHead.writeUIntLE((block.length << 3) | isLast, 0, 3)
    blocks.push(blockHead, block)
  }
  return Buffer.concat([head, ...blocks])
}

/** The files of an archive that `makeArchive` made, by name. */
export function readArchive(archive) {
  if (archive.length < 16 || archive.readUInt32LE(0) !== frameMagic || archive.readUInt8(4) !== 0b1110_0000) {
    throw new TypeError('the archive was not made by this repository’s trainer')
  }
  const blocks = []
  for (let at = 13; ; ) {
    const blockHead = archive.readUIntLE(at, 3)
    if ((blockHead >> 1) & 3) throw new TypeError('the archive is compressed, which this worker cannot read')
    blocks.push(archive.subarray(at + 3, at + 3 + (blockHead >> 3)))
    at += 3 + (blockHead >> 3)
    if (blockHead & 1) break
  }
  const tar = Buffer.concat(blocks)
  const files = {}
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8)
    files[name] = tar.subarray(at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
