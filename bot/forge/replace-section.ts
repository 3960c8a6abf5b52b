/**
 * A text with the part between two marks of this name replaced, or added at its end where it has none. What stands around it is
 * left as it is. The same part again gives the same text.
 */
export function replaceSection(text: string, name: string, body: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const section = `${start}\n${body.trim()}\n${end}`
  const from = text.indexOf(start)
  const to = from === -1 ? -1 : text.indexOf(end, from)
  if (to !== -1) return `${text.slice(0, from)}${section}${text.slice(to + end.length)}`
  return text.trim() === '' ? section : `${text.trimEnd()}\n\n${section}\n`
}
