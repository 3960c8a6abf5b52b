import { CodedError } from '../errors/coded-error.ts'
import type { PlainMap, WorkerDefinition } from '../worker-yaml/definition.ts'
import type { Binding } from './binding.ts'
import type { WorkerObject, WorkerVersionObject } from './instance-objects.ts'
import type { IntentObject } from './intent.ts'
import { nameSubject, type ReferenceStep, type WorkerStep } from './plan.ts'
import { makeFailure, makePart, type PlanPart } from './plan-part.ts'
import { choosePublication, type Publication } from './publication.ts'
import type { Release } from './read-instance.ts'
import { findVersion } from './read-workers.ts'
import type { InstanceSnapshot, WorkerReading } from './snapshot.ts'

/** Name, type and description as the definition wants them; a definition without a description leaves it alone. */
export function describeWorker(definition: WorkerDefinition): { name: string; type: string; description?: string } {
  const { displayName, type, description } = definition
  return { name: displayName, type, ...(description === null ? {} : { description }) }
}

/** The fields of a worker that differ from its definition. Arkindex trims texts, so their ends do not count. */
export function listWorkerChanges(worker: WorkerObject, definition: WorkerDefinition): PlainMap {
  const wanted = Object.entries(describeWorker(definition))
  const present: Record<string, string> = { name: worker.name, type: worker.type, description: worker.description }
  return Object.fromEntries(wanted.filter(([key, value]) => present[key]?.trim() !== value.trim()))
}

function readBefore({ id, name, type, description }: WorkerObject): PlainMap {
  return { id, name, type, description }
}

function trimTexts(fields: PlainMap): PlainMap {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]),
  )
}

function listObjects(
  definition: WorkerDefinition,
  publication: Publication | CodedError,
  worker: WorkerObject | null,
): IntentObject[] {
  const { slug } = definition
  const way: PlainMap | null =
    publication instanceof CodedError ? null : { operation: publication.operation, converted: publication.isConverted }
  // Arkindex trims texts: an object that the plan has made must be known again.
  const before = worker && trimTexts(readBefore(worker))
  const after = trimTexts({ ...before, ...describeWorker(definition) })
  return [
    { kind: 'publication', name: slug, before: way, after: way },
    { kind: 'worker', name: slug, before, after },
  ]
}

function planWorkerStep(definition: WorkerDefinition, snapshot: InstanceSnapshot, reading: WorkerReading): PlanPart {
  const subject = { kind: 'worker', target: definition.slug, instance: snapshot.slug } as const
  const { worker, foreign } = reading
  const step = (fields: Pick<WorkerStep, 'action' | 'before' | 'after' | 'notes'>): WorkerStep => ({
    ...subject,
    worker: definition.slug,
    needs: [],
    ...fields,
  })
  if (!worker) {
    if (!snapshot.canCreateWorkers) return makePart({})
    const notes = foreign
      ? [`another repository has a worker with this slug: ${foreign.repositoryUrl || foreign.id}`]
      : []
    return makePart({ steps: [step({ action: 'create', before: null, after: describeWorker(definition), notes })] })
  }
  const changes = listWorkerChanges(worker, definition)
  if (Object.keys(changes).length === 0) return makePart({ unchanged: [{ ...subject, id: worker.id, notes: [] }] })
  if (!snapshot.canUpdateWorkers) {
    const names = Object.keys(changes).join(', ')
    return makePart({ skipped: [{ ...subject, reason: `this Arkindex cannot change its ${names}` }] })
  }
  const before = Object.fromEntries(Object.keys(changes).map((key) => [key, readBefore(worker)[key] ?? null]))
  return makePart({ steps: [step({ action: 'update', before, after: changes, notes: [] })] })
}

/** Branch and tag of a binding, those that are set. */
export function listReferences(
  binding: Pick<Binding, 'branch' | 'tag'>,
): { reference: 'branch' | 'tag'; name: string }[] {
  return (['branch', 'tag'] as const).flatMap((reference) => {
    const name = binding[reference]
    return name === null ? [] : [{ reference, name }]
  })
}

function planReferences(
  slug: string,
  snapshot: InstanceSnapshot,
  reading: WorkerReading,
  binding: Binding,
  version: WorkerVersionObject | undefined,
): PlanPart {
  const part = makePart({})
  for (const { reference, name } of listReferences(binding)) {
    const subject = { kind: 'reference', target: `${slug} ${reference} ${name}`, instance: snapshot.slug } as const
    const holder = reading.versions.find((candidate) => candidate[reference] === name)
    if (version && holder?.id === version.id) {
      part.unchanged.push({ ...subject, id: version.id, notes: [] })
    } else if (version && !snapshot.movable[reference]) {
      part.skipped.push({ ...subject, reason: `this Arkindex cannot move a ${reference} to a version that exists` })
    } else {
      const before = holder
        ? { revision: holder.revisionUrl ?? holder.id }
        : version?.[reference]
          ? { [reference]: version[reference] }
          : null
      const step: ReferenceStep = {
        ...subject,
        action: holder || before ? 'update' : 'create',
        worker: slug,
        reference,
        name,
        before,
        after: { revision: binding.revision },
        notes: [],
        needs: [nameSubject({ kind: 'worker-version', target: slug })],
      }
      part.steps.push(step)
    }
  }
  return part
}

function planVersion(
  definition: WorkerDefinition,
  snapshot: InstanceSnapshot,
  reading: WorkerReading,
  publication: Publication | CodedError,
  binding: Binding | null,
): PlanPart {
  const { slug } = definition
  const subject = { kind: 'worker-version', target: slug, instance: snapshot.slug } as const
  const version = binding ? findVersion(reading.versions, { revision: binding.revision, sha: binding.sha }) : undefined
  if (version) {
    const isOther = binding?.image && version.image && version.image !== binding.image
    const notes = isOther ? [`this commit is published with the image ${version.image}, which stays`] : []
    return makePart({ unchanged: [{ ...subject, id: version.id, notes }] })
  }
  if (publication instanceof CodedError) return makePart({ failed: [makeFailure(subject, publication)] })
  const after: PlainMap = binding
    ? {
        revision: binding.revision,
        ...Object.fromEntries(listReferences(binding).map(({ reference, name }) => [reference, name])),
        image: binding.image,
      }
    : {}
  return makePart({
    steps: [
      {
        ...subject,
        action: 'create',
        worker: slug,
        operation: publication.operation,
        isConverted: publication.isConverted,
        before: null,
        after: { ...after, gpu_usage: definition.gpuUsage, model_usage: definition.modelUsage },
        ...(binding ? {} : { when: 'each release that the instance takes' }),
        notes: publication.notes,
        needs: [nameSubject({ kind: 'worker', target: slug })],
      },
    ],
  })
}

/** The steps of one worker: the worker itself, the version of the commit, and its branch or tag. */
export function planWorker(definition: WorkerDefinition, snapshot: InstanceSnapshot, release: Release): PlanPart[] {
  const reading = snapshot.workers.get(definition.slug) ?? {
    worker: null,
    foreign: null,
    versions: [],
    options: null,
    compatibleModels: null,
  }
  const publication = choosePublication(definition, snapshot)
  const { binding } = release
  const version = binding ? findVersion(reading.versions, { revision: binding.revision, sha: binding.sha }) : undefined
  const worker = planWorkerStep(definition, snapshot, reading)
  return [
    { ...worker, objects: listObjects(definition, publication, reading.worker) },
    planVersion(definition, snapshot, reading, publication, binding),
    binding ? planReferences(definition.slug, snapshot, reading, binding, version) : makePart({}),
  ]
}
