import type { ProcessProgress } from '../../core/release/process-progress.ts'
import { code } from '../../core/release/render-markdown.ts'
import { renderDuration } from '../../core/release/render-training.ts'
import type { TrainingResult } from '../../core/release/training-result.ts'

/** Of many metrics the first are shown; the whole is in the artifact. */
const mostRows = 20
/** More bars than these cannot be told apart. */
const mostBars = 8
const longestLabel = 24

interface Training {
  training: string
  instance: string
  /** The process on the instance. */
  process: { id: string; url: string }
}

function link({ id, url }: Training['process']): string {
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  return isWeb ? `[${code(id)}](<${new URL(url).href.replace(/[<>]/g, encodeURIComponent)}>)` : code(id)
}

function renderHead({ training, instance, process }: Training, state: string): string {
  return `**Training ${code(training)}** on ${code(instance)}, process ${link(process)}: ${code(state)}`
}

/** A name as a label of the plot: only what cannot be taken for anything else. */
function labelMetric(name: string): string {
  return `"${name.replace(/[^\p{L}\p{N} _.%-]/gu, '_').slice(0, longestLabel) || '_'}"`
}

/** A number as Mermaid reads it: no exponent. */
function writeNumber(value: number): string {
  const text = Number(value.toPrecision(6)).toString()
  return /e/i.test(text) ? value.toFixed(Math.abs(value) < 1 ? 12 : 0).replace(/\.?0+$/, '') : text
}

/** The numbers as bars, as GitLab and GitHub draw them in Markdown; nothing where one number would be all. */
function renderPlot(metrics: readonly (readonly [string, number])[]): string[] {
  const shown = metrics.filter(([, value]) => Math.abs(value) < 1e15).slice(0, mostBars)
  if (shown.length < 2) return []
  const values = shown.map(([, value]) => value)
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)]
  if (lowest === highest) return []
  return [
    '```mermaid',
    'xychart-beta',
    `  x-axis [${shown.map(([name]) => labelMetric(name)).join(', ')}]`,
    `  y-axis ${writeNumber(lowest)} --> ${writeNumber(highest)}`,
    `  bar [${values.map(writeNumber).join(', ')}]`,
    '```',
    '',
  ]
}

function renderMetrics(metrics: Readonly<Record<string, number>> | null): string[] {
  const entries = Object.entries(metrics ?? {})
  if (entries.length === 0) return []
  const rest = entries.length - mostRows
  return [
    '| Metric | |',
    '| --- | ---: |',
    ...entries.slice(0, mostRows).map(([name, value]) => `| ${code(name)} | ${writeNumber(value)} |`),
    ...(rest > 0 ? [`| … and ${rest} more | |`] : []),
    '',
    ...renderPlot(entries),
  ]
}

/** How far a training is: its state and what it waits for. What changes at each look is left out, so that notes stay still. */
export function renderWaiting(training: Training, { state, waiting }: ProcessProgress): string {
  return [renderHead(training, state), ...(waiting === null ? [] : ['', `${code(waiting)}.`]), ''].join('\n')
}

/** How a training ended, as Markdown: state, duration, model version, metrics and why it failed. */
export function renderEnded(training: Training, result: TrainingResult): string {
  const { process, seconds, modelVersion, metrics, failure, notes } = result
  const version = modelVersion && (modelVersion.tag ?? modelVersion.id)
  return [
    renderHead(training, process.state),
    '',
    ...(seconds === null ? [] : [`- Duration: ${renderDuration(seconds)}`]),
    ...(modelVersion && version ? [`- Model version: ${code(version)}, ${code(modelVersion.state)}`] : []),
    ...(failure ? [`- Task ${code(failure.task)}: ${code(failure.state)}`] : []),
    ...notes.map((note) => `- ${code(note)}`),
    '',
    ...renderMetrics(metrics),
    ...(failure && failure.log.length > 0
      ? [
          '<details><summary>The end of its log</summary>',
          '',
          ...failure.log.map((line) => `${code(line)}<br>`),
          '',
          '</details>',
          '',
        ]
      : []),
  ].join('\n')
}

/** A training whose process is not there any more. */
export function renderGone(training: Training): string {
  return [renderHead(training, 'deleted'), '', 'The process is not on the instance any more.', ''].join('\n')
}
