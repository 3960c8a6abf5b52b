import type { ArkindexInstance } from '../arkindex/instance.ts'
import { CodedError } from '../errors/coded-error.ts'
import type { ModelDefinition, WorkerDefinition } from '../worker-yaml/definition.ts'
import { listDefinitionOptions, listVersionOptions } from '../worker-yaml/version-options.ts'
import { chooseBaseline } from './baseline.ts'
import type { Binding } from './binding.ts'
import type { WorkerVersionObject } from './instance-objects.ts'
import { type Manifest, nameReference, type Reference, type Training } from './manifest.ts'
import { mapLimited } from './map-limited.ts'
import type { ArchiveDigest } from './model-archive.ts'
import { takesProperty } from './operations.ts'
import { compareOptions, isBreaking } from './option-changes.ts'
import type { PublicationOperation } from './plan.ts'
import { findModel, listModelVersions } from './read-models.ts'
import { type ReceiptWish, readTraining, type TrainingQuestion } from './read-trainings.ts'
import { type InstanceUses, readUses } from './read-uses.ts'
import { findVersion, findWorker, listCompatibleModels, listVersions } from './read-workers.ts'
import { refuseTraining } from './selection.ts'
import {
  type InstanceSnapshot,
  type OptionReading,
  releaseOperations,
  type TrainingReading,
  type WorkerReading,
} from './snapshot.ts'

/** What a release is made of, whatever the instance. */
export interface Release {
  workers: readonly WorkerDefinition[]
  models: readonly ModelDefinition[]
  manifest: Manifest
  repositoryUrl: string
  /** Null where the plan is made before the tag. */
  binding: Binding | null
  /** Null where Git does not tell. */
  defaultBranch: string | null
  /** Whether to look for what changed options break: to be shown, of no weight for what is applied. */
  readsUses: boolean
  /** Whether to look what trainings will use. Their application looks itself. */
  receipts: ReceiptWish
  /** MD5 and size of a model's archive, made once for all instances. Throws coded errors. */
  digestArchive(definition: ModelDefinition): Promise<ArchiveDigest>
}

/** Which publication operations an instance offers, in the form that this command uses. */
function listPublications(instance: ArkindexInstance): Set<PublicationOperation> {
  const offered = new Set<PublicationOperation>()
  const canCreate = takesProperty(instance, 'CreateWorker', 'repository_url')
  if (canCreate && instance.describe('ImportWorkerVersion')) offered.add('ImportWorkerVersion')
  if (canCreate && takesProperty(instance, 'CreateWorkerVersion', 'revision_url')) offered.add('CreateWorkerVersion')
  if (instance.describe('CreateDockerWorkerVersion')) offered.add('CreateDockerWorkerVersion')
  return offered
}

/** Whether a rule of the manifest holds for an instance. */
export function holdsFor(rule: { instances: string[] | null }, slug: string): boolean {
  return rule.instances?.includes(slug) ?? true
}

/** How the options of a worker differ from those of the version that is in use; null where there is none that tells. */
function readOptions(
  definition: WorkerDefinition,
  versions: readonly WorkerVersionObject[],
  { binding, defaultBranch }: Release,
): OptionReading | null {
  const baseline = chooseBaseline(versions, binding, defaultBranch)
  if (!baseline?.configuration) return null
  const older = listVersionOptions(baseline.configuration)
  const newer = listDefinitionOptions(definition)
  return { baseline, changes: compareOptions(older, newer), groups: [...older.groups, ...newer.groups] }
}

async function readWorkerOf(
  instance: ArkindexInstance,
  release: Release,
  definition: WorkerDefinition,
): Promise<WorkerReading> {
  const { binding, manifest, repositoryUrl, readsUses } = release
  const { slug } = definition
  const { worker, foreign } = await findWorker(instance, slug, repositoryUrl)
  const isPaired = manifest.compatibility.some((rule) => holdsFor(rule, instance.slug) && rule.workers.includes(slug))
  const versions = worker && (binding || readsUses) ? await listVersions(instance, worker.id) : []
  return {
    worker,
    foreign,
    versions,
    options: readOptions(definition, versions, release),
    compatibleModels: worker && isPaired ? await listCompatibleModels(instance, worker.id) : null,
  }
}

function listReferences(release: Release, slug: string): Map<string, Reference> {
  const { manifest, models } = release
  const named = [...manifest.compatibility, ...manifest.trainings]
    .filter((rule) => holdsFor(rule, slug))
    .map(({ model }) => model)
  return new Map(
    [...named, ...models.map(({ name }) => ({ name }))].map((reference) => [nameReference(reference), reference]),
  )
}

/** How many requests are under way at once to one instance. */
const mostRequests = 6

