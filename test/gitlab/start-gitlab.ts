import { mkdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { type Accounts, authenticateApi, type Job, type User } from './actors.ts'
import { type ApiAnswer, answerApi } from './api.ts'
import { createProject, type GitlabProject, type ProjectSpec } from './projects.ts'
import { readGitPath, serveGit } from './serve-git.ts'

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
}

export interface Gitlab {
  /** For example `http://127.0.0.1:8929`, as CI_SERVER_URL. */
  readonly url: string
  /** As CI_API_V4_URL. */
  readonly apiUrl: string
  readonly requests: RecordedRequest[]
  /** A project by its path; throws where there is none. */
  project(path: string): GitlabProject
  addProject(spec: ProjectSpec): GitlabProject
  addFault(fault: Fault): void
  clearFaults(): void
  close(): Promise<void>
}

const largestBody = 10 * 1024 * 1024

class TooLarge extends Error {}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) throw new TooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decodeBody(body: Buffer, type: string | undefined): unknown {
  if (body.length === 0) return undefined
  if (type?.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body.toString()))
  return JSON.parse(body.toString('utf8'))
}

/**
 * Starts a stand-in for GitLab on 127.0.0.1: Git over smart HTTP, and the part of the REST API that a release touches, by the
 * facts of gitlab-ci.md 3.3. Users and jobs have the rights that GitLab gives their tokens.
 */
export async function startGitlab(options: GitlabOptions): Promise<Gitlab> {
  const accounts: Accounts = { users: options.users ?? [], jobs: options.jobs ?? [] }
  const folder = path.resolve(options.folder)
  mkdirSync(folder, { recursive: true })
  const projects: GitlabProject[] = []
  const requests: RecordedRequest[] = []
  const faults: Fault[] = []
  let url = ''

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
      const project = projects.find((one) => one.path === git.project)
      if (!git.hasSuffix && method === 'GET') {
        response.writeHead(301, { location: `${url}/${git.project}.git/${git.service}${target.search}` }).end()
        return
      }
      record.actor = serveGit(request, response, target, project, git.service, accounts)?.name ?? 'unknown'
      return
    }
    if (!target.pathname.startsWith('/api/v4/')) {
      send(response, { status: 404, body: { message: '404 Not Found' } })
      return
    }
    const actor = authenticateApi(accounts, request.headers, target.searchParams)
    record.actor = actor?.name ?? 'unknown'
    const body = decodeBody(await readBody(request), request.headers['content-type'])
    record.body = body
    const answer: ApiAnswer = actor
      ? answerApi(
          method,
          target.pathname.slice('/api/v4/'.length),
          {
            actor,
            query: target.searchParams,
            fields: { ...Object.fromEntries(target.searchParams), ...(isObject(body) ? body : {}) },
            url,
          },
          projects,
        )
      : { status: 401, body: { message: '401 Unauthorized' } }
    if (fault?.cut === 'after') request.socket.destroy()
    else send(response, answer)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else if (error instanceof TooLarge)
        send(response, { status: 413, body: { message: '413 Request Entity Too Large' } })
      else if (error instanceof SyntaxError) send(response, { status: 400, body: { message: '400 Bad request' } })
      else send(response, { status: 500, body: { message: '500 Internal Server Error' } })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in listens on no port')
  url = `http://127.0.0.1:${address.port}`

  const gitlab: Gitlab = {
    url,
    apiUrl: `${url}/api/v4`,
    requests,
    project: (name) => {
      const project = projects.find((one) => one.path === name)
      if (!project) throw new Error(`the stand-in has no project ${name}`)
      return project
    },
    addProject: (spec) => {
      const project = createProject(spec, projects.length + 1, folder, url)
      projects.push(project)
      return project
    },
    addFault: (fault) => {
      faults.push({ ...fault })
    },
    clearFaults: () => {
      faults.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  for (const spec of options.projects ?? []) gitlab.addProject(spec)
  return gitlab
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function send(response: ServerResponse, answer: ApiAnswer): void {
  const bytes = answer.bytes ?? Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body))
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    ...answer.headers,
  })
  response.end(bytes)
}
