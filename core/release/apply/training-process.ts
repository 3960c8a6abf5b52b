import { InstanceError } from '../../arkindex/instance.ts'
import { type ProcessObject, readProcess } from '../instance-objects.ts'
import { callOn } from '../operations.ts'
import { listProcessesNamed } from '../read-trainings.ts'
import type { ApplyContext } from './context.ts'
import { settle } from './settle.ts'

/** The process of a name that counts: a started one, else the oldest. All who apply choose the same. */
export async function findProcess(context: ApplyContext, name: string): Promise<ProcessObject | undefined> {
  return (await listProcessesNamed(context.instance, name))[0]
}

/** Removes the processes of a name that were made at once with the one that counts and were never started. */
async function removeOthers(
  context: ApplyContext,
  name: string,
): Promise<{ kept: ProcessObject | undefined; removed: number }> {
  const { instance } = context
  const [kept, ...others] = await listProcessesNamed(instance, name)
  let removed = 0
  for (const other of others.filter(({ isStarted }) => !isStarted)) {
    if (!instance.describe('DestroyProcess')) break
    try {
      await callOn(instance, 'DestroyProcess', { process: other.id })
      removed += 1
    } catch (error) {
      // Another application of the same tag removed it first.
      if (!(error instanceof InstanceError) || error.status !== 404) throw error
    }
  }
  return { kept, removed }
}

/** Finds the process of a training or creates it, and leaves one of several. */
export async function adoptProcess(
  context: ApplyContext,
  name: string,
  corpus: string | null,
  model: string | undefined,
): Promise<{ process: ProcessObject; isNew: boolean; removed: number }> {
  const { instance, sleep } = context
  const namesModel = instance.describe('CreateProcess')?.bodyProperties?.includes('model_id') ?? false
  const { found, hasActed } = await settle({
    look: () => findProcess(context, name),
    act: async () => {
      const body = { name, mode: 'dataset', corpus, ...(namesModel && model !== undefined ? { model_id: model } : {}) }
      return readProcess(await instance.call('CreateProcess', { body }), {
        instance: instance.slug,
        operation: 'CreateProcess',
      })
    },
    what: `the process ${name} was created`,
    instance: instance.slug,
    sleep,
  })
  const { kept, removed } = await removeOthers(context, name)
  const process = kept ?? found
  return { process, isNew: hasActed && process.id === found.id, removed }
}
