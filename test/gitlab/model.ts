/** What the stand-in holds of a project: tests read it, and change it where they need a state that no call leads to. */

export interface SecureFile {
  id: number
  name: string
  content: Buffer
  checksum: string
  created_at: string
}

export interface Award {
  id: number
  name: string
  /** Username. */
  user: string
  created_at: string
}

/** Where a note on a diff stands, in GitLab's names. */
export interface Position {
  base_sha: string
  start_sha: string
  head_sha: string
  position_type: string
  old_path: string
  new_path: string
  old_line: number | null
  new_line: number | null
  /** As it was sent: GitLab looks at the last line only. */
  line_range: unknown
}

export interface Note {
  id: number
  body: string
  /** Username. */
  author: string
  created_at: string
  updated_at: string
  /** Written by GitLab itself about what somebody did. */
  system: boolean
  /** `null` is a plain comment. */
  type: null | 'DiscussionNote' | 'DiffNote'
  discussionId: string
  position?: Position
  lineCode?: string
  resolvedBy: string | null
  resolvedAt: string | null
  awards: Award[]
}

/** What a merge request was at one push. */
export interface MergeRequestVersion {
  id: number
  /** The commit of both branches that this one parts from. */
  base: string
  /** Head of the target branch at that time. */
  start: string
  head: string
  targetBranch: string
  created_at: string
}

export type MergeRequestState = 'opened' | 'closed' | 'merged' | 'locked'

export interface MergeRequest {
  id: number
  iid: number
  title: string
  description: string
  state: MergeRequestState
  sourceBranch: string
  targetBranch: string
  /** Path of the project of the source branch; null where that was deleted. */
  sourceProject: string | null
  /** Username. */
  author: string
  labels: string[]
  approvals: { user: string; approved_at: string }[]
  /** Oldest first. */
  versions: MergeRequestVersion[]
  notes: Note[]
  mergeCommit: string | null
  created_at: string
  updated_at: string
}

export type StatusState = 'pending' | 'running' | 'success' | 'failed' | 'canceled' | 'skipped'

export interface CommitStatus {
  id: number
  sha: string
  ref: string
  name: string
  status: StatusState
  description: string | null
  target_url: string | null
  pipeline_id: number
  author: string
  created_at: string
}

/** A job that ended, with the artifacts that it left. */
export interface EndedJob {
  id: number
  name: string
  ref: string
  sha: string
  artifacts: Map<string, Buffer>
}

export type PipelineStatus =
  | 'created'
  | 'pending'
  | 'running'
  | 'success'
  | 'failed'
  | 'canceled'
  | 'skipped'
  | 'manual'

export interface PipelineJob {
  id: number
  name: string
  stage: string
  status: PipelineStatus
}

export interface Pipeline {
  id: number
  iid: number
  sha: string
  ref: string
  tag: boolean
  status: PipelineStatus
  source: string
  /** Username. */
  user: string
  jobs: PipelineJob[]
  /** Number of the merge request that it runs for. */
  mergeRequest: number | null
  created_at: string
  updated_at: string
  finished_at: string | null
}

export interface Environment {
  id: number
  name: string
  external_url: string | null
  tier: string
  state: 'available' | 'stopped'
  created_at: string
  updated_at: string
}

export type DeploymentStatus = 'created' | 'running' | 'success' | 'failed' | 'canceled'

/** What GitLab keeps of a job with an environment, or of what somebody told it by its API. */
export interface Deployment {
  id: number
  iid: number
  sha: string
  ref: string
  tag: boolean
  environment: string
  status: DeploymentStatus
  username: string
  /** Undefined where it was made by the API. */
  job: EndedJob | undefined
  created_at: string
  updated_at: string
}

export interface Release {
  tag_name: string
  name: string
  description: string
  /** Username; null for a job of before. */
  author: string | null
  created_at: string
  released_at: string
}

export interface ImageTag {
  digest: string
  revision: string
  total_size: number
  created_at: string
}

/** A repository of images in the project's registry. */
export interface ImageRepository {
  id: number
  /** Below the project's path; empty for the project's own. */
  name: string
  tags: Map<string, ImageTag>
  created_at: string
}

/** A comment on a commit: the one note of a discussion of its own. */
export interface CommitNote {
  id: number
  discussionId: string
  sha: string
  note: string
  /** Username. */
  author: string
  created_at: string
}

/** A project as the stand-in holds it. */
export interface GitlabProject {
  readonly id: number
  readonly path: string
  readonly visibility: 'private' | 'public'
  readonly defaultBranch: string
  readonly allowsJobsOf: readonly string[]
  /** Folder of the bare repository. */
  readonly repository: string
  /** Address for `git clone`, without credentials. */
  readonly gitUrl: string
  isArchived: boolean
  /** Patterns with `*`, as `v*`. */
  readonly protectedTags: string[]
  readonly protectedBranches: string[]
  readonly secureFiles: SecureFile[]
  readonly mergeRequests: MergeRequest[]
  readonly statuses: CommitStatus[]
  readonly pipelines: Pipeline[]
  readonly releases: Release[]
  readonly jobs: EndedJob[]
  readonly environments: Environment[]
  readonly deployments: Deployment[]
  readonly images: ImageRepository[]
  readonly commitNotes: CommitNote[]
  addSecureFile(name: string, content: string | Buffer): SecureFile
  /** Makes a merge request without telling any hook. */
  addMergeRequest(
    request: Pick<MergeRequest, 'sourceBranch'> & Partial<Omit<MergeRequest, 'notes' | 'versions'>>,
  ): MergeRequest
  /** Makes a deployment of a job that ended, as GitLab does for each job with an environment, without telling any hook. */
  addDeployment(
    deployment: Pick<Deployment, 'sha' | 'environment'> &
      Partial<Pick<Deployment, 'ref' | 'status' | 'username'>> & {
        job: string
        artifacts?: Readonly<Record<string, string>>
      },
  ): Deployment
  /** Puts tags into the registry, each with its digest; gives the repository of images. */
  addImage(name: string, tags: Readonly<Record<string, string>>): ImageRepository
  /** Runs git in the bare repository and gives what it prints. */
  git(...args: string[]): string
  /** A number that nothing else in this GitLab has. */
  nextId(): number
  /** The time by the stand-in's clock, as GitLab writes it. */
  now(): string
}
