import { createHmac, generateKeyPairSync, randomUUID, verify } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { checkRoutes } from './api/checks.ts'
import { contentRoutes } from './api/contents.ts'
import { pullRoutes } from './api/pulls.ts'
import { releaseRoutes } from './api/releases.ts'
import { describeRepository, repositoryRoutes } from './api/repositories.ts'
import { createRepository, type GithubRepository, type GithubUser, type RepositorySpec } from './repositories.ts'
import { type ApiAnswer, type ApiCall, type Caller, cutPage, type GithubWorld, notFound } from './routing.ts'

/** What goes wrong on purpose. */
export interface GithubFault {
  method?: string
  path: RegExp
  status?: number
  headers?: Readonly<Record<string, string>>
  body?: unknown
  /** Milliseconds before the answer. */
  delay?: number
  /** Closes the connection: without doing anything, or once the work is done. */
  cut?: 'before' | 'after'
  times?: number
}

export interface GithubRequest {
  method: string
  /** Below the address of the API. */
  path: string
  caller: Caller['kind']
  body: unknown
  status: number
}

export interface Github {
  readonly url: string
  readonly apiUrl: string
  readonly appId: string
  /** PEM of the App's key. */
  readonly privateKey: string
  readonly world: GithubWorld
  readonly requests: GithubRequest[]
  addRepository(spec: RepositorySpec): GithubRepository
  addUser(login: string): GithubUser
  /** From now on no token that was given is taken. */
  expireTokens(): void
  addFault(fault: GithubFault): void
  /** Sends a webhook to the App's address, signed with its secret. GitHub sends once and never again by itself. */
  deliver(event: string, payload: unknown, options?: { id?: string; secret?: string }): Promise<Response>
  close(): Promise<void>
}

const routes = [...repositoryRoutes, ...contentRoutes, ...pullRoutes, ...checkRoutes, ...releaseRoutes]
/** Of the App: made once, since it takes a while. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const largestBody = 10 * 1024 * 1024

const permissions = {
  metadata: 'read',
  contents: 'write',
  pull_requests: 'write',
  checks: 'write',
  deployments: 'write',
  actions: 'read',
  packages: 'read',
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) throw new Error('too large')
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  const value: unknown = text === '' ? {} : JSON.parse(text)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function grants(granted: string | undefined, wanted: string): boolean {
  return granted === 'write' || granted === wanted
}

/**
 * Starts a stand-in for GitHub on 127.0.0.1: the part of the REST API that an App of the bot uses, below `/api/v3` as on an Enterprise
 * Server. Tokens of installations are given for a JWT that the App's key signed, and each route wants its permission.
 */
