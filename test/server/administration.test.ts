import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from '../../cli/command.ts'
import { commands } from '../../cli/parts/server.ts'
import { resolveOptions } from '../../cli/resolve-options.ts'
import { readSeed } from '../../server/seed/read-seed.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'

let data: string
let server: RunningServer
const adminToken = 'admin-token-of-administration'

const seed = readSeed(
  `
version: 1
users: [{ email: boss@example.com, is_admin: true }]
models: [{ name: Reading }]
corpora: [{ name: Letters }]
farms: [{ name: Big farm }]
`,
  'seed',
  {},
)

beforeAll(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'arkindex-administration-'))
  // In a folder, so that the commands can open the same database beside the server: always SQLite.
  server = await startServer({ data, adminToken, seed })
})
afterAll(async () => {
  await server.close()
  rmSync(data, { recursive: true, force: true })
})

/** Runs a command beside the server that is running; gives what it printed. */
async function run(line: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const words = line.slice(0, 2).join(' ')
  const command = commands[words] as Command
  let printed = ''
  const stream = { write: (text: string) => (printed += text), isTerminal: false, hasColor: false, columns: 80 }
  const input = resolveOptions(command, line.slice(2), env)
  const exit = await command.run(
    { ...input, options: { ...input.options, ...(words === 'server health' ? {} : { data }) } },
    { env, cwd: data, stdout: stream, stderr: stream, signal: new AbortController().signal },
  )
  return exit === 0 ? printed : `exit ${exit}: ${printed}`
}

async function get(place: string, token: string) {
  const response = await fetch(`${server.url}/api/v1${place}`, { headers: { authorization: `Token ${token}` } })
  return { status: response.status, body: (await response.json()) as { results: { name: string }[]; email: string } }
}

