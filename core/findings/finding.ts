/** A place in a file. Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export interface Span {
  line: number
  column: number
  endLine: number
  endColumn: number
}

/** A mechanical mend of a finding: put `newText` in place of what the span holds. */
export interface TextEdit extends Span {
  newText: string
}

export type Severity = 'error' | 'warning'

/** A problem in a file of the repository, at its place, with what to do about it. The shape of `validate --format json`. */
export interface Finding extends Span {
  /** Path relative to the root of the repository, with forward slashes. */
  file: string
  code: string
  severity: Severity
  message: string
  remedy: string
  edit?: TextEdit
}
