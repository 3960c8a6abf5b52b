import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBotDatabase } from '../../bot/open-bot-database.ts'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { waitFor } from './bot-stage.ts'

const program = path.resolve(import.meta.dirname, '../../dist/arkindex-ci.cjs')
const webhookToken = randomBytes(32).toString('hex')
const isPostgresql = process.env.ARKINDEX_TEST_ENGINE === 'postgresql'

/** How often the bot is killed; KILLS sets another number. */
const kills = Number(process.env.KILLS ?? 3)
const clients = 8

let engine: TestEngine
beforeAll(() => {
  engine = startEngine()
})
afterAll(() => engine.close())

let folder: string
let child: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-bot-kill-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const config = `version: 1
${isPostgresql ? 'database: { env: BOT_DATABASE }' : 'data: .'}
gitlab:
  - name: gitlab
    url: http://127.0.0.1:9
    token: { env: BOT_TOKEN }
    webhook_tokens: [{ env: BOT_WEBHOOK_TOKEN }]
    groups: [group]
instances: { demo: { url: "http://127.0.0.1:9", token: { env: BOT_TOKEN } } }
`

/** Starts the built bot; gives its URL when it listens. */
async function start(database: string): Promise<string> {
  const file = path.join(folder, 'bot.yml')
  writeFileSync(file, config)
  const args = [program, 'bot', '--config', file, '--port', '0', '--log-level', 'error']
  const started = spawn(process.execPath, args, {
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, BOT_TOKEN: 'token-of-the-bot-of-tests' },
      ...{ BOT_WEBHOOK_TOKEN: webhookToken, BOT_DATABASE: database },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  let output = ''
  return new Promise((resolve, reject) => {
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => {
        output += String(chunk)
        const match = /listens on (http[^\s,]+)/.exec(output)
        if (match?.[1]) resolve(match[1])
      })
    }
    started.on('close', (code) => reject(new Error(`the bot ended with ${code}: ${output}`)))
  })
}

async function end(signal: NodeJS.Signals): Promise<void> {
  const running = child
  if (!running) return
  const ended = new Promise((resolve) => running.on('close', resolve))
  running.kill(signal)
  await ended
  child = undefined
}

/** The status of a call, or undefined where the connection was cut. */
async function send(url: string, key: string, project: number): Promise<number | undefined> {
  try {
    const response = await fetch(`${url}/gitlab/webhook`, {
      method: 'POST',
      headers: { 'x-gitlab-event': 'Note Hook', 'x-gitlab-token': webhookToken, 'idempotency-key': key },
      body: JSON.stringify({
        object_kind: 'note',
        project: { id: project, path_with_namespace: 'group/workers' },
        object_attributes: { id: 1, note: 'no command', noteable_type: 'MergeRequest', author_id: 2 },
        merge_request: { iid: 1 },
      }),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return undefined
  }
}

describe('a bot that is killed again and again under load', () => {
  it('has all that it answered, each once, and works on all of it', { timeout: 60_000 + kills * 20_000 }, async () => {
    const database = isPostgresql ? await engine.makeLocation() : path.join(folder, 'bot.sqlite')
    const answered = new Set<string>()
    let cut: string[] = []
    for (let round = 0; round < kills; round += 1) {
      const url = await start(database)
      const again = cut
      cut = []
      let isKilled = false
      const before = answered.size
      const load = Promise.all(
        Array.from({ length: clients }, async (_value, client) => {
          while (!isKilled) {
            // What was cut is sent again with its key, as GitLab does.
            const key = again.pop() ?? randomUUID()
            const status = await send(url, key, client % 4)
            if (status === undefined) cut.push(key)
            else {
              expect([200, 202]).toContain(status)
              answered.add(key)
            }
          }
        }),
      )
      const wanted = before + 1 + Math.floor(Math.random() * 60)
      await waitFor(() => answered.size >= wanted, 'answers')
      await end('SIGKILL')
      isKilled = true
      await load
      cut.push(...again)
    }
    const { db, close } = await openBotDatabase(database)
    try {
      const stored = await db.selectFrom('delivery').select(['id', 'dedupe_key']).execute()
      const keys = stored.map((row) => row.dedupe_key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const key of answered) expect(keys).toContain(key)
      const jobs = await db.selectFrom('job').select('delivery_id').where('kind', '=', 'deliver').execute()
      expect(jobs.map((job) => job.delivery_id).sort()).toEqual(stored.map(({ id }) => id).sort())
      // The leases of those that were killed would run out by themselves.
      await db.updateTable('job').set({ lease_until: 1 }).where('state', '=', 'running').execute()
      await start(database)
      await waitFor(async () => {
        const left = db.selectFrom('job').select('id').where('kind', '=', 'deliver').where('state', '!=', 'done')
        return (await left.execute()).length === 0
      }, 'all jobs to be done')
      await end('SIGTERM')
    } finally {
      await close()
    }
  })
})
