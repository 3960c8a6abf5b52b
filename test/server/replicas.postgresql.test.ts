import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../server/start-server.ts'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let engine: TestEngine
let root: string
let database: string
let replicas: TestServer[]

beforeAll(async () => {
  engine = startEngine()
  root = mkdtempSync(path.join(tmpdir(), 'arkindex-replicas-'))
  database = await engine.makeLocation()
  // At the same moment, on a database that nobody has migrated or seeded yet.
  replicas = await Promise.all([1, 2].map(() => startTestServer({ database, data: root, isDataShared: true })))
})
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()))
  await engine.close()
  rmSync(root, { recursive: true, force: true })
})

const [one, two] = [() => replicas[0]!, () => replicas[1]!]

/** Does something so many times at once, each replica taking every other. */
function atOnce<T>(count: number, work: (replica: TestServer, index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_value, index) => work(replicas[index % 2]!, index)))
}

function countStatuses(answers: readonly { status: number }[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

async function good(operationId: string, options: object = {}): Promise<Json> {
  const { status, body } = await one().call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

const publish = (replica: TestServer, slug: string, commit: string, references: object[]) =>
  replica.call('CreateDockerWorkerVersion', {
    body: {
      docker_image_iid: 'registry.example.org/worker:1',
      repository_url: 'https://git.example.org/group/workers',
      revision_hash: commit,
      revision_references: references,
      worker_slug: slug,
      worker_type: `type-of-${slug}`,
      configuration: {},
    },
  })

const listVersions = async (id: string) =>
  (await good('ListWorkerVersions', { path: { id }, query: { page_size: '500' } })).results as Json[]

describe('two replicas on one PostgreSQL', () => {
  it('seed it once and make one administrator', async () => {
    const users = await good('ListCorpus', { token: tokens.admin })
    expect(users.map((corpus: Json) => corpus.name)).toEqual(['Letters'])
    expect((await good('ListModels', { token: tokens.admin })).count).toBe(1)
    const empty = await engine.makeLocation()
    const data = path.join(root, 'administrators')
    const started = await Promise.all([1, 2].map(() => startServer({ database: empty, data, isDataShared: true })))
    expect(started.filter(({ adminToken }) => adminToken !== undefined)).toHaveLength(1)
    await Promise.all(started.map((server) => server.close()))
  })

  it('publish a commit once, however often and wherever it is sent, with all its references', async () => {
    const answers = await atOnce(30, (replica, index) =>
      publish(replica, 'once', 'abc1', [
        { type: index % 3 === 0 ? 'tag' : 'branch', name: index % 3 === 0 ? 'v1' : 'main' },
      ]),
    )
    expect(countStatuses(answers)).toEqual({ 200: 29, 201: 1 })
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    const workers = await good('ListWorkers', { query: { slug: 'once' } })
    expect(workers.count).toBe(1)
    expect(await listVersions(workers.results[0].id)).toMatchObject([{ branch: 'main', tag: 'v1' }])
  })

  it('let a branch stand on one version while many move it', async () => {
    const answers = await atOnce(30, (replica, index) =>
      publish(replica, 'moved', `c${index}`, [{ type: 'branch', name: 'main' }]),
    )
    expect(countStatuses(answers)).toEqual({ 201: 30 })
    const versions = await listVersions((await good('ListWorkers', { query: { slug: 'moved' } })).results[0].id)
    expect(versions).toHaveLength(30)
    expect(versions.filter(({ branch }) => branch === 'main')).toHaveLength(1)
  })

  it('make workers of many slugs at once, each once, sharing a new type', async () => {
    const answers = await atOnce(40, (replica, index) =>
      replica.call('CreateWorker', { body: { slug: `many-${index % 10}`, name: 'Many', type: 'new-type' } }),
    )
    expect(countStatuses(answers)).toEqual({ 200: 30, 201: 10 })
    expect((await good('ListWorkers', { query: { type: 'new-type' } })).count).toBe(10)
  })

  it('count versions without a revision up, none left out and none twice', async () => {
    const worker = await good('CreateWorker', { body: { slug: 'numbered', name: 'Numbered', type: 'x' } })
    const answers = await atOnce(24, (replica) =>
      replica.call('CreateWorkerVersion', { path: { id: worker.id }, body: { docker_image_iid: 'image' } }),
    )
    expect(countStatuses(answers)).toEqual({ 201: 24 })
    const numbers = (await listVersions(worker.id)).map(({ version }) => version).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 24 }, (_value, index) => index + 1))
  })

  it('mark a pair once, and hold a tag of a model once', async () => {
    const worker = await good('CreateWorker', { body: { slug: 'marked', name: 'Marked', type: 'x' } })
    const models = await atOnce(10, (replica) => replica.call('CreateModel', { body: { name: 'Raced' } }))
    expect(countStatuses(models)).toEqual({ 201: 1, 400: 9 })
    const model = models.find(({ status }) => status === 201)?.body
    const marks = await atOnce(10, (replica) =>
      replica.call('CreateModelCompatibleWorker', { path: { model: model.id, worker: worker.id } }),
    )
    expect(countStatuses(marks)).toEqual({ 201: 1, 400: 9 })
    const tagged = await atOnce(10, (replica) =>
      replica.call('CreateModelVersion', { path: { id: model.id }, body: { tag: 'v1' } }),
    )
    expect(countStatuses(tagged)).toEqual({ 201: 1, 400: 9 })
  })

  it('start a training once', async () => {
    const corpus = (await good('ListCorpus')).find(({ name }: Json) => name === 'Letters')
    const datasets = await good('ListCorpusDatasets', { path: { id: corpus.id } })
    const dataset = datasets.results.find(({ name }: Json) => name === 'Letters 2026')
    const worker = await good('CreateWorker', { body: { slug: 'trainer', name: 'Trainer', type: 'x' } })
    const version = await good('CreateWorkerVersion', { path: { id: worker.id }, body: { docker_image_iid: 'image' } })
    for (let round = 0; round < 5; round += 1) {
      const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: 'Training' } })
      const path = { id: process.id }
      await good('CreateWorkerRun', { path, body: { worker_version_id: version.id } })
      await good('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })
      const answers = await atOnce(6, (replica) => replica.call('StartProcess', { path, body: {} }))
      expect(countStatuses(answers)).toEqual({ 201: 1, 400: 5 })
      expect((await good('RetrieveProcess', { path })).tasks).toHaveLength(1)
    }
  })

  it('take an archive by the URL of the other one, and give it', async () => {
    const model = await good('CreateModel', { body: { name: 'Shared' } })
    const version = await good('CreateModelVersion', { path: { id: model.id }, body: {} })
    const elsewhere = (url: string) => url.replace(one().url, two().url)
    const put = elsewhere(version.s3_put_url)
    expect(put).not.toBe(version.s3_put_url)
    expect((await fetch(put, { method: 'PUT', body: 'archive' })).status).toBe(200)
    const body = { state: 'available', size: 7, archive_hash: '888d0ee361af3603736f32131e7b20a2' }
    const available = await good('UpdateModelVersion', { path: { id: version.id }, body })
    for (const url of [available.s3_url, elsewhere(available.s3_url)])
      expect(await (await fetch(url)).text()).toBe('archive')
  })

  it('refuse one more that keeps its archives elsewhere, or that does not say that it shares them', async () => {
    const other = path.join(root, 'other')
    await expect(startServer({ database, data: other, isDataShared: true })).rejects.toMatchObject({
      code: 'archives-elsewhere',
    })
    const alone = await startServer({ database, data: root })
    await expect(startServer({ database, data: root })).rejects.toMatchObject({ code: 'data-in-use' })
    await alone.close()
  })
})
