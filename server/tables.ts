import type { Insertable, Selectable } from 'kysely'

/** A boolean, alike on both engines. */
export type Flag = 0 | 1

export const usages = ['disabled', 'supported', 'required'] as const
export type Usage = (typeof usages)[number]
export const workerVersionStates = ['created', 'processing', 'available', 'error'] as const
export type WorkerVersionState = (typeof workerVersionStates)[number]
export const modelVersionStates = ['created', 'available', 'error'] as const
export type ModelVersionState = (typeof modelVersionStates)[number]
export const datasetStates = ['open', 'building', 'complete', 'error'] as const
export type DatasetState = (typeof datasetStates)[number]
/** The modes that a user makes processes of. */
export const createdModes = ['workers', 'dataset'] as const
/** `local` is that of the one process of each user whose workers run elsewhere. */
export const processModes = [...createdModes, 'local'] as const
export type ProcessMode = (typeof processModes)[number]
export const taskStates = [
  'unscheduled',
  'pending',
  'running',
  'completed',
  'failed',
  'error',
  'stopping',
  'stopped',
  'cancelled',
] as const
export type TaskState = (typeof taskStates)[number]
export type ContentKind = 'worker' | 'model' | 'corpus' | 'farm'

interface Timed {
  created: number
  updated: number
}

export interface UserTable {
  id: string
  email: string
  display_name: string
  /** `scrypt:<salt>:<hash>`; null for a user who has only tokens. */
  password: string | null
  is_admin: Flag
  can_create_workers: Flag
  created: number
}

export interface TokenTable {
  /** SHA-256 of the token. */
  hash: string
  user_id: string
  name: string
  created: number
  expires: number | null
}

export interface MembershipTable {
  id: string
  user_id: string
  content_kind: ContentKind
  content_id: string
  /** 10 guest, 50 contributor, 100 admin. */
  level: number
}

export interface UserGroupTable {
  id: string
  name: string
  created: number
}

export interface GroupMemberTable {
  user_id: string
  group_id: string
  created: number
}

/** What all members of a group may do with an object. */
export interface GroupRightTable {
  id: string
  group_id: string
  content_kind: ContentKind
  content_id: string
  level: number
}

export interface WorkerTypeTable {
  id: string
  slug: string
  display_name: string
}

export interface WorkerTable extends Timed {
  id: string
  slug: string
  name: string
  name_folded: string
  type_id: string
  description: string
  /** Empty for a worker of no repository. */
  repository_url: string
  public: Flag
  archived: number | null
}

export interface WorkerVersionTable extends Timed {
  id: string
  worker_id: string
  /** JSON object. */
  configuration: string
  /** The worker file as it was imported. */
  yaml: string | null
  revision_url: string | null
  /** What the oldest generation tells of the commit besides its URL. */
  revision_hash: string | null
  revision_message: string | null
  revision_author: string | null
  version: number | null
  tag: string | null
  branch: string | null
  docker_image_iid: string | null
  state: WorkerVersionState
  gpu_usage: Usage
  model_usage: Usage
  feature: string | null
}

export interface WorkerConfigurationTable extends Timed {
  id: string
  worker_id: string
  name: string
  /** JSON object. */
  configuration: string
  content_hash: string
  archived: number | null
}

export interface ModelTable extends Timed {
  id: string
  name: string
  name_folded: string
  description: string
  public: Flag
  archived: number | null
}

export interface CompatibleWorkerTable {
  model_id: string
  worker_id: string
  created: number
}

export interface ModelVersionTable extends Timed {
  id: string
  model_id: string
  tag: string | null
  description: string
  /** JSON object. */
  configuration: string
  parent_id: string | null
  state: ModelVersionState
  size: number | null
  archive_hash: string | null
  hash: string | null
  /** The stored archive: its key, and size and MD5 as they were measured while it came in. */
  upload_key: string | null
  upload_size: number | null
  upload_md5: string | null
}

export interface CorpusTable extends Timed {
  id: string
  name: string
  description: string
  public: Flag
}

export interface ElementTypeTable {
  id: string
  corpus_id: string
  slug: string
  display_name: string
  folder: Flag
  color: string
}

export interface ElementTable {
  id: string
  corpus_id: string
  type_id: string
  name: string
  created: number
}

export interface TranscriptionTable {
  id: string
  element_id: string
  text: string
  orientation: string
  confidence: number | null
}

export interface DatasetTable extends Timed {
  id: string
  corpus_id: string
  name: string
  description: string
  state: DatasetState
  creator_id: string
  task_id: string | null
  unique_elements: Flag
}

export interface DatasetSetTable {
  id: string
  dataset_id: string
  name: string
  position: number
}

export interface DatasetElementTable {
  id: string
  set_id: string
  element_id: string
  created: number
}

export interface ProcessTable extends Timed {
  id: string
  name: string
  name_folded: string
  corpus_id: string
  creator_id: string
  mode: ProcessMode
  /** The sum of its tasks, kept when one of them changes so that lists can be filtered by it. */
  state: TaskState
  farm_id: string | null
  /** JSON object of the filters that choose elements. */
  selection: string
  chunks: number
  thumbnails: Flag
  use_cache: Flag
  use_gpu: Flag
  worker_activity: Flag
  started: number | null
  finished: number | null
}

export interface ProcessSetTable {
  id: string
  process_id: string
  set_id: string
  created: number
}

export interface WorkerRunTable extends Timed {
  id: string
  process_id: string
  worker_version_id: string
  model_version_id: string | null
  configuration_id: string | null
  /** Version, model version and configuration in one text, since the engines hold nulls for different from each other. */
  combination: string
  /** JSON list of ids. */
  parents: string
  summary: string
}

export interface TaskTable extends Timed {
  id: string
  process_id: string
  worker_run_id: string | null
  run: number
  depth: number
  slug: string
  state: TaskState
  /** JSON list of ids. */
  parents: string
  image: string | null
  command: string | null
  shm_size: string | null
  chunk: number | null
  requires_gpu: Flag
}

export interface FarmTable {
  id: string
  name: string
  is_default: Flag
  /** Everyone may use it. */
  public: Flag
  created: number
}

export interface SettingTable {
  key: string
  value: string
}

export interface Tables {
  user_account: UserTable
  token: TokenTable
  membership: MembershipTable
  user_group: UserGroupTable
  group_member: GroupMemberTable
  group_right: GroupRightTable
  worker_type: WorkerTypeTable
  worker: WorkerTable
  worker_version: WorkerVersionTable
  worker_configuration: WorkerConfigurationTable
  model: ModelTable
  compatible_worker: CompatibleWorkerTable
  model_version: ModelVersionTable
  corpus: CorpusTable
  element_type: ElementTypeTable
  element: ElementTable
  transcription: TranscriptionTable
  dataset: DatasetTable
  dataset_set: DatasetSetTable
  dataset_element: DatasetElementTable
  process: ProcessTable
  process_set: ProcessSetTable
  worker_run: WorkerRunTable
  task: TaskTable
  farm: FarmTable
  setting: SettingTable
}

export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>
export type NewRow<Name extends keyof Tables> = Insertable<Tables[Name]>

export function toFlag(value: boolean): Flag {
  return value ? 1 : 0
}
