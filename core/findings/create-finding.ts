import { type FindingCode, type FindingRow, findingCodes } from './codes.ts'
import type { Finding, Span, TextEdit } from './finding.ts'

export type FindingDetails = Readonly<Record<string, string | number>>

/** Control characters, line breaks and signs that turn the direction of writing: never printed as they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be printed.
const unprintable = /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** Text of a file as it may be shown on one line of a terminal or a page: what is unprintable is written as an escape. */
export function showText(text: string): string {
  return text.replace(unprintable, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function fill(template: string, details: FindingDetails): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => showText(String(details[name] ?? whole)))
}

/** A finding of the table in `codes.ts` at a place of a file. */
export function createFinding(
  code: FindingCode,
  file: string,
  span: Span,
  details: FindingDetails = {},
  edit?: TextEdit,
): Finding {
  return fillFinding(code, findingCodes[code], file, span, details, edit)
}

/** A finding by its row of a table of codes, such as that of `lint-template`. */
export function fillFinding(
  code: string,
  row: FindingRow,
  file: string,
  span: Span,
  details: FindingDetails = {},
  edit?: TextEdit,
): Finding {
  const { line, column, endLine, endColumn } = span
  return {
    file,
    line,
    column,
    endLine,
    endColumn,
    code,
    severity: row.severity,
    message: fill(row.message, details),
    remedy: fill(row.remedy, details).trim(),
    ...(edit ? { edit } : {}),
  }
}

/** Orders findings by file, place and code, as they are shown. */
export function compareFindings(left: Finding, right: Finding): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  return (
    left.line - right.line ||
    left.column - right.column ||
    (left.code < right.code ? -1 : left.code > right.code ? 1 : 0)
  )
}
