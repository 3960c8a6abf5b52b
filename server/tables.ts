import type { Generated, Insertable, Selectable } from 'kysely'

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
/** `training` is that of Arkindex 1.5, on folders; `template` is that of worker runs kept for later processes, `local` that of the one process of each user whose workers run elsewhere. */
export const processModes = [...createdModes, 'training', 'template', 'local'] as const
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
export const activityStates = ['disabled', 'pending', 'ready', 'error'] as const
export type ActivityState = (typeof activityStates)[number]
export const workerActivityStates = ['queued', 'started', 'processed', 'error'] as const
export type WorkerActivityState = (typeof workerActivityStates)[number]
export const classificationStates = ['pending', 'validated', 'rejected'] as const
export type ClassificationState = (typeof classificationStates)[number]
export const textOrientations = ['horizontal-lr', 'horizontal-rl', 'vertical-lr', 'vertical-rl'] as const
export type TextOrientation = (typeof textOrientations)[number]
export const imageStatuses = ['unchecked', 'error', 'checked'] as const
export type ImageStatus = (typeof imageStatuses)[number]
export const exportStates = ['created', 'running', 'done', 'failed'] as const
export type ExportState = (typeof exportStates)[number]
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
  version_count: Generated<number>
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

/** An upload of an archive in parts that was begun and not yet ended. */
export interface MultipartUploadTable {
  id: string
  model_version_id: string
  /** The store's name for it; null until the store has begun it. */
  store_id: string | null
  /** Bytes of the archive, as they were announced. */
  size: number
  /** Bytes of each part but the last. */
  part_size: number
  created: number
}

/** An archive that is in the store, or on its way there, without a model version that names it. */
export interface StrayArchiveTable {
  key: string
  /** The moment from which it may be removed, since nobody waits for it any more; 0 for one that is to be removed at once. */
  remove_after: number
}

export interface CorpusTable extends Timed {
  id: string
  name: string
  description: string
  public: Flag
  indexable: Generated<Flag>
  /** Seconds. */
  maximum_task_ttl: Generated<number | null>
  /** The slug of an element type. */
  top_level_type: Generated<string | null>
}

export interface ElementTypeTable {
  id: string
  corpus_id: string
  slug: string
  display_name: string
  folder: Flag
  color: string
}

export interface ImageServerTable {
  id: string
  url: string
  display_name: string
  max_width: number | null
  max_height: number | null
  /** Of the IIIF image API. */
  version: number
  created: number
}

export interface ImageTable {
  id: string
  server_id: string
  /** What follows the server's URL and a slash. */
  path: string
  width: number
  height: number
  status: ImageStatus
  created: number
}

export interface ElementTable {
  id: string
  corpus_id: string
  type_id: string
  name: string
  image_id: Generated<string | null>
  /** JSON list of points, each a list of two integers; pixels of the image. */
  polygon: Generated<string | null>
  /** Degrees, from 0 to 359. */
  rotation_angle: Generated<number>
  mirrored: Generated<Flag>
  confidence: Generated<number | null>
  worker_run_id: Generated<string | null>
  creator_id: Generated<string | null>
  created: number
  updated: Generated<number>
}

/** A direct link from parent to child; `ordering` counts from 0 among all children of the parent. */
export interface ElementPathTable {
  id: string
  parent_id: string
  child_id: string
  ordering: number
}

export interface MlClassTable {
  id: string
  corpus_id: string
  name: string
}

export interface ClassificationTable {
  id: string
  element_id: string
  ml_class_id: string
  state: ClassificationState
  moderator_id: string | null
  confidence: number
  high_confidence: Flag
  worker_run_id: string | null
  created: number
}

export interface TranscriptionTable {
  id: string
  element_id: string
  text: string
  orientation: string
  confidence: number | null
  worker_run_id: Generated<string | null>
  created: Generated<number>
}

export interface EntityTypeTable {
  id: string
  corpus_id: string
  name: string
  /** RGB, six hexadecimal digits. */
  color: string
}

export interface TranscriptionEntityTable {
  id: string
  transcription_id: string
  type_id: string
  /** In characters of the transcription's text. */
  offset: number
  length: number
  confidence: number | null
  worker_run_id: string | null
}

