/**
 * Splits a command as a shell would, quotes and backslashes included, and expands nothing: what Docker does with a command
 * that is one text. Throws a `RangeError` where a quote is left open.
 */
export function splitCommand(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote: '"' | "'" | undefined
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (quote === "'") {
      if (character === "'") quote = undefined
      else word += character
    } else if (character === '\\' && at + 1 < text.length) {
      at += 1
      const next = text.charAt(at)
      word = (word ?? '') + (quote === undefined || '"\\$`'.includes(next) ? next : `\\${next}`)
    } else if (quote === '"') {
      if (character === '"') quote = undefined
      else word += character
    } else if (character === '"' || character === "'") {
      quote = character
      word ??= ''
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + character
  }
  if (quote !== undefined) throw new RangeError(`a quote is left open in the command "${text}"`)
  if (word !== undefined) words.push(word)
  return words
}
