import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from './clock.ts'
import type { GitlabProject } from './model.ts'

/** Guest 10, Reporter 20, Developer 30, Maintainer 40, Owner 50; 0 is no member. */
export type AccessLevel = 0 | 5 | 10 | 15 | 20 | 30 | 40 | 50

export interface User {
  username: string
  /** A personal, project or group access token. */
  token: string
  /** Paths of the projects that the user is a maintainer of; all where neither these nor `access` are given. */
  projects?: readonly string[]
  /** Access levels by the path of a project or a group; inherited by what is below. */
  access?: Readonly<Record<string, AccessLevel>>
  id?: number
  name?: string
  email?: string
  bot?: boolean
  /** Of the token: `api` by default. */
  scopes?: readonly string[]
  /** Of the token, as `2026-12-31` or with a time. */
  expiresAt?: string
}

export interface AccessToken {
  readonly id: number
  readonly name: string
  readonly token: string
  scopes: readonly string[]
  expiresAt: string | null
  isRevoked: boolean
}

/** A user as the stand-in holds it; tests change tokens and access directly. */
export interface Account {
  readonly id: number
  readonly username: string
  readonly name: string
  readonly email: string
  readonly bot: boolean
  readonly tokens: AccessToken[]
  /** By the path of a project or group. */
  readonly access: Map<string, AccessLevel>
  /** Where `access` says nothing. */
  readonly elsewhere: AccessLevel
}

export interface Job {
  token: string
  /** Path of the project that the job runs in. */
  project: string
}

export type Actor =
  | { kind: 'anonymous'; name: 'anonymous' }
  | { kind: 'user'; name: string; account: Account; token: AccessToken }
  | { kind: 'job'; name: 'job'; job: Job }

/** A token that does not count. */
export interface Refusal {
  kind: 'refused'
  reason: 'unknown' | 'expired' | 'revoked'
  name: string
}

export const anonymous: Actor = { kind: 'anonymous', name: 'anonymous' }
const unknown: Refusal = { kind: 'refused', reason: 'unknown', name: 'unknown' }

/** Compares digests, so that the time tells nothing of the token or its length. */
function isEqual(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}

export interface Accounts {
  users: Account[]
  jobs: Job[]
}

export function createAccount(user: User, id: number): Account {
  const maintained = (user.projects ?? []).map((path) => [path, 40] as const)
  return {
    id: user.id ?? id,
    username: user.username,
    name: user.name ?? user.username,
    email: user.email ?? `${user.username}@example.org`,
    bot: user.bot ?? false,
    tokens: [
      {
        id: 7000 + id,
        name: `token of ${user.username}`,
        token: user.token,
        scopes: user.scopes ?? ['api'],
        expiresAt: user.expiresAt ?? null,
        isRevoked: false,
      },
    ],
    access: new Map([...maintained, ...Object.entries(user.access ?? {})]),
    elsewhere: user.projects || user.access ? 0 : 40,
  }
}

function findUser({ users }: Accounts, clock: Clock, text: string): Actor | Refusal {
  for (const account of users) {
    const token = account.tokens.filter((one) => isEqual(one.token, text))[0]
    if (!token) continue
    const name = account.username
    if (token.isRevoked) return { kind: 'refused', reason: 'revoked', name }
    const hasExpired = token.expiresAt !== null && Date.parse(token.expiresAt) <= clock.now()
    return hasExpired ? { kind: 'refused', reason: 'expired', name } : { kind: 'user', name, account, token }
  }
  return unknown
}

function findJob({ jobs }: Accounts, token: string): Actor | Refusal {
  const job = jobs.filter((one) => isEqual(one.token, token))[0]
  return job ? { kind: 'job', name: 'job', job } : unknown
}

/** Who calls the REST API, or why the token that is given does not count. */
export function authenticateApi(
  accounts: Accounts,
  clock: Clock,
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): Actor | Refusal {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const userToken = headers['private-token'] ?? query.get('private_token') ?? bearer
  if (typeof userToken === 'string') return findUser(accounts, clock, userToken)
  const jobToken = headers['job-token'] ?? query.get('job_token')
  return typeof jobToken === 'string' ? findJob(accounts, jobToken) : anonymous
}

/** Who calls Git over HTTP: `gitlab-ci-token` with a job token, or any name with a user's token. */
export function authenticateGit(accounts: Accounts, clock: Clock, authorization: string | undefined): Actor | Refusal {
  if (authorization === undefined) return anonymous
  const encoded = /^Basic (.+)$/i.exec(authorization)?.[1]
  if (encoded === undefined) return unknown
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const [name, password] = [text.slice(0, colon), text.slice(colon + 1)]
  return name === 'gitlab-ci-token' ? findJob(accounts, password) : findUser(accounts, clock, password)
}

/** The highest level that a user has in a project or group, by itself or by a group above. */
export function readLevel({ access, elsewhere }: Account, path: string): AccessLevel {
  const parts = path.split('/')
  const levels = parts.flatMap((_, at) => access.get(parts.slice(0, at + 1).join('/')) ?? [])
  return levels.toSorted((one, other) => other - one)[0] ?? elsewhere
}

/** Whether the project exists at all for this actor. */
export function maySee(actor: Actor, project: GitlabProject): boolean {
  if (project.visibility === 'public') return true
  if (actor.kind === 'user') return readLevel(actor.account, project.path) > 0
  if (actor.kind === 'job')
    return actor.job.project === project.path || project.allowsJobsOf.includes(actor.job.project)
  return false
}

/** Whether the actor may push: developers and those above. */
export function mayPush(actor: Actor, project: GitlabProject): boolean {
  if (actor.kind !== 'user' || project.isArchived) return false
  const allows = actor.token.scopes.some((scope) => scope === 'api' || scope === 'write_repository')
  return allows && readLevel(actor.account, project.path) >= 30
}
