import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLogger } from '../../core/log/create-logger.ts'
import type { FaultAction, FaultPoint } from '../../server/http/fault.ts'
import { readSeed } from '../../server/seed/read-seed.ts'
import { startServer } from '../../server/start-server.ts'
import { startTestServer, tokens } from './start-test-server.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const program = path.join(root, 'dist/arkindex-ci.cjs')
let folder: string
const children: ChildProcess[] = []

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-server-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the built command; gives what it printed and how it ended. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, 'server', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let stdout = ''
  let stderr = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk)
      const match = /listening on (\S+)/.exec(stdout)
      if (match?.[1]) resolve(match[1])
    })
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk)
    })
    void ended.then((code) => reject(new Error(`ended with ${code}: ${stderr}`)))
  })
  // Awaited where it is wanted; a command that is meant to fail rejects it unheard.
  listening.catch(() => {})
  return { child, ended, listening, read: () => ({ stdout, stderr }) }
}

const token = 'a-token-of-the-first-administrator'

describe('arkindex-ci server', () => {
  it('says where it listens, makes the first administrator, and stops on SIGTERM with 0', async () => {
    const server = run(['--memory', '--port', '0'])
    const url = await server.listening
    const printed = /told only now: (\S+)/.exec(server.read().stdout)?.[1] ?? ''
    expect(printed).toMatch(/^[0-9a-f]{40}$/)
    const user = await fetch(`${url}/api/v1/user/`, { headers: { authorization: `Token ${printed}` } })
    expect(await user.json()).toMatchObject({ is_admin: true })
    for (const place of ['healthz', 'readyz']) expect((await fetch(`${url}/${place}`)).status).toBe(200)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.read().stderr).not.toContain(printed)
  })

  it.runIf(process.platform === 'linux')('takes at rest no more memory than its budget of 130 MB', async () => {
    const server = run(['--port', '0', '--data', path.join(folder, 'rest')])
    const url = await server.listening
    // The document is the largest thing that it keeps.
    expect((await fetch(`${url}/api/v1/openapi/?format=json`)).status).toBe(200)
    const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8')
    const megabytes = Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1]) / 1024
    expect(megabytes).toBeGreaterThan(20)
    expect(megabytes).toBeLessThanOrEqual(130)
  })

  it('ends what is under way when it is told to stop, and takes nothing new', async () => {
    // So long that the test would not end, if the server waited for connections which clients keep open.
    const args = ['--stop-timeout', '10m', '--fault', 'GET /api/v1/user/: delay 700ms before']
    const server = run(['--memory', '--port', '0', ...args], { ARKINDEX_ADMIN_TOKEN: token })
    const url = await server.listening
    const headers = { authorization: `Token ${token}` }
    const answers = Array.from({ length: 5 }, () => fetch(`${url}/api/v1/user/`, { headers }))
    // Once this one is answered, those before it have come in.
    await fetch(`${url}/healthz`)
    server.child.kill('SIGTERM')
    for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
    expect(await server.ended).toBe(0)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })

  it('waits no longer than --stop-timeout for what is under way', async () => {
    const args = ['--stop-timeout', '300ms', '--fault', 'GET /api/v1/user/: delay 600s before']
    const server = run(['--memory', '--port', '0', ...args])
    const url = await server.listening
    const cut = expect(fetch(`${url}/api/v1/user/`)).rejects.toThrow()
    await fetch(`${url}/healthz`)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    await cut
  })

  it('keeps what it answered when it is killed, tokens and signed URLs included', async () => {
    const args = ['--port', '0', '--data', path.join(folder, 'kept')]
    const first = run(args, { ARKINDEX_ADMIN_TOKEN: token })
    const headers = { authorization: `Token ${token}`, 'content-type': 'application/json' }
    const firstUrl = await first.listening
    const slugs = Array.from({ length: 30 }, (_value, index) => `worker-${index}`)
    const answered: string[] = []
    let killed = false
    await Promise.all(
      slugs.map(async (slug) => {
        try {
          const body = JSON.stringify({ name: slug, type: 'x', slug })
          const { status } = await fetch(`${firstUrl}/api/v1/workers/`, { method: 'POST', headers, body })
          if (status === 201) answered.push(slug)
        } catch {
          // Cut off by the kill: nothing was answered.
        }
        if (answered.length >= 10 && !killed) {
          killed = true
          first.child.kill('SIGKILL')
        }
      }),
    )
    await first.ended
    expect(answered.length).toBeGreaterThanOrEqual(10)
    const second = run(args)
    const url = await second.listening
    expect(second.read().stdout).not.toContain('told only now')
    const list = (await (await fetch(`${url}/api/v1/workers/?page_size=100`, { headers })).json()) as {
      results: { slug: string }[]
    }
    const stored = list.results.map((one) => one.slug)
    expect(answered.filter((slug) => !stored.includes(slug))).toEqual([])
    expect(new Set(stored).size).toBe(stored.length)
  })

  it('refuses a folder that another server serves, and a port that is taken', async () => {
    const args = ['--port', '0', '--data', path.join(folder, 'shared')]
    await run(args).listening
    const second = run(args)
    expect(await second.ended).toBe(2)
    expect(second.read().stderr).toContain('error[data-in-use]')
    const taken = createServer()
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      }),
    )
    const third = run(['--memory', '--port', String(port)])
    expect(await third.ended).toBe(2)
    expect(third.read().stderr).toContain('error[address-in-use]')
    taken.close()
  })

  it('refuses a folder that it cannot write to, and says so', async () => {
    // A folder stands where the lock would be: that stops an administrator of the machine as well, whom no permission stops.
    mkdirSync(path.join(folder, 'unusable/serving.lock'), { recursive: true })
    const server = run(['--port', '0', '--data', path.join(folder, 'unusable')])
    expect(await server.ended).toBe(2)
    expect(server.read().stderr).toContain('error[database-unusable]')
  })

  it('tells all that is wrong with its settings at once', async () => {
    writeFileSync(path.join(folder, 'bad.yml'), 'version: 1\nusers: [{ email: nobody }]\nsurprise: true\n')
    const args = ['--memory', '--data', 'x', '--port', '99999', '--public-url', 'ftp://x/y', '--seed', 'bad.yml']
    const server = run(args, { ARKINDEX_ADMIN_TOKEN: 'short' })
    expect(await server.ended).toBe(2)
    const { stderr, stdout } = server.read()
    expect(stdout).toBe('')
    for (const part of [
      '--port is',
      '--public-url is',
      '--data is',
      'ARKINDEX_ADMIN_TOKEN is',
      'bad.yml:2',
      'bad.yml:3',
    ]) {
      expect(stderr).toContain(part)
    }
    expect(stderr.match(/remedy:/g)?.length).toBeGreaterThanOrEqual(6)
  })

  it('is seeded when it is ready, and the same seed changes nothing', async () => {
    const seedFile = path.join(folder, 'seed.yml')
    writeFileSync(
      seedFile,
      'version: 1\nusers: [{ email: ci@example.com, token_env: CI_TOKEN }]\nmodels: [{ name: M, members: { ci@example.com: admin } }]\n',
    )
    const args = ['--port', '0', '--data', path.join(folder, 'seeded'), '--seed', seedFile]
    const env = { CI_TOKEN: 'the-token-of-the-seed' }
    const list = async () => {
      const server = run(args, env)
      const url = await server.listening
      const answer = await fetch(`${url}/api/v1/models/`, { headers: { authorization: 'Token the-token-of-the-seed' } })
      server.child.kill('SIGTERM')
      await server.ended
      return answer.json()
    }
    const first = await list()
    expect(first).toMatchObject({ count: 1, results: [{ name: 'M' }] })
    expect(await list()).toEqual(JSON.parse(JSON.stringify(first).replace(/127\.0\.0\.1:\d+/g, '')))
    const without = run(args)
    expect(await without.ended).toBe(2)
    expect(without.read().stderr).toContain('CI_TOKEN')
  })
})

