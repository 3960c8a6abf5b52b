import type { ArkindexInstance } from '../arkindex/instance.ts'
import type { PlainMap, WorkerDefinition } from '../worker-yaml/definition.ts'
import { readDatasetReceipt } from './dataset-fingerprint.ts'
import {
  type ConfigurationObject,
  type DatasetObject,
  readConfiguration,
  readDataset,
  readModelVersion,
  readNamed,
} from './instance-objects.ts'
import type { Reference, Training } from './manifest.ts'
import { findOn, listOn } from './operations.ts'
import { markOrigin } from './process-name.ts'
import { chooseOnly } from './read-models.ts'
import type { Lookup, TrainingReading } from './snapshot.ts'
import { digestTraining, listTrainingProcesses } from './training-identity.ts'
import { describeStanding, readReceipt } from './training-receipt.ts'

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

/** How much is read of a training beside what it names: nothing, what it will use where it is not started yet, or that in any case. */
export type ReceiptWish = 'none' | 'before-start' | 'always'

/** Whose training it is, and what is known of its worker on the instance. */
export interface TrainingQuestion {
  definition: WorkerDefinition | undefined
  workerId: string | null
  /** The version of the commit; null where it is not published. */
  versionId: string | null
  repositoryUrl: string
  /** Null before the tag. */
  tag: string | null
  /** URL of the commit; null before the tag. */
  revision: string | null
  receipts: ReceiptWish
}

type Objects = Pick<TrainingReading, 'dataset' | 'farm' | 'saved' | 'modelVersion'>

async function readObjects(instance: ArkindexInstance, training: Training, worker: string | null): Promise<Objects> {
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
  }
}

function readValues({ configuration }: Training, { saved }: Objects): PlainMap | undefined {
  return 'values' in configuration ? configuration.values : saved?.found?.configuration
}

/** What a training needs of an instance, the processes that are of it, and its receipt where it is wished for. Sends only GET. */
export async function readTraining(
  instance: ArkindexInstance,
  training: Training,
  question: TrainingQuestion,
): Promise<TrainingReading> {
  const { definition, workerId, versionId, repositoryUrl, tag, revision, receipts } = question
  const objects = await readObjects(instance, training, workerId)
  const origin = tag === null ? null : markOrigin(training.name, repositoryUrl, tag)
  const own = origin === null ? [] : await listTrainingProcesses(instance, origin, null)
  const found = objects.dataset.found
  const isWished = receipts === 'always' || (receipts === 'before-start' && !own[0]?.isStarted)
  if (!isWished || !definition || !found) return { ...objects, origin, same: null, processes: own, receipt: null }
  const notes: string[] = []
  const sets = training.sets.map(({ set }) => set)
  const dataset = await readDatasetReceipt(instance, found, sets, notes)
  const values = readValues(training, objects)
  const content =
    revision === null || values === undefined
      ? null
      : digestTraining({ training, repositoryUrl, revision, values, dataset })
  const wanted = { version: versionId, modelVersion: training.modelVersion, sets }
  const same = content === null ? null : { content, wanted }
  const processes = origin !== null && same ? await listTrainingProcesses(instance, origin, same) : own
  const [first] = processes
  const receipt = await readReceipt(instance, {
    training,
    definition,
    revision,
    workerId,
    dataset: found,
    receipt: dataset,
    farm: objects.farm?.found ?? null,
    content,
    standing: first?.isStarted && origin !== null ? describeStanding(first, origin, instance) : null,
    notes,
  })
  return { ...objects, origin, same, processes, receipt }
}
