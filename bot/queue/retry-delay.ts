/** Milliseconds after the first failed attempt, and the most that there are between two. */
const firstDelay = 5000
const longestDelay = 15 * 60_000

/** Milliseconds until a job is tried again: three times as long after each attempt, with jitter, so that those that failed together do not come back together. */
export function chooseRetryDelay(attempts: number, random: () => number, first = firstDelay): number {
  const delay = Math.min(longestDelay, first * 3 ** Math.max(0, attempts - 1))
  return Math.round(delay * (0.5 + random() / 2))
}
