import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'

/** The environment that git runs in: nothing of this machine's configuration, no questions. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
}

export interface ProjectSpec {
  /** Group and name, for example `acme/demo`. */
  path: string
  /** A private project wants a token for everything; a public one for writing only. Private by default. */
  visibility?: 'private' | 'public'
  defaultBranch?: string
  /** Other projects whose jobs may read this one with their job token; its own jobs always may. */
  allowsJobsOf?: readonly string[]
}

export interface SecureFile {
  id: number
  name: string
  content: Buffer
  checksum: string
  created_at: string
}

export interface Note {
  id: number
  body: string
  author: string
  created_at: string
  updated_at: string
}

export interface MergeRequest {
  iid: number
  title: string
  state: 'opened' | 'closed' | 'merged'
  sourceBranch: string
  targetBranch: string
  notes: Note[]
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

/** What GitLab keeps of a job with an environment. */
export interface Deployment {
  id: number
  sha: string
  ref: string
  environment: string
  status: 'created' | 'running' | 'success' | 'failed' | 'canceled'
  username: string
  job: EndedJob
  created_at: string
}

export interface Release {
  tag_name: string
  name: string
  description: string
  created_at: string
}

/** A project as the stand-in holds it; tests read and change it directly. */
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
  readonly secureFiles: SecureFile[]
  readonly mergeRequests: MergeRequest[]
  readonly statuses: CommitStatus[]
  readonly releases: Release[]
  readonly jobs: EndedJob[]
  readonly deployments: Deployment[]
  addSecureFile(name: string, content: string | Buffer): SecureFile
  addMergeRequest(request: Pick<MergeRequest, 'sourceBranch'> & Partial<Omit<MergeRequest, 'notes'>>): MergeRequest
  /** Makes a deployment of a job that ended, as GitLab does for each job with an environment. */
  addDeployment(
    deployment: Pick<Deployment, 'sha' | 'environment'> &
      Partial<Pick<Deployment, 'ref' | 'status' | 'username'>> & {
        job: string
        artifacts?: Readonly<Record<string, string>>
      },
  ): Deployment
  /** Runs git in the bare repository and gives what it prints. */
  git(...args: string[]): string
}

/** Makes a project with an empty bare repository that takes partial clones and any commit by its SHA, as GitLab's do. */
export function createProject(spec: ProjectSpec, id: number, folder: string, url: string): GitlabProject {
  const repository = path.join(folder, `${id}.git`)
  const defaultBranch = spec.defaultBranch ?? 'main'
  const git = (...args: string[]) =>
    execFileSync('git', ['--git-dir', repository, ...args], {
      env: gitEnvironment,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  mkdirSync(repository, { recursive: true })
  if (!existsSync(path.join(repository, 'HEAD'))) {
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', defaultBranch, repository], {
      env: gitEnvironment,
    })
  }
  for (const [name, value] of [
    ['uploadpack.allowFilter', 'true'],
    ['uploadpack.allowAnySHA1InWant', 'true'],
    ['http.receivepack', 'true'],
    ['gc.auto', '0'],
  ] as const) {
    git('config', name, value)
  }
  const project: GitlabProject = {
    id,
    path: spec.path,
    visibility: spec.visibility ?? 'private',
    defaultBranch,
    allowsJobsOf: spec.allowsJobsOf ?? [],
    repository,
    gitUrl: `${url}/${spec.path}.git`,
    secureFiles: [],
    mergeRequests: [],
    statuses: [],
    releases: [],
    jobs: [],
    deployments: [],
    addDeployment: ({ sha, environment, ref = defaultBranch, status = 'success', username = 'ada', ...of }) => {
      const number = project.deployments.length + 1
      const artifacts = Object.entries(of.artifacts ?? {}).map(([file, text]) => [file, Buffer.from(text)] as const)
      const job = { id: id * 10_000 + number, name: of.job, ref, sha, artifacts: new Map(artifacts) }
      const created_at = new Date().toISOString()
      const deployment = { id: id * 1000 + number, sha, ref, environment, status, username, job, created_at }
      project.jobs.push(job)
      project.deployments.push(deployment)
      return deployment
    },
    git,
    addSecureFile: (name, content) => {
      const bytes = Buffer.from(content)
      const file = {
        id: id * 1000 + project.secureFiles.length + 1,
        name,
        content: bytes,
        checksum: createHash('sha256').update(bytes).digest('hex'),
        created_at: new Date().toISOString(),
      }
      project.secureFiles.push(file)
      return file
    },
    addMergeRequest: (request) => {
      const made: MergeRequest = {
        iid: project.mergeRequests.length + 1,
        title: request.sourceBranch,
        state: 'opened',
        targetBranch: defaultBranch,
        ...request,
        notes: [],
      }
      project.mergeRequests.push(made)
      return made
    },
  }
  return project
}
