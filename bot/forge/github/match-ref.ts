/** Characters of a pattern that is tried at all. */
const longestPattern = 200

/**
 * Whether a pattern of a GitHub ruleset takes a ref: `~ALL`, or as `fnmatch` with paths does it (`*` stays within a part, `**` does not).
 * Walks pattern and ref with one place to come back to, so that no pattern takes long.
 */
export function matchesRef(pattern: string, ref: string): boolean {
  if (pattern === '~ALL') return true
  if (pattern.length > longestPattern) return false
  const tokens = pattern.match(/\*\*\/?|\*|\?|[^*?]/g) ?? []
  const widen = (places: Set<number>, isPartStart: boolean) => {
    for (const place of places) {
      const token = tokens[place]
      if (token === '**/' ? isPartStart : token?.startsWith('*')) places.add(place + 1)
    }
    return places
  }
  let reachable = widen(new Set([0]), true)
  for (const character of ref) {
    const next = new Set<number>()
    for (const place of reachable) {
      const token = tokens[place]
      if (token === undefined) continue
      if (token.startsWith('**')) next.add(place)
      else if (token === '*') {
        if (character !== '/') next.add(place)
      } else if (token === '?' ? character !== '/' : token === character) next.add(place + 1)
    }
    reachable = widen(next, character === '/')
    if (reachable.size === 0) return false
  }
  return reachable.has(tokens.length)
}
