import { InstanceError } from '../../arkindex/instance.ts'
import { CodedError } from '../../errors/coded-error.ts'
import { callOn } from '../operations.ts'
import type { CompatibilityStep } from '../plan.ts'
import { listCompatibleModels } from '../read-workers.ts'
import { type ApplyContext, readKnownId, type StepResult } from './context.ts'
import { settle } from './settle.ts'

/** Marks or unmarks a pair. A refusal because it is so already counts as done. */
export async function applyCompatibility(step: CompatibilityStep, context: ApplyContext): Promise<StepResult> {
  const { instance, sleep } = context
  const worker = readKnownId(context, 'worker', step.worker)
  const model = readKnownId(context, 'model', step.model)
  if (worker === undefined || model === undefined) {
    throw new CodedError('internal-error', { reason: `no ids of ${step.target}` })
  }
  const isWanted = step.action === 'create'
  const operation = isWanted ? 'CreateModelCompatibleWorker' : 'DestroyModelCompatibleWorker'
  let isThere = false
  const look = async () => ((await listCompatibleModels(instance, worker))?.has(model) === isWanted ? true : undefined)
  const { hasActed } = await settle<true>({
    look,
    act: async () => {
      try {
        await callOn(instance, operation, { model, worker })
        return true
      } catch (error) {
        const mayBeDone =
          error instanceof InstanceError && (error.status === 400 || (!isWanted && error.status === 404))
        if (!mayBeDone || !(await look())) throw error
        isThere = true
        return true
      }
    },
    what: `${step.target} was ${isWanted ? 'marked' : 'unmarked'}`,
    instance: instance.slug,
    sleep,
  })
  const outcome = !hasActed || isThere ? 'unchanged' : isWanted ? 'created' : 'removed'
  return { outcome, id: model, url: `${instance.url}/model/${model}` }
}
