import type { CodedError } from '../errors/coded-error.ts'
import type {
  ConfigurationObject,
  DatasetObject,
  ModelObject,
  ModelVersionObject,
  ProcessObject,
  WorkerObject,
  WorkerVersionObject,
} from './instance-objects.ts'
import type { ArchiveDigest } from './model-archive.ts'
import type { OptionChange } from './option-changes.ts'
import type { PublicationOperation } from './plan.ts'
import type { InstanceUses } from './read-uses.ts'
import type { SameTraining } from './training-identity.ts'
import type { TrainingReceipt } from './training-receipt.ts'

/** Operations without which a step cannot be planned. */
export const releaseOperations = [
  'CreateModel',
  'CreateModelVersion',
  'CreateModelCompatibleWorker',
  'DestroyModelCompatibleWorker',
  'CreateProcess',
  'CreateProcessSet',
  'CreateProcessDataset',
  'CreateWorkerRun',
  'StartProcess',
] as const
export type ReleaseOperation = (typeof releaseOperations)[number]

/** What a search by name or id gave; `ids` has several where a name is not unique. */
export interface Lookup<Found> {
  found: Found | null
  ids: string[]
}

/** How the options of a definition differ from those of the version that is in use. */
export interface OptionReading {
  baseline: WorkerVersionObject
  changes: OptionChange[]
  /** The keys of groups of either, whose children a configuration may hold as a mapping. */
  groups: string[]
}

export interface WorkerReading {
  worker: WorkerObject | null
  /** Another repository's worker with the same slug. */
  foreign: WorkerObject | null
  /** Empty where the plan is not bound and does not look for what it breaks. */
  versions: WorkerVersionObject[]
  /** Null where no version tells its options. */
  options: OptionReading | null
  /** Models that it is compatible with; null where the instance cannot tell. */
  compatibleModels: Set<string> | null
}

export interface TrainingReading {
  dataset: Lookup<DatasetObject>
  farm: Lookup<{ id: string; name: string }> | null
  saved: Lookup<ConfigurationObject> | null
  modelVersion: Lookup<ModelVersionObject> | null
  /** The mark of the training, the repository and the tag in names of processes; null where the plan is not bound to a tag. */
  origin: string | null
  /** By what a process of another tag is the same training; null where that is not known exactly, or was not read. */
  same: SameTraining | null
  /** The processes that are of it, the one that counts first; empty where the plan is not bound to a tag. */
  processes: ProcessObject[]
  /** Null where nobody asked for it, or where its dataset is not there. */
  receipt: TrainingReceipt | null
}

/** What the plan read of one instance. */
export interface InstanceSnapshot {
  slug: string
  url: string
  publications: ReadonlySet<PublicationOperation>
  /** Which references of a version that exists can be moved to it. */
  movable: { branch: boolean; tag: boolean }
  /** Which of `releaseOperations` it offers. */
  offered: ReadonlySet<ReleaseOperation>
  /** Whether a dataset of a process can be given with its sets, where it is given as a whole. */
  canChooseSets: boolean
  canCreateWorkers: boolean
  canUpdateWorkers: boolean
  /** By slug. */
  workers: Map<string, WorkerReading>
  /** By name or id, as the manifest has them. */
  models: Map<string, Lookup<ModelObject>>
  modelVersions: Map<string, ModelVersionObject[]>
  /** Of the models of `.arkindex.yml`; empty where the plan is not bound. */
  archives: Map<string, ArchiveDigest | CodedError>
  /** By name; what made one unreadable stands in its place. */
  trainings: Map<string, TrainingReading | CodedError>
  /** Null where nothing can be broken, or nobody asks. */
  uses: InstanceUses | null
  /** What the instance does not tell, where no step depends on it. */
  notes: string[]
}
