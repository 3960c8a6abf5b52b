import type { ArkindexInstance } from '../../arkindex/instance.ts'
import { CodedError } from '../../errors/coded-error.ts'
import type { Binding } from '../binding.ts'
import { followProcess } from '../follow-process.ts'
import type { Outcome } from '../outcome.ts'
import { nameSubject, type Plan, type Step, type StepKind, stepKinds } from '../plan.ts'
import type { ProcessProgress } from '../process-progress.ts'
import type { Release } from '../read-instance.ts'
import { openNews } from '../render-training.ts'
import { readTrainingResult, type TrainingResult } from '../training-result.ts'
import { applyStep, foretell } from './apply-step.ts'
import type { ApplyContext } from './context.ts'

export interface ApplyRequest {
  plan: Plan
  release: Release & { binding: Binding }
  /** Root of the repository, for the files of models. */
  root: string
  openInstance(slug: string): Promise<ArkindexInstance>
  /** The kinds of step to apply; all where it is empty. */
  only: readonly StepKind[]
  isDryRun: boolean
  /** Waits for the end of every training, whatever the manifest says of it. */
  waits: boolean
  signal: AbortSignal
  sleep(milliseconds: number): Promise<void>
  upload: ApplyContext['upload']
  onProgress?(text: string): void
  /** The time in milliseconds. */
  now(): number
  onOutcome?(outcome: Outcome): void
  /** How a training that was waited for ended. */
  onResult?(outcome: Outcome, result: TrainingResult): void
}

export interface Application {
  outcomes: Outcome[]
  exit: number
  /** Set where it was interrupted; the outcomes are then those so far. */
  interruption?: unknown
}

/** Outcomes of one instance while its steps are applied. */
class Ledger {
  readonly outcomes: Outcome[] = []
  /** What stands in the way of the steps that need it, by `kind target`. */
  readonly blocked = new Map<string, string>()
  exit = 0
  /** Why nothing more is sent to the instance. */
  stopped: string | undefined
  readonly #request: ApplyRequest

  constructor(request: ApplyRequest) {
    this.#request = request
  }

  add(outcome: Outcome, exit = 0): void {
    const isShown = this.#request.only.length === 0 || this.#request.only.includes(outcome.kind)
    if (outcome.outcome === 'failed') this.blocked.set(nameSubject(outcome), 'failed')
    if (outcome.outcome === 'skipped') {
      this.blocked.set(nameSubject(outcome), isShown ? 'is skipped' : 'is not done yet: apply that first')
    }
    if (!isShown) return
    this.exit = Math.max(this.exit, exit)
    this.outcomes.push(outcome)
    this.#request.onOutcome?.(outcome)
  }
}

/** Why a step is not applied at all; null where it is. */
function refuseStep(step: Step, request: ApplyRequest, ledger: Ledger): string | null {
  const { only, release } = request
  if (ledger.stopped !== undefined) return ledger.stopped
  if (only.length > 0 && !only.includes(step.kind)) return 'left out by --only'
  if (step.kind === 'worker-version' && release.binding.image === null) {
    return 'no image is given: build it first, or give --image or ARKINDEX_IMAGE_REFERENCE'
  }
  const need = step.needs.find((name) => ledger.blocked.has(name))
  return need === undefined ? null : `it needs ${need}, which ${ledger.blocked.get(need)}`
}

function openContext(request: ApplyRequest, slug: string, instance: ArkindexInstance): ApplyContext {
  const { plan, release, root, signal, sleep, upload } = request
  const present = plan.unchanged.filter((subject) => subject.instance === slug && subject.id !== undefined)
  const ids = new Map(present.map((subject) => [nameSubject(subject), subject.id ?? '']))
  for (const object of plan.intent.objects[slug] ?? []) {
    const id = object.before?.id
    if ((object.kind === 'worker' || object.kind === 'model') && typeof id === 'string')
      ids.set(nameSubject({ kind: object.kind, target: object.name }), id)
  }
  return {
    instance,
    binding: release.binding,
    workers: new Map(release.workers.map((definition) => [definition.slug, definition])),
    models: new Map(release.models.map((definition) => [definition.name, definition])),
    manifest: release.manifest,
    ids,
    published: new Map(),
    sleep,
    upload,
    onProgress: (text) => request.onProgress?.(text),
    signal,
    root,
  }
}

function listSettled(plan: Plan, slug: string): { outcome: Outcome; exit: number }[] {
  const isOwn = (subject: { instance: string }) => subject.instance === slug
  return [
    ...plan.unchanged.filter(isOwn).map(({ kind, target, instance, id, state, notes }) => ({
      outcome: {
        kind,
        target,
        instance,
        outcome: 'unchanged' as const,
        ...(id === undefined ? {} : { id }),
        ...(state === undefined ? {} : { state }),
        ...(notes.length === 0 ? {} : { reason: notes.join('; ') }),
      },
      exit: 0,
    })),
    ...plan.skipped.filter(isOwn).map((subject) => ({ outcome: { ...subject, outcome: 'skipped' as const }, exit: 0 })),
    ...plan.failed.filter(isOwn).map((subject) => ({ outcome: { ...subject, outcome: 'failed' as const }, exit: 1 })),
  ]
}

