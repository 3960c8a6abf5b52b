import { type ErrorRow, errorCodes } from '../../core/errors/codes.ts'
import { renderTable } from './markdown.ts'

/** The page of every coded error. */
export function makeErrorsPage(): string {
  const rows = Object.entries<ErrorRow>(errorCodes)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([code, { message, remedy, exit }]) => [`\`${code}\``, message, remedy, String(exit)])
  return [
    '# Errors',
    '',
    'Every error has a code, says what happened and what to do. Words in braces stand for what the case at hand fills in.',
    'With `--format json` the same comes as `{"errors": [{"code", "message", "place", "remedy"}]}`.',
    '',
    'Exit codes, the same in every command: 0 done; 1 findings or failed steps; 2 wrong usage or configuration;',
    '3 an instance, forge or registry could not be reached; 4 the plan is stale; 130 interrupted.',
    '',
    renderTable(['Code', 'What happened', 'What to do', 'Exit'], rows),
    '',
  ].join('\n')
}
