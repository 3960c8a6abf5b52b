import { type AccessLevel, type Account, createAccount, type User } from './actors.ts'
import { createDeployment, setDeploymentStatus } from './deploy.ts'
import {
  changeMergeRequest,
  type MergeRequestAct,
  type MergeRequestChange,
  type NewMergeRequest,
  openMergeRequest,
  setMergeRequestState,
} from './merge-request-acts.ts'
import { addNote, readVersion } from './merge-requests.ts'
import type {
  Deployment,
  DeploymentStatus,
  GitlabProject,
  MergeRequest,
  Note,
  Pipeline,
  PipelineStatus,
  Release,
} from './model.ts'
import { addPipeline, setPipelineStatus } from './pipelines.ts'
import { noticePushes, type PushOptions } from './pushes.ts'
import { type CommitOptions, type FileChange, moveReference, resolveCommit, writeCommit } from './repository.ts'
import type { World } from './world.ts'

/** What people and runners do, for tests: each tells the hooks. Projects are named by their paths, users by username. */
export interface Acts {
  /** Commits and pushes to a branch, which is made where it is new; gives the SHA. */
  commitFiles(
    project: string,
    branch: string,
    files: Readonly<Record<string, FileChange>>,
    options?: string | (Partial<Omit<CommitOptions, 'time'>> & PushOptions & { user?: string }),
  ): string
  /** Pushes a tag of a branch or commit; gives the commit. With a message it is an annotated one. */
  pushTag(project: string, tag: string, target: string, options?: { user?: string; message?: string }): string
  /** Moves a branch back or elsewhere, as a push with force does. */
  forcePush(project: string, branch: string, target: string, options?: PushOptions & { user?: string }): void
  deleteBranch(project: string, branch: string, user?: string): void
  deleteTag(project: string, tag: string, user?: string): void
  openMergeRequest(project: string, request: NewMergeRequest): MergeRequest
  changeMergeRequest(project: string, iid: number, change: MergeRequestChange, user?: string): void
  /** Closes, reopens, merges, approves or takes an approval back. */
  actOnMergeRequest(project: string, iid: number, act: MergeRequestAct, user?: string): void
  writeNote(project: string, iid: number, body: string, user?: string): Note
  editNote(project: string, iid: number, note: number, body: string): void
  /** A pipeline that runs, told to the hooks; with a tag's name as `ref` it is one of the tag. */
  startPipeline(
    project: string,
    pipeline: { ref: string; tag?: boolean; user?: string; jobs?: readonly string[]; mergeRequest?: number },
  ): Pipeline
  finishPipeline(project: string, pipeline: number, status?: PipelineStatus): void
  release(project: string, tag: string, release?: { name?: string; description?: string; user?: string }): Release
  deploy(
    project: string,
    deployment: { environment: string; ref: string; tag?: boolean; status?: DeploymentStatus; user?: string },
  ): Deployment
  setDeployment(project: string, deployment: number, status: DeploymentStatus): void
  addUser(user: User): Account
  user(username: string): Account
  deleteUser(username: string): void
  /** Gives a level in a project or group; 0 takes every one away. */
  setAccess(username: string, path: string, level: AccessLevel): void
  /** Removes a project with its hooks; merge requests from it lose their source. */
  deleteProject(project: string): void
}