async function readMap<Value>(
  keys: readonly string[],
  read: (key: string) => Promise<Value>,
): Promise<Map<string, Value>> {
  return new Map(await mapLimited(keys, mostRequests, async (key): Promise<[string, Value]> => [key, await read(key)]))
}

/** The archives of the models of a bound release, or what is wrong with them. */
async function digestArchives(release: Release): Promise<InstanceSnapshot['archives']> {
  const archives: InstanceSnapshot['archives'] = new Map()
  for (const definition of release.binding ? release.models : []) {
    try {
      archives.set(definition.name, await release.digestArchive(definition))
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      archives.set(definition.name, error)
    }
  }
  return archives
}

function askFor(training: Training, release: Release, worker: WorkerReading | undefined): TrainingQuestion {
  const { binding, repositoryUrl } = release
  const isSkipped = binding !== null && refuseTraining(training, binding) !== null
  return {
    definition: release.workers.find(({ slug }) => slug === training.worker),
    workerId: worker?.worker?.id ?? null,
    versionId: (binding && worker && findVersion(worker.versions, binding)?.id) ?? null,
    repositoryUrl,
    tag: binding?.tag ?? null,
    revision: binding?.tag ? binding.revision : null,
    receipts: isSkipped ? 'none' : release.receipts,
  }
}

/** What stands in the way of one training is told of it alone; that the instance cannot be reached is told of all. */
async function tryReadTraining(
  instance: ArkindexInstance,
  training: Training,
  question: TrainingQuestion,
): Promise<TrainingReading | CodedError> {
  try {
    return await readTraining(instance, training, question)
  } catch (error) {
    if (error instanceof CodedError && error.exit === 1) return error
    throw error
  }
}

/** Nothing more is read where no option changed in a way that can break anyone. */
async function readUsesOf(
  instance: ArkindexInstance,
  workers: ReadonlyMap<string, WorkerReading>,
): Promise<InstanceUses | null> {
  const changed = [...workers.values()].flatMap(({ worker, options }) =>
    worker && options?.changes.some(isBreaking) ? [worker.id] : [],
  )
  return changed.length === 0 ? null : readUses(instance, changed)
}

function tellUntold(workers: ReadonlyMap<string, WorkerReading>): string[] {
  const isUntold = [...workers.values()].some(({ versions }) =>
    versions.some(({ isAvailable, configuration }) => isAvailable && configuration === null),
  )
  return isUntold
    ? ['what changed options break is not known: this Arkindex does not tell the options of worker versions']
    : []
}

/** Reads everything of an instance that a release compares with. Sends only GET. Throws `InstanceError`. */
export async function readInstance(instance: ArkindexInstance, release: Release): Promise<InstanceSnapshot> {
  const { slug, url } = instance
  const { manifest } = release
  const workers = new Map(
    await mapLimited(
      release.workers,
      mostRequests,
      async (definition): Promise<[string, WorkerReading]> => [
        definition.slug,
        await readWorkerOf(instance, release, definition),
      ],
    ),
  )
  const references = listReferences(release, slug)
  const models = await readMap([...references.keys()], async (name) => {
    const reference = references.get(name)
    return reference ? findModel(instance, reference) : { found: null, ids: [] }
  })
  const modelVersions: InstanceSnapshot['modelVersions'] = new Map()
  for (const { name } of release.models) {
    const model = models.get(name)?.found
    if (model) modelVersions.set(name, await listModelVersions(instance, model.id))
  }
  const archives = await digestArchives(release)
  const trainings: InstanceSnapshot['trainings'] = new Map()
  for (const training of manifest.trainings.filter((rule) => holdsFor(rule, slug))) {
    const question = askFor(training, release, workers.get(training.worker))
    trainings.set(training.name, await tryReadTraining(instance, training, question))
  }
  return {
    slug,
    url,
    publications: listPublications(instance),
    movable: {
      branch: takesProperty(instance, 'PartialUpdateWorkerVersion', 'branch'),
      tag: takesProperty(instance, 'PartialUpdateWorkerVersion', 'tag'),
    },
    offered: new Set(releaseOperations.filter((operation) => instance.describe(operation))),
    canChooseSets: instance.describe('CreateProcessDataset')?.bodyProperties?.includes('sets') ?? false,
    canCreateWorkers: takesProperty(instance, 'CreateWorker', 'repository_url'),
    canUpdateWorkers: instance.describe('PartialUpdateWorker') !== undefined,
    workers,
    models,
    modelVersions,
    archives,
    trainings,
    uses: release.readsUses ? await readUsesOf(instance, workers) : null,
    notes: release.readsUses ? tellUntold(workers) : [],
  }
}
