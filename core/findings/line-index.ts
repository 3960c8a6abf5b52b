import type { Span } from './finding.ts'

/** Turns offsets of a text into lines and columns. Lines end at "\n"; the index is built at the first question. */
export class LineIndex {
  readonly #text: string
  #starts: number[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** Line and column of an offset, both from 1, the column in UTF-16 code units. */
  locate(offset: number): { line: number; column: number } {
    this.#starts ??= listLineStarts(this.#text)
    const starts = this.#starts
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }

  /** The offset of a line and column, both from 1. */
  offset(line: number, column: number): number {
    this.#starts ??= listLineStarts(this.#text)
    return (this.#starts[line - 1] ?? this.#text.length) + column - 1
  }

  /** The span between two offsets, the second exclusive. */
  span(start: number, end: number): Span {
    const length = this.#text.length
    const from = this.locate(Math.min(start, length))
    const to = this.locate(Math.min(Math.max(start, end), length))
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }
}

function listLineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