describe('a seed', () => {
  it('is refused for each thing that is wrong in it', () => {
    const read = (text: string) => () => readSeed(text, 'seed.yml', {})
    expect(read('version: 2')).toThrow()
    expect(read('version: 1\nusers: [{ email: a@b.c }, { email: A@b.c }]')).toThrow('twice')
    expect(read('version: 1\nusers: [{ email: a@b.c, token: 0123456789abcdef, token_env: X }]')).toThrow()
    expect(read('version: 1\nusers: [{ email: a@b.c, token_env: UNSET }]')).toThrow('UNSET')
    expect(read('version: 1')).not.toThrow()
  })

  it('leaves nothing behind where it does not fit', async () => {
    const seed = readSeed('version: 1\nmodels: [{ name: M, members: { nobody@example.com: admin } }]', 'seed.yml', {})
    await expect(startServer({ seed })).rejects.toMatchObject({ code: 'seed-invalid' })
  })
})

describe('the fault door', () => {
  it('cuts before anything is done, and after all of it is', async () => {
    const seen: FaultPoint[] = []
    let action: FaultAction | undefined = 'cut'
    let when = 'before'
    const server = await startTestServer({
      fault: (point) => {
        if (point.operationId !== 'CreateWorker') return undefined
        seen.push(point)
        return point.when === when ? action : undefined
      },
    })
    const make = (slug: string) => server.call('CreateWorker', { body: { name: slug, type: 'x', slug } })
    const count = async (slug: string) => (await server.call('ListWorkers', { query: { slug } })).body.count
    await expect(make('before')).rejects.toThrow()
    expect(await count('before')).toBe(0)
    when = 'after'
    await expect(make('after')).rejects.toThrow()
    expect(await count('after')).toBe(1)
    expect(seen.map((point) => point.when)).toEqual(['before', 'before', 'after'])
    action = { delay: 100 }
    const begun = Date.now()
    expect((await make('late')).status).toBe(201)
    expect(Date.now() - begun).toBeGreaterThanOrEqual(99)
    when = 'before'
    action = { status: 503, headers: { 'retry-after': '7' }, body: { detail: 'busy' } }
    const response = await fetch(`${server.url}/api/v1/workers/`, { method: 'POST' })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7'])
    expect(await response.json()).toEqual({ detail: 'busy' })
    await server.close()
  })
})

