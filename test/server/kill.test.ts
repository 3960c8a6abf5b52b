import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const program = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/arkindex-ci.cjs')
const token = 'token-of-the-administrator'
const headers = { authorization: `Token ${token}`, 'content-type': 'application/json' }

/** How often the server is killed; KILLS sets another number. */
const kills = Number(process.env.KILLS ?? 25)
const clients = 6

let folder: string
let child: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-kill-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the built server on the folder; gives its URL when it is ready. */
async function start(): Promise<string> {
  const started = spawn(
    process.execPath,
    [program, 'server', '--port', '0', '--data', folder, '--log-level', 'error'],
    {
      env: { PATH: process.env.PATH, ARKINDEX_ADMIN_TOKEN: token },
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

interface Commit {
  slug: string
  hash: string
}

/** The answer of a publication, or undefined where the connection was cut. */
async function publish(
  url: string,
  { slug, hash }: Commit,
  signal?: AbortSignal,
): Promise<{ status: number; id: string } | undefined> {
  const body = JSON.stringify({
    docker_image_iid: 'registry.example.org/worker:1',
    repository_url: 'https://git.example.org/group/workers',
    revision_hash: hash,
    revision_references: [
      { type: 'branch', name: 'main' },
      { type: 'tag', name: `v-${hash}` },
    ],
    worker_slug: slug,
    configuration: {},
  })
  try {
    const request = { method: 'POST', headers, body, ...(signal ? { signal } : {}) }
    const response = await fetch(`${url}/api/v1/workers/versions/docker/`, request)
    const { id } = (await response.json()) as { id: string }
    return { status: response.status, id }
  } catch {
    return undefined
  }
}

describe('a server that is killed again and again while it is published to', () => {
  it('keeps all that it answered, and has nothing twice when the cut publications are sent again', {
    timeout: 180_000,
  }, async () => {
    const answered = new Map<string, string>()
    const sent: Commit[] = []
    let unanswered: Commit[] = []
    let cut = 0
    for (let round = 0; round < kills; round += 1) {
      const url = await start()
      const again = unanswered
      unanswered = []
      let isKilled = false
      const cutOff = new AbortController()
      const load = Promise.all(
        Array.from({ length: clients }, async (_value, client) => {
          for (let index = 0; !isKilled; index += 1) {
            const hash = createHash('sha1').update(`${round} ${client} ${index}`).digest('hex')
            const repeated = again.pop()
            const commit = repeated ?? { slug: `worker-${client % 3}`, hash }
            if (!repeated) sent.push(commit)
            const answer = await publish(url, commit, cutOff.signal)
            if (!answer) unanswered.push(commit)
            else {
              expect([200, 201]).toContain(answer.status)
              answered.set(commit.hash, answer.id)
            }
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
      const answer = await publish(url, commit)
      expect([200, 201]).toContain(answer?.status)
      answered.set(commit.hash, answer?.id ?? '')
    }
    await kill()

    const file = new Sqlite(path.join(folder, 'arkindex.sqlite'), { readonly: true })
    expect(file.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(file.pragma('foreign_key_check')).toEqual([])
    const stored = file
      .prepare<[], { id: string; revision_hash: string; tag: string | null }>(
        'select id, revision_hash, tag from worker_version',
      )
      .all()
    const idByCommit = new Map(stored.map((row) => [row.revision_hash, row.id]))
    expect([...answered].filter(([hash, id]) => idByCommit.get(hash) !== id)).toEqual([])
    // Each commit once, each with its tag, a worker once, and a branch on one version of each.
    expect(stored).toHaveLength(sent.length)
    expect(idByCommit.size).toBe(sent.length)
    expect(stored.filter((row) => row.tag !== `v-${row.revision_hash}`)).toEqual([])
    const workers = file.prepare('select slug from worker order by slug').pluck().all()
    expect(workers).toEqual(['worker-0', 'worker-1', 'worker-2'])
    expect(file.prepare("select count(*) from worker_version where branch = 'main'").pluck().get()).toBe(3)
    file.close()
    // Else the kills came when nothing was under way, and nothing was shown.
    expect(cut).toBeGreaterThan(kills / 2)
    expect(answered.size).toBeGreaterThan(kills)
  })
})
