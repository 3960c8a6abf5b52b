const ligatures = new Map([
  ['ﬀ', 'ff'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
  ['ﬃ', 'ffi'],
  ['ﬄ', 'ffl'],
  ['ﬅ', 'st'],
  ['ﬆ', 'st'],
])

/**
 * The text in modern characters: one Unicode form, ligatures taken apart, no soft hyphens, spaces as single blanks.
 * `longS` writes ſ as s; `joinHyphens` joins words that are divided at the end of a line.
 */
export function normalizeText(text, { longS = true, joinHyphens = true, unicodeForm = 'NFC' } = {}) {
  let result = text.normalize(unicodeForm).replaceAll('\u00ad', '')
  for (const [ligature, letters] of ligatures) result = result.replaceAll(ligature, letters)
  if (longS) result = result.replaceAll('ſ', 's')
  if (joinHyphens) result = result.replace(/(\p{Ll})[-‐¬⸗]\r?\n\s*(\p{Ll})/gu, '$1$2')
  return result
    .split(/\r?\n/)
    .map((line) => line.replace(/[\p{Zs}\t]+/gu, ' ').trim())
    .join('\n')
    .trim()
}