describe('the log', () => {
  it('holds a line for each request and never a token, a password or a signature', async () => {
    const lines: string[] = []
    const logger = createLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } })
    const server = await startTestServer({ logger })
    await server.call('Login', { token: null, body: { email: 'owner@example.com', password: 'a wrong password' } })
    const { body: model } = await server.call('CreateModel', { body: { name: 'M' } })
    const { body: version } = await server.call('CreateModelVersion', { path: { id: model.id }, body: {} })
    await fetch(version.s3_put_url, { method: 'PUT', body: 'x', headers: { 'content-type': 'application/zstd' } })
    await fetch(`${server.url}/api/v1/workers/?name=${tokens.owner}`)
    logger.info({ note: `${tokens.owner} ${Buffer.from(`user:${tokens.owner}`).toString('base64')}` }, tokens.admin)
    await server.close()
    const log = lines.join('')
    expect(lines.map((line) => JSON.parse(line)).filter(({ operation }) => operation === 'Login')).toMatchObject([
      { status: 400, method: 'POST', path: '/api/v1/user/login/' },
    ])
    const signature = new URL(version.s3_put_url).searchParams.get('signature') ?? ''
    for (const secret of [tokens.owner, tokens.admin, 'a wrong password', signature]) expect(log).not.toContain(secret)
    expect(log).not.toContain(Buffer.from(tokens.owner).toString('base64').slice(0, 16))
    expect(log).toContain('[redacted]')
  })

  it('names each request as its answer does', async () => {
    const lines: string[] = []
    const logger = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } })
    const server = await startTestServer({ logger })
    const { headers } = await server.call('RetrieveUser')
    const missing = await fetch(`${server.url}/api/v1/nothing/`)
    await server.close()
    const written = lines.map((line) => JSON.parse(line))
    const find = (id: string | null) => written.filter(({ reqId }) => id !== null && reqId === id)
    expect(find(headers.get('x-request-id'))).toMatchObject([{ operation: 'RetrieveUser', status: 200 }])
    expect(find(missing.headers.get('x-request-id'))).toMatchObject([{ path: '/api/v1/nothing/', status: 404 }])
  })
})
