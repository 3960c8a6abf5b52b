import { CodedError } from '../../errors/coded-error.ts'
import { callOn } from '../operations.ts'
import type { ReferenceStep } from '../plan.ts'
import { findVersion, listVersions } from '../read-workers.ts'
import { type ApplyContext, readKnownId, type StepResult } from './context.ts'
import { settle } from './settle.ts'

/** Moves a branch or tag to the version of the commit. The other reference of the version stays: null is never sent. */
export async function applyReference(step: ReferenceStep, context: ApplyContext): Promise<StepResult> {
  const { instance, binding, sleep } = context
  const { worker: slug, reference, name } = step
  const worker = readKnownId(context, 'worker', slug)
  const version = readKnownId(context, 'worker-version', slug)
  if (worker === undefined || version === undefined) {
    throw new CodedError('internal-error', { reason: `no id of the version of ${slug}` })
  }
  const { hasActed } = await settle({
    look: async () => {
      const found = findVersion(await listVersions(instance, worker), { revision: binding.revision, sha: binding.sha })
      return found?.[reference] === name ? found : undefined
    },
    act: async () => {
      await callOn(instance, 'PartialUpdateWorkerVersion', { version }, { body: { [reference]: name } })
      return undefined
    },
    what: `the ${reference} ${name} was moved`,
    instance: instance.slug,
    sleep,
  })
  // A version that was published with the reference has moved it by that.
  const hasMoved = hasActed || context.made.has(`worker-version ${slug}`)
  const outcome = hasMoved ? (step.action === 'create' ? 'created' : 'updated') : 'unchanged'
  return { outcome, id: version }
}
