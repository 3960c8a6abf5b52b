import { CodedError } from '../../errors/coded-error.ts'
import type { WorkerDefinition } from '../../worker-yaml/definition.ts'
import { readLinkedId, readWorkerVersion, type WorkerVersionObject } from '../instance-objects.ts'
import { callOn } from '../operations.ts'
import type { PublicationOperation, WorkerVersionStep } from '../plan.ts'
import { listReferences } from '../plan-workers.ts'
import { choosePublication, type Publication } from '../publication.ts'
import { findVersion, findWorker, listVersions } from '../read-workers.ts'
import { type ApplyContext, keepId, readKnownId, type StepResult } from './context.ts'
import { saysExists, settle } from './settle.ts'

async function look(context: ApplyContext, slug: string): Promise<WorkerVersionObject | undefined> {
  const { instance, binding } = context
  let worker = readKnownId(context, 'worker', slug)
  if (worker === undefined) {
    worker = (await findWorker(instance, slug, binding.repositoryUrl)).worker?.id
    if (worker === undefined) return undefined
    keepId(context, 'worker', slug, worker)
  }
  return findVersion(await listVersions(instance, worker), { revision: binding.revision, sha: binding.sha })
}

/** The body of `CreateDockerWorkerVersion`, which makes the worker too (reference/arkindex.md 2.4, generation A). */
function writeDockerBody(definition: WorkerDefinition, publication: Publication, context: ApplyContext): object {
  const { binding } = context
  const { displayName, type, description, gpuUsage, modelUsage } = definition
  return {
    docker_image_iid: binding.image,
    repository_url: binding.repositoryUrl,
    revision_hash: binding.sha,
    revision_references: listReferences(binding).map(({ reference, name }) => ({ type: reference, name })),
    worker_slug: definition.slug,
    worker_name: displayName,
    worker_type: type,
    ...(description === null ? {} : { worker_description: description }),
    gpu_usage: gpuUsage,
    model_usage: modelUsage,
    ...publication.content,
  }
}

function writeBody(definition: WorkerDefinition, publication: Publication, context: ApplyContext): object {
  const { binding } = context
  const references = Object.fromEntries(listReferences(binding).map(({ reference, name }) => [reference, name]))
  const common = {
    ...publication.content,
    revision_url: binding.revision,
    docker_image_iid: binding.image,
    ...references,
  }
  if (publication.operation === 'ImportWorkerVersion') return common
  return { ...common, state: 'available', gpu_usage: definition.gpuUsage, model_usage: definition.modelUsage }
}

async function publish(
  definition: WorkerDefinition,
  publication: Publication,
  context: ApplyContext,
): Promise<WorkerVersionObject | undefined> {
  const { instance } = context
  const { operation } = publication
  const source = { instance: instance.slug, operation }
  if (operation === 'CreateDockerWorkerVersion') {
    const answer = await instance.call(operation, { body: writeDockerBody(definition, publication, context) })
    const worker = readLinkedId(answer, 'worker')
    if (worker !== null) keepId(context, 'worker', definition.slug, worker)
    return readWorkerVersion(answer, source)
  }
  const worker = readKnownId(context, 'worker', definition.slug)
  if (worker === undefined) throw new CodedError('internal-error', { reason: `no id of the worker ${definition.slug}` })
  const answer = await callOn(instance, operation, { worker }, { body: writeBody(definition, publication, context) })
  return readWorkerVersion(answer, source)
}

function requirePublication(definition: WorkerDefinition, step: WorkerVersionStep, context: ApplyContext): Publication {
  const publications = new Set<PublicationOperation>([step.operation])
  const publication = choosePublication(definition, { slug: context.instance.slug, publications })
  if (publication instanceof CodedError) throw publication
  return publication
}

/** Publishes the version of the commit. One that is there already, of whatever pipeline, is the version. */
export async function applyWorkerVersion(step: WorkerVersionStep, context: ApplyContext): Promise<StepResult> {
  const definition = context.workers.get(step.worker)
  if (!definition) throw new CodedError('internal-error', { reason: `no definition of ${step.worker}` })
  const publication = requirePublication(definition, step, context)
  let isRefused = false
  try {
    const { found, hasActed } = await settle({
      look: () => look(context, step.worker),
      act: async () => {
        try {
          return await publish(definition, publication, context)
        } catch (error) {
          if (!saysExists(error)) throw error
          isRefused = true
          const existing = await look(context, step.worker)
          if (!existing) throw error
          return existing
        }
      },
      what: `a version of ${step.worker} was published`,
      instance: context.instance.slug,
      sleep: context.sleep,
    })
    keepId(context, 'worker-version', step.worker, found.id)
    const isNew = hasActed && !isRefused
    if (isNew) context.published.set(step.worker, found)
    return { outcome: isNew ? 'created' : 'unchanged', id: found.id }
  } catch (error) {
    if (!isRefused) throw error
    return {
      outcome: 'skipped',
      reason: 'this Arkindex has a version of the commit already and takes no second publication',
    }
  }
}
