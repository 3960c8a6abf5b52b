import { setTimeout as wait } from 'node:timers/promises'

/** Time and chance, passed in so that tests decide them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Ends after so many milliseconds; rejects with the reason of the signal where that is aborted first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** A number from 0 up to, but not including, 1. */
  random(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: async (milliseconds, signal) => {
    signal?.throwIfAborted()
    try {
      await wait(milliseconds, undefined, signal ? { signal } : {})
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  },
}
