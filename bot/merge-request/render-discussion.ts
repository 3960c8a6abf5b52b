import type { Finding } from '../../core/findings/finding.ts'
import { maskSecrets } from '../../core/log/secrets.ts'
import { code } from '../../core/release/render-markdown.ts'
import { tidy } from '../../core/release/render-text.ts'

const mostLines = 20

/** The comment that a discussion of a finding begins with; the browser does not show it. */
function writeFindingMarker(identity: string): string {
  return `<!-- arkindex-ci finding ${identity} -->`
}

/** The identity of the finding that a discussion is about; undefined where it is about none. */
export function readFindingMarker(body: string): string | undefined {
  return /^<!-- arkindex-ci finding ([0-9a-f]{32}) -->/.exec(body)?.[1]
}

/** Lines of a file with the mend of a finding in place; undefined where it has none that can be suggested. */
function suggest({ edit }: Finding, text: string | undefined): string | undefined {
  if (!edit || text === undefined || edit.endLine - edit.line >= mostLines) return undefined
  const lines = text.split('\n').slice(edit.line - 1, edit.endLine)
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined || lines.length !== edit.endLine - edit.line + 1) return undefined
  const mended = `${first.slice(0, edit.column - 1)}${edit.newText}${last.slice(edit.endColumn - 1)}`
  const isPlain = mended.split('\n').every((line) => line === tidy(line) && !line.startsWith('/'))
  // What would end the block, be a command or show otherwise than it is, is left to whoever writes the file.
  return isPlain && !mended.includes('```') ? mended : undefined
}

/** The text of a finding's discussion, and the lines that it stands at: those of the mend, where one is suggested. */
export function renderDiscussion(
  finding: Finding,
  identity: string,
  text: string | undefined,
): { body: string; line: number; endLine: number } {
  const mended = suggest(finding, text)
  const body = [
    writeFindingMarker(identity),
    `${code(finding.message)}`,
    '',
    `${code(finding.remedy)} ${code(finding.code)}`,
    ...(mended === undefined ? [] : ['', '```suggestion', mended, '```']),
  ].join('\n')
  const { edit, line } = finding
  return mended === undefined || !edit
    ? { body: maskSecrets(body), line, endLine: line }
    : { body: maskSecrets(body), line: edit.line, endLine: edit.endLine }
}
