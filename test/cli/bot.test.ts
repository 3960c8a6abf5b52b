import type { ChildProcess } from 'node:child_process'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { goodConfig, secrets } from '../bot/config/write-config.ts'
import { type Gitlab, startGitlab } from '../gitlab/start-gitlab.ts'
import { type CommandResult, projectRoot, runCommand, startCommand } from './run-command.ts'

const require = createRequire(import.meta.url)
const env: Record<string, string> = { ...secrets }

/** Nothing that was printed holds a secret. */
function expectNoSecret(text: string): void {
  for (const secret of Object.values(secrets)) expect(text).not.toContain(secret)
}

/** The data have the shape that a schema of ours tells. */
function expectShape(schema: string, data: unknown): void {
  const { default: Ajv } = require('ajv/dist/2020.js')
  const { default: addFormats } = require('ajv-formats')
  const ajv = new Ajv({ allowUnionTypes: true })
  addFormats(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(path.join(projectRoot, 'schemas', schema), 'utf8')))
  expect(validate(data), JSON.stringify(validate.errors)).toBe(true)
}

async function waitFor(condition: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + 45_000; !condition(); await wait(20)) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
  }
}

describe('arkindex-ci bot', () => {
  let folder: string
  let config: string
  let gitlab: Gitlab
  let child: ChildProcess | undefined

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-bot-command-'))
    config = path.join(folder, 'bot.yml')
    gitlab = await startGitlab({
      folder: path.join(folder, 'gitlab'),
      users: [{ username: 'arkindex', token: secrets.GITLAB_TOKEN, bot: true }],
      projects: [{ path: 'workers/recognizer' }],
    })
    writeConfig()
  })
  afterEach(async () => {
    child?.kill('SIGKILL')
    child = undefined
    await gitlab.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  function writeConfig(change: (text: string) => string = (text) => text): void {
    const text = goodConfig
      .replace('https://gitlab.example.com/', gitlab.url)
      .replace('https://demo.example.com/api/v1/', gitlab.url)
    writeFileSync(config, change(text), { mode: 0o600 })
  }

  async function start(args: string[] = []) {
    const started = startCommand(['bot', '--config', config, '--port', '0', ...args], { cwd: folder, env })
    child = started.child
    let [stdout, stderr] = ['', '']
    started.child.stdout?.on('data', (text: string) => {
      stdout += text
    })
    started.child.stderr?.on('data', (text: string) => {
      stderr += text
    })
    let ended: CommandResult | undefined
    started.result.then((result) => {
      ended = result
    })
    await waitFor(() => stdout.includes('listens on') || ended !== undefined, 'the bot')
    if (ended) throw new Error(`the bot ended: ${ended.stderr}`)
    const url = /http:\/\/\S+?(?=[,\s])/.exec(`${stdout} `)?.[0] ?? ''
    return {
      url,
      readLog: () => stderr,
      readOutput: () => stdout,
      hangUp: () => started.child.kill('SIGHUP'),
      stop: () => {
        started.child.kill('SIGTERM')
        return started.result
      },
    }
  }

  const send = (url: string, token: string, key: string) =>
    fetch(`${url}/gitlab/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-gitlab-event': 'Note Hook',
        'x-gitlab-token': token,
        'idempotency-key': key,
      },
      body: JSON.stringify({
        object_kind: 'note',
        project: { id: 1, path_with_namespace: 'workers/recognizer' },
        object_attributes: { id: 1, note: 'hello', noteable_type: 'Issue' },
      }),
    }).then(({ status }) => status)

  it('tells all that is wrong with flags and configuration at once, and ends with 2', async () => {
    writeConfig((text) => text.replace('projects:', 'projekts:'))
    const given = { ...env, WEBHOOK_TOKEN: 'short', DEMO_TOKEN: '' }
    const result = await runCommand(['bot', '--config', config, '--port', 'http', '--stop-timeout=-1'], {
      env: given,
    })
    expect([result.exit, result.stdout]).toEqual([2, ''])
    for (const part of [
      '--port is "http"',
      '--stop-timeout is "-1"',
      'It has 5 bytes; at least 32 are needed.',
      'The variable DEMO_TOKEN that it names is empty.',
      'The key "projekts" is not known',
      `  at: ${config}:`,
    ]) {
      expect(result.stderr).toContain(part)
    }
    expectNoSecret(result.stderr)
  })

  it('ends with 2 where it is not used right', async () => {
    const lines = [
      ['bot'],
      ['bot', '--config', '/nowhere/bot.yml'],
      ['bot', '--configuration', 'x'],
      ['bot', '--config', 'x', '--log-level', 'loud'],
      ['bot', 'doctor'],
      ['bot', 'deliveries', '--config', config, '--limit', '0'],
      ['bot', 'replay', '--config', config],
    ]
    for (const line of lines) {
      const { exit, stderr } = await runCommand(line, { cwd: folder, env })
      expect([line, exit, stderr]).toEqual([line, 2, expect.stringContaining('remedy: ')])
    }
  })

  it('takes a good configuration at SIGHUP, and at a bad one tells what is wrong and keeps the one that it has', async () => {
    const bot = await start()
    const { url } = bot
    expect(await send(url, secrets.WEBHOOK_TOKEN, 'one')).toBe(202)
    expect(await send(url, secrets.OLD_WEBHOOK_TOKEN, 'two')).toBe(401)

    writeConfig((text) => text.replace('name: gitlab', 'name: GITLAB').replace('env: DEMO_TOKEN', 'env: NOT_SET'))
    bot.hangUp()
    await waitFor(() => bot.readLog().includes('The configuration was not taken'), 'the refusal')
    expect(bot.readLog()).toContain('\\"GITLAB\\" is not a valid \\"name\\".')
    expect(bot.readLog()).toContain('The variable NOT_SET that it names is not set.')
    expect(await send(url, secrets.WEBHOOK_TOKEN, 'three')).toBe(202)

    writeConfig((text) => text.replace('env: WEBHOOK_TOKEN', 'env: OLD_WEBHOOK_TOKEN'))
    bot.hangUp()
    await waitFor(() => bot.readLog().includes('the configuration was read again'), 'the new configuration')
    expect(await send(url, secrets.WEBHOOK_TOKEN, 'four')).toBe(401)
    expect(await send(url, secrets.OLD_WEBHOOK_TOKEN, 'five')).toBe(202)

    const { exit, stdout, stderr } = await bot.stop()
    expect(exit).toBe(0)
    for (const line of stderr.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
    expectNoSecret(stdout + stderr)
  })

  it('says that it only says what it would do, and has health, readiness and a page', async () => {
    const bot = await start(['--dry-run', '--log-level', 'warn'])
    expect(bot.readOutput()).toBe(`The bot listens on ${bot.url}, and only says what it would do\n`)
    for (const [place, status] of [
      ['/healthz', 200],
      ['/readyz', 200],
      ['/', 401],
      ['/metrics', 401],
      ['/nothing', 404],
    ] as const) {
      expect([place, (await fetch(`${bot.url}${place}`)).status]).toEqual([place, status])
    }
    const form = new URLSearchParams({ token: secrets.PAGE_TOKEN, next: '/' })
    const login = await fetch(`${bot.url}/login`, { method: 'POST', body: form, redirect: 'manual' })
    expect(login.status).toBe(303)
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const page = await (await fetch(`${bot.url}/`, { headers: { cookie } })).text()
    expect(page).toContain('Dry run: nothing is written')
    expectNoSecret(page)
    expect((await bot.stop()).exit).toBe(0)
  })

  it('takes deliveries of GitHub by the Probot of the bundle, signed ones alone', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    writeFileSync(path.join(folder, 'app.pem'), pem, { mode: 0o600 })
    const entry = `github:
  - name: github
    url: http://127.0.0.1:1
    app_id: 77
    private_key: { file: app.pem }
    webhook_secrets: [{ env: OLD_WEBHOOK_TOKEN }]
    projects: [acme/letters]
gitlab:`
    writeConfig((text) => text.replace('gitlab:', entry))
    const bot = await start()
    const body = JSON.stringify({
      action: 'opened',
      repository: { full_name: 'acme/letters' },
      pull_request: { number: 1, head: { sha: 'a'.repeat(40) } },
    })
    const deliver = async (secret: string, id: string) => {
      const answer = await fetch(`${bot.url}/github/webhook`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-github-event': 'pull_request',
          'x-github-delivery': id,
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
        body,
      })
      return [answer.status, await answer.text()]
    }
    expect(await deliver('development', 'one')).toEqual([401, expect.stringContaining('not authenticated')])
    expect(await deliver(secrets.OLD_WEBHOOK_TOKEN, 'two')).toEqual([202, expect.any(String)])
    expect(await deliver(secrets.OLD_WEBHOOK_TOKEN, 'two')).toEqual([200, expect.stringContaining('duplicate')])
    const { exit, stderr } = await bot.stop()
    expect(exit).toBe(0)
    expectNoSecret(stderr)
    expect(stderr).not.toContain(pem.split('\n')[1])
  })

  it('ends with 2 where its port is taken', async () => {
    const bot = await start()
    const { port } = new URL(bot.url)
    const { exit, stderr } = await runCommand(['bot', '--config', config, '--port', port], { cwd: folder, env })
    expect([exit, stderr]).toEqual([2, expect.stringContaining('error[address-in-use]')])
    expect((await bot.stop()).exit).toBe(0)
  })

  it('lists deliveries and replays them beside the running bot', async () => {
    const list = (...args: string[]) =>
      runCommand(['bot', 'deliveries', '--config', config, '--format', 'json', ...args], { cwd: folder, env })
    const early = await list()
    expect([early.exit, early.stdout]).toEqual([2, expect.stringContaining('bot-database-missing')])
    const bot = await start()
    expect(await send(bot.url, secrets.WEBHOOK_TOKEN, 'one')).toBe(202)
    const readRows = async (): Promise<{ id: string; kind: string; state: string; what: string }[]> =>
      JSON.parse((await list()).stdout)
    let rows = await readRows()
    for (const deadline = Date.now() + 45_000; rows[0]?.state === 'accepted' && Date.now() < deadline; )
      rows = await readRows()
    expect(rows).toMatchObject([{ kind: 'delivery', state: 'ignored', what: 'Note Hook' }])
    const id = rows[0]?.id ?? ''
    const replayed = await runCommand(['bot', 'replay', id, '--config', config, '--format', 'json'], {
      cwd: folder,
      env,
    })
    expect([replayed.exit, JSON.parse(replayed.stdout)]).toMatchObject([0, [{ replayed: id, kind: 'delivery' }]])
    for (
      const deadline = Date.now() + 45_000;
      rows.length < 2 || rows[0]?.state === 'accepted';
      rows = await readRows()
    ) {
      expect(Date.now()).toBeLessThan(deadline)
    }
    expect(rows).toMatchObject([{ what: 'Note Hook (replay)', state: 'ignored' }, { id }])
    const text = await runCommand(['bot', 'deliveries', '--config', config, '--state', 'dead'], { cwd: folder, env })
    expect([text.exit, text.stdout]).toEqual([0, 'There are none.\n'])
    const unknown = await runCommand(['bot', 'replay', 'x', id, '--config', config], { cwd: folder, env })
    expect([unknown.exit, unknown.stderr]).toEqual([1, expect.stringContaining('there is no delivery and no job')])
    expect(unknown.stdout).toContain(id)
    expect((await bot.stop()).exit).toBe(0)
    // Also while it is not running.
    const last = await readRows()
    expect(last.length).toBe(3)
    expectShape('deliveries.json', last)
  })

  it('has a doctor that makes a webhook once, by which deliveries arrive', async () => {
    const bot = await start()
    writeConfig((text) => text.replace('https://bot.example.com', bot.url))
    const examine = async (...args: string[]) => {
      const { exit, stdout, stderr } = await runCommand(['bot', 'doctor', '--config', config, ...args], {
        cwd: folder,
        env,
      })
      expectNoSecret(stdout + stderr)
      return { exit, stdout }
    }
    const text = await examine()
    expect(text.exit).toBe(1)
    expect(text.stdout).toMatch(/^problem {5}webhook of gitlab, workers\/recognizer: No webhook leads to/m)
    expect(text.stdout).toMatch(/^problem {5}instance of demo, .* does not look like an Arkindex/m)
    expect(text.stdout).toContain('remedy: Run this command with --fix')
    await examine('--fix')
    const result = JSON.parse((await examine('--fix', '--format', 'json')).stdout)
    expectShape('doctor.json', result)
    expect(result.counts).toEqual({ good: 4, mended: 0, warning: 0, problem: 1, unreachable: 0 })
    expect(gitlab.world.hooks).toHaveLength(1)
    gitlab.commitFiles('workers/recognizer', 'main', { 'README.md': 'A worker\n' })
    gitlab.commitFiles('workers/recognizer', 'topic', { 'README.md': 'Another worker\n' })
    gitlab.openMergeRequest('workers/recognizer', { sourceBranch: 'topic' })
    await gitlab.settled()
    expect(gitlab.deliveries.map(({ status }) => status)).toContain(202)
    expect((await bot.stop()).exit).toBe(0)
  })
})
