/** Insertions, deletions, replacements and swaps of neighbours between two words; `limit + 1` where there are more than `limit`. */
function measureDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1]
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      }
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[right.length] ?? limit + 1
}

const plain = (word: string) => word.toLowerCase().replace(/[\s_-]+/g, '_')

/** The one candidate that `word` is most likely a misspelling of, if exactly one is near. Words over 100 characters have none. */
export function findNearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 100) return undefined
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  let isTied = false
  for (const candidate of candidates) {
    const limit =
      Math.max(candidate.length, word.length) <= 4 ? 1 : Math.max(candidate.length, word.length) <= 7 ? 2 : 3
    const distance = measureDistance(plain(word), plain(candidate), limit)
    if (distance > limit || distance >= Math.min(candidate.length, word.length)) continue
    if (distance === bestDistance) isTied = true
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
      isTied = false
    }
  }
  return isTied ? undefined : best
}
