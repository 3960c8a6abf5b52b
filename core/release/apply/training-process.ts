import { InstanceError } from '../../arkindex/instance.ts'
import { type ProcessObject, readField, readProcess } from '../instance-objects.ts'
import { callOn, takesProperty } from '../operations.ts'
import { listTrainingProcesses, type SameTraining } from '../training-identity.ts'
import type { ApplyContext } from './context.ts'
import { settle } from './settle.ts'

/** By what the process of a training is recognised, and how a new one is called. */
export interface ProcessSearch {
  name: string
  origin: string
  same: SameTraining | null
}

function listProcesses({ instance }: ApplyContext, { origin, same }: ProcessSearch): Promise<ProcessObject[]> {
  return listTrainingProcesses(instance, origin, same)
}

/** The process of a training that counts: a started one, else the oldest. All who apply choose the same. */
export async function findProcess(context: ApplyContext, search: ProcessSearch): Promise<ProcessObject | undefined> {
  return (await listProcesses(context, search))[0]
}

/** Removes the processes of a training that were made at once with the one that counts and were never started. */
async function removeOthers(
  context: ApplyContext,
  search: ProcessSearch,
): Promise<{ kept: ProcessObject | undefined; removed: number }> {
  const { instance } = context
  const [kept, ...others] = await listProcesses(context, search)
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
  search: ProcessSearch,
  corpus: string | null,
  model: string | undefined,
): Promise<{ process: ProcessObject; isNew: boolean; removed: number }> {
  const { instance, sleep } = context
  const { name } = search
  const namesModel = instance.describe('CreateProcess')?.bodyProperties?.includes('model_id') ?? false
  const { found, hasActed } = await settle({
    look: () => findProcess(context, search),
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
  const { kept, removed } = await removeOthers(context, search)
  const process = kept ?? found
  return { process, isNew: hasActed && process.id === found.id, removed }
}

/** Gives a process that waits the name that tells what it trains on now; one that an earlier application made may say otherwise. */
export async function renameProcess(context: ApplyContext, process: ProcessObject, name: string): Promise<void> {
  const { instance, sleep } = context
  if (process.name === name || !takesProperty(instance, 'PartialUpdateProcess', 'name')) return
  await settle<true>({
    look: async () => {
      const answer = await callOn(instance, 'RetrieveProcess', { process: process.id })
      return readField(answer, 'name') === name ? true : undefined
    },
    act: async () => {
      await callOn(instance, 'PartialUpdateProcess', { process: process.id }, { body: { name } })
      return true
    },
    what: `the process ${process.name} was renamed`,
    instance: instance.slug,
    sleep,
  })
}
