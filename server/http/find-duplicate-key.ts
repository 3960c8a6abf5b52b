const [quote, backslash, comma, openObject, closeObject, openList, closeList] = [...'"\\,{}[]'].map((character) =>
  character.charCodeAt(0),
)

/** The index after the string that begins at `start`. */
function skipString(text: string, start: number): number {
  let index = start + 1
  while (index < text.length && text.charCodeAt(index) !== quote) index += text.charCodeAt(index) === backslash ? 2 : 1
  return index + 1
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
