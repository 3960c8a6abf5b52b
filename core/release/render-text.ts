/** Text for a terminal, with the marks of colour where it has them. */
export type Paint = (text: string, color: 'green' | 'yellow' | 'red' | 'dim' | 'bold') => string

const codes = { green: 32, yellow: 33, red: 31, dim: 2, bold: 1 } as const

export function openPaint(hasColor: boolean): Paint {
  return (text, color) => (hasColor ? `\u001b[${codes[color]}m${text}\u001b[0m` : text)
}

/** A text of a file or an instance, without what would steer the terminal or turn the reading direction. */
export function tidy(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `\\u{${code.toString(16)}}`
  })
}

const longest = 160

/** A value on one line, shortened. */
export function showValue(value: unknown): string {
  const text = tidy(typeof value === 'string' ? value.replace(/\r?\n/g, ' ') : JSON.stringify(value ?? null))
  const shown = text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  return typeof value === 'string' ? `"${shown}"` : shown
}
