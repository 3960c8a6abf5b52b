const [quote, backslash, comma, colon, openObject, closeObject, openList, closeList] = [...'"\\,:{}[]'].map(
  (character) => character.charCodeAt(0),
)

/** All space of JSON is at or below this, and nothing else of it. */
const highestSpace = 0x20

/** The index after the string that begins at `start`. */
function skipString(text: string, start: number): number {
  let index = start + 1
  while (index < text.length && text.charCodeAt(index) !== quote) index += text.charCodeAt(index) === backslash ? 2 : 1
  return index + 1
}

/** How many keys stand in a JSON text, each as often as it does. */
function countWritten(text: string): number {
  let count = 0
  for (let start = text.indexOf('"'); start !== -1; ) {
    const end = text.indexOf('"', start + 1)
    // A backslash before the quote may belong to one before it, or not.
    let next = text.charCodeAt(end - 1) === backslash ? skipString(text, start) : end + 1
    while (next < text.length && text.charCodeAt(next) <= highestSpace) next += 1
    if (text.charCodeAt(next) === colon) count += 1
    start = text.indexOf('"', next)
  }
  return count
}

/** Not by calling itself: a text may nest deeper than a program may. */
function countKeys(value: unknown): number {
  const waiting: unknown[] = [value]
  let count = 0
  while (waiting.length > 0) {
    const one = waiting.pop()
    if (typeof one !== 'object' || one === null) continue
    const parts: unknown[] = Object.values(one)
    if (!Array.isArray(one)) count += parts.length
    for (const part of parts) if (typeof part === 'object') waiting.push(part)
  }
  return count
}

/** Whether an object of a JSON text has a key twice, of the text and what it was parsed to, where of two only one is left. */
export function hasDuplicateKey(text: string, parsed: unknown): boolean {
  return countWritten(text) !== countKeys(parsed)
}

/**
 * The first key that an object of a JSON text has twice, and how deep it stands (1 is the outermost object): parsers take the last
 * one and say nothing, so two programs may read different things. The text must be JSON.
 */
export function findDuplicateKey(text: string): { key: string; depth: number } | undefined {
  const open: (Set<string> | undefined)[] = []
  let isKey = false
  let index = 0
  while (index < text.length) {
    const code = text.charCodeAt(index)
    if (code === quote) {
      const end = skipString(text, index)
      const keys = open.at(-1)
      if (isKey && keys) {
        const key: unknown = JSON.parse(text.slice(index, end))
        if (typeof key === 'string') {
          if (keys.has(key)) return { key, depth: open.length }
          keys.add(key)
        }
        isKey = false
      }
      index = end
      continue
    }
    if (code === openObject) {
      open.push(new Set())
      isKey = true
    } else if (code === openList) open.push(undefined)
    else if (code === closeObject || code === closeList) {
      open.pop()
      isKey = false
    } else if (code === comma) isKey = open.at(-1) !== undefined
    index += 1
  }
  return undefined
}
