import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { GitlabProject } from './projects.ts'

export interface User {
  username: string
  /** A personal, project or group access token with the scope `api`. */
  token: string
  /** Paths of the projects that the user is a member of; all where they are not given. */
  projects?: readonly string[]
}

export interface Job {
  token: string
  /** Path of the project that the job runs in. */
  project: string
}

export type Actor =
  | { kind: 'anonymous'; name: 'anonymous' }
  | { kind: 'user'; name: string; user: User }
  | { kind: 'job'; name: 'job'; job: Job }

export const anonymous: Actor = { kind: 'anonymous', name: 'anonymous' }

/** Compares digests, so that the time tells nothing of the token or its length. */
function isEqual(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}

export interface Accounts {
  users: readonly User[]
  jobs: readonly Job[]
}

function findUser({ users }: Accounts, token: string): Actor | undefined {
  const user = users.filter((one) => isEqual(one.token, token))[0]
  return user && { kind: 'user', name: user.username, user }
}

function findJob({ jobs }: Accounts, token: string): Actor | undefined {
  const job = jobs.filter((one) => isEqual(one.token, token))[0]
  return job && { kind: 'job', name: 'job', job }
}

/** Who calls the REST API; undefined where a token is given that is none. */
export function authenticateApi(
  accounts: Accounts,
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): Actor | undefined {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const userToken = headers['private-token'] ?? query.get('private_token') ?? bearer
  if (typeof userToken === 'string') return findUser(accounts, userToken)
  const jobToken = headers['job-token'] ?? query.get('job_token')
  return typeof jobToken === 'string' ? findJob(accounts, jobToken) : anonymous
}

/** Who calls Git over HTTP: `gitlab-ci-token` with a job token, or any name with a user's token; undefined where neither fits. */
export function authenticateGit(accounts: Accounts, authorization: string | undefined): Actor | undefined {
  if (authorization === undefined) return anonymous
  const encoded = /^Basic (.+)$/i.exec(authorization)?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const [name, password] = [text.slice(0, colon), text.slice(colon + 1)]
  return name === 'gitlab-ci-token' ? findJob(accounts, password) : findUser(accounts, password)
}

/** Whether the project exists at all for this actor. */
export function maySee(actor: Actor, project: GitlabProject): boolean {
  if (project.visibility === 'public') return true
  if (actor.kind === 'user') return actor.user.projects?.includes(project.path) ?? true
  if (actor.kind === 'job')
    return actor.job.project === project.path || project.allowsJobsOf.includes(actor.job.project)
  return false
}

export function mayWrite(actor: Actor, project: GitlabProject): boolean {
  return actor.kind === 'user' && (actor.user.projects?.includes(project.path) ?? true)
}
