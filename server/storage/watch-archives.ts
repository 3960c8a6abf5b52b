import { type ArchiveStore, ArchiveStoreFailure } from './archive-store.ts'

/** Milliseconds for which an answer of the store counts. */
const lifetime = 5_000

/** Milliseconds within which it should answer; `/readyz` waits no longer. */
const patience = 2_000

/**
 * Tells what is wrong with the store of archives, if anything, in one word. It keeps nobody from using the server: all but
 * archives goes on without it (R30).
 */
export function watchArchives(archives: ArchiveStore): () => Promise<string | undefined> {
  let asked = 0
  let answer: Promise<string | undefined> = Promise.resolve(undefined)
  const ask = async () => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('unreachable'), patience)
    })
    const check = archives.check().then(
      () => undefined,
      (error: unknown) => (error instanceof ArchiveStoreFailure ? error.failure : 'unreachable'),
    )
    try {
      return await Promise.race([check, late])
    } finally {
      clearTimeout(timer)
    }
  }
  return () => {
    if (Date.now() - asked > lifetime) {
      asked = Date.now()
      answer = ask()
    }
    return answer
  }
}
