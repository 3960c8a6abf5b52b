import { CodedError } from '../../errors/coded-error.ts'
import { callOn, takesProperty } from '../operations.ts'
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
  const word = step.action === 'create' ? 'created' : 'updated'
  // A version that was published with the reference has taken it by that; old instances do not show it.
  const published = context.published.get(slug)
  const canMove = takesProperty(instance, 'PartialUpdateWorkerVersion', reference)
  if (published && (published[reference] === name || !canMove)) return { outcome: word, id: version }
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
  return { outcome: hasActed || published ? word : 'unchanged', id: version }
}
