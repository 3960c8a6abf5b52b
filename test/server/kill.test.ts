import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../core/database/open-database.ts'
import { serverMigrations } from '../../server/migrations/list.ts'
import type { Tables } from '../../server/tables.ts'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'

const program = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/arkindex-ci.cjs')
const token = 'token-of-the-administrator'
const headers = { authorization: `Token ${token}`, 'content-type': 'application/json' }

const isPostgresql = process.env.ARKINDEX_TEST_ENGINE === 'postgresql'

/** How often the server is killed; KILLS sets another number. A PostgreSQL lives on, so that fewer kills find what there is to find. */
const kills = Number(process.env.KILLS ?? (isPostgresql ? 6 : 25))
const clients = 6

let engine: TestEngine
let database: string
let folder: string
let child: ChildProcess | undefined
beforeEach(async () => {
  engine = startEngine()
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-kill-'))
  database = isPostgresql ? await engine.makeLocation() : path.join(folder, 'arkindex.sqlite')
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the built server on the folder; gives its URL when it is ready. */
async function start(): Promise<string> {
  const started = spawn(
    process.execPath,
    [program, 'server', '--port', '0', '--data', folder, '--log-level', 'error'],
    {
      env: {
        PATH: process.env.PATH,
        ARKINDEX_ADMIN_TOKEN: token,
        ...(isPostgresql ? { DATABASE_URL: database } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  child = started
  let output = ''
  return new Promise((resolve, reject) => {
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => {
        output += String(chunk)
        const match = /listening on (\S+)/.exec(output)
        if (match?.[1]) resolve(match[1])
      })
    }
    started.on('close', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
}

async function kill(): Promise<void> {
  const running = child
  if (!running) return
  const ended = new Promise((resolve) => running.on('close', resolve))
  running.kill('SIGKILL')
  await ended
  child = undefined
}

const repository = 'https://git.example.org/group/workers'

interface Commit {
  slug: string
  hash: string
}

/** The answer as status and body, or undefined where the connection was cut. */
async function send(url: string, route: string, body: object, signal?: AbortSignal) {
  try {
    const request = { method: 'POST', headers, body: JSON.stringify(body), ...(signal ? { signal } : {}) }
    const response = await fetch(`${url}/api/v1${route}`, request)
    return { status: response.status, body: (await response.json()) as { id: string } }
  } catch {
    return undefined
  }
}

/** Publishes a commit with its tag and the branch that all move. Gives the id of its version, or undefined where no answer came. */
async function publish(
  url: string,
  { slug, hash }: Commit,
  workerIds: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<{ id: string | undefined } | undefined> {
  const image = { docker_image_iid: 'registry.example.org/worker:1', configuration: {} }
  const workerId = workerIds.get(slug)
  if (workerId !== undefined) {
    const body = { ...image, revision_url: `${repository}/commit/${hash}`, branch: 'main', tag: `v-${hash}` }
    const answer = await send(url, `/workers/${workerId}/versions/`, body, signal)
    if (!answer) return undefined
    // Where an answer was lost the version may exist: that is told without its id.
    expect([201, 400]).toContain(answer.status)
    if (answer.status === 400) expect(JSON.stringify(answer.body)).toContain('already exists on this worker')
    return { id: answer.status === 201 ? answer.body.id : undefined }
  }
  const references = [
    { type: 'branch', name: 'main' },
    { type: 'tag', name: `v-${hash}` },
  ]
  const revision = { repository_url: repository, revision_hash: hash, revision_references: references }
  const answer = await send(url, '/workers/versions/docker/', { ...image, ...revision, worker_slug: slug }, signal)
  if (answer) expect([200, 201]).toContain(answer.status)
  return answer && { id: answer.body.id }
}

describe('a server that is killed again and again while it is published to', () => {
  it('keeps all that it answered, and has nothing twice when the cut publications are sent again', {
    timeout: 180_000,
  }, async () => {
    const answered = new Map<string, string | undefined>()
    // The oldest generation names a worker by its slug, the others by its id.
    const bySlug = ['worker-0', 'worker-1', 'worker-2']
    const byId = ['worker-3', 'worker-4', 'worker-5']
    const workerIds = new Map<string, string>()
    const sent: Commit[] = []
    let unanswered: Commit[] = []
    let cut = 0
    for (let round = 0; round < kills; round += 1) {
      const url = await start()
      for (const slug of round === 0 ? byId : []) {
        const worker = { slug, name: slug, type: 'worker', repository_url: repository }
        workerIds.set(slug, (await send(url, '/workers/', worker))?.body.id ?? '')
      }
      const again = unanswered
      unanswered = []
      let isKilled = false
      const cutOff = new AbortController()
      const load = Promise.all(
        Array.from({ length: clients }, async (_value, client) => {
          for (let index = 0; !isKilled; index += 1) {
            const hash = createHash('sha1').update(`${round} ${client} ${index}`).digest('hex')
            const repeated = again.pop()
            const commit = repeated ?? { slug: `worker-${client}`, hash }
            if (!repeated) sent.push(commit)
            const answer = await publish(url, commit, workerIds, cutOff.signal)
            if (answer) answered.set(commit.hash, answer.id)
            else unanswered.push(commit)
          }
        }),
      )
      // At another moment each time, so that kills fall into every part of a publication.
      await wait(20 + ((round * 37) % 120))
      isKilled = true
      await kill()
      // What the server had sent is read by then. A connection that it never took up hangs in Node 20's fetch for ever.
      setTimeout(() => cutOff.abort(), 250)
      await load
      unanswered.push(...again)
      cut += unanswered.length
    }
    const url = await start()
    for (const commit of unanswered) {
      const answer = await publish(url, commit, workerIds)
      expect(answer).toBeDefined()
      answered.set(commit.hash, answer?.id)
    }
    await kill()

    const { db, close } = await openDatabase<Tables>({ location: database, migrations: serverMigrations })
    if (!isPostgresql) {
      expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }])
      expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([])
    }
    const stored = await db
      .selectFrom('worker_version')
      .select(['id', 'worker_id', 'revision_url', 'tag', 'branch'])
      .execute()
    const idByCommit = new Map(stored.map((row) => [row.revision_url?.split('/').at(-1), row.id]))
    const isLost = ([hash, id]: [string, string | undefined]) =>
      !idByCommit.has(hash) || (id !== undefined && idByCommit.get(hash) !== id)
    expect([...answered].filter(isLost)).toEqual([])
    // Each commit once, each with its tag, a worker once, and a branch on one version of each; all of them are counted.
    expect(stored).toHaveLength(sent.length)
    expect(idByCommit.size).toBe(sent.length)
    expect(stored.filter((row) => row.tag !== `v-${row.revision_url?.split('/').at(-1)}`)).toEqual([])
    const workers = await db.selectFrom('worker').select(['id', 'slug', 'version_count']).orderBy('slug').execute()
    expect(workers.map(({ slug }) => slug)).toEqual([...bySlug, ...byId])
    for (const { id, version_count } of workers) {
      const versions = stored.filter((row) => row.worker_id === id)
      expect(version_count).toBe(versions.length)
      expect(versions.filter(({ branch }) => branch === 'main')).toHaveLength(1)
    }
    await close()
    // Else the kills came when nothing was under way, and nothing was shown.
    expect(cut).toBeGreaterThan(kills / 2)
    expect(answered.size).toBeGreaterThan(kills)
  })
})
