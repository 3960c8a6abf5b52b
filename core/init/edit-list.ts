import type { ListNode } from '../ci-template/read-template.ts'
import { findLineEnd, insertLines, type OffsetEdit, readIndent } from './text-edits.ts'

/** Appends plain words to a list, as it is written: in brackets, or one a line. Undefined where it is written in another way. */
export function appendToList(text: string, list: ListNode, words: readonly string[]): OffsetEdit | undefined {
  if (text[list.start] === '[') {
    if (text[list.end - 1] !== ']') return undefined
    const inside = text.slice(list.start + 1, list.end - 1)
    const comma = list.items.length === 0 || /,\s*$/.test(inside) ? '' : ', '
    return { start: list.end - 1, end: list.end - 1, text: `${comma}${words.join(', ')}` }
  }
  const last = list.items.at(-1)
  if (!last) return undefined
  const indent = readIndent(text, last.start)
  const isItem = /^ *-\s/.test(text.slice(text.lastIndexOf('\n', last.start) + 1, last.start))
  return isItem
    ? insertLines(text, findLineEnd(text, last.end), words.map((word) => `${indent}- ${word}\n`).join(''))
    : undefined
}
