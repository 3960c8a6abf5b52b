import type { Reading } from './read-results.ts'
import type { CheckResult, MergeRequestResult } from './show-merge-request.ts'

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)]
}

/** The figure of the training beside that of its baseline. */
function renderMetrics(metrics: Readonly<Record<string, unknown>>): string {
  const { test_bits: bits, unigram_bits: baseline } = metrics
  if (typeof bits === 'number' && typeof baseline === 'number')
    return `${bits} bits a character on held-out text, against ${baseline} of unigrams`
  return JSON.stringify(metrics)
}

/** Markdown of the bot for a terminal: without its hidden marker and addresses, with characters as they are. */
function quote(text: string): string[] {
  const plain = text
    .replace(/^<!--.*-->\n/, '')
    .replace(/\]\(<[^>]*>\)/g, ']')
    .replace(/<\/?code>/g, '`')
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
  return plain
    .trim()
    .split('\n')
    .map((line) => `  │ ${line}`.trimEnd())
}

/** What the bot said, as it stands on the merge request. */
function renderMergeRequest({ broken, mended }: MergeRequestResult): string[] {
  const check = (title: string, { statuses, note, discussions }: CheckResult) => [
    '',
    `${title}: ${Object.entries(statuses)
      .map(([name, state]) => `${name} ${state}`)
      .join(', ')}`,
    ...quote(note),
    ...discussions.flatMap(({ path, line, body }) => [`  at ${path}:${line}`, ...quote(body)]),
  ]
  return [...check('Merge request with a mistake', broken), ...check('The same, mended', mended)]
}

/** What the demo shows of a release, for people. */
export function renderResult(
  { result, versions, missing }: Reading,
  tag: string,
  merged: MergeRequestResult | null,
): string {
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
    ...(process?.model_version
      ? [`  model       version ${process.model_version.id}, tag ${process.model_version.tag}`]
      : []),
    ...(process?.metrics ? [`  metrics     ${renderMetrics(process.metrics)}`] : []),
    `  server      ${server.url}`,
    ...missing.map((job) => `  missing     the job ${job} left nothing behind`),
  ]
  const isUnchanged = steps.length > 0 && steps.every(({ outcome }) => outcome === 'unchanged')
  if (isUnchanged) lines.push('', 'Nothing changed: this tag was released before.')
  if (merged) lines.push(...renderMergeRequest(merged))
  return `${lines.join('\n')}\n`
}
