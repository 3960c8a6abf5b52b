import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Clock } from './clock.ts'
import { gitEnvironment, runGit } from './git.ts'
import type { EndedJob, GitlabProject, MergeRequest } from './model.ts'

export interface ProjectSpec {
  /** Group and name, for example `acme/demo`. */
  path: string
  /** A private project wants a token for everything; a public one for writing only. Private by default. */
  visibility?: 'private' | 'public'
  defaultBranch?: string
  /** Other projects whose jobs may read this one with their job token; its own jobs always may. */
  allowsJobsOf?: readonly string[]
  /** Patterns with `*`, as `v*`. None by default. */
  protectedTags?: readonly string[]
  /** The default branch by default. */
  protectedBranches?: readonly string[]
}

export interface ProjectPlace {
  id: number
  folder: string
  url: string
  clock: Clock
}

const largestOfProject = 1_000_000
/** One file is written faster than four processes are run. */
const settings = `[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
[http]
	receivepack = true
[gc]
	auto = 0
`

/** Makes a project with an empty bare repository that takes partial clones and any commit by its SHA, as GitLab's do. */
export function createProject(spec: ProjectSpec, { id, folder, url, clock }: ProjectPlace): GitlabProject {
  const repository = path.join(folder, `${id}.git`)
  const defaultBranch = spec.defaultBranch ?? 'main'
  const git = (...args: string[]) => runGit(repository, args).toString('utf8')
  mkdirSync(repository, { recursive: true })
  if (!existsSync(path.join(repository, 'HEAD'))) {
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', defaultBranch, repository], {
      env: gitEnvironment,
    })
    appendFileSync(path.join(repository, 'config'), settings)
  }
  let lastId = id * largestOfProject
  const project: GitlabProject = {
    id,
    path: spec.path,
    visibility: spec.visibility ?? 'private',
    defaultBranch,
    allowsJobsOf: spec.allowsJobsOf ?? [],
    repository,
    gitUrl: `${url}/${spec.path}.git`,
    isArchived: false,
    protectedTags: [...(spec.protectedTags ?? [])],
    protectedBranches: [...(spec.protectedBranches ?? [defaultBranch])],
    secureFiles: [],
    mergeRequests: [],
    statuses: [],
    pipelines: [],
    releases: [],
    jobs: [],
    environments: [],
    deployments: [],
    images: [],
    commitNotes: [],
    git,
    nextId: () => ++lastId,
    now: () => new Date(clock.now()).toISOString(),
    addDeployment: ({ sha, environment, ref = defaultBranch, status = 'success', username = 'ada', ...of }) => {
      const artifacts = Object.entries(of.artifacts ?? {}).map(([file, text]) => [file, Buffer.from(text)] as const)
      const job: EndedJob = { id: project.nextId(), name: of.job, ref, sha, artifacts: new Map(artifacts) }
      const now = project.now()
      project.jobs.push(job)
      if (!project.environments.some((one) => one.name === environment)) {
        project.environments.push(createEnvironment(project, environment))
      }
      const deployment = {
        id: project.nextId(),
        iid: project.deployments.length + 1,
        ...{ sha, ref, tag: false, environment, status, username, job, created_at: now, updated_at: now },
      }
      project.deployments.push(deployment)
      return deployment
    },
    addSecureFile: (name, content) => {
      const bytes = Buffer.from(content)
      const checksum = createHash('sha256').update(bytes).digest('hex')
      const file = { id: project.nextId(), name, content: bytes, checksum, created_at: project.now() }
      project.secureFiles.push(file)
      return file
    },
    addMergeRequest: (request) => {
      const made: MergeRequest = {
        id: project.nextId(),
        iid: project.mergeRequests.length + 1,
        title: request.sourceBranch,
        description: '',
        state: 'opened',
        targetBranch: defaultBranch,
        sourceProject: spec.path,
        author: 'ada',
        labels: [],
        approvals: [],
        mergeCommit: null,
        created_at: project.now(),
        updated_at: project.now(),
        ...request,
        versions: [],
        notes: [],
      }
      project.mergeRequests.push(made)
      return made
    },
    addImage: (name, tags) => {
      const known = project.images.find((one) => one.name === name)
      const image = known ?? { id: project.nextId(), name, tags: new Map(), created_at: project.now() }
      if (!known) project.images.push(image)
      for (const [tag, digest] of Object.entries(tags)) {
        const revision = createHash('sha256').update(digest).digest('hex')
        image.tags.set(tag, { digest, revision, total_size: 1234, created_at: project.now() })
      }
      return image
    },
  }
  return project
}

export function createEnvironment(project: GitlabProject, name: string): GitlabProject['environments'][number] {
  const now = project.now()
  return {
    id: project.nextId(),
    name,
    external_url: null,
    tier: 'other',
    state: 'available',
    created_at: now,
    updated_at: now,
  }
}
