export interface LoginTries {
  /** Seconds until an address may try again; 0 where it may now. */
  wait(address: string): number
  /** Counts a try that failed. */
  fail(address: string): void
}

const mostTries = 10
const windowTime = 60_000

/** So many addresses are remembered; beyond, the oldest are forgotten. */
const mostAddresses = 10_000

/** Bounds the tries to log in from one address: ten a minute. */
export function createLoginTries(now: () => number): LoginTries {
  const tries = new Map<string, { count: number; until: number }>()
  return {
    wait: (address) => {
      const known = tries.get(address)
      if (!known || known.until <= now() || known.count < mostTries) return 0
      return Math.max(1, Math.ceil((known.until - now()) / 1000))
    },
    fail: (address) => {
      const known = tries.get(address)
      if (known && known.until > now()) {
        known.count += 1
        return
      }
      tries.delete(address)
      tries.set(address, { count: 1, until: now() + windowTime })
      const [oldest] = tries.keys()
      if (tries.size > mostAddresses && oldest !== undefined) tries.delete(oldest)
    },
  }
}
