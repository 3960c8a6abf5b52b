import { CodedError } from '../../errors/coded-error.ts'
import type { WorkerDefinition } from '../../worker-yaml/definition.ts'
import { readWorker, type WorkerObject } from '../instance-objects.ts'
import { callOn } from '../operations.ts'
import type { WorkerStep } from '../plan.ts'
import { describeWorker, listWorkerChanges } from '../plan-workers.ts'
import { findWorker } from '../read-workers.ts'
import { type ApplyContext, keepId, type StepResult } from './context.ts'
import { settle } from './settle.ts'

async function look(context: ApplyContext, slug: string): Promise<WorkerObject | undefined> {
  return (await findWorker(context.instance, slug, context.binding.repositoryUrl)).worker ?? undefined
}

async function create(context: ApplyContext, definition: WorkerDefinition): Promise<WorkerObject> {
  const { instance, binding } = context
  const body = { ...describeWorker(definition), slug: definition.slug, repository_url: binding.repositoryUrl }
  const answer = await instance.call('CreateWorker', { body })
  const worker = readWorker(answer, { instance: instance.slug, operation: 'CreateWorker' })
  if (worker.repositoryUrl !== undefined && worker.repositoryUrl !== binding.repositoryUrl) {
    const repository = worker.repositoryUrl || 'none'
    throw new CodedError('worker-slug-taken', { instance: instance.slug, worker: definition.slug, repository })
  }
  return worker
}

async function update(context: ApplyContext, definition: WorkerDefinition, worker: WorkerObject): Promise<boolean> {
  const { instance, sleep } = context
  const isAsWanted = (candidate: WorkerObject) => Object.keys(listWorkerChanges(candidate, definition)).length === 0
  if (isAsWanted(worker)) return false
  const { hasActed } = await settle({
    look: async () => {
      const found = await look(context, definition.slug)
      return found && isAsWanted(found) ? found : undefined
    },
    act: async () => {
      await callOn(instance, 'PartialUpdateWorker', { worker: worker.id }, { body: describeWorker(definition) })
      return undefined
    },
    what: `the worker ${definition.slug} was changed`,
    instance: instance.slug,
    sleep,
  })
  return hasActed
}

/** Creates the worker or, where it exists, changes its name, type and description to the definition's. */
export async function applyWorker(step: WorkerStep, context: ApplyContext): Promise<StepResult> {
  const definition = context.workers.get(step.worker)
  if (!definition) throw new CodedError('internal-error', { reason: `no definition of ${step.worker}` })
  const { found, hasActed } = await settle({
    look: () => look(context, step.worker),
    act: () => create(context, definition),
    what: `the worker ${step.worker} was created`,
    instance: context.instance.slug,
    sleep: context.sleep,
  })
  const isChanged = await update(context, definition, found)
  keepId(context, 'worker', step.worker, found.id)
  const outcome = hasActed ? 'created' : isChanged ? 'updated' : 'unchanged'
  return { outcome, id: found.id, url: `${context.instance.url}/workers/${found.id}` }
}
