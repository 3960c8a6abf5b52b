import { CodedError } from '../errors/coded-error.ts'
import { type Binding, readBoundTag } from './binding.ts'
import type { IntentObject } from './intent.ts'
import { type CompatibilityRule, nameReference } from './manifest.ts'
import { type CompatibilityStep, nameSubject } from './plan.ts'
import { refuseModel } from './plan-models.ts'
import { makeFailure, makePart, type PlanPart } from './plan-part.ts'
import { holdsFor, type Release } from './read-instance.ts'
import { isInRange } from './release-tag.ts'
import type { InstanceSnapshot } from './snapshot.ts'

/** Whether a pair is wanted: undefined where the release is no tag's, `either` where the tag is not known yet. */
function readWish(rule: CompatibilityRule, binding: Binding | null): boolean | 'either' | undefined {
  if (rule.versions === null) return binding === null || binding.tag !== null ? true : undefined
  if (binding === null) return 'either'
  const tag = readBoundTag(binding)
  return tag ? isInRange(tag, rule.versions) : undefined
}

function planPair(snapshot: InstanceSnapshot, release: Release, rule: CompatibilityRule, worker: string): PlanPart {
  const model = nameReference(rule.model)
  const reading = snapshot.workers.get(worker)
  const id = snapshot.models.get(model)?.found?.id
  const isMarked = id !== undefined && (reading?.compatibleModels?.has(id) ?? false)
  const target = `${model} + ${worker}`
  const subject = { kind: 'compatibility', target, instance: snapshot.slug } as const
  const objects: IntentObject[] = [
    {
      kind: 'compatibility',
      name: target,
      before: { compatible: isMarked },
      after: { compatible: true },
      ...(rule.versions === null ? {} : { versions: rule.versions }),
    },
  ]
  const error =
    refuseModel(snapshot, release, rule.model) ??
    (reading?.worker && reading.compatibleModels === null
      ? new CodedError('operation-not-offered', {
          instance: snapshot.slug,
          what: 'tell which models a worker is compatible with',
          operation: 'ListModels with compatible_worker',
        })
      : null)
  const operation = isMarked ? 'DestroyModelCompatibleWorker' : 'CreateModelCompatibleWorker'
  if (error) return makePart({ objects, failed: [makeFailure(subject, error)] })
  const wish = readWish(rule, release.binding)
  if (wish === undefined) {
    return makePart({ objects, skipped: [{ ...subject, reason: 'compatibility goes by tags, not by branches' }] })
  }
  const step = (action: 'create' | 'remove', when?: string): CompatibilityStep => ({
    ...subject,
    action,
    model,
    worker,
    before: { compatible: isMarked },
    after: { compatible: action === 'create' },
    ...(when === undefined ? {} : { when }),
    notes: [],
    needs: [
      nameSubject({ kind: 'worker', target: worker }),
      nameSubject({ kind: 'model', target: model }),
      ...(reading?.worker || snapshot.canCreateWorkers
        ? []
        : [nameSubject({ kind: 'worker-version', target: worker })]),
    ],
  })
  if (wish === 'either') {
    const steps = isMarked
      ? [step('remove', `tags outside ${rule.versions}`)]
      : [step('create', `tags in ${rule.versions}`)]
    return makePart({ objects, steps })
  }
  if (wish !== isMarked && !snapshot.offered.has(operation)) {
    const what = `${isMarked ? 'unmark' : 'mark'} a model as compatible`
    const lacking = new CodedError('operation-not-offered', { instance: snapshot.slug, what, operation })
    return makePart({ objects, failed: [makeFailure(subject, lacking)] })
  }
  if (wish === isMarked) return makePart({ objects, unchanged: [{ ...subject, notes: [] }] })
  return makePart({ objects, steps: [step(wish ? 'create' : 'remove')] })
}

/** The pairs that the manifest names. Others are left alone. */
export function planCompatibility(snapshot: InstanceSnapshot, release: Release): PlanPart[] {
  return release.manifest.compatibility
    .filter((rule) => holdsFor(rule, snapshot.slug))
    .flatMap((rule) => rule.workers.map((worker) => planPair(snapshot, release, rule, worker)))
}
