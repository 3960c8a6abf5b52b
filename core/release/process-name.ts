import { digestValue } from './canonical-json.ts'

const longestName = 100
const longestTag = 30
const digits = 12

/** What the name of a process says of the training that it is of. Both are the beginning of a SHA-256, in hexadecimal. */
export interface ProcessMark {
  /** Of the training, the repository and the tag that it was started for. */
  origin: string
  /** Of what it trains on and with; null where it was not known, or written by an earlier version of this command. */
  content: string | null
}

/** The first digits of a digest, as names of processes have them. */
export function shortenDigest(digest: string): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + digits)
}

/** The mark of a training, a repository and a tag. */
export function markOrigin(training: string, repositoryUrl: string, tag: string): string {
  return shortenDigest(digestValue([training, repositoryUrl, tag]))
}

/**
 * The name of the process of a training, by which a second start recognises the first: readable, at most 100 characters, and
 * its own for each training, repository and tag. With `content`, the digest of what it trains on and with, another tag
 * recognises it too.
 */
export function nameProcess(
  training: string,
  repositoryUrl: string,
  tag: string,
  content: string | null = null,
): string {
  const marks = [markOrigin(training, repositoryUrl, tag), ...(content === null ? [] : [shortenDigest(content)])]
  const tail = `(${marks.join(' ')})`
  const room = longestName - training.length - tail.length - 2
  return `${training} ${tag.slice(0, Math.min(longestTag, room))} ${tail}`
}

/** The marks in the name of a process; null where it is none of ours. */
export function readProcessName(name: string): ProcessMark | null {
  const found = /\(([0-9a-f]{12})(?: ([0-9a-f]{12}))?\)$/.exec(name)
  return found?.[1] === undefined ? null : { origin: found[1], content: found[2] ?? null }
}
