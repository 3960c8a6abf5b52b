import type { ArkindexInstance } from '../arkindex/instance.ts'
import { type ModelObject, type ModelVersionObject, readModel, readModelVersion } from './instance-objects.ts'
import type { Reference } from './manifest.ts'
import { findOn, listOn } from './operations.ts'
import type { Lookup } from './snapshot.ts'

/** One of what a search found, and all their ids. */
export function chooseOnly<Found extends { id: string }>(found: readonly Found[]): Lookup<Found> {
  return { found: found.length === 1 ? (found[0] ?? null) : null, ids: found.map(({ id }) => id) }
}

/** A model by its exact name or its id. */
export async function findModel(instance: ArkindexInstance, reference: Reference): Promise<Lookup<ModelObject>> {
  if ('id' in reference) {
    const model = await findOn(instance, 'RetrieveModel', { model: reference.id })
    return chooseOnly(
      model === undefined ? [] : [readModel(model, { instance: instance.slug, operation: 'RetrieveModel' })],
    )
  }
  const source = { instance: instance.slug, operation: 'ListModels' }
  const models = await listOn(instance, 'ListModels', {}, { name: reference.name })
  return chooseOnly(models.map((item) => readModel(item, source)).filter(({ name }) => name === reference.name))
}

/** Every version of a model. */
export async function listModelVersions(instance: ArkindexInstance, model: string): Promise<ModelVersionObject[]> {
  const source = { instance: instance.slug, operation: 'ListModelVersions' }
  return (await listOn(instance, 'ListModelVersions', { model })).map((item) => readModelVersion(item, source))
}