describe('administration beside a running server', () => {
  it('makes users, whose tokens are printed once and stored as hashes only', async () => {
    await run(['server', 'user', 'add', 'Ada@Example.com', '--name', 'Ada'])
    await expect(run(['server', 'user', 'add', 'ada@example.com'])).rejects.toThrow('exists already')
    const token = (await run(['server', 'token', 'add', 'ada@example.com'])).trim()
    expect(token).toMatch(/^[0-9a-f]{40}$/)
    expect((await get('/user/', token)).body).toMatchObject({
      email: 'ada@example.com',
      display_name: 'Ada',
      is_admin: false,
    })
    const listed = await run(['server', 'token', 'list', 'ada@example.com', '--format', 'json'])
    expect(listed).not.toContain(token)
    expect(readFileSync(path.join(data, 'arkindex.sqlite')).includes(token)).toBe(false)
    const [{ id }] = JSON.parse(listed)
    await run(['server', 'token', 'revoke', id])
    expect((await get('/user/', token)).status).toBe(401)
    await expect(run(['server', 'token', 'revoke', id])).rejects.toThrow('no token')
    await expect(run(['server', 'token', 'revoke', '%'])).rejects.toThrow('no id of a token')
  })

  it('makes tokens that expire', async () => {
    const add = async (days: string) =>
      (await run(['server', 'token', 'add', 'boss@example.com', '--days', days])).trim()
    const [brief, long] = [await add('0.000001'), await add('30')]
    await expect.poll(async () => (await get('/user/', brief)).status).toBe(401)
    expect((await get('/user/', long)).status).toBe(200)
    await expect(run(['server', 'token', 'add', 'boss@example.com', '--days', '-1'])).rejects.toThrow()
    await expect(run(['server', 'token', 'add', 'boss@example.com', '--days=0'])).rejects.toThrow('number of days')
  })

  it('gives rights to users and, through groups, to their members; and takes them', async () => {
    await run(['server', 'user', 'add', 'eve@example.com'])
    const token = (await run(['server', 'token', 'add', 'eve@example.com'])).trim()
    const models = async () => (await get('/models/', token)).body.results.map(({ name }) => name)
    const grant = (level: string, ...to: string[]) => run(['server', 'grant', 'model', 'Reading', level, ...to])
    expect(await models()).toEqual([])
    await grant('guest', '--user', 'eve@example.com')
    expect(await models()).toEqual(['Reading'])
    await grant('none', '--user', 'eve@example.com')
    expect(await models()).toEqual([])

    await run(['server', 'group', 'add', 'readers'])
    await run(['server', 'group', 'join', 'readers', 'eve@example.com'])
    await grant('guest', '--group', 'readers')
    expect(await models()).toEqual(['Reading'])
    expect(JSON.parse(await run(['server', 'group', 'list', '--format', 'json']))).toMatchObject([
      { name: 'readers', members: ['eve@example.com'] },
    ])
    const [model] = (await get('/models/', token)).body.results as unknown as { id: string }[]
    const rename = async () => {
      const response = await fetch(`${server.url}/api/v1/model/${model?.id}/`, {
        method: 'PATCH',
        headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
        body: '{"description":"By a group"}',
      })
      return response.status
    }
    expect(await rename()).toBe(403)
    await grant('admin', '--group', 'readers')
    await run(['server', 'user', 'add', 'outside@example.com'])
    const outside = (await run(['server', 'token', 'add', 'outside@example.com'])).trim()
    expect((await get(`/model/${model?.id}/`, outside)).status).toBe(404)
    expect((await get('/models/', outside)).body.results).toEqual([])
    expect(await rename()).toBe(200)
    await grant('contributor', '--user', 'eve@example.com')
    expect(await rename()).toBe(200)
    await run(['server', 'group', 'leave', 'readers', 'eve@example.com'])
    expect(await rename()).toBe(403)
    await grant('none', '--user', 'eve@example.com')
    await run(['server', 'group', 'join', 'readers', 'eve@example.com'])
    expect(await models()).toEqual(['Reading'])
    await run(['server', 'group', 'remove', 'readers'])
    expect(await models()).toEqual([])
  })

  it('makes farms with keys that agents register with, for those who may use them', async () => {
    const key = (await run(['server', 'farm', 'add', 'GPUs'])).trim()
    expect(key).toMatch(/^\S{16,}$/)
    await expect(run(['server', 'farm', 'add', 'GPUs'])).rejects.toThrow('GPUs')
    let number = 0
    const register = async (farm_name: string | null, given: string) => {
      number += 1
      const body = { farm_name, key: given, name: `agent-${number}`, maximum_tasks: 1, executor: 'none' }
      const headers = { 'content-type': 'application/json' }
      const place = `${server.url}/api/v1/agents/`
      return (await fetch(place, { method: 'POST', headers, body: JSON.stringify(body) })).status
    }
    expect([await register('GPUs', key), await register('GPUs', 'wrong'), await register(null, key)]).toEqual([
      201, 403, 403,
    ])
    const changed = JSON.parse(await run(['server', 'farm', 'key', 'GPUs', '--format', 'json'])).key
    expect([await register('GPUs', key), await register('GPUs', changed)]).toEqual([403, 201])
    expect(readFileSync(path.join(data, 'arkindex.sqlite')).includes(changed)).toBe(false)

    await run(['server', 'user', 'add', 'farmer@example.com'])
    const token = (await run(['server', 'token', 'add', 'farmer@example.com'])).trim()
    const farms = async () => (await get('/farms/', token)).body.results.map(({ name }) => name)
    expect(await farms()).not.toContain('GPUs')
    await run(['server', 'farm', 'open', 'GPUs'])
    expect(await farms()).toContain('GPUs')
    await run(['server', 'farm', 'close', 'GPUs'])
    expect(await farms()).not.toContain('GPUs')
    await run(['server', 'grant', 'farm', 'GPUs', 'guest', '--user', 'farmer@example.com'])
    expect(await farms()).toContain('GPUs')

    const list = async () =>
      JSON.parse(await run(['server', 'farm', 'list', '--format', 'json'])) as {
        name: string
        is_default: boolean
        has_key: boolean
        agents: number
      }[]
    const find = async (name: string) => (await list()).find((one) => one.name === name)
    expect(await find('GPUs')).toMatchObject({ is_default: false, has_key: true, agents: 2 })
    expect(JSON.stringify(await list())).not.toContain(changed)
    const first = (await list()).find((one) => one.is_default)?.name ?? ''
    await run(['server', 'farm', 'default', 'GPUs'])
    expect((await list()).filter((one) => one.is_default).map(({ name }) => name)).toEqual(['GPUs'])
    expect(await register(null, changed)).toBe(201)
    await expect(run(['server', 'farm', 'remove', 'GPUs'])).rejects.toThrow('default farm')
    await run(['server', 'farm', 'default', first])
    await run(['server', 'farm', 'remove', 'GPUs'])
    expect(await find('GPUs')).toBeUndefined()
    expect(await farms()).not.toContain('GPUs')
    await expect(run(['server', 'farm', 'key', 'GPUs'])).rejects.toThrow('GPUs')
    await expect(run(['server', 'farm', 'burn', 'GPUs'])).rejects.toThrow()
  })

  it('puts users who are made from now on into the default group, and none any more when there is none', async () => {
    const members = async () =>
      (
        JSON.parse(await run(['server', 'group', 'list', '--format', 'json'])) as { name: string; members: string[] }[]
      ).find(({ name }) => name === 'everyone')?.members
    await run(['server', 'group', 'add', 'everyone'])
    await run(['server', 'user', 'add', 'before@example.com'])
    await expect(run(['server', 'group', 'default', 'nothing'])).rejects.toThrow('no group')
    await run(['server', 'group', 'default', 'everyone'])
    await run(['server', 'user', 'add', 'after@example.com'])
    expect(await members()).toEqual(['after@example.com'])
    await run(['server', 'grant', 'farm', 'Big farm', 'guest', '--group', 'everyone'])
    const token = (await run(['server', 'token', 'add', 'after@example.com'])).trim()
    expect((await get('/farms/', token)).body.results.map(({ name }) => name)).toContain('Big farm')
    await run(['server', 'group', 'remove', 'everyone'])
    await run(['server', 'user', 'add', 'later@example.com'])
    expect((await get('/farms/', token)).body.results.map(({ name }) => name)).not.toContain('Big farm')
  })

  it('refuses what names nothing, and the loss of the last administrator', async () => {
    await expect(run(['server', 'grant', 'model', 'Nothing', 'guest', '--user', 'boss@example.com'])).rejects.toThrow(
      'no model',
    )
    await expect(run(['server', 'grant', 'corpus', 'Letters', 'guest', '--user', 'no@example.com'])).rejects.toThrow(
      'no user',
    )
    await expect(run(['server', 'grant', 'corpus', 'Letters', 'owner', '--user', 'boss@example.com'])).rejects.toThrow()
    await expect(run(['server', 'grant', 'corpus', 'Letters', 'guest'])).rejects.toThrow('--user or --group')
    await expect(run(['server', 'user', 'rename', 'boss@example.com'])).rejects.toThrow()
    await run(['server', 'user', 'update', 'boss@example.com', '--admin', 'no'])
    await expect(run(['server', 'user', 'remove', 'admin@arkindex.local'])).rejects.toThrow('only administrator')
    await expect(run(['server', 'user', 'update', 'admin@arkindex.local', '--admin', 'no'])).rejects.toThrow(
      'only administrator',
    )
    await run(['server', 'user', 'remove', 'boss@example.com'])
    expect(await run(['server', 'user', 'list'])).not.toContain('boss@example.com')
  })

  it('sets passwords from a variable', async () => {
    await expect(run(['server', 'user', 'add', 'pat@example.com', '--password-env', 'SECRET'])).rejects.toThrow(
      '8 to 128',
    )
    await run(['server', 'user', 'add', 'pat@example.com', '--password-env', 'SECRET'], { SECRET: 'correct horse' })
    const login = await fetch(`${server.url}/api/v1/user/login/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'pat@example.com', password: 'correct horse' }),
    })
    expect(login.status).toBe(200)
  })

  it('tells by its exit code whether a server is ready', async () => {
    expect(await run(['server', 'health', '--url', server.url])).toBe('ready\n')
    expect(await run(['server', 'health', '--url', 'http://127.0.0.1:1'])).toBe('exit 3: no answer\n')
  })
})