export interface MetadataTable {
  id: string
  element_id: string
  name: string
  type: string
  value: string
  worker_run_id: string | null
  created: number
}

/** The elements that a user has selected, over all corpora. */
export interface SelectionTable {
  user_id: string
  element_id: string
  created: number
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
  activity_state: Generated<ActivityState>
  template_id: Generated<string | null>
  /** Of a training on folders, as the older API had it. */
  model_id: Generated<string | null>
  train_folder_id: Generated<string | null>
  validation_folder_id: Generated<string | null>
  test_folder_id: Generated<string | null>
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
  agent_id: Generated<string | null>
  /** The name of the GPU that it had, kept after the end. */
  gpu: Generated<string | null>
  /** SHA-256 of the token of the attempt that runs; null when none does. */
  token_hash: Generated<string | null>
  /** How often an agent has begun it. */
  attempt: Generated<number>
  lease_expires: Generated<number | null>
  /** Seconds. */
  time_limit: Generated<number | null>
  /** The task that this one does again. */
  original_id: Generated<string | null>
  started: Generated<number | null>
  finished: Generated<number | null>
  /** Bytes. */
  log_size: Generated<number>
  log_is_cut: Generated<Flag>
  /** How often whoever ran it was lost. */
  losses: Generated<number>
}

/** A piece of a task's log; pieces follow each other without gaps. */
export interface TaskLogTable {
  id: string
  task_id: string
  attempt: number
  /** Bytes that stand before it in the log. */
  position: number
  /** Bytes. */
  size: number
  /** Where it ends in what the attempt's agent sent, in bytes; null for the server's own lines. */
  sent_until: number | null
  content: string
}

export interface AgentTable extends Timed {
  id: string
  farm_id: string
  name: string
  /** SHA-256 of its token. */
  token_hash: string
  maximum_tasks: number
  /** JSON list of the names of its GPUs. */
  gpus: string
  /** What runs its tasks, as it says. */
  executor: string
  last_seen: number
}

export interface ArtifactTable extends Timed {
  id: string
  task_id: string
  path: string
  content_type: string
  /** As it was announced. */
  size: number
  upload_key: string | null
  upload_size: number | null
  upload_md5: string | null
}

export interface WorkerActivityTable extends Timed {
  id: string
  process_id: string
  worker_run_id: string
  element_id: string
  /** From 1; the chunk of the process that the element falls into. */
  chunk: number
  position: number
  state: WorkerActivityState
  started: number | null
  finished: number | null
}

export interface ExportTable extends Timed {
  id: string
  corpus_id: string
  user_id: string
  state: ExportState
  source: string
  /** The version of the file's structure. */
  format: number
  upload_key: string | null
  size: number | null
  /** While a server writes it; afterwards another one may. */
  lease_expires: number | null
}

export interface FarmTable {
  id: string
  name: string
  is_default: Flag
  /** Everyone may use it. */
  public: Flag
  created: number
  /** SHA-256 of the key that agents register with; null for a farm that takes none. */
  key_hash: Generated<string | null>
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
  multipart_upload: MultipartUploadTable
  stray_archive: StrayArchiveTable
  image_server: ImageServerTable
  image: ImageTable
  corpus: CorpusTable
  element_type: ElementTypeTable
  element: ElementTable
  element_path: ElementPathTable
  ml_class: MlClassTable
  classification: ClassificationTable
  transcription: TranscriptionTable
  entity_type: EntityTypeTable
  transcription_entity: TranscriptionEntityTable
  metadata: MetadataTable
  selection: SelectionTable
  dataset: DatasetTable
  dataset_set: DatasetSetTable
  dataset_element: DatasetElementTable
  process: ProcessTable
  process_set: ProcessSetTable
  worker_run: WorkerRunTable
  task: TaskTable
  task_log: TaskLogTable
  artifact: ArtifactTable
  worker_activity: WorkerActivityTable
  agent: AgentTable
  farm: FarmTable
  export: ExportTable
  setting: SettingTable
}

export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>
export type NewRow<Name extends keyof Tables> = Insertable<Tables[Name]>

export function toFlag(value: boolean): Flag {
  return value ? 1 : 0
}
