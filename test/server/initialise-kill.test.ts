import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../core/database/open-database.ts'
import { serverMigrations } from '../../server/migrations/list.ts'
import { sqliteFile } from '../../server/storage/data-folder.ts'
import type { Tables } from '../../server/tables.ts'
import { findTestCluster } from '../postgresql/test-engine.ts'
import type { Json } from './start-test-server.ts'

const program = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/arkindex-ci.cjs')
const token = 'token-of-the-administrator'
const headers = { authorization: `Token ${token}`, 'content-type': 'application/json' }
const pages = 12_000
const chunks = 3
const kills = 3

const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-initialise-kill-'))
const cluster = findTestCluster()
const database = `test_${randomUUID()}`

let location: string
/** The database, asked beside the server. */
let db: Kysely<Tables>
let closeDatabase = async () => {}
let child: ChildProcess | undefined
beforeAll(async () => {
  location = cluster ? await cluster.createDatabase(database) : sqliteFile(folder)
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await closeDatabase()
  await cluster?.dropDatabase(database)
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<string> {
  const options = ['--port', '0', '--data', folder, '--agent-lease', '1', '--log-level', 'error']
  if (cluster) options.push('--database', location)
  const started = spawn(process.execPath, [program, 'server', ...options], {
    env: { PATH: process.env.PATH, ARKINDEX_ADMIN_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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

const ask = async (statement: string): Promise<Json[]> => (await sql.raw<Json>(statement).execute(db)).rows
const countActivities = async (): Promise<number> =>
  Number((await ask('select count(*) as count from worker_activity'))[0].count)

describe('a server that is killed again and again while it lists the elements of a process', () => {
  it('goes on when it is back, and comes to each element once, with an activity for each worker', {
    timeout: 240_000,
  }, async () => {
    let url = await start()
    const opened = await openDatabase<Tables>({ location, migrations: serverMigrations })
    db = opened.db
    closeDatabase = opened.close
    const send = async (method: string, place: string, body?: object): Promise<Json> => {
      const answer = await fetch(`${url}/api/v1${place}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      expect(answer.status, place).toBeLessThan(300)
      return answer.json()
    }
    const corpus = await send('POST', '/corpus/', { name: 'Large' })
    const top = await send('POST', '/elements/create/', { corpus: corpus.id, type: 'folder', name: 'F' })
    for (let made = 0; made < pages; made += 6000) {
      const elements = Array.from({ length: 6000 }, (_one, index) => ({ type: 'page', name: `${made + index}` }))
      await send('POST', `/element/${top.id}/children/bulk/`, { elements })
    }
    const { id } = await send('POST', '/process/corpus/', {
      corpus: corpus.id,
      mode: 'workers',
      name: 'P',
      element_type: 'page',
    })
    for (const slug of ['one', 'two']) {
      const worker = await send('POST', '/workers/', { name: slug, slug, type: 't' })
      const version = await send('POST', `/workers/${worker.id}/versions/`, { docker_image_iid: 'i' })
      await send('POST', `/process/${id}/workers/`, { worker_version_id: version.id })
    }
    await send('POST', `/process/${id}/start/`, { chunks, worker_activity: true })
    const total = pages * 2
    let cut = 0
    for (let round = 1; round <= kills; round += 1) {
      // Each time further on, in the middle of one chunk or another.
      while ((await countActivities()) < (total * round) / (kills + 1)) await wait(1)
      await kill()
      const [{ state }] = await ask("select state from task where slug like 'init%'")
      if (state === 'running') cut += 1
      url = await start()
    }
    const read = () => send('GET', `/process/${id}/`)
    const isListed = async () => (await read()).activity_state
    await expect.poll(isListed, { timeout: 120_000, interval: 200 }).toBe('ready')
    // Else the kills came when nothing was under way, and nothing was shown.
    expect(cut).toBeGreaterThan(0)

    const [first] = (await read()).tasks
    expect(first.state).toBe('completed')
    const listed: string[] = []
    for (let chunk = 1; chunk <= chunks; chunk += 1) {
      const answer = await fetch(`${url}/api/v1/task/${first.id}/artifact/elements_chunk_${chunk}.json`, { headers })
      const elements = (await answer.json()) as { id: string }[]
      expect(elements).toHaveLength(pages / chunks)
      const inChunk = await ask(
        `select count(distinct element_id) as count from worker_activity where chunk = ${chunk}`,
      )
      expect(Number(inChunk[0].count)).toBe(pages / chunks)
      listed.push(...elements.map((one) => one.id))
    }
    expect(new Set(listed).size).toBe(pages)
    const twice = 'select element_id, worker_run_id from worker_activity group by 1, 2 having count(*) > 1'
    expect([await countActivities(), await ask(twice)]).toEqual([total, []])
    expect(await ask('select distinct state from worker_activity')).toEqual([{ state: 'queued' }])
    const places = await ask('select position from worker_activity group by position having count(*) <> 2')
    expect(places).toEqual([])
    const kept = await ask('select path from artifact where upload_key is not null')
    expect(kept).toHaveLength(chunks)
    const strays = ask(`select key from stray_archive where key in (select upload_key from artifact)`)
    expect(await strays).toEqual([])
  })
})
