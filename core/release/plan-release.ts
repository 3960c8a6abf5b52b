import type { ArkindexInstance } from '../arkindex/instance.ts'
import { CodedError } from '../errors/coded-error.ts'
import type { Finding } from '../findings/finding.ts'
import type { WorkerDefinition } from '../worker-yaml/definition.ts'
import { digestValue } from './canonical-json.ts'
import { digestIntent, type Intent } from './intent.ts'
import type { Applier, InstanceRule } from './manifest.ts'
import { type InstancePlan, type Plan, type StepKind, stepKinds } from './plan.ts'
import { planBreaking } from './plan-breaking.ts'
import { planCompatibility } from './plan-compatibility.ts'
import { planModelVersions } from './plan-model-versions.ts'
import { planModels } from './plan-models.ts'
import { joinParts, makePart, type PlanPart, skipDependents } from './plan-part.ts'
import { planTrainings } from './plan-trainings.ts'
import { planWorker } from './plan-workers.ts'
import { type Release, readInstance } from './read-instance.ts'
import { describeApplier, describeRule, refuseApplier, refuseRelease } from './selection.ts'
import type { InstanceSnapshot } from './snapshot.ts'

export interface PlanRequest extends Release {
  /** Digest of each model's description and files, by name. */
  modelDigests: Readonly<Record<string, string>>
  /** Digest of the manifest as it is written, with its defaults. */
  manifestDigest: string
  findings: readonly Finding[]
  defaults: readonly string[]
  /** Opens an instance by the slug of its profile. Throws coded errors. */
  openInstance(slug: string): Promise<ArkindexInstance>
  /** Whether instances that do not take the release are read too, so that the intent is that of all of them. */
  readsSkipped: boolean
  /** Leaves out the instances that another applies to; where it is not given, none is. */
  appliedBy?: Applier
  onProgress?(text: string): void
}

/** What is published of a definition, whatever the file it stands in. */
function digestDefinition(definition: WorkerDefinition): string {
  const { file, line, ...content } = definition
  return digestValue(content)
}

function makeIntent(request: PlanRequest, objects: Intent['objects']): Intent {
  return {
    workers: Object.fromEntries(request.workers.map((worker) => [worker.slug, digestDefinition(worker)])),
    models: { ...request.modelDigests },
    manifest: request.manifestDigest,
    objects,
  }
}

function sortByKind(part: PlanPart): PlanPart {
  const order = (subject: { kind: StepKind }) => stepKinds.indexOf(subject.kind)
  const sort = <Item extends { kind: StepKind }>(items: readonly Item[]) =>
    [...items].sort((left, right) => order(left) - order(right))
  return {
    ...part,
    steps: sort(part.steps),
    unchanged: sort(part.unchanged),
    skipped: sort(part.skipped),
    failed: sort(part.failed),
  }
}

/** Compares a release with what was read of an instance. Pure. */
export function planInstance(snapshot: InstanceSnapshot, release: Release): PlanPart {
  const parts = [
    ...release.workers.flatMap((definition) => planWorker(definition, snapshot, release)),
    planModels(snapshot, release),
    ...planModelVersions(snapshot, release),
    ...planCompatibility(snapshot, release),
    ...planTrainings(snapshot, release),
    planBreaking(snapshot, release),
  ]
  return skipDependents(sortByKind(joinParts(parts)))
}

interface InstanceResult {
  instance: InstancePlan
  part: PlanPart
}

async function planRule(rule: InstanceRule, request: PlanRequest): Promise<InstanceResult> {
  const { binding, defaultBranch } = request
  const skipped = (binding && refuseRelease(rule, binding, defaultBranch)) ?? refuseApplier(rule, request.appliedBy)
  const instance: InstancePlan = {
    slug: rule.slug,
    takes: describeRule(rule, defaultBranch),
    ...(skipped === null ? {} : { skipped }),
  }
  if (skipped !== null && !request.readsSkipped) return { instance, part: makePart({}) }
  try {
    request.onProgress?.(`Reading ${rule.slug}`)
    const wanted = { ...request, readsUses: request.readsUses && skipped === null }
    const part = planInstance(await readInstance(await request.openInstance(rule.slug), wanted), request)
    if (skipped !== null) return { instance, part: makePart({ objects: part.objects }) }
    const notes = [...describeApplier(rule), ...part.notes]
    return { instance: notes.length > 0 ? { ...instance, notes } : instance, part }
  } catch (error) {
    if (!(error instanceof CodedError) || error.exit === 130) throw error
    return { instance: { ...instance, error: error.report(), exit: error.exit }, part: makePart({}) }
  }
}

/**
 * Plans a release on every instance that its manifest names. Sends only GET.
 * What cannot be planned is in the plan, with its reason; throws only when interrupted.
 */
export async function planRelease(request: PlanRequest): Promise<Plan> {
  const results = await Promise.all(request.manifest.instances.map((rule) => planRule(rule, request)))
  const all = joinParts(results.map(({ part }) => part))
  const read = results.filter(
    ({ instance }) => instance.error === undefined && (request.readsSkipped || !instance.skipped),
  )
  const objects = Object.fromEntries(read.map(({ instance, part }) => [instance.slug, part.objects]))
  const intent = makeIntent(request, objects)
  return {
    format: 1,
    intentDigest: digestIntent(intent),
    bound: request.binding,
    intent,
    instances: results.map(({ instance }) => instance),
    defaults: [...request.defaults],
    steps: all.steps,
    unchanged: all.unchanged,
    skipped: all.skipped,
    failed: all.failed,
    optionChanges: all.optionChanges,
    breaking: all.breaking,
    bumps: all.bumps,
    findings: [...request.findings],
  }
}

/** The exit code that a plan calls for: 3 where an instance that takes the release could not be read, 1 where something cannot be done. */
export function rankPlan(plan: Plan): number {
  const unread = plan.instances.filter(({ error, skipped }) => error && !skipped).map(({ exit }) => exit ?? 1)
  const hasErrors = plan.failed.length > 0 || plan.findings.some(({ severity }) => severity === 'error')
  return Math.max(hasErrors ? 1 : 0, ...unread)
}
