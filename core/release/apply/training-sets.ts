import { CodedError } from '../../errors/coded-error.ts'
import { type DatasetObject, readDataset, readField, readLinkedId, readNames } from '../instance-objects.ts'
import type { Training } from '../manifest.ts'
import { callOn, findOn, listOn } from '../operations.ts'
import type { ApplyContext } from './context.ts'
import { saysExists, settle } from './settle.ts'

type SetContext = Pick<ApplyContext, 'instance' | 'sleep'>

async function readSetIds(context: SetContext, dataset: DatasetObject): Promise<Map<string, string>> {
  const { instance } = context
  let { sets } = dataset
  if (sets.some(({ id }) => id === null)) {
    const answer = await findOn(instance, 'RetrieveDataset', { dataset: dataset.id })
    sets = readDataset(answer, { instance: instance.slug, operation: 'RetrieveDataset' }).sets
  }
  return new Map(sets.flatMap(({ name, id }) => (id === null ? [] : [[name, id]])))
}

async function addSet(
  context: SetContext,
  process: string,
  dataset: DatasetObject,
  name: string,
  set: string,
): Promise<void> {
  const { instance, sleep } = context
  await settle<true>({
    look: async () => {
      const present = await listOn(instance, 'ListProcessSets', { process })
      const isThere = present.some(
        (item) => readField(item, 'set_name') === name && readLinkedId(item, 'dataset') === dataset.id,
      )
      return isThere ? true : undefined
    },
    act: async () => {
      try {
        await callOn(instance, 'CreateProcessSet', { process, set })
      } catch (error) {
        if (!saysExists(error)) throw error
      }
      return true
    },
    what: `the set ${name} was added to the process`,
    instance: instance.slug,
    sleep,
  })
}

async function addDataset(
  context: SetContext,
  process: string,
  dataset: DatasetObject,
  names: readonly string[],
): Promise<void> {
  const { instance, sleep } = context
  const choosesSets = instance.describe('CreateProcessDataset')?.bodyProperties?.includes('sets') ?? false
  const find = async () =>
    (await listOn(instance, 'ListProcessDatasets', { process })).find(
      (item) => (readLinkedId(item, 'dataset') ?? readField(item, 'id')) === dataset.id,
    )
  await settle<true>({
    look: async () => {
      const found = await find()
      const sets = readNames(found, 'sets')
      return found !== undefined && (!choosesSets || names.every((name) => sets.includes(name))) ? true : undefined
    },
    act: async () => {
      const isThere = choosesSets && (await find()) !== undefined && instance.describe('UpdateProcessDataset')
      const operation = isThere ? 'UpdateProcessDataset' : 'CreateProcessDataset'
      try {
        await callOn(
          instance,
          operation,
          { process, dataset: dataset.id },
          choosesSets ? { body: { sets: names } } : {},
        )
      } catch (error) {
        if (!saysExists(error)) throw error
      }
      return true
    },
    what: `the dataset ${dataset.name} was added to the process`,
    instance: instance.slug,
    sleep,
  })
}

/** Gives the process its sets, in the newest of the three ways that the instance offers. Those that are there stay. */
export async function addSets(
  context: SetContext,
  process: string,
  dataset: DatasetObject,
  training: Training,
): Promise<void> {
  const { instance } = context
  const names = [...new Set(training.sets.map(({ set }) => set))]
  if (!instance.describe('CreateProcessSet')) return addDataset(context, process, dataset, names)
  const ids = await readSetIds(context, dataset)
  for (const name of names) {
    const id = ids.get(name)
    if (id === undefined) {
      const sets = [...ids.keys()].join(', ') || 'none'
      throw new CodedError('dataset-set-missing', { dataset: dataset.name, instance: instance.slug, set: name, sets })
    }
    await addSet(context, process, dataset, name, id)
  }
}
