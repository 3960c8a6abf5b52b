import { InstanceError } from '../../arkindex/instance.ts'
import { type ModelObject, readField, readModel } from '../instance-objects.ts'
import type { ModelStep } from '../plan.ts'
import { findModel } from '../read-models.ts'
import { type ApplyContext, keepId, type StepResult } from './context.ts'
import { settle } from './settle.ts'

/** Creates a model. One that exists is answered with 400 and its id (reference/arkindex.md 3.11). */
export async function applyModel(step: ModelStep, context: ApplyContext): Promise<StepResult> {
  const { instance, sleep } = context
  let isThere = false
  const { found, hasActed } = await settle<ModelObject>({
    look: async () => (await findModel(instance, { name: step.model })).found ?? undefined,
    act: async () => {
      try {
        const answer = await instance.call('CreateModel', { body: { name: step.model } })
        return readModel(answer, { instance: instance.slug, operation: 'CreateModel' })
      } catch (error) {
        const id = error instanceof InstanceError && error.status === 400 ? readField(error.body, 'id') : null
        if (id === null) throw error
        isThere = true
        return { id, name: step.model }
      }
    },
    what: `the model ${step.model} was created`,
    instance: instance.slug,
    sleep,
  })
  keepId(context, 'model', step.model, found.id)
  const outcome = hasActed && !isThere ? 'created' : 'unchanged'
  return { outcome, id: found.id, url: `${instance.url}/model/${found.id}` }
}
