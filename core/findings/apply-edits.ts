import type { TextEdit } from './finding.ts'
import { LineIndex } from './line-index.ts'

/** Applies edits to a text, from its end to its start. Of edits that overlap, only the first in the text is applied. */
export function applyEdits(text: string, edits: readonly TextEdit[]): { text: string; applied: number } {
  const lines = new LineIndex(text)
  const placed = edits
    .map((edit) => ({
      start: lines.offset(edit.line, edit.column),
      end: lines.offset(edit.endLine, edit.endColumn),
      newText: edit.newText,
    }))
    .sort((left, right) => left.start - right.start || left.end - right.end)
  let result = ''
  let last = 0
  let applied = 0
  for (const { start, end, newText } of placed) {
    if (start < last || end < start) continue
    result += text.slice(last, start) + newText
    last = end
    applied += 1
  }
  return { text: result + text.slice(last), applied }
}
