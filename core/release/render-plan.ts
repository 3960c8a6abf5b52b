import type { Finding } from '../findings/finding.ts'
import { isBreaking } from './option-changes.ts'
import type { BumpWarning, Plan, Step } from './plan.ts'
import { openPaint, type Paint, showValue, tidy } from './render-text.ts'
import { renderReceipt } from './render-training.ts'
import type { TrainingReceipt } from './training-receipt.ts'

const marks = {
  create: { mark: '+', color: 'green' },
  update: { mark: '~', color: 'yellow' },
  remove: { mark: '-', color: 'red' },
} as const

function renderFields(step: Step): string[] {
  const { before, after } = step
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return keys.flatMap((key) => {
    const [old, next] = [before?.[key], after?.[key]]
    if (next === null && old === undefined) return []
    if (before === null || old === undefined) return [`${key}: ${showValue(next)}`]
    return next === undefined ? [`${key}: ${showValue(old)}`] : [`${key}: ${showValue(old)} -> ${showValue(next)}`]
  })
}

function renderStep(step: Step, paint: Paint): string[] {
  const { mark, color } = marks[step.action]
  const when = step.when === undefined ? '' : paint(`  (${tidy(step.when)})`, 'dim')
  return [
    `  ${paint(mark, color)} ${paint(`${step.action} ${step.kind}`, color)} ${tidy(step.target)}${when}`,
    ...renderFields(step).map((line) => `      ${line}`),
    ...step.notes.map((note) => `      ${paint(`note: ${tidy(note)}`, 'dim')}`),
    ...(step.kind === 'training' && step.receipt ? renderStepReceipt(step.receipt) : []),
  ]
}

/** Of a receipt, what the step does not say already. */
function renderStepReceipt(receipt: TrainingReceipt): string[] {
  const said = ['worker:', 'model:', 'configuration:', 'gpu:']
  return renderReceipt(receipt)
    .filter((line) => !said.some((start) => line.startsWith(start)))
    .map((line) => `      ${line}`)
}

/** Of what breaks by one worker, so many lines are shown: the rest is in the JSON. */
const mostUses = 10

/** The tag that a release should have had, or should get, in one sentence. */
export function renderBump({ previous, tag, bump, expected, suggested }: BumpWarning): string {
  const from = `after ${tidy(previous)}`
  return tag === null
    ? `the next tag ${from} should be a ${expected} one, ${tidy(suggested)} or higher`
    : `${tidy(tag)} is a ${bump} release ${from}; it should have been a ${expected} one, ${tidy(suggested)} or higher`
}

/** The warning of a worker whose options break something, or whose tag says too little. */
function renderWorkerChanges(plan: Plan, slug: string, worker: string, paint: Paint): string[] {
  const isOwn = (entry: { instance: string; worker: string }) => entry.instance === slug && entry.worker === worker
  const changes = plan.optionChanges.filter((change) => isOwn(change) && isBreaking(change))
  const bumps = plan.bumps.filter(isOwn)
  const [change] = changes
  if (!change && bumps.length === 0) return []
  const uses = plan.breaking.filter(isOwn)
  const head = change ? `options changed since ${tidy(change.since)} in ways that break` : 'options were added'
  const rest = uses.length - mostUses
  return [
    `  ${paint('! warning', 'yellow')} worker ${tidy(worker)}: ${head}`,
    ...changes.map(({ option, change, detail }) => `      ${change} ${tidy(option)}: ${tidy(detail)}`),
    ...uses
      .slice(0, mostUses)
      .map(({ kind, name, id, reason }) => `      breaks ${kind} "${tidy(name)}" (${tidy(id)}): ${tidy(reason)}`),
    ...(rest > 0 ? [`      … and ${rest} more, which --format json lists`] : []),
    ...bumps.map((bump) => `      ${paint(renderBump(bump), 'yellow')}`),
  ]
}

function renderChanges(plan: Plan, slug: string, paint: Paint): string[] {
  const isOwn = (entry: { instance: string }) => entry.instance === slug
  const workers = [...plan.optionChanges, ...plan.bumps].filter(isOwn).map(({ worker }) => worker)
  return [...new Set(workers)].flatMap((worker) => renderWorkerChanges(plan, slug, worker, paint))
}