export async function startGithub(options: { folder: string }): Promise<Github> {
  mkdirSync(options.folder, { recursive: true })
  const tokens = new Set<string>()
  const requests: GithubRequest[] = []
  const faults: GithubFault[] = []
  let ids = 1000
  const bot: GithubUser = { id: 900, login: 'arkindex-ci[bot]', type: 'Bot' }
  let url = ''
  const world: GithubWorld = {
    get url() {
      return url
    },
    get apiUrl() {
      return `${url}/api/v3`
    },
    repositories: [],
    users: [bot],
    app: { id: 77, slug: 'arkindex-ci', user: bot, permissions, events: [] },
    hook: { url: '', secret: '', insecureTls: false },
    nextId: () => ++ids,
    now: () => Date.now(),
  }

  function isSignedByApp(jwt: string): boolean {
    const [head = '', claims = '', signature = ''] = jwt.split('.')
    if (!verify('sha256', Buffer.from(`${head}.${claims}`), keys.publicKey, Buffer.from(signature, 'base64url')))
      return false
    const { iss, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString())
    return String(iss) === String(world.app.id) && exp * 1000 > Date.now()
  }

  function authenticate(header: string | undefined): Caller | undefined {
    const [scheme, credential = ''] = (header ?? '').split(' ')
    if (header === undefined) return { kind: 'stranger' }
    if (credential.split('.').length === 3 && scheme?.toLowerCase() === 'bearer')
      return isSignedByApp(credential) ? { kind: 'app' } : undefined
    return tokens.has(credential) ? { kind: 'installation' } : undefined
  }

  function answerWorld(method: string, path: string, call: ApiCall): ApiAnswer | undefined {
    const { caller } = call
    if (caller.kind === 'app' && method === 'GET' && path === '/app')
      return {
        status: 200,
        body: { id: world.app.id, slug: world.app.slug, permissions: world.app.permissions, events: world.app.events },
      }
    if (caller.kind === 'app' && method === 'POST' && path === '/app/installations/1/access_tokens') {
      const token = `ghs_standIn${randomUUID().replaceAll('-', '')}`
      tokens.add(token)
      const expires = new Date(Date.now() + 3_600_000).toISOString()
      return {
        status: 201,
        body: { token, expires_at: expires, permissions: world.app.permissions, repository_selection: 'all' },
      }
    }
    if (caller.kind === 'app' && path === '/app/hook/config') {
      const { body } = call
      if (method === 'PATCH') {
        world.hook = {
          url: typeof body.url === 'string' ? body.url : world.hook.url,
          secret: typeof body.secret === 'string' ? body.secret : world.hook.secret,
          insecureTls: body.insecure_ssl === undefined ? world.hook.insecureTls : String(body.insecure_ssl) === '1',
        }
      }
      const config = {
        url: world.hook.url,
        content_type: 'json',
        insecure_ssl: world.hook.insecureTls ? '1' : '0',
        secret: '********',
      }
      return { status: 200, body: config }
    }
    const owner = /^\/(?:users|orgs)\/([^/]+)\/installation$/.exec(path)?.[1]
    if (caller.kind === 'app' && owner !== undefined) {
      const isKnown = world.repositories.some((one) => one.fullName.startsWith(`${owner}/`) && one.isInstalled)
      return isKnown
        ? { status: 200, body: { id: 1, permissions: world.app.permissions, account: { login: owner } } }
        : notFound
    }
    if (caller.kind !== 'installation') return undefined
    if (path === '/installation/repositories') {
      const installed = world.repositories.filter(({ isInstalled }) => isInstalled)
      return cutPage(
        installed.map((one) => describeRepository(one, world)),
        call,
        'repositories',
      )
    }
    const user = /^\/users\/([^/]+)$/.exec(path)?.[1]
    const id = /^\/user\/(\d+)$/.exec(path)?.[1]
    if (user !== undefined || id !== undefined) {
      const login = user === undefined ? undefined : decodeURIComponent(user)
      const found = world.users.find((one) => one.login === login || String(one.id) === id)
      return found ? { status: 200, body: found } : notFound
    }
    const image = /^\/(orgs|users)\/([^/]+)\/packages\/container\/([^/]+)\/versions$/.exec(path)
    if (image) {
      const repository = world.repositories.find(
        ({ fullName }) => fullName.toLowerCase() === `${image[2]}/${image[3]}`.toLowerCase(),
      )
      if (image[1] === 'users' || !repository || repository.packageVersions.length === 0) return notFound
      const versions = repository.packageVersions.map(({ digest, tags }, index) => ({
        ...{ id: index + 1, name: digest, metadata: { package_type: 'container', container: { tags } } },
      }))
      return cutPage(versions, call)
    }
    return undefined
  }

  function answer(method: string, path: string, call: ApiCall): ApiAnswer {
    const found = answerWorld(method, path, call)
    if (found) return found
    const [, fullName = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(.*)$/.exec(path) ?? []
    const repository = world.repositories.find((one) => one.fullName.toLowerCase() === fullName.toLowerCase())
    if (!repository) return notFound
    for (const route of routes) {
      const parts = route.method === method ? route.pattern.exec(rest) : null
      if (!parts) continue
      if (call.caller.kind !== route.caller)
        return {
          status: call.caller.kind === 'stranger' ? 401 : 403,
          body: { message: 'Resource not accessible by integration' },
        }
      if (route.caller === 'installation' && !repository.isInstalled) return notFound
      const [name = '', level = 'read'] = (route.permission ?? '').split(':')
      if (name !== '' && !grants(world.app.permissions[name], level))
        return { status: 403, body: { message: 'Resource not accessible by integration', status: '403' } }
      return route.handle(call, repository, parts.slice(1))
    }
    return notFound
  }

  function takeFault(method: string, path: string): GithubFault | undefined {
    const fault = faults.find((one) => (one.method ?? method) === method && one.path.test(path) && one.times !== 0)
    if (fault?.times !== undefined) fault.times -= 1
    return fault
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(`${url}${request.url ?? '/'}`)
    const method = request.method ?? 'GET'
    const path = target.pathname.replace(/^\/api\/v3/, '')
    const caller = authenticate(request.headers.authorization)
    const record: GithubRequest = { method, path, caller: caller?.kind ?? 'stranger', body: undefined, status: 0 }
    requests.push(record)
    const fault = takeFault(method, path)
    if (fault?.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delay))
    if (fault?.cut === 'before') {
      request.socket.destroy()
      return
    }
    const body = await readBody(request)
    record.body = body
    const accept = request.headers.accept ?? ''
    const unauthorized = { status: 401, body: { message: 'Bad credentials', status: '401' } }
    const given: ApiAnswer =
      fault?.status !== undefined
        ? {
            status: fault.status,
            body: fault.body ?? { message: 'fault' },
            ...(fault.headers ? { headers: fault.headers } : {}),
          }
        : caller
          ? answer(method, path, { caller, query: target.searchParams, body, accept, path, world })
          : unauthorized
    record.status = given.status
    if (fault?.cut === 'after') {
      request.socket.destroy()
      return
    }
    const bytes = given.bytes ?? (given.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(given.body)))
    response.writeHead(given.status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': bytes.length,
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': String(Math.max(0, 5000 - requests.length)),
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
      ...given.headers,
    })
    response.end(bytes)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400)
      response.end(JSON.stringify({ message: 'Problems parsing JSON' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in listens on no port')
  url = `http://127.0.0.1:${address.port}`

  return {
    url,
    apiUrl: world.apiUrl,
    appId: String(world.app.id),
    privateKey: keys.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    world,
    requests,
    addRepository: (spec) => {
      const repository = createRepository(spec, ++ids, options.folder)
      world.repositories.push(repository)
      return repository
    },
    addUser: (login) => {
      const user: GithubUser = { id: ++ids, login, type: 'User' }
      world.users.push(user)
      return user
    },
    expireTokens: () => tokens.clear(),
    addFault: (fault) => {
      faults.push({ ...fault })
    },
    deliver: (event, payload, { id = randomUUID(), secret = world.hook.secret } = {}) => {
      const body = JSON.stringify(payload)
      const signature = createHmac('sha256', secret).update(body).digest('hex')
      return fetch(world.hook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/0000000',
          'x-github-delivery': id,
          'x-github-event': event,
          'x-hub-signature-256': `sha256=${signature}`,
        },
        body,
      })
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
