import { showText } from '../create-finding.ts'
import type { Finding } from '../finding.ts'

const tabWidth = 4

/** How many columns of a terminal a character takes. */
function measureCharacter(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0
  const code = character.codePointAt(0) ?? 0
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  return isWide ? 2 : 1
}

interface Cell {
  text: string
  width: number
  offset: number
}

/** The line as cells: tabs as spaces, unprintable signs as escapes, each with its offset in the line. */
function layOut(line: string): Cell[] {
  const cells: Cell[] = []
  let offset = 0
  let column = 0
  for (const character of line) {
    const shown = showText(character)
    let cell: Cell
    if (character === '\t') {
      const width = tabWidth - (column % tabWidth)
      cell = { text: ' '.repeat(width), width, offset }
    } else if (shown !== character) {
      cell = { text: shown, width: shown.length, offset }
    } else {
      cell = { text: character, width: measureCharacter(character), offset }
    }
    cells.push(cell)
    column += cell.width
    offset += character.length
  }
  return cells
}

const sumWidth = (cells: readonly Cell[]) => cells.reduce((total, { width }) => total + width, 0)

/** The source line and a line of carets under the columns of the finding; both cut to the width that there is. */
function drawSource(line: string, finding: Finding, width: number): { source: string; carets: string } {
  const from = finding.column - 1
  const to =
    finding.endLine === finding.line ? Math.max(finding.endColumn - 1, from + 1) : Math.max(line.length, from + 1)
  // Far more than any terminal shows, around the place: a line may have a million characters.
  const cut = Math.max(0, from - 1000)
  let cells = layOut(line.slice(cut, from + 2000)).map((cell) => ({ ...cell, offset: cell.offset + cut }))
  const before = cells.filter(({ offset }) => offset < from)
  const room = Math.max(20, width)
  let isCutBefore = cut > 0
  while (before.length > 0 && sumWidth(before) > room / 2) {
    before.shift()
    isCutBefore = true
  }
  const startOffset = before[0]?.offset ?? from
  cells = cells.filter(({ offset }) => offset >= startOffset)
  let total = 0
  const shown = cells.filter((cell) => {
    total += cell.width
    return total <= room
  })
  const isCutAfter = shown.length < cells.length || from + 2000 < line.length
  const marked = shown.filter(({ offset }) => offset >= from && offset < to)
  const lead = (isCutBefore ? 3 : 0) + sumWidth(shown.filter(({ offset }) => offset < from))
  return {
    source: `${isCutBefore ? '...' : ''}${shown.map(({ text }) => text).join('')}${isCutAfter ? '...' : ''}`,
    carets: `${' '.repeat(lead)}${'^'.repeat(Math.max(1, sumWidth(marked)))}`,
  }
}

function count(length: number, word: string): string {
  return `${length} ${word}${length === 1 ? '' : 's'}`
}

/**
 * The findings for people: place, code, message, the source line with carets under the exact columns, and the remedy; a
 * summary in the end.
 *
 * @param options.readLines gives the lines of a file, or undefined where it cannot be read
 * @param options.files how many files were checked
 */
export function formatPretty(
  findings: readonly Finding[],
  options: {
    hasColor: boolean
    columns: number
    files: number
    readLines: (file: string) => readonly string[] | undefined
  },
): string {
  const paint = (codes: string, text: string) => (options.hasColor ? `\u001b[${codes}m${text}\u001b[0m` : text)
  const blocks = findings.map((finding) => {
    const { file, line, column, code, severity, message, remedy, edit } = finding
    const color = severity === 'error' ? '31' : '33'
    const gutter = ' '.repeat(String(line).length)
    const bar = paint('2', '|')
    const parts = [
      `${paint('1', `${showText(file)}:${line}:${column}`)} ${paint(`1;${color}`, `${severity}[${code}]`)} ${message}`,
    ]
    const text = options.readLines(file)?.[line - 1]
    if (text !== undefined) {
      const { source, carets } = drawSource(text.replace(/\r$/, ''), finding, options.columns - gutter.length - 10)
      parts.push(
        `  ${paint('2', String(line))} ${bar} ${source}`.trimEnd(),
        `  ${gutter} ${bar} ${paint(color, carets)}`,
      )
    }
    parts.push(`  ${gutter} ${paint('2', '=')} ${remedy}${edit ? paint('2', ' (--fix does it)') : ''}`)
    return `${parts.join('\n')}\n`
  })
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const summary =
    findings.length === 0
      ? `${count(options.files, 'file')} checked, nothing to complain about.`
      : `${count(options.files, 'file')} checked: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`
  return `${blocks.join('\n')}${blocks.length > 0 ? '\n' : ''}${paint(errors > 0 ? '1;31' : warnings > 0 ? '1;33' : '1;32', summary)}\n`
}
