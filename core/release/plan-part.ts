import type { CodedError } from '../errors/coded-error.ts'
import type { IntentObject } from './intent.ts'
import {
  type BreakingUse,
  type BumpWarning,
  type FailedSubject,
  nameSubject,
  type OptionChangeReport,
  type SkippedSubject,
  type Step,
  type StepSubject,
  type UnchangedSubject,
} from './plan.ts'

/** A piece of a plan of one instance; pieces are joined in the order of the step kinds. */
export interface PlanPart {
  steps: Step[]
  unchanged: UnchangedSubject[]
  skipped: SkippedSubject[]
  failed: FailedSubject[]
  objects: IntentObject[]
  optionChanges: OptionChangeReport[]
  breaking: BreakingUse[]
  bumps: BumpWarning[]
  notes: string[]
}

export function joinParts(parts: readonly PlanPart[]): PlanPart {
  return {
    steps: parts.flatMap(({ steps }) => steps),
    unchanged: parts.flatMap(({ unchanged }) => unchanged),
    skipped: parts.flatMap(({ skipped }) => skipped),
    failed: parts.flatMap(({ failed }) => failed),
    objects: parts.flatMap(({ objects }) => objects),
    optionChanges: parts.flatMap(({ optionChanges }) => optionChanges),
    breaking: parts.flatMap(({ breaking }) => breaking),
    bumps: parts.flatMap(({ bumps }) => bumps),
    notes: parts.flatMap(({ notes }) => notes),
  }
}

export function makePart(part: Partial<PlanPart>): PlanPart {
  return {
    steps: [],
    unchanged: [],
    skipped: [],
    failed: [],
    objects: [],
    optionChanges: [],
    breaking: [],
    bumps: [],
    notes: [],
    ...part,
  }
}

export function makeFailure({ kind, target, instance }: StepSubject, error: CodedError): FailedSubject {
  return { kind, target, instance, error: error.report() }
}

/** Moves the steps that need what is skipped or failed to the skipped ones, with what stands in their way as the reason. */
export function skipDependents(part: PlanPart): PlanPart {
  const blocked = new Map<string, string>([
    ...part.skipped.map((subject): [string, string] => [nameSubject(subject), 'is skipped']),
    ...part.failed.map((subject): [string, string] => [nameSubject(subject), 'cannot be done']),
  ])
  const steps: Step[] = []
  const skipped = [...part.skipped]
  for (const step of part.steps) {
    const need = step.needs.find((name) => blocked.has(name))
    if (need === undefined) {
      steps.push(step)
      continue
    }
    blocked.set(nameSubject(step), 'is skipped')
    const { kind, target, instance } = step
    const receipt = step.kind === 'training' && step.receipt ? { receipt: step.receipt } : {}
    skipped.push({ kind, target, instance, reason: `it needs ${need}, which ${blocked.get(need)}`, ...receipt })
  }
  return { ...part, steps, skipped }
}
