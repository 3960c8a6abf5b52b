/** Marks that turn the direction of what follows, and others that are not seen. */
const unseen = /\p{Cf}|(?![\t\n])\p{Cc}/u

/** Our own words: sentences, emphasis, lists, tables and headings. Nothing of GitLab begins with one of these marks. */
const plain = /^[A-Za-z0-9\s.,:;()"'…*|_+/-]*$/

/**
 * What of a text is live, as GitLab would read it: all that is neither our own words nor in code. Empty where the text is inert. Code is a
 * fence of `text`, `suggestion` or `mermaid`, and `<code>` whose text is written by entities alone; a link leads to the given site or is none.
 */
export function findLive(body: string, site: string): string[] {
  const live: string[] = []
  if (unseen.test(body)) live.push('a mark that is not seen')
  const rest = body
    .replace(/^(`{3,})(text|suggestion|mermaid)\n([\s\S]*?)\n\1$/gm, (_whole, _mark, kind: string, inner: string) => {
      if (/^\s*\//m.test(inner)) live.push(`a command in a fence of ${kind}: ${/^\s*\/.*$/m.exec(inner)?.[0]}`)
      return ''
    })
    .replace(/<code>([^<>]*)<\/code>/g, (_whole, inner: string) => {
      const raw = inner.replace(/&#\d+;/g, '')
      const found = /[@#!~&%$<>|`[\]*_:\n\\]/.exec(raw)
      if (found) live.push(`${JSON.stringify(found[0])} in code: ${inner.slice(0, 80)}`)
      return 'code'
    })
    .replace(/\[code\]\(<([^<>\s]*)>\)/g, (whole, url: string) => (url.startsWith(`${site}/`) ? 'link' : whole))
    // Our own spans: commands of the help, with the names of what they take.
    .replace(/`\/?[a-z]+(?: [a-z]+)?(?: [[<][a-z]+[\]>])?`/g, 'span')
    .replace(/^<!-- \/?[a-z0-9 :/-]+ -->$/gim, '')
    .replace(/<\/?(?:details|summary)>|<br>/g, (tag, _at: number, text: string) => {
      const isPaired = tag === '<br>' || text.split('<details>').length === text.split('</details>').length
      return isPaired ? '' : tag.slice(0, 1)
    })
  for (const line of rest.split('\n')) {
    const words = line.replace(/^#{1,6} /, '')
    if (!plain.test(words) || /:\/\//.test(words) || /^\s*\//.test(words))
      live.push(`a live line: ${line.slice(0, 200)}`)
  }
  for (const table of rest.matchAll(/(?:^\|.*\n?)+/gm)) {
    const rows = table[0].trim().split('\n')
    const widths = new Set(rows.map((row) => row.split('|').length))
    if (widths.size > 1) live.push(`a table that breaks: ${rows[0]}`)
  }
  return live
}
