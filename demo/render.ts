import type { Reading } from './read-results.ts'

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)]
}

/** What the demo shows of a release, for people. */
export function renderResult({ result, versions, missing }: Reading, tag: string): string {
  const { steps, image, process, server } = result
  const compatible = steps.filter(
    ({ kind, outcome }) => kind === 'compatibility' && ['created', 'unchanged'].includes(outcome),
  )
  const lines = [
    '',
    `Release ${tag}`,
    '',
    ...renderTable(
      ['step', 'target', 'instance', 'outcome'],
      steps.map(({ kind, target, instance, outcome }) => [kind, target, instance, outcome]),
    ),
    '',
    `  image       ${image ? `${image.reference}\n              ${image.digest}` : 'none'}`,
    ...versions.map(({ worker, id }) => `  version     ${id} of ${worker}`),
    ...compatible.map(({ target }) => `  compatible  ${target}`),
    `  training    ${process ? `process ${process.id}, ${process.state}` : 'none'}`,
    `  server      ${server.url}`,
    ...missing.map((job) => `  missing     the job ${job} left nothing behind`),
  ]
  const isUnchanged = steps.length > 0 && steps.every(({ outcome }) => outcome === 'unchanged')
  if (isUnchanged) lines.push('', 'Nothing changed: this tag was released before.')
  return `${lines.join('\n')}\n`
}