export function createActs(world: World, project: (path: string) => GitlabProject): Acts {
  const findRequest = (path: string, iid: number): [GitlabProject, MergeRequest] => {
    const found = project(path)
    const request = found.mergeRequests.find((one) => one.iid === iid)
    if (!request) throw new Error(`the stand-in has no merge request ${path}!${iid}`)
    return [found, request]
  }
  const findCommit = (found: GitlabProject, revision: string): string => {
    const sha = resolveCommit(found, revision)
    if (sha === undefined) throw new Error(`the stand-in has no commit ${revision} in ${found.path}`)
    return sha
  }
  const user = (username: string): Account => {
    const account = world.accounts.users.find((one) => one.username === username)
    if (!account) throw new Error(`the stand-in has no user ${username}`)
    return account
  }
  return {
    commitFiles: (path, branch, files, options = {}) => {
      const given = typeof options === 'string' ? { message: options } : options
      const found = project(path)
      const sha = writeCommit(found, branch, files, { ...given, time: Math.floor(world.clock.now() / 1000) })
      noticePushes(world, found, given.user ?? 'ada', given)
      return sha
    },
    pushTag: (path, tag, target, { user: by = 'ada', message } = {}) => {
      const found = project(path)
      const sha = findCommit(found, target)
      const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
      if (message === undefined) moveReference(found, `refs/tags/${tag}`, sha)
      else found.git(...identity, 'tag', '--annotate', '--force', '--message', message, tag, sha)
      noticePushes(world, found, by)
      return sha
    },
    forcePush: (path, branch, target, options = {}) => {
      const found = project(path)
      moveReference(found, `refs/heads/${branch}`, findCommit(found, target))
      noticePushes(world, found, options.user ?? 'ada', options)
    },
    deleteBranch: (path, branch, by = 'ada') => {
      const found = project(path)
      // What a merge request was is kept before its branch goes.
      for (const target of world.projects) {
        for (const request of target.mergeRequests) readVersion(world, target, request)
      }
      moveReference(found, `refs/heads/${branch}`, null)
      noticePushes(world, found, by)
    },
    deleteTag: (path, tag, by = 'ada') => {
      moveReference(project(path), `refs/tags/${tag}`, null)
      noticePushes(world, project(path), by)
    },
    openMergeRequest: (path, request) => openMergeRequest(world, project(path), request),
    changeMergeRequest: (path, iid, change, by = 'ada') =>
      changeMergeRequest(world, ...findRequest(path, iid), change, by),
    actOnMergeRequest: (path, iid, act, by = 'ada') => setMergeRequestState(world, ...findRequest(path, iid), act, by),
    writeNote: (path, iid, body, by = 'ada') => {
      const [found, request] = findRequest(path, iid)
      const note = addNote(found, request, { body, author: by })
      world.announce({ kind: 'note', project: found, user: by, mergeRequest: request, note, action: 'create' })
      return note
    },
    editNote: (path, iid, id, body) => {
      const [found, request] = findRequest(path, iid)
      const note = request.notes.find((one) => one.id === id)
      if (!note) throw new Error(`the stand-in has no note ${id}`)
      note.body = body
      note.updated_at = found.now()
      world.announce({ kind: 'note', project: found, user: note.author, mergeRequest: request, note, action: 'update' })
    },
    startPipeline: (path, { ref, tag = false, user: by = 'ada', jobs = ['build'], mergeRequest }) => {
      const found = project(path)
      const sha = findCommit(found, tag ? `refs/tags/${ref}` : ref)
      const source = mergeRequest === undefined ? 'push' : 'merge_request_event'
      const of = { sha, ref, tag, user: by, jobs, source, mergeRequest: mergeRequest ?? null }
      const pipeline = addPipeline(found, { ...of, status: 'running' })
      world.announce({ kind: 'pipeline', project: found, user: by, pipeline })
      return pipeline
    },
    finishPipeline: (path, id, status = 'success') => {
      const found = project(path)
      const pipeline = found.pipelines.find((one) => one.id === id)
      if (!pipeline) throw new Error(`the stand-in has no pipeline ${id}`)
      setPipelineStatus(world, found, pipeline, status)
    },
    release: (path, tag, { name = tag, description = '', user: by = 'ada' } = {}) => {
      const found = project(path)
      const now = found.now()
      const release = { tag_name: tag, name, description, author: by, created_at: now, released_at: now }
      found.releases.push(release)
      world.announce({ kind: 'release', project: found, user: by, release, action: 'create' })
      return release
    },
    deploy: (path, { environment, ref, tag = false, status = 'running', user: by = 'ada' }) => {
      const found = project(path)
      const sha = findCommit(found, tag ? `refs/tags/${ref}` : ref)
      return createDeployment(world, found, { environment, ref, tag, sha, status, username: by })
    },
    setDeployment: (path, id, status) => {
      const found = project(path)
      const deployment = found.deployments.find((one) => one.id === id)
      if (!deployment) throw new Error(`the stand-in has no deployment ${id}`)
      setDeploymentStatus(world, found, deployment, status)
    },
    addUser: (spec) => {
      const account = createAccount(spec, world.accounts.users.length + world.deletedUsers.size + 1)
      world.accounts.users.push(account)
      return account
    },
    user,
    deleteUser: (username) => {
      world.accounts.users.splice(world.accounts.users.indexOf(user(username)), 1)
      world.deletedUsers.add(username)
    },
    setAccess: (username, path, level) => {
      user(username).access.set(path, level)
    },
    deleteProject: (path) => {
      const found = project(path)
      for (const target of world.projects) {
        for (const request of target.mergeRequests) {
          if (request.sourceProject !== path) continue
          readVersion(world, target, request)
          request.sourceProject = null
        }
      }
      world.projects.splice(world.projects.indexOf(found), 1)
      for (const hook of world.hooks.filter((one) => one.of === 'project' && one.path === path))
        world.hooks.splice(world.hooks.indexOf(hook), 1)
    },
  }
}
