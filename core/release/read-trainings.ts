import type { ArkindexInstance } from '../arkindex/instance.ts'
import {
  type ConfigurationObject,
  type DatasetObject,
  type ProcessObject,
  readConfiguration,
  readDataset,
  readModelVersion,
  readNamed,
  readProcess,
} from './instance-objects.ts'
import type { Reference, Training } from './manifest.ts'
import { findOn, listOn } from './operations.ts'
import { chooseOnly } from './read-models.ts'
import type { Lookup, TrainingReading } from './snapshot.ts'

async function findDataset(instance: ArkindexInstance, dataset: Training['dataset']): Promise<Lookup<DatasetObject>> {
  if ('id' in dataset) {
    const found = await findOn(instance, 'RetrieveDataset', { dataset: dataset.id })
    const source = { instance: instance.slug, operation: 'RetrieveDataset' }
    return chooseOnly(found === undefined ? [] : [readDataset(found, source)])
  }
  const corpora = (await listOn(instance, 'ListCorpus'))
    .map((item) => readNamed(item, { instance: instance.slug, operation: 'ListCorpus' }))
    .filter(({ name }) => name === dataset.project)
  const found: DatasetObject[] = []
  for (const corpus of corpora) {
    const source = { instance: instance.slug, operation: 'ListCorpusDatasets' }
    for (const item of await listOn(instance, 'ListCorpusDatasets', { corpus: corpus.id })) {
      const candidate = readDataset(item, source)
      if (candidate.name === dataset.name) found.push({ ...candidate, corpus: candidate.corpus ?? corpus.id })
    }
  }
  return chooseOnly(found)
}

async function findFarm(instance: ArkindexInstance, farm: Reference): Promise<Lookup<{ id: string; name: string }>> {
  const source = { instance: instance.slug, operation: 'ListFarms' }
  const farms = (await listOn(instance, 'ListFarms')).map((item) => readNamed(item, source))
  return chooseOnly(farms.filter(({ id, name }) => ('id' in farm ? id === farm.id : name === farm.name)))
}

/** The saved configurations of a worker. */
export async function listConfigurations(instance: ArkindexInstance, worker: string): Promise<ConfigurationObject[]> {
  const source = { instance: instance.slug, operation: 'ListWorkerConfigurations' }
  return (await listOn(instance, 'ListWorkerConfigurations', { worker })).map((item) => readConfiguration(item, source))
}

/** The dataset processes of a name, the one that counts first: started before waiting, then the oldest. */
export async function listProcessesNamed(instance: ArkindexInstance, name: string): Promise<ProcessObject[]> {
  const source = { instance: instance.slug, operation: 'ListProcesses' }
  const found = (await listOn(instance, 'ListProcesses', {}, { name, mode: 'dataset' })).map((item) =>
    readProcess(item, source),
  )
  return found.filter((process) => process.name === name).sort(compareProcesses)
}

function compareProcesses(left: ProcessObject, right: ProcessObject): number {
  if (left.isStarted !== right.isStarted) return left.isStarted ? -1 : 1
  const [earlier, later] = [`${left.created} ${left.id}`, `${right.created} ${right.id}`]
  return earlier < later ? -1 : earlier > later ? 1 : 0
}

/** What a training needs of an instance. `processName` is null where the plan is bound to no tag. */
export async function readTraining(
  instance: ArkindexInstance,
  training: Training,
  worker: string | null,
  processName: string | null,
): Promise<TrainingReading> {
  const { configuration, modelVersion, farm } = training
  const saved = 'saved' in configuration ? configuration.saved : null
  const version =
    modelVersion === null ? undefined : await findOn(instance, 'RetrieveModelVersion', { version: modelVersion })
  const configurations = saved !== null && worker !== null ? await listConfigurations(instance, worker) : []
  return {
    dataset: await findDataset(instance, training.dataset),
    farm: farm === null ? null : await findFarm(instance, farm),
    saved: saved === null ? null : chooseOnly(configurations.filter(({ name }) => name === saved)),
    modelVersion:
      modelVersion === null
        ? null
        : chooseOnly(
            version === undefined
              ? []
              : [readModelVersion(version, { instance: instance.slug, operation: 'RetrieveModelVersion' })],
          ),
    processes: processName === null ? [] : await listProcessesNamed(instance, processName),
  }
}
