import type { ErrorReport } from '../errors/coded-error.ts'
import type { Finding } from '../findings/finding.ts'
import type { PlainMap } from '../worker-yaml/definition.ts'
import type { Binding } from './binding.ts'
import type { Intent } from './intent.ts'
import type { OptionChangeWord } from './option-changes.ts'
import type { Bump } from './release-tag.ts'
import type { TrainingReceipt } from './training-receipt.ts'

/** Kinds of step, in the order in which they are applied. */
export const stepKinds = [
  'worker',
  'worker-version',
  'reference',
  'model',
  'model-version',
  'compatibility',
  'training',
] as const
export type StepKind = (typeof stepKinds)[number]

/** What became of a step. The words of the demo's and the command's JSON. */
export type OutcomeWord = 'created' | 'updated' | 'unchanged' | 'removed' | 'skipped' | 'failed'

/** The operations that publish a version, newest first (reference/arkindex.md 2.4, generations C, B and A). */
export const publicationOperations = [
  'ImportWorkerVersion',
  'CreateWorkerVersion',
  'CreateDockerWorkerVersion',
] as const
export type PublicationOperation = (typeof publicationOperations)[number]

/** What a step is about: one object, or one pair of objects, of one instance. */
export interface StepSubject {
  kind: StepKind
  /** How the object is called: a slug, a name, or a pair of them. */
  target: string
  /** Slug of the instance's profile. */
  instance: string
}

interface StepBase extends StepSubject {
  action: 'create' | 'update' | 'remove'
  before: PlainMap | null
  after: PlainMap | null
  /** For which releases it holds, where the plan is not bound to one. */
  when?: string
  /** What a reader should know of it, such as a conversion. */
  notes: string[]
  /** Targets of the same plan that must be done first, as `kind target`. */
  needs: string[]
}

export interface WorkerStep extends StepBase {
  kind: 'worker'
  worker: string
}
export interface WorkerVersionStep extends StepBase {
  kind: 'worker-version'
  worker: string
  operation: PublicationOperation
  isConverted: boolean
}
export interface ReferenceStep extends StepBase {
  kind: 'reference'
  worker: string
  reference: 'branch' | 'tag'
  name: string
}
export interface ModelStep extends StepBase {
  kind: 'model'
  model: string
}
export interface ModelVersionStep extends StepBase {
  kind: 'model-version'
  model: string
}
export interface CompatibilityStep extends StepBase {
  kind: 'compatibility'
  model: string
  worker: string
}
export interface TrainingStep extends StepBase {
  kind: 'training'
  training: string
  /** What it will use, where it was asked for. */
  receipt?: TrainingReceipt
}

/** One thing that differs from what is wanted, with what is there and what will be. */
export type Step =
  | WorkerStep
  | WorkerVersionStep
  | ReferenceStep
  | ModelStep
  | ModelVersionStep
  | CompatibilityStep
  | TrainingStep

export interface UnchangedSubject extends StepSubject {
  /** Id of the object that is there. */
  id?: string
  /** The state of a process. */
  state?: string
  notes: string[]
  /** What a training would use. */
  receipt?: TrainingReceipt
}
export interface SkippedSubject extends StepSubject {
  reason: string
  /** What a training would use. */
  receipt?: TrainingReceipt
}
export interface FailedSubject extends StepSubject {
  error: ErrorReport
  /** What a training would use. */
  receipt?: TrainingReceipt
}

/** One instance of a plan. */
export interface InstancePlan {
  slug: string
  /** Which releases it takes, in words. */
  takes: string
  /** Why it does not take this one. */
  skipped?: string
  /** Why it could not be read; its steps are then missing. */
  error?: ErrorReport
  exit?: number
  /** What could not be looked at there, where no step depends on it. */
  notes?: string[]
}

/** An option of a worker that differs from that of the version which is in use on an instance. */
export interface OptionChangeReport {
  instance: string
  worker: string
  /** The version that it is compared with: its tag, its branch, or its id. */
  since: string
  /** Its key; the child of a group is `group.child`. */
  option: string
  change: OptionChangeWord
  detail: string
}

/** What relies on an option as it was. */
export interface BreakingUse {
  instance: string
  worker: string
  option: string
  change: OptionChangeWord
  kind: 'configuration' | 'template' | 'process'
  id: string
  name: string
  reason: string
}

/** A release that changes options by more than its tag says, or that has no tag yet. */
export interface BumpWarning {
  instance: string
  worker: string
  /** The tag of the version that is in use. */
  previous: string
  tag: string | null
  /** The step from the one tag to the other; null where there is no tag yet. */
  bump: Bump | null
  expected: Bump
  /** The lowest tag that makes such a step. */
  suggested: string
}

/** What a release would change, as data. */
export interface Plan {
  format: 1
  intentDigest: string
  bound: Binding | null
  intent: Intent
  instances: InstancePlan[]
  /** Settings that nothing in the repository sets. */
  defaults: string[]
  /** Only what differs, in the order in which it is applied. */
  steps: Step[]
  /** What is as wanted already. */
  unchanged: UnchangedSubject[]
  skipped: SkippedSubject[]
  /** What cannot be done as things are. */
  failed: FailedSubject[]
  // The three below tell and decide nothing, so they are no part of the intent: a configuration that somebody saves does not
  // make an approved plan stale.
  optionChanges: OptionChangeReport[]
  /** Saved configurations, templates and processes that changed options break. */
  breaking: BreakingUse[]
  bumps: BumpWarning[]
  findings: Finding[]
}

/** The name by which `needs` speaks of a step. */
export function nameSubject({ kind, target }: Pick<StepSubject, 'kind' | 'target'>): string {
  return `${kind} ${target}`
}