/** Follows the trainings of an instance that are to be waited for, and makes how they end their outcome. */
async function followTrainings(request: ApplyRequest, context: ApplyContext, ledger: Ledger): Promise<void> {
  const { release, waits, sleep } = request
  const { instance } = context
  for (const outcome of ledger.outcomes) {
    const training = release.manifest.trainings.find(
      ({ name }) => outcome.kind === 'training' && name === outcome.target,
    )
    if (!training || !(waits || training.wait) || outcome.id === undefined || outcome.outcome === 'failed') continue
    const readNews = openNews()
    const onProgress = (_: unknown, progress: ProcessProgress) => {
      const line = readNews(progress, request.now())
      if (line !== undefined) request.onProgress?.(`Training ${outcome.target}: ${line}`)
    }
    const ended = await followProcess(instance, outcome.id, { sleep, now: request.now, onProgress })
    const { id, name, state } = ended
    outcome.state = state
    outcome.result = await readTrainingResult(instance, ended)
    if (state !== 'completed') {
      const url = outcome.url ?? `${instance.url}/process/${id}`
      const error = new CodedError('training-failed', { process: name, instance: instance.slug, state, url })
      outcome.outcome = 'failed'
      outcome.error = error.report()
      ledger.exit = Math.max(ledger.exit, error.exit)
    }
    request.onResult?.(outcome, outcome.result)
  }
}

async function applyTo(slug: string, request: ApplyRequest, ledger: Ledger): Promise<void> {
  const { plan, isDryRun, signal } = request
  const steps = plan.steps.filter(({ instance }) => instance === slug)
  const settled = listSettled(plan, slug)
  const context = isDryRun ? undefined : openContext(request, slug, await request.openInstance(slug))
  for (const kind of stepKinds) {
    for (const { outcome, exit } of settled) if (outcome.kind === kind) ledger.add(outcome, exit)
    for (const step of steps.filter((candidate) => candidate.kind === kind)) {
      signal.throwIfAborted()
      const { target, instance } = step
      const reason = refuseStep(step, request, ledger)
      if (reason !== null) {
        ledger.add({ kind, target, instance, outcome: 'skipped', reason })
      } else if (context === undefined) {
        ledger.add(foretell(step))
      } else {
        request.onProgress?.(`${slug}: ${kind} ${target}`)
        const { outcome, exit } = await applyStep(step, context)
        ledger.add(outcome, exit)
        if (exit === 3) ledger.stopped = `${slug} could not be reached`
      }
    }
  }
  if (context) await followTrainings(request, context, ledger)
}

/** The steps that an interruption left without an outcome; the first of them may be done all the same. */
function listUntried({ plan, only }: ApplyRequest, done: readonly Outcome[]): Outcome[] {
  const told = new Set(done.map((outcome) => `${outcome.instance} ${nameSubject(outcome)}`))
  const takes = new Set(
    plan.instances.filter(({ skipped, error }) => skipped === undefined && !error).map(({ slug }) => slug),
  )
  return plan.steps
    .filter((step) => takes.has(step.instance) && !told.has(`${step.instance} ${nameSubject(step)}`))
    .filter(({ kind }) => only.length === 0 || only.includes(kind))
    .map(({ kind, target, instance }) => ({ kind, target, instance, outcome: 'skipped', reason: 'interrupted' }))
}

/**
 * Applies a plan that was made just now, instance by instance and step by step. Each step looks before it acts, so it may be
 * run again after anything. Never throws for a step: its error is its outcome.
 */
export async function applyPlan(request: ApplyRequest): Promise<Application> {
  const outcomes: Outcome[] = []
  let exit = 0
  for (const { slug, skipped, error } of request.plan.instances) {
    if (skipped !== undefined || error) continue
    const ledger = new Ledger(request)
    try {
      await applyTo(slug, request, ledger)
    } catch (thrown) {
      if (request.signal.aborted) {
        const done = [...outcomes, ...ledger.outcomes]
        return { outcomes: [...done, ...listUntried(request, done)], exit: 130, interruption: request.signal.reason }
      }
      if (!(thrown instanceof CodedError)) throw thrown
      ledger.exit = Math.max(ledger.exit, thrown.exit)
      request.onProgress?.(`${slug}: ${thrown.message}`)
    }
    outcomes.push(...ledger.outcomes)
    exit = Math.max(exit, ledger.exit)
  }
  return { outcomes, exit }
}
