/** Counts attempts by a key, such as an address, within a window of time. */
export interface AttemptLimiter {
  /** Counts an attempt; seconds to wait where there were too many, else undefined. */
  take(key: string): number | undefined
  /** Seconds to wait where there were too many already, without counting one. */
  look(key: string): number | undefined
  /** Forgets the attempts of a key, since one was right. */
  forget(key: string): void
}

/** More keys than this are not kept: the oldest go, so that made-up keys cannot fill the memory. */
const maximumKeys = 10_000

/** Lets `limit` attempts of each key through within `window` milliseconds, counted by this process alone. */
export function createAttemptLimiter(limit: number, window: number, now: () => number = Date.now): AttemptLimiter {
  const attempts = new Map<string, { count: number; until: number }>()
  return {
    take: (key) => {
      const time = now()
      const held = attempts.get(key)
      if (!held || held.until <= time) {
        attempts.delete(key)
        const [oldest] = attempts.keys()
        if (attempts.size >= maximumKeys && oldest !== undefined) attempts.delete(oldest)
        attempts.set(key, { count: 1, until: time + window })
        return undefined
      }
      held.count += 1
      return held.count > limit ? Math.ceil((held.until - time) / 1000) : undefined
    },
    look: (key) => {
      const time = now()
      const held = attempts.get(key)
      return held && held.until > time && held.count >= limit ? Math.ceil((held.until - time) / 1000) : undefined
    },
    forget: (key) => {
      attempts.delete(key)
    },
  }
}
