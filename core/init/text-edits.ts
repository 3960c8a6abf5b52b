/** Puts `text` in place of what stands between two offsets. */
export interface OffsetEdit {
  start: number
  end: number
  text: string
}

/** A text with edits that do not overlap. Inserted line ends become those that the text has. */
export function editText(text: string, edits: readonly OffsetEdit[]): string {
  const isWindows = text.includes('\r\n')
  const ordered = edits.map((edit, index) => ({ ...edit, index }))
  ordered.sort((left, right) => left.start - right.start || left.end - right.end || left.index - right.index)
  const parts: string[] = []
  let at = 0
  for (const edit of ordered) {
    if (edit.start < at) throw new Error('edits overlap')
    parts.push(text.slice(at, edit.start), isWindows ? edit.text.replaceAll('\n', '\r\n') : edit.text)
    at = edit.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** The offset of the first character of the line that an offset is in. */
export function findLineStart(text: string, offset: number): number {
  // A search from before the text would find a line end that it begins with.
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** The offset behind the line that an offset is in, its line end included. */
export function findLineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end + 1
}

/** An insertion of whole lines before an offset that begins a line; at the end of a text without a line end, on a new line. */
export function insertLines(text: string, offset: number, lines: string): OffsetEdit {
  const isOpen = offset === text.length && offset > 0 && text[offset - 1] !== '\n'
  return { start: offset, end: offset, text: `${isOpen ? '\n' : ''}${lines}` }
}

/** How far a line is indented that an offset is in, as the blanks themselves. */
export function readIndent(text: string, offset: number): string {
  return /^[ ]*/.exec(text.slice(findLineStart(text, offset)))?.[0] ?? ''
}
