import { mkdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { authenticateApi, createAccount, type Job, type Refusal, type User } from './actors.ts'
import { type Acts, createActs } from './acts.ts'
import { type ApiAnswer, isObject } from './api/answer.ts'
import { answerApi } from './api/answer-api.ts'
import { type Clock, systemClock } from './clock.ts'
import { createHookSender, type HookOptions, type HookSender } from './hooks/sender.ts'
import type { GitlabProject } from './model.ts'
import { createProject, type ProjectSpec } from './projects.ts'
import { rememberReferences } from './pushes.ts'
import { createRateLimiter, type RateLimit, type RateLimiter } from './rate-limit.ts'
import { decodeBody, readBody, TooLarge } from './read-body.ts'
import { readGitPath, serveGit } from './serve-git.ts'
import type { World } from './world.ts'

/** What goes wrong on purpose. */
export interface Fault {
  method?: string
  /** Tried on the path, without the query. */
  path: RegExp
  /** Answered in place of the real answer. */
  status?: number
  headers?: Readonly<Record<string, string>>
  body?: unknown
  /** Milliseconds to wait before the answer. */
  delay?: number
  /** Milliseconds between the work and its answer. */
  hold?: number
  /** `before` closes the connection without doing anything, `after` once the work is done but not told. */
  cut?: 'before' | 'after'
  /** How often; for ever where it is not given. */
  times?: number
}

export interface RecordedRequest {
  method: string
  /** Path without the query, as it was sent. */
  path: string
  query: string
  /** Who it was: a user's name, `job`, `anonymous`, or `unknown` for a token that is none. */
  actor: string
  /** Decoded JSON or form body; undefined for Git. */
  body: unknown
  status: number
}

export interface GitlabOptions {
  /** Where the repositories are kept. */
  folder: string
  port?: number
  projects?: readonly ProjectSpec[]
  users?: readonly User[]
  jobs?: readonly Job[]
  clock?: Clock
  rateLimit?: RateLimit
  hooks?: HookOptions
}

export interface Gitlab extends Acts, Pick<HookSender, 'deliveries' | 'settled' | 'resend'> {
  /** For example `http://127.0.0.1:8929`, as CI_SERVER_URL. */
  readonly url: string
  /** As CI_API_V4_URL. */
  readonly apiUrl: string
  readonly requests: RecordedRequest[]
  readonly world: World
  /** A project by its path; throws where there is none. */
  project(path: string): GitlabProject
  addProject(spec: ProjectSpec): GitlabProject
  /** Makes a project that begins as a copy of another, as a fork does. */
  fork(path: string, spec: ProjectSpec): GitlabProject
  addFault(fault: Fault): void
  clearFaults(): void
  /** Sets the budget of calls, or takes it away. */
  setRateLimit(limit: RateLimit | undefined): void
  close(): Promise<void>
}

const refusals: Readonly<Record<Refusal['reason'], ApiAnswer>> = {
  unknown: { status: 401, body: { message: '401 Unauthorized' } },
  expired: {
    status: 401,
    body: {
      error: 'invalid_token',
      error_description: 'Token is expired. You can either do re-authorization or token refresh.',
    },
  },
  revoked: {
    status: 401,
    body: { error: 'invalid_token', error_description: 'Token was revoked. You have to re-authorize from the user.' },
  },
}

/**
 * Starts a stand-in for GitLab on 127.0.0.1: Git over smart HTTP, the part of the REST API that a release and the bot touch, and
 * a sender of webhooks, by the facts of gitlab-ci.md 3.3 (see README.md). Users and jobs have the rights that GitLab gives
 * their tokens.
 */
export async function startGitlab(options: GitlabOptions): Promise<Gitlab> {
  const folder = path.resolve(options.folder)
  mkdirSync(folder, { recursive: true })
  const clock = options.clock ?? systemClock
  const requests: RecordedRequest[] = []
  const faults: Fault[] = []
  let limiter: RateLimiter | undefined = options.rateLimit && createRateLimiter(options.rateLimit, clock)
  let [url, lastId, lastProject] = ['', 0, 0]
  const world: World = {
    get url() {
      return url
    },
    clock,
    accounts: {
      users: (options.users ?? []).map((user, at) => createAccount(user, at + 1)),
      jobs: [...(options.jobs ?? [])],
    },
    deletedUsers: new Set(),
    projects: [],
    groups: [],
    hooks: [],
    announce: (event) => sender.announce(event),
    test: (hook, event, trigger) => sender.test(hook, event, trigger),
    nextId: () => ++lastId,
  }
  const sender = createHookSender(world, options.hooks ?? {})

  const takeFault = (method: string, pathname: string): Fault | undefined => {
    const fault = faults.find((one) => (one.method ?? method) === method && one.path.test(pathname) && one.times !== 0)
    if (fault?.times !== undefined) fault.times -= 1
    return fault
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET'
    const target = new URL(`${url}${request.url ?? '/'}`)
    const record: RecordedRequest = {
      method,
      path: target.pathname,
      query: target.search,
      actor: 'unknown',
      body: undefined,
      status: 0,
    }
    requests.push(record)
    response.on('finish', () => {
      record.status = response.statusCode
    })
    const fault = takeFault(method, target.pathname)
    if (fault?.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delay))
    if (fault?.cut === 'before') {
      request.socket.destroy()
      return
    }
    if (fault?.status !== undefined) {
      request.resume()
      send(response, { status: fault.status, body: fault.body, ...(fault.headers ? { headers: fault.headers } : {}) })
      return
    }
    const git = readGitPath(target.pathname)
    if (git) {
      const project = world.projects.find((one) => one.path === git.project)
      if (!git.hasSuffix && method === 'GET') {
        response.writeHead(301, { location: `${url}/${git.project}.git/${git.service}${target.search}` }).end()
        return
      }
      const actor = serveGit(request, response, { url: target, project, service: git.service, world })
      record.actor = actor.kind === 'refused' ? 'unknown' : actor.name
      return
    }
    if (!target.pathname.startsWith('/api/v4/')) {
      send(response, { status: 404, body: { message: '404 Not Found' } })
      return
    }
    const actor = authenticateApi(world.accounts, clock, request.headers, target.searchParams)
    record.actor = actor.name
    const limited = limiter?.count(actor.name)
    const body = await decodeBody(await readBody(request), request.headers['content-type'])
    record.body = body
    const answer =
      limited?.refusal ??
      (actor.kind === 'refused'
        ? refusals[actor.reason]
        : await answerApi({
            world,
            actor,
            method,
            path: target.pathname.slice('/api/v4/'.length),
            query: target.searchParams,
            fields: { ...Object.fromEntries(target.searchParams), ...(isObject(body) ? body : {}) },
          }))
    if (fault?.hold !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.hold))
    if (fault?.cut === 'after') request.socket.destroy()
    else send(response, { ...answer, headers: { ...limited?.headers, ...answer.headers } })
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else if (error instanceof TooLarge)
        send(response, { status: 413, body: { message: '413 Request Entity Too Large' } })
      else if (error instanceof SyntaxError || error instanceof TypeError)
        send(response, { status: 400, body: { message: '400 Bad request' } })
      else send(response, { status: 500, body: { message: '500 Internal Server Error' } })
    })
  })
  // Git holds this process up. A connection that ends as idle meanwhile would be taken again by a client of the same process.
  server.keepAliveTimeout = 600_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in listens on no port')
  url = `http://127.0.0.1:${address.port}`

  const findProject = (name: string): GitlabProject => {
    const project = world.projects.find((one) => one.path === name)
    if (!project) throw new Error(`the stand-in has no project ${name}`)
    return project
  }
  const gitlab: Gitlab = {
    ...createActs(world, findProject),
    url,
    apiUrl: `${url}/api/v4`,
    requests,
    world,
    deliveries: sender.deliveries,
    settled: sender.settled,
    resend: sender.resend,
    project: findProject,
    addProject: (spec) => {
      lastProject += 1
      const project = createProject(spec, { id: lastProject, folder, url, clock })
      rememberReferences(project)
      world.projects.push(project)
      return project
    },
    fork: (name, spec) => {
      const from = findProject(name)
      const project = gitlab.addProject({ defaultBranch: from.defaultBranch, ...spec })
      project.git('fetch', '--quiet', from.repository, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*')
      rememberReferences(project)
      return project
    },
    addFault: (fault) => {
      faults.push({ ...fault })
    },
    clearFaults: () => {
      faults.length = 0
    },
    setRateLimit: (limit) => {
      limiter = limit && createRateLimiter(limit, clock)
    },
    close: async () => {
      await sender.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
  for (const spec of options.projects ?? []) gitlab.addProject(spec)
  return gitlab
}

function send(response: ServerResponse, answer: ApiAnswer): void {
  const bytes = answer.bytes ?? Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body))
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    ...(answer.status === 204 ? {} : { 'content-length': bytes.length }),
    ...answer.headers,
  })
  if (answer.status === 204 || response.req.method === 'HEAD') response.end()
  else response.end(bytes)
}
