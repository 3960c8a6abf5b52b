import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer } from './start-test-server.ts'

let engine: TestEngine
let root: string
let replicas: TestServer[]
let client: pg.Client

beforeAll(async () => {
  engine = startEngine()
  root = mkdtempSync(path.join(tmpdir(), 'arkindex-race-'))
  const database = await engine.makeLocation()
  replicas = await Promise.all([1, 2].map(() => startTestServer({ database, data: root, isDataShared: true })))
  client = new pg.Client({ connectionString: database })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await Promise.all(replicas.map((replica) => replica.close()))
  await engine.close()
  rmSync(root, { recursive: true, force: true })
})

const repository = 'https://git.example.org/group/workers'

async function makeWorker(slug: string): Promise<string> {
  const body = { slug, name: slug, type: 'x', repository_url: repository }
  const { body: worker } = await replicas[0]!.call('CreateWorker', { body })
  return worker.id
}

/** A publication by the one or the other server. */
const publish = (index: number, id: string, commit: string, references: { branch?: string; tag?: string } = {}) =>
  replicas[index % 2]!.call('CreateWorkerVersion', {
    path: { id },
    body: {
      revision_url: `${repository}/commit/${commit}`,
      docker_image_iid: 'image',
      configuration: {},
      ...references,
    },
  })

const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_value, index) => work(index)))

/** All versions of a worker, which are as many as it says. */
async function listVersions(id: string): Promise<Json[]> {
  const { body } = await replicas[1]!.call('ListWorkerVersions', { path: { id }, query: { page_size: '500' } })
  expect(body.count).toBe(body.results.length)
  return body.results
}

/** Ends when the server waits for a lock that this test holds. */
async function waitForWaiter(): Promise<void> {
  for (const deadline = Date.now() + 30_000; ; await wait(10)) {
    const { rowCount } = await client.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (rowCount !== 0) return
    if (Date.now() > deadline) throw new Error('nothing waits for the lock')
  }
}

describe('publications of one worker by two servers', () => {
  it('make a version of a commit once: the others are told that it exists, and it is counted once', async () => {
    const id = await makeWorker('same-commit')
    for (const commit of ['a1', 'a2', 'a3']) {
      const answers = await times(20, (index) => publish(index, id, commit))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      const refused = answers.filter(({ status }) => status === 400)
      expect(refused).toHaveLength(19)
      for (const { body } of refused) {
        expect(body).toEqual({
          revision_url: ['A worker version with this revision_url already exists on this worker.'],
        })
      }
    }
    expect(await listVersions(id)).toHaveLength(3)
  })

  it('make each commit a version, with its tag, and leave the branch that all of them move on one', async () => {
    const id = await makeWorker('other-commits')
    const answers = await times(30, (index) => publish(index, id, `b${index}`, { branch: 'main', tag: `v${index}` }))
    expect(answers.filter(({ status }) => status !== 201)).toEqual([])
    const versions = await listVersions(id)
    expect(versions).toHaveLength(30)
    expect(versions.filter(({ branch }) => branch === 'main')).toHaveLength(1)
    for (const { tag, revision_url } of versions)
      expect(revision_url).toBe(`${repository}/commit/${tag.replace('v', 'b')}`)
  })

  it('move a branch and a tag that stand on two versions to the newest', async () => {
    const id = await makeWorker('moved')
    for (const [commit, references] of [
      ['c1', { branch: 'main' }],
      ['c2', { tag: 'v1', branch: 'other' }],
      ['c3', { branch: 'main', tag: 'v1' }],
      ['c4', { branch: 'next' }],
    ] as const) {
      expect((await publish(0, id, commit, references)).status).toBe(201)
    }
    expect((await listVersions(id)).map(({ branch, tag }) => [branch, tag])).toEqual([
      ['next', null],
      ['main', 'v1'],
      ['other', null],
      [null, null],
    ])
  })

  it('take nothing from a version where the commit was published before', async () => {
    const id = await makeWorker('kept')
    await publish(0, id, 'd1')
    await publish(0, id, 'd2', { branch: 'main', tag: 'v1' })
    expect((await publish(1, id, 'd1', { branch: 'main', tag: 'v1' })).status).toBe(400)
    expect((await listVersions(id)).map(({ branch, tag }) => [branch, tag])).toEqual([
      ['main', 'v1'],
      [null, null],
    ])
  })

  it('wait for somebody who works on the worker, and are counted with what that one did', async () => {
    const id = await makeWorker('busy')
    await client.query('begin')
    await client.query('update worker set version_count = version_count where id = $1', [id])
    const waiting = times(2, (index) => publish(index, id, `e${index}`, { branch: 'main' }))
    await waitForWaiter()
    await client.query('commit')
    for (const { status } of await waiting) expect(status).toBe(201)
    const versions = await listVersions(id)
    expect(versions).toHaveLength(2)
    expect(versions.filter(({ branch }) => branch === 'main')).toHaveLength(1)
  })

  it('take a branch also from who got it while they were made, and are not counted for the attempt that failed', async () => {
    const id = await makeWorker('overtaken')
    const { body: other } = await publish(0, id, 'f1')
    await client.query('begin')
    await client.query("update worker_version set branch = 'main' where id = $1", [other.id])
    const waiting = publish(1, id, 'f2', { branch: 'main' })
    await waitForWaiter()
    await client.query('commit')
    expect((await waiting).status).toBe(201)
    expect((await listVersions(id)).map(({ branch }) => branch)).toEqual(['main', null])
  })

  it('are refused where the worker goes while they are made, as all that is gone', async () => {
    const id = await makeWorker('gone')
    await client.query('begin')
    await client.query('delete from worker where id = $1', [id])
    const waiting = publish(0, id, 'g1')
    await waitForWaiter()
    await client.query('commit')
    expect((await waiting).status).toBe(404)
  })
})
