import type { DatasetReceipt } from './dataset-fingerprint.ts'
import type { ProcessProgress } from './process-progress.ts'
import { showValue, tidy } from './render-text.ts'
import { explainStanding, type TrainingReceipt } from './training-receipt.ts'
import type { TrainingResult } from './training-result.ts'

/** Seconds for people: `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function renderDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return [`${Math.floor(whole / 60)} min`, ...(whole % 60 ? [`${whole % 60} s`] : [])].join(' ')
  const minutes = Math.round(whole / 60)
  return [`${Math.floor(minutes / 60)} h`, ...(minutes % 60 ? [`${minutes % 60} min`] : [])].join(' ')
}

const bases: Readonly<Record<NonNullable<DatasetReceipt['basis']>, string>> = {
  elements: 'of the ids of all elements by set',
  'complete-dataset': 'of what the complete dataset tells of itself',
  'first-elements': 'of its first elements alone, so not exact',
}

function renderDataset({ name, state, sets, roles, fingerprint, basis }: TrainingReceipt['dataset']): string[] {
  const counted = roles.map(({ role, set }) => {
    const elements = sets.find((candidate) => candidate.set === set)?.elements ?? null
    return `${role} ${tidy(set)} (${elements === null ? 'number not known' : `${elements} element${elements === 1 ? '' : 's'}`})`
  })
  return [
    `dataset: ${tidy(name)}, state ${tidy(state) || 'not told'}`,
    `sets: ${counted.join(', ')}`,
    fingerprint === null || basis === null ? 'fingerprint: not known' : `fingerprint: ${fingerprint}, ${bases[basis]}`,
  ]
}

function renderFarm({ farm, gpu }: TrainingReceipt): string[] {
  const { agents } = farm
  const name = farm.name === null ? 'the one that the instance chooses' : tidy(farm.name)
  const alive = agents ? `, ${agents.alive} of ${agents.total} agents alive, ${agents.withGpu} with a GPU` : ''
  return [`farm: ${name}${alive}`, `gpu: ${gpu.isUsed ? 'asked for' : 'not asked for'}; the worker says ${gpu.usage}`]
}

/** What a training will use, a line each. */
export function renderReceipt(receipt: TrainingReceipt): string[] {
  const { worker, revision, model, from, lastRun, standing } = receipt
  return [
    `worker: ${tidy(worker)}${revision === null ? '' : ` of ${tidy(revision)}`}`,
    `model: ${tidy(model)}${from === null ? '' : `, from the version ${tidy(from)}`}`,
    `configuration: ${showValue(receipt.configuration)}`,
    ...renderDataset(receipt.dataset),
    ...renderFarm(receipt),
    `last time: ${lastRun ? `${renderDuration(lastRun.seconds)}, process "${tidy(lastRun.name)}"` : 'none of this worker is known'}`,
    ...(standing
      ? [
          standing.isOfOtherTag
            ? `not started again: ${tidy(explainStanding(standing))}`
            : `started already for this tag: process "${tidy(standing.name)}" (${tidy(standing.id)}), state ${tidy(standing.state)}`,
        ]
      : []),
    ...receipt.notes.map((note) => `note: ${tidy(note)}`),
  ]
}

/** How a process ended, a line each; nothing of what is not known. */
export function renderResult({ seconds, modelVersion, metrics, failure, notes }: TrainingResult): string[] {
  const version = modelVersion && {
    name: modelVersion.tag === null ? modelVersion.id : `${modelVersion.tag} (${modelVersion.id})`,
    state: modelVersion.state,
  }
  const numbers = Object.entries(metrics ?? {}).map(([name, value]) => `${tidy(name)} ${value}`)
  return [
    ...(seconds === null ? [] : [`duration: ${renderDuration(seconds)}`]),
    ...(version ? [`model version: ${tidy(version.name)}, ${tidy(version.state)}`] : []),
    ...(numbers.length > 0 ? [`metrics: ${numbers.join(', ')}`] : []),
    ...notes.map((note) => `note: ${tidy(note)}`),
    ...(failure
      ? [`task ${tidy(failure.task)}: ${tidy(failure.state)}${failure.log.length > 0 ? '; its log ends:' : ''}`]
      : []),
    ...(failure?.log ?? []).map((line) => `  | ${tidy(line)}`),
  ]
}

function renderEnd({ end }: ProcessProgress, now: number): string[] {
  if (end === null) return []
  const left = (end.at - now) / 1000
  if (left <= 0) return end.basis === 'last-run' ? ['longer than the last time'] : []
  const basis = end.basis === 'last-run' ? ', by the last time' : ''
  return [`about ${renderDuration(left)} left${basis}`]
}

/** How far a process is, on one line. `now` is in milliseconds. */
export function renderProgress(progress: ProcessProgress, now: number): string {
  const { state, tasks, elements, waiting } = progress
  return [
    tidy(state),
    ...(waiting === null ? [] : [tidy(waiting)]),
    ...(tasks === null ? [] : [`${tasks.done} of ${tasks.total} tasks`]),
    ...(elements === null
      ? []
      : [`${elements.done} of ${elements.total} elements${elements.failed > 0 ? ` (${elements.failed} failed)` : ''}`]),
    ...renderEnd(progress, now),
  ].join(', ')
}

/** How long the same news is not told again where each look is a line of its own, in milliseconds. */
const quiet = 30_000

/** Which looks are worth a line where lines stay: each new state, task or wait, and else one in half a minute. */
export function openNews(): (progress: ProcessProgress, now: number) => string | undefined {
  let told = { news: '', line: '', at: Number.NEGATIVE_INFINITY }
  return (progress, now) => {
    const line = renderProgress(progress, now)
    const news = renderProgress({ ...progress, elements: null, end: null }, now)
    if (news === told.news && (line === told.line || now - told.at < quiet)) return undefined
    told = { news, line, at: now }
    return line
  }
}
