import { templateCodes } from '../../core/ci-template/codes.ts'
import type { FindingRow } from '../../core/findings/codes.ts'
import { renderTable } from './markdown.ts'

/** The page of every finding of `lint-template`. */
export function makeTemplateFindingsPage(): string {
  const rows = Object.entries<FindingRow>(templateCodes)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([code, { severity, message, remedy }]) => [`\`${code}\``, severity, message, remedy])
  return [
    '# Findings in components',
    '',
    'What `arkindex-ci lint-template` finds beside the YAML itself, whose codes are in [Findings](findings.md). Words in braces',
    'stand for what the case at hand fills in. An error fails the command; a warning does so with `--strict`. Codes that begin',
    'with `policy-`, and `input-description-missing`, are left out by `--no-policy`.',
    '',
    renderTable(['Code', 'Severity', 'What is wrong', 'What to do'], rows),
    '',
  ].join('\n')
}
