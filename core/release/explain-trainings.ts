import type { ErrorReport } from '../errors/coded-error.ts'
import type { Binding } from './binding.ts'
import { type InstancePlan, nameSubject, type Plan, type TrainingStep } from './plan.ts'
import { tidy } from './render-text.ts'
import { renderReceipt } from './render-training.ts'
import type { TrainingReceipt } from './training-receipt.ts'

/** What would become of a training: `waits` for something else of the release that is not done yet, `stands` where a process stands for it. */
export type TrainingDecision = 'starts' | 'waits' | 'stands' | 'skipped' | 'failed'

export interface ExplainedTraining {
  training: string
  instance: string
  decision: TrainingDecision
  reason: string | null
  process: { id: string; state: string } | null
  error?: ErrorReport
  receipt: TrainingReceipt | null
}

/** What `arkindex-ci train --explain` tells, as `schemas/training.json` has it. */
export interface TrainingExplanation {
  format: 1
  bound: Binding | null
  instances: InstancePlan[]
  trainings: ExplainedTraining[]
}

function explainStep(step: TrainingStep, plan: Plan): ExplainedTraining {
  const { target, instance, needs, when, receipt, action } = step
  const isOpen = (need: string) =>
    plan.steps.some((other) => other.instance === instance && nameSubject(other) === need)
  const open = needs.filter(isOpen)
  const reason =
    open.length > 0
      ? `it needs ${open.join(' and ')}, which "arkindex-ci apply" makes`
      : when === undefined
        ? action === 'update'
          ? (step.notes.at(-1) ?? null)
          : null
        : `it is started by tags: ${when}`
  const decision = open.length > 0 || when !== undefined ? 'waits' : 'starts'
  return { training: target, instance, decision, reason, process: null, receipt: receipt ?? null }
}

/** What a plan says of its trainings, in the order of the plan. */
export function explainTrainings(plan: Plan): TrainingExplanation {
  const { bound, instances } = plan
  const isTraining = ({ kind }: { kind: string }) => kind === 'training'
  const trainings: ExplainedTraining[] = [
    ...plan.steps.flatMap((step) => (step.kind === 'training' ? [explainStep(step, plan)] : [])),
    ...plan.unchanged.filter(isTraining).map(({ target, instance, id, state, notes, receipt }) => ({
      training: target,
      instance,
      decision: 'stands' as const,
      reason: notes[0] ?? 'it was started for this tag already',
      process: id === undefined ? null : { id, state: state ?? '' },
      receipt: receipt ?? null,
    })),
    ...plan.skipped.filter(isTraining).map(({ target, instance, reason, receipt }) => ({
      training: target,
      instance,
      decision: 'skipped' as const,
      reason,
      process: null,
      receipt: receipt ?? null,
    })),
    ...plan.failed.filter(isTraining).map(({ target, instance, error, receipt }) => ({
      training: target,
      instance,
      decision: 'failed' as const,
      reason: error.message,
      process: null,
      error,
      receipt: receipt ?? null,
    })),
  ]
  return { format: 1, bound, instances, trainings }
}

const words: Readonly<Record<TrainingDecision, string>> = {
  starts: 'would start',
  waits: 'would start later',
  stands: 'is not started again',
  skipped: 'is left out',
  failed: 'cannot be started',
}

/** The explanation for people. */
export function renderExplanation({ instances, trainings }: TrainingExplanation): string {
  const lines = instances.flatMap(({ slug, skipped, error }) => [
    ...(skipped === undefined ? [] : [`${tidy(slug)} does not take this release: ${tidy(skipped)}`]),
    ...(error
      ? [`${tidy(slug)} could not be read: ${tidy(error.message)} [${error.code}]`, `  remedy: ${tidy(error.remedy)}`]
      : []),
    ...trainings
      .filter(({ instance }) => instance === slug)
      .flatMap(({ training, decision, reason, error: refusal, receipt }) => [
        `training ${tidy(training)} on ${tidy(slug)} ${words[decision]}${reason === null ? '' : `: ${tidy(reason)}`}`,
        ...(refusal ? [`  remedy: ${tidy(refusal.remedy)} [${refusal.code}]`] : []),
        ...(receipt ? renderReceipt(receipt).map((line) => `  ${line}`) : []),
      ]),
  ])
  return `${(lines.length > 0 ? lines : ['No training is named for this release.']).join('\n')}\n`
}
