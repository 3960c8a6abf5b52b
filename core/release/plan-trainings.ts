import { CodedError } from '../errors/coded-error.ts'
import type { PlainMap } from '../worker-yaml/definition.ts'
import type { IntentObject } from './intent.ts'
import { nameReference, type Training } from './manifest.ts'
import { nameSubject, type TrainingStep } from './plan.ts'
import { refuseLookup, refuseModel } from './plan-models.ts'
import { makeFailure, makePart, type PlanPart } from './plan-part.ts'
import { nameProcess } from './process-name.ts'
import { holdsFor, type Release } from './read-instance.ts'
import { describeTags, refuseTraining } from './selection.ts'
import type { InstanceSnapshot, TrainingReading } from './snapshot.ts'
import { isOfOtherTag } from './training-identity.ts'
import { explainStanding } from './training-receipt.ts'

function nameDataset(dataset: Training['dataset']): string {
  return 'id' in dataset ? dataset.id : `${dataset.project} / ${dataset.name}`
}

function keep(kind: IntentObject['kind'], name: string, before: PlainMap | null, training: string): IntentObject {
  return { kind, name, before, after: before, trainings: [training] }
}

/** What a training only reads: it must be the same when the plan is applied, until the training is started. */
function listObjects(training: Training, reading: TrainingReading): IntentObject[] {
  const { dataset, farm, saved, modelVersion } = reading
  const { found } = dataset
  const sets = found?.sets.map(({ name }) => name).sort() ?? []
  const objects = [
    keep(
      'dataset',
      nameDataset(training.dataset),
      found && { id: found.id, name: found.name, state: found.state, sets },
      training.name,
    ),
  ]
  if (training.farm && farm) {
    objects.push(keep('farm', nameReference(training.farm), farm.found && { id: farm.found.id }, training.name))
  }
  if ('saved' in training.configuration && saved) {
    const configuration = saved.found && { id: saved.found.id, configuration: saved.found.configuration }
    objects.push(
      keep('configuration', `${training.worker} / ${training.configuration.saved}`, configuration, training.name),
    )
  }
  if (training.modelVersion !== null && modelVersion) {
    const version = modelVersion.found && { id: modelVersion.found.id, state: modelVersion.found.state }
    objects.push(keep('model-version', training.modelVersion, version, training.name))
  }
  return objects
}

function refuseDataset(training: Training, reading: TrainingReading, instance: string): CodedError | null {
  const name = nameDataset(training.dataset)
  const error = refuseLookup(reading.dataset, { kind: 'dataset', name, instance })
  const { found } = reading.dataset
  if (error || !found) return error
  const missing = training.sets.find(({ set }) => !found.sets.some((candidate) => candidate.name === set))
  if (missing) {
    const sets = found.sets.map((set) => set.name).join(', ') || 'none'
    return new CodedError('dataset-set-missing', { dataset: name, instance, set: missing.set, sets })
  }
  return found.state === 'building'
    ? new CodedError('dataset-not-ready', { dataset: name, instance, state: found.state })
    : null
}

/** What stands in the way of a training that is not started yet. */
function refuse(
  training: Training,
  reading: TrainingReading,
  snapshot: InstanceSnapshot,
  release: Release,
): CodedError | null {
  const instance = snapshot.slug
  const missing = (['CreateProcess', 'CreateWorkerRun', 'StartProcess'] as const).find(
    (name) => !snapshot.offered.has(name),
  )
  const operation = missing ?? (chooseSetOperation(snapshot) === null ? 'CreateProcessSet' : undefined)
  if (operation) return new CodedError('operation-not-offered', { instance, what: 'train on a dataset', operation })
  return (
    refuseDataset(training, reading, instance) ??
    (training.farm &&
      reading.farm &&
      refuseLookup(reading.farm, { kind: 'farm', name: nameReference(training.farm), instance })) ??
    ('saved' in training.configuration && reading.saved
      ? refuseLookup(reading.saved, { kind: 'configuration', name: training.configuration.saved, instance })
      : null) ??
    (training.modelVersion !== null && reading.modelVersion
      ? refuseLookup(reading.modelVersion, { kind: 'model version', name: training.modelVersion, instance })
      : null) ??
    refuseModel(snapshot, release, training.model)
  )
}