function renderInstance(plan: Plan, slug: string, paint: Paint): string[] {
  const instance = plan.instances.find((candidate) => candidate.slug === slug)
  if (!instance) return []
  const isOwn = (subject: { instance: string }) => subject.instance === slug
  const lines = ['', `${paint(slug, 'bold')}  takes ${tidy(instance.takes)}`]
  if (instance.skipped !== undefined) return [...lines, `  does not take this release: ${tidy(instance.skipped)}`]
  if (instance.error) {
    const { code, message, remedy } = instance.error
    return [
      ...lines,
      `  ${paint('could not be read', 'red')}: ${tidy(message)} [${code}]`,
      `      remedy: ${tidy(remedy)}`,
    ]
  }
  const steps = plan.steps.filter(isOwn)
  const unchanged = plan.unchanged.filter(isOwn)
  lines.push(...steps.flatMap((step) => renderStep(step, paint)))
  for (const { kind, target, state, notes } of unchanged) {
    const details = [...(state === undefined ? [] : [`state ${state}`]), ...notes]
    const note = details.length > 0 ? ` (${tidy(details.join('; '))})` : ''
    lines.push(paint(`  = unchanged ${kind} ${tidy(target)}${note}`, 'dim'))
  }
  for (const { kind, target, reason } of plan.skipped.filter(isOwn)) {
    lines.push(`  · skipped ${kind} ${tidy(target)}: ${tidy(reason)}`)
  }
  for (const { kind, target, error } of plan.failed.filter(isOwn)) {
    lines.push(`  ${paint('! cannot', 'red')} ${kind} ${tidy(target)}: ${tidy(error.message)} [${error.code}]`)
    lines.push(`      remedy: ${tidy(error.remedy)}`)
  }
  if (lines.length === 2) lines.push('  nothing to do')
  return [
    ...lines,
    ...renderChanges(plan, slug, paint),
    ...(instance.notes ?? []).map((note) => `  note: ${tidy(note)}`),
  ]
}

/** One instance of a plan for people. */
export function renderInstancePlan(plan: Plan, slug: string, options: { hasColor: boolean }): string {
  return `${renderInstance(plan, slug, openPaint(options.hasColor)).slice(1).join('\n')}\n`
}

function renderHead(plan: Plan): string {
  const { bound } = plan
  if (!bound) return 'Plan of the next release, not bound to a tag yet'
  return `Plan of ${bound.tag === null ? `the branch ${tidy(bound.branch ?? '')}` : tidy(bound.tag)}, ${tidy(bound.revision)}`
}

/** How many steps create, update and remove, and how many there is nothing to do for. */
export function countSteps(plan: Plan): {
  create: number
  update: number
  remove: number
  unchanged: number
  skipped: number
  failed: number
} {
  const count = (action: Step['action']) => plan.steps.filter((step) => step.action === action).length
  return {
    create: count('create'),
    update: count('update'),
    remove: count('remove'),
    unchanged: plan.unchanged.length,
    skipped: plan.skipped.length,
    failed: plan.failed.length,
  }
}

function renderFinding({ file, line, column, severity, code, message, remedy }: Finding): string[] {
  return [`${tidy(file)}:${line}:${column} ${severity}[${code}]: ${tidy(message)}`, `      remedy: ${tidy(remedy)}`]
}

/** A plan for people: what it would do on each instance, what is there, what stands in the way, and the counts. */
export function renderPlan(plan: Plan, options: { hasColor: boolean }): string {
  const paint = openPaint(options.hasColor)
  const counts = countSteps(plan)
  return [
    renderHead(plan),
    ...plan.defaults.map((text) => `By default ${tidy(text)}`),
    ...plan.findings.flatMap(renderFinding),
    ...plan.instances.flatMap(({ slug }) => renderInstance(plan, slug, paint)),
    '',
    `${counts.create} to create, ${counts.update} to update, ${counts.remove} to remove; ${counts.unchanged} unchanged, ${counts.skipped} skipped, ${counts.failed} that cannot be done.`,
    `Intent ${plan.intentDigest}`,
    '',
  ].join('\n')
}

/** One outcome on one line. */
export function renderOutcome(
  outcome: {
    kind: string
    target: string
    instance: string
    outcome: string
    id?: string
    state?: string
    reason?: string
    error?: { code: string; message: string; remedy: string }
  },
  options: { hasColor: boolean },
): string {
  const paint = openPaint(options.hasColor)
  const word = outcome.outcome
  const color =
    word === 'failed'
      ? 'red'
      : word === 'created'
        ? 'green'
        : word === 'updated' || word === 'removed'
          ? 'yellow'
          : 'dim'
  const details = [outcome.state && `state ${outcome.state}`, outcome.reason].filter((text): text is string =>
    Boolean(text),
  )
  const head = `${paint(word.padEnd(9), color)} ${outcome.kind} ${tidy(outcome.target)} on ${outcome.instance}`
  const line = details.length > 0 ? `${head}: ${tidy(details.join('; '))}` : head
  if (!outcome.error) return `${line}\n`
  return `${line}: ${tidy(outcome.error.message)} [${outcome.error.code}]\n          remedy: ${tidy(outcome.error.remedy)}\n`
}
