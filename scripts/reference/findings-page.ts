import { type FindingRow, findingCodes } from '../../core/findings/codes.ts'
import { renderTable } from './markdown.ts'

/** The page of every finding code. */
export function makeFindingsPage(): string {
  const rows = Object.entries<FindingRow>(findingCodes)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([code, { severity, message, remedy }]) => [`\`${code}\``, severity, message, remedy])
  return [
    '# Findings',
    '',
    'What `arkindex-ci validate` finds in worker YAML and in the release manifest. Words in braces stand for what the case',
    'at hand fills in. An error fails the command; a warning does so with `--strict`.',
    '',
    renderTable(['Code', 'Severity', 'What is wrong', 'What to do'], rows),
    '',
  ].join('\n')
}
