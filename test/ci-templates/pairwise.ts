/**
 * Rows of values in which every pair of values of two keys stands together at least once: each row begins with a pair that is
 * still missing, and takes for every other key the value that brings the most of them.
 */
export function pairUp<T>(values: ReadonlyMap<string, readonly T[]>): Map<string, T>[] {
  const keys = [...values.keys()]
  const name = (left: number, one: number, right: number, two: number) => `${left}.${one} ${right}.${two}`
  const count = (key: number) => values.get(keys[key] ?? '')?.length ?? 0
  const missing = new Set<string>()
  for (let left = 0; left < keys.length; left += 1)
    for (let right = left + 1; right < keys.length; right += 1)
      for (let one = 0; one < count(left); one += 1)
        for (let two = 0; two < count(right); two += 1) missing.add(name(left, one, right, two))
  const nameOf = (key: number, value: number, other: number, chosen: number) =>
    key < other ? name(key, value, other, chosen) : name(other, chosen, key, value)
  const rows: Map<string, T>[] = []
  for (const first of missing) {
    const row = new Map(
      first.split(' ').map((part): [number, number] => [Number(part.split('.')[0]), Number(part.split('.')[1])]),
    )
    for (let key = 0; key < keys.length; key += 1) {
      if (row.has(key)) continue
      let best = 0
      let most = -1
      for (let value = 0; value < count(key); value += 1) {
        const gain = [...row].filter(([other, chosen]) => missing.has(nameOf(key, value, other, chosen))).length
        if (gain > most) [best, most] = [value, gain]
      }
      row.set(key, best)
    }
    const chosen = [...row].sort(([left], [right]) => left - right)
    for (const [index, [left, one]] of chosen.entries())
      for (const [right, two] of chosen.slice(index + 1)) missing.delete(name(left, one, right, two))
    rows.push(
      new Map(
        chosen.flatMap(([key, value]): [string, T][] => {
          const picked = values.get(keys[key] ?? '')?.[value]
          return picked === undefined ? [] : [[keys[key] ?? '', picked]]
        }),
      ),
    )
  }
  return rows
}
