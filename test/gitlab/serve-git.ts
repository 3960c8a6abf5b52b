import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { type Actor, authenticateGit, mayPush, maySee, type Refusal } from './actors.ts'
import { gitEnvironment } from './git.ts'
import type { GitlabProject } from './model.ts'
import { noticePushes } from './pushes.ts'
import type { World } from './world.ts'

const services = ['info/refs', 'git-upload-pack', 'git-receive-pack']
const largestPush = 512 * 1024 * 1024

/** The repository and service that a path names, where it is one of Git's. */
export function readGitPath(pathname: string): { project: string; service: string; hasSuffix: boolean } | undefined {
  const found = /^\/(.+?)(\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(pathname)
  const [, project, suffix, service] = found ?? []
  if (project === undefined || service === undefined || !services.includes(service)) return undefined
  return { project, service, hasSuffix: suffix !== undefined }
}

function refuse(response: ServerResponse, status: number, text: string): void {
  const headers: Record<string, string> = { 'content-type': 'text/plain' }
  if (status === 401) headers['www-authenticate'] = 'Basic realm="GitLab"'
  response.writeHead(status, headers).end(`${text}\n`)
}

export interface GitCall {
  url: URL
  project: GitlabProject | undefined
  service: string
  world: World
}

/** Serves Git's smart HTTP through `git http-backend`. Gives who asked, for the log. */
export function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  { url, project, service, world }: GitCall,
): Actor | Refusal {
  const actor = authenticateGit(world.accounts, world.clock, request.headers.authorization)
  const isPush = service === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack'
  if (actor.kind === 'refused') {
    refuse(response, 401, 'HTTP Basic: Access denied.')
    return actor
  }
  // A stranger is asked for a name even where there is nothing, so that names of private projects are not told.
  if (actor.kind === 'anonymous' && (isPush || !project || !maySee(actor, project))) {
    refuse(response, 401, 'HTTP Basic: Access denied.')
    return actor
  }
  if (!project || !maySee(actor, project)) {
    refuse(response, 404, 'The project you were looking for could not be found.')
    return actor
  }
  if (isPush && !mayPush(actor, project)) {
    refuse(response, 403, 'You are not allowed to push code to this project.')
    return actor
  }
  const onEnd = service === 'git-receive-pack' ? () => noticePushes(world, project, actor.name) : () => {}
  runBackend(request, response, url, project, service, actor, onEnd)
  return actor
}

function runBackend(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  project: GitlabProject,
  service: string,
  actor: Actor,
  onEnd: () => void,
): void {
  const { headers } = request
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment,
      GIT_PROJECT_ROOT: path.dirname(project.repository),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${path.basename(project.repository)}/${service}`,
      REQUEST_METHOD: request.method ?? 'GET',
      QUERY_STRING: url.search.slice(1),
      REMOTE_USER: actor.name,
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_TYPE: headers['content-type'] ?? '',
      ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
      ...(headers['content-encoding'] === undefined ? {} : { HTTP_CONTENT_ENCODING: headers['content-encoding'] }),
      ...(typeof headers['git-protocol'] === 'string' ? { HTTP_GIT_PROTOCOL: headers['git-protocol'] } : {}),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  let taken = 0
  request.on('data', (chunk: Buffer) => {
    taken += chunk.length
    if (taken > largestPush) request.destroy()
  })
  request.pipe(child.stdin)
  child.stdin.on('error', () => {
    // Git may answer before it has read all; its answer tells why.
  })
  response.on('close', () => child.kill())
  child.on('error', () => refuse(response, 500, 'git could not be started'))
  let head: Buffer | undefined = Buffer.alloc(0)
  child.stdout.on('data', (chunk: Buffer) => {
    if (!head) {
      response.write(chunk)
      return
    }
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    let status = 200
    for (const line of head.subarray(0, end).toString('latin1').split('\r\n')) {
      const colon = line.indexOf(':')
      const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()]
      if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10)
      else response.setHeader(name, value)
    }
    response.writeHead(status)
    response.write(head.subarray(end + 4))
    head = undefined
  })
  child.on('close', () => {
    onEnd()
    if (head && !response.headersSent) refuse(response, 500, 'git gave no answer')
    else response.end()
  })
}
