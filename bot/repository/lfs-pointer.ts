/** What stands in a repository in place of a file that is kept by Git LFS. */
export interface LfsPointer {
  /** SHA-256 of the file's content, in hexadecimal. */
  sha256: string
  /** Its bytes. */
  size: number
}

/** Pointers are smaller than this (git-lfs, docs/spec.md). */
const longestPointer = 1024

/** The pointer that a file is; undefined where it is none. */
export function readLfsPointer(bytes: Buffer): LfsPointer | undefined {
  if (bytes.length > longestPointer) return undefined
  const text = bytes.toString('utf8')
  if (!text.startsWith('version https://git-lfs.github.com/spec/v1\n')) return undefined
  const sha256 = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1]
  const size = /^size ([0-9]{1,15})$/m.exec(text)?.[1]
  return sha256 === undefined || size === undefined ? undefined : { sha256, size: Number(size) }
}
