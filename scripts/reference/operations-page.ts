import type { Operation } from '../../server/contract/operation.ts'
import { operations } from '../../server/operations.ts'
import { renderTable } from './markdown.ts'

function listRows(some: readonly Operation[]): string[][] {
  return [...some]
    .sort((one, other) => one.tag.localeCompare(other.tag) || one.operationId.localeCompare(other.operationId))
    .map(({ operationId, method, path, summary, rights }) => [
      `\`${operationId}\``,
      `${method} \`${path}\``,
      summary,
      rights.description,
    ])
}

/** The page of every operation of the bundled server: those that need no log-in, then the others. */
export function makeOperationsPage(): string {
  const head = ['Operation', 'Method and path', 'What it does', 'Who may']
  return [
    '# Operations of the bundled server',
    '',
    'The OpenAPI document at `/api/v1/openapi/` says everything of them: parameters, bodies, answers, an example of each. The',
    'page at `/api-docs/` shows it. [Choices](api-choices.md) says what of it is ours.',
    '',
    '## Without a log-in',
    '',
    renderTable(head, listRows(operations.filter(({ rights }) => !rights.needsLogin))),
    '',
    'Besides operations: the OpenAPI document, its page, `/healthz`, `/readyz`, and signed URLs below `/storage/`, whose',
    'signature is their right. A token that is sent and is wrong is refused everywhere, also here.',
    '',
    '## With a log-in',
    '',
    renderTable(head, listRows(operations.filter(({ rights }) => rights.needsLogin))),
    '',
  ].join('\n')
}
