import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../core/database/open-database.ts'
import { serverMigrations } from '../../server/migrations/list.ts'
import { sqliteFile } from '../../server/storage/data-folder.ts'
import type { Tables } from '../../server/tables.ts'
import { addUser, removeUser } from '../../server/users/administration.ts'
import { findTestCluster } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

/* What is deleted leaves the store of archives, and nothing that a row still names does. */

const farmKey = 'the-key-of-the-default-farm'
const folder = mkdtempSync(path.join(tmpdir(), 'left-archives-'))
const cluster = findTestCluster()
const database = `test_${randomUUID()}`

let location: string
let server: TestServer
let agent: Json
let number = 0

const start = async () => {
  server = await startTestServer({ farmKey, data: folder, ...(cluster ? { database: location } : {}) })
}
beforeAll(async () => {
  location = cluster ? await cluster.createDatabase(database) : sqliteFile(folder)
  await start()
  const body = { key: farmKey, name: 'one', maximum_tasks: 100, executor: 'process' }
  agent = await good('CreateAgent', { body, token: null })
})
afterAll(async () => {
  await server.close()
  await cluster?.dropDatabase(database)
  rmSync(folder, { recursive: true, force: true })
})

async function good(operationId: string, options: object = {}): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(400)
  return body
}

/** The names of what the store holds. */
const listStored = () =>
  readdirSync(path.join(folder, 'archives'), { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? entry.name : [],
  )

async function makeCorpus(): Promise<{ id: string; set: string }> {
  const { id } = await good('CreateCorpus', { body: { name: 'Doomed' } })
  const element = await good('CreateElement', { body: { corpus: id, type: 'page', name: 'P' } })
  const dataset = await good('CreateDataset', { path: { id }, body: { name: 'D', description: '', set_names: ['a'] } })
  await good('CreateDatasetElement', { path: { id: dataset.id }, body: { set: 'a', element_id: element.id } })
  return { id, set: dataset.sets[0].id }
}

interface Running {
  id: string
  process: string
  token: string
  attempt: number
}

async function run(corpus: { id: string; set: string }): Promise<Running> {
  number += 1
  const worker = await good('CreateWorker', { body: { name: 'W', type: 't', slug: `left-${number}` } })
  const version = await good('CreateWorkerVersion', {
    path: { id: worker.id },
    body: { docker_image_iid: 'i', state: 'available' },
  })
  const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: 'P' } })
  await good('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
  await good('CreateProcessSet', { path: { process: process.id, set: corpus.set } })
  await good('StartProcess', { path: { id: process.id }, body: {} })
  const ask = { body: { tasks: [], accepts: true }, token: agent.token, scheme: 'Agent' }
  const { actions } = await good('RetrieveAgentActions', ask)
  const { task_id, attempt, token } = actions.find((one: Json) => one.action === 'start')
  return { id: task_id, process: process.id, token, attempt }
}

const announce = (task: Running, size: number) =>
  good('CreateArtifact', { path: { id: task.id }, body: { path: 'a', size }, token: task.token, scheme: 'Ponos' })
const end = ({ id, attempt }: Running) =>
  good('PartialUpdateTask', { path: { id }, body: { state: 'failed', attempt }, token: agent.token, scheme: 'Agent' })

/** A process that has ended, with an artifact of these bytes. */
async function makeArtifact(corpus: { id: string; set: string }, bytes: string): Promise<Running> {
  const task = await run(corpus)
  const { s3_put_url: url } = await announce(task, bytes.length)
  expect((await fetch(url, { method: 'PUT', body: bytes })).status).toBe(200)
  await end(task)
  return task
}

async function read(task: Running): Promise<string> {
  const url = `${server.url}/api/v1/task/${task.id}/artifact/a`
  return (await fetch(url, { headers: { authorization: `Token ${tokens.owner}` } })).text()
}

async function exportCorpus(id: string): Promise<void> {
  const { id: made } = await good('StartExport', { path: { id }, body: {} })
  const isDone = async () =>
    (await good('ListExports', { path: { id } })).results.some((one: Json) => one.id === made && one.state === 'done')
  while (!(await isDone())) await wait(50)
}

async function withDatabase(work: (db: Awaited<ReturnType<typeof openDatabase<Tables>>>['db']) => Promise<void>) {
  const { db, close } = await openDatabase<Tables>({ location, migrations: serverMigrations })
  await work(db)
  await close()
}

describe('the store of archives', () => {
  it('has nothing any more of a process that was deleted, and all that others name', async () => {
    const corpus = await makeCorpus()
    const before = listStored().length
    const [doomed, kept] = [await makeArtifact(corpus, 'doomed'), await makeArtifact(corpus, 'kept')]
    expect(listStored()).toHaveLength(before + 2)
    await good('DestroyProcess', { path: { id: doomed.process } })
    expect(listStored()).toHaveLength(before + 1)
    expect(await read(kept)).toBe('kept')
  })

  it('has nothing any more of the artifacts and exports of a corpus that was deleted', async () => {
    const [doomed, other] = [await makeCorpus(), await makeCorpus()]
    const kept = await makeArtifact(other, 'kept')
    const before = listStored()
    for (const bytes of ['one', 'two']) await makeArtifact(doomed, bytes)
    await exportCorpus(doomed.id)
    expect(listStored()).toHaveLength(before.length + 3)
    await good('DestroyCorpus', { path: { id: doomed.id } })
    expect(listStored().sort()).toEqual(before.sort())
    expect(await read(kept)).toBe('kept')
  })

  it('keeps nothing of an upload whose process is deleted in the middle of it', async () => {
    const task = await run(await makeCorpus())
    const before = listStored()
    const { s3_put_url: url } = await announce(task, 8)
    let goOn: () => void = () => {}
    const gate = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const body = new ReadableStream({
      start: async (controller) => {
        controller.enqueue(Buffer.from('half'))
        await gate
        controller.enqueue(Buffer.from('half'))
        controller.close()
      },
    })
    const putting = fetch(url, { method: 'PUT', body, duplex: 'half' } as RequestInit)
    await wait(200)
    await end(task)
    await good('DestroyProcess', { path: { id: task.process } })
    goOn()
    expect((await putting).status).toBe(404)
    await expect.poll(listStored).toEqual(before)
  })

  it('loses at the next start what a removed user exported, and nothing that a row names, though it is on the list', async () => {
    const corpus = await makeCorpus()
    const kept = await makeArtifact(corpus, 'kept')
    const before = listStored()
    const exported = await makeCorpus()
    await exportCorpus(exported.id)
    await withDatabase(async (db) => {
      const user_id = await addUser(db, 'leaver@example.com', {})
      await db.updateTable('export').set({ user_id }).where('corpus_id', '=', exported.id).execute()
      await removeUser(db, 'leaver@example.com')
      const { upload_key: key } = await db
        .selectFrom('artifact')
        .select('upload_key')
        .where('task_id', '=', kept.id)
        .executeTakeFirstOrThrow()
      await db
        .insertInto('stray_archive')
        .values({ key: key ?? '', remove_after: 0 })
        .execute()
    })
    expect(listStored()).toHaveLength(before.length + 1)
    await server.close()
    await start()
    await expect.poll(() => listStored().sort(), { timeout: 10_000 }).toEqual(before.sort())
    expect(await read(kept)).toBe('kept')
    await withDatabase(async (db) => {
      expect(await db.selectFrom('stray_archive').selectAll().execute()).toEqual([])
    })
  })
})