/** How sets are added to a process: the newest way that the instance offers (reference/arkindex-supplement.md 0.1). */
function chooseSetOperation({ offered }: InstanceSnapshot): 'CreateProcessSet' | 'CreateProcessDataset' | null {
  if (offered.has('CreateProcessSet')) return 'CreateProcessSet'
  return offered.has('CreateProcessDataset') ? 'CreateProcessDataset' : null
}

function listNotes(training: Training, snapshot: InstanceSnapshot): string[] {
  const isWhole = chooseSetOperation(snapshot) === 'CreateProcessDataset' && !snapshot.canChooseSets
  return [
    ...(training.wait ? ['the job waits for its end'] : []),
    ...(isWhole ? ['this Arkindex gives the process the whole dataset: the worker chooses its sets'] : []),
  ]
}

function makeStep(
  training: Training,
  reading: TrainingReading,
  snapshot: InstanceSnapshot,
  release: Release,
): TrainingStep {
  const instance = snapshot.slug
  const { binding } = release
  const processName = binding?.tag
    ? nameProcess(training.name, release.repositoryUrl, binding.tag, reading.same?.content)
    : null
  return {
    kind: 'training',
    target: training.name,
    instance,
    action: 'create',
    training: training.name,
    before: null,
    after: {
      ...(processName === null ? {} : { process: processName }),
      worker: training.worker,
      model: nameReference(training.model),
      dataset: nameDataset(training.dataset),
      sets: Object.fromEntries(training.sets.map(({ role, set }) => [role, set])),
      configuration: 'saved' in training.configuration ? training.configuration.saved : training.configuration.values,
      ...(training.modelVersion === null ? {} : { from: training.modelVersion }),
      farm: training.farm && nameReference(training.farm),
      gpu: training.useGpu,
    },
    ...(binding ? {} : { when: describeTags(training) }),
    notes: listNotes(training, snapshot),
    ...(reading.receipt ? { receipt: reading.receipt } : {}),
    needs: [
      nameSubject({ kind: 'worker-version', target: training.worker }),
      nameSubject({ kind: 'model', target: nameReference(training.model) }),
    ],
  }
}

function planTraining(snapshot: InstanceSnapshot, release: Release, training: Training): PlanPart {
  const subject = { kind: 'training', target: training.name, instance: snapshot.slug } as const
  const reading = snapshot.trainings.get(training.name)
  if (!reading) return makePart({})
  if (reading instanceof CodedError) return makePart({ failed: [makeFailure(subject, reading)] })
  const objects = listObjects(training, reading)
  const reason = release.binding && refuseTraining(training, release.binding)
  if (reason) return makePart({ objects, skipped: [{ ...subject, reason }] })
  const [first, ...others] = reading.processes
  const told = reading.receipt ? { receipt: reading.receipt } : {}
  if (first?.isStarted && others.every(({ isStarted }) => isStarted)) {
    const notes = isOfOtherTag(first, reading.origin) ? [explainStanding(first)] : []
    return makePart({ objects, unchanged: [{ ...subject, id: first.id, state: first.state, notes, ...told }] })
  }
  const error = first?.isStarted ? null : refuse(training, reading, snapshot, release)
  if (error) return makePart({ objects, failed: [{ ...makeFailure(subject, error), ...told }] })
  const step = makeStep(training, reading, snapshot, release)
  if (!first) return makePart({ objects, steps: [step] })
  const before = { process: first.name, id: first.id, state: first.state || 'unscheduled' }
  const note = first.isStarted
    ? 'a second process that was never started is removed'
    : 'its process exists; it is completed, then started'
  return makePart({
    objects,
    steps: [
      { ...step, action: 'update', before, notes: [...step.notes, note], ...(first.isStarted ? { needs: [] } : {}) },
    ],
  })
}

/** The trainings that the manifest names for an instance. */
export function planTrainings(snapshot: InstanceSnapshot, release: Release): PlanPart[] {
  return release.manifest.trainings
    .filter((training) => holdsFor(training, snapshot.slug))
    .map((training) => planTraining(snapshot, release, training))
}
