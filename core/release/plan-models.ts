import { CodedError } from '../errors/coded-error.ts'
import type { IntentObject } from './intent.ts'
import { nameReference, type Reference } from './manifest.ts'
import { makeFailure, makePart, type PlanPart } from './plan-part.ts'
import { holdsFor, type Release } from './read-instance.ts'
import type { InstanceSnapshot, Lookup } from './snapshot.ts'

/** `object-not-found` or `object-ambiguous` where a search did not give exactly one object; null where it did. */
export function refuseLookup(
  lookup: Lookup<unknown> | undefined,
  subject: { kind: string; name: string; instance: string },
): CodedError | null {
  if (lookup?.found) return null
  const ids = lookup?.ids ?? []
  if (ids.length === 0) return new CodedError('object-not-found', subject)
  return new CodedError('object-ambiguous', { ...subject, count: ids.length, ids: ids.join(', ') })
}

/** The models that a release creates where they are missing: those that are trained and those of `.arkindex.yml`. */
function listCreatable(release: Release, instance: string): Set<string> {
  const trained = release.manifest.trainings
    .filter((training) => holdsFor(training, instance))
    .map(({ model }) => model)
  const named = [...trained, ...release.models.map(({ name }): Reference => ({ name }))]
  return new Set(named.filter((reference) => !('id' in reference)).map(nameReference))
}

/** The models that the manifest or `.arkindex.yml` names: creates those that may be created and are missing. */
export function planModels(snapshot: InstanceSnapshot, release: Release): PlanPart {
  const part = makePart({})
  const creatable = listCreatable(release, snapshot.slug)
  for (const [name, lookup] of snapshot.models) {
    const subject = { kind: 'model', target: name, instance: snapshot.slug } as const
    const before = lookup.found && { id: lookup.found.id, name: lookup.found.name }
    const isCreated = lookup.ids.length === 0 && creatable.has(name)
    const object: IntentObject = { kind: 'model', name, before, after: before ?? (isCreated ? { name } : null) }
    part.objects.push(object)
    if (isCreated && !snapshot.offered.has('CreateModel')) {
      const lacking = { instance: snapshot.slug, what: 'create a model', operation: 'CreateModel' }
      part.failed.push(makeFailure(subject, new CodedError('operation-not-offered', lacking)))
    } else if (isCreated) {
      part.steps.push({
        ...subject,
        action: 'create',
        model: name,
        before: null,
        after: { name },
        notes: [],
        needs: [],
      })
    } else if (creatable.has(name)) {
      const error = refuseLookup(lookup, { kind: 'model', name, instance: snapshot.slug })
      if (error) part.failed.push(makeFailure(subject, error))
      else part.unchanged.push({ ...subject, ...(lookup.found ? { id: lookup.found.id } : {}), notes: [] })
    }
  }
  return part
}

/** Why a model cannot be used on an instance; null where it is there or is created by the release. */
export function refuseModel(snapshot: InstanceSnapshot, release: Release, reference: Reference): CodedError | null {
  const name = nameReference(reference)
  const lookup = snapshot.models.get(name)
  if (lookup?.ids.length === 0 && listCreatable(release, snapshot.slug).has(name)) return null
  return refuseLookup(lookup, { kind: 'model', name, instance: snapshot.slug })
}
