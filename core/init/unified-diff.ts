/** How many lines stand around a change. */
const context = 3

/** Beyond this many pairs of lines the changed middle is shown as one block: the time to compare is bounded. */
const mostPairs = 4_000_000

interface Line {
  kind: ' ' | '-' | '+'
  text: string
}

function splitLines(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  else lines.push(`${lines.pop()}\n\\ No newline at end of file`)
  return lines
}

/** The shortest way from one list of lines to the other, by their longest common subsequence. */
function compareLines(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1
  if ((before.length + 1) * width > mostPairs) {
    const removed = before.map((text): Line => ({ kind: '-', text }))
    return [...removed, ...after.map((text): Line => ({ kind: '+', text }))]
  }
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (left: number, right: number) => lengths[left * width + right] ?? 0
  for (let left = before.length - 1; left >= 0; left -= 1) {
    for (let right = after.length - 1; right >= 0; right -= 1) {
      lengths[left * width + right] =
        before[left] === after[right] ? at(left + 1, right + 1) + 1 : Math.max(at(left + 1, right), at(left, right + 1))
    }
  }
  const lines: Line[] = []
  let left = 0
  let right = 0
  while (left < before.length || right < after.length) {
    const old = before[left]
    const young = after[right]
    if (old !== undefined && old === young) {
      lines.push({ kind: ' ', text: old })
      left += 1
      right += 1
    } else if (old !== undefined && (young === undefined || at(left + 1, right) >= at(left, right + 1))) {
      lines.push({ kind: '-', text: old })
      left += 1
    } else {
      lines.push({ kind: '+', text: young ?? '' })
      right += 1
    }
  }
  return lines
}

/** All lines of both texts in their order, those that are the same once. */
function alignLines(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head += 1
  let tail = 0
  while (
    tail < Math.min(before.length, after.length) - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1
  const same = (lines: readonly string[]) => lines.map((text): Line => ({ kind: ' ', text }))
  return [
    ...same(before.slice(0, head)),
    ...compareLines(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ]
}

function nameRange(start: number, count: number): string {
  return count === 1 ? String(start) : `${count === 0 ? start - 1 : start},${count}`
}

/**
 * The difference of two texts as `patch` reads it; empty where there is none.
 *
 * @param before the old text, null where the file is new
 */
export function renderDiff(file: string, before: string | null, after: string): string {
  if (before === after) return ''
  const lines = alignLines(before === null ? [] : splitLines(before), splitLines(after))
  const isNear = lines.map(() => false)
  for (const [index, { kind }] of lines.entries()) {
    if (kind !== ' ') isNear.fill(true, Math.max(0, index - context), index + context + 1)
  }
  const parts = [`--- ${before === null ? '/dev/null' : `a/${file}`}`, `+++ b/${file}`]
  let old = 1
  let young = 1
  for (let index = 0; index < lines.length; ) {
    if (!isNear[index]) {
      old += 1
      young += 1
      index += 1
      continue
    }
    let end = index
    while (isNear[end]) end += 1
    const hunk = lines.slice(index, end)
    const oldCount = hunk.filter(({ kind }) => kind !== '+').length
    const youngCount = hunk.filter(({ kind }) => kind !== '-').length
    parts.push(`@@ -${nameRange(old, oldCount)} +${nameRange(young, youngCount)} @@`)
    parts.push(...hunk.map(({ kind, text }) => `${kind}${text}`))
    old += oldCount
    young += youngCount
    index = end
  }
  return `${parts.join('\n')}\n`
}
