import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { create } from 'tar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../core/database/open-database.ts'
import { serverMigrations } from '../../server/migrations/list.ts'
import type { RunningServer } from '../../server/start-server.ts'
import type { Tables } from '../../server/tables.ts'
import { backUp } from '../../server/transfer/backup.ts'
import { exportToFile } from '../../server/transfer/export-to-file.ts'
import { importFromFile } from '../../server/transfer/import-from-file.ts'
import { locateDatabase, type ServerPlace } from '../../server/transfer/place.ts'
import { restore } from '../../server/transfer/restore.ts'
import { findTestCluster, startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let engine: TestEngine
let root: string
beforeAll(() => {
  engine = startEngine()
  root = mkdtempSync(path.join(tmpdir(), 'arkindex-transfer-'))
})
afterAll(async () => {
  await engine.close()
  rmSync(root, { recursive: true, force: true })
})

/** An empty place on the engine that the tests run on. */
async function makePlace(): Promise<ServerPlace> {
  const data = path.join(root, randomUUID())
  return findTestCluster() ? { data, database: await engine.makeLocation() } : { data }
}

/** An empty place on SQLite, whatever engine the tests run on. */
const makeSqlitePlace = (): ServerPlace => ({ data: path.join(root, randomUUID()) })

const makeFile = () => path.join(root, `${randomUUID()}.file`)

/** A model version with an archive of so many bytes. */
async function publishModel(server: TestServer, name: string, size: number, parent?: { id: string; modelId: string }) {
  const modelId: string = parent?.modelId ?? (await server.call('CreateModel', { body: { name } })).body.id
  const body = { ...(parent === undefined ? {} : { parent: parent.id }), tag: name }
  const { body: version } = await server.call('CreateModelVersion', { path: { id: modelId }, body })
  const archive = Buffer.alloc(size, name)
  await fetch(version.s3_put_url, { method: 'PUT', body: archive, headers: { 'content-type': 'application/zstd' } })
  const hash = createHash('md5').update(archive).digest('hex')
  const available = { state: 'available', size, archive_hash: hash }
  expect((await server.call('UpdateModelVersion', { path: { id: version.id }, body: available })).status).toBe(200)
  return { id: version.id as string, archive, modelId }
}

async function publishWorker(server: TestServer, index: number) {
  return server.call('CreateDockerWorkerVersion', {
    body: {
      docker_image_iid: 'registry.example.org/worker:1',
      repository_url: 'https://git.example.org/group/workers',
      revision_hash: createHash('sha1').update(String(index)).digest('hex'),
      revision_references: [{ type: 'tag', name: `v${index}` }],
      worker_slug: 'recognizer',
      configuration: { index, text: 'é 😀 \u2028 "quoted"' },
    },
  })
}

/** Serves a place while `work` is done. */
async function serve<T>(place: ServerPlace, work: (server: TestServer) => Promise<T>): Promise<T> {
  const server = await startTestServer(place)
  try {
    return await work(server)
  } finally {
    await (server as RunningServer).close()
  }
}

const readText = (file: string) => readFileSync(file, 'utf8')

async function exportText(place: ServerPlace): Promise<string> {
  const file = makeFile()
  await exportToFile(place, file)
  return readText(file)
}

async function importText(place: ServerPlace, text: string) {
  const file = makeFile()
  writeFileSync(file, text)
  return importFromFile(place, file)
}

describe('an export', () => {
  it('of a server that was used is the same after it was imported, on either engine', async () => {
    const place = await makePlace()
    const whole = await serve(place, async (server) => {
      const parent = await publishModel(server, 'Parent', 2000)
      await publishModel(server, 'Child', 10, parent)
      for (let index = 0; index < 5; index += 1) await publishWorker(server, index)
      return exportText(place)
    })
    for (const other of [await makePlace(), makeSqlitePlace()]) {
      const { rows, missingArchives } = await importText(other, whole)
      expect(rows).toBe(whole.split('\n').length - 3)
      expect(missingArchives).toHaveLength(2)
      expect(await exportText(other)).toBe(whole)
      await serve(other, async (server) => {
        const { body } = await server.call('ListModels')
        expect(body.results.map((one: { name: string }) => one.name)).toEqual(['Parent', 'Private'])
      })
    }
  })

  it('is one line a row in a fixed order, without anything of the place or the moment', async () => {
    const place = await makePlace()
    await serve(place, async () => {})
    const lines = (await exportText(place)).trimEnd().split('\n')
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      arkindex_ci_export: 1,
      migrations: serverMigrations.map(({ name }) => name),
    })
    const rows = lines.slice(1, -1).map((line) => JSON.parse(line) as { table: string; row: Record<string, unknown> })
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ rows: rows.length })
    for (const { row } of rows) expect(Object.keys(row)).toEqual(Object.keys(row).sort())
    const users = rows.filter(({ table }) => table === 'user_account').map(({ row }) => String(row.id))
    expect(users).toEqual([...users].sort())
    expect(rows.filter(({ table }) => table === 'setting').map(({ row }) => row.key)).toEqual(['signing-key'])
    expect(lines.join('\n')).not.toContain(tokens.owner)
    expect(await exportText(place)).toBe(`${lines.join('\n')}\n`)
  })

  it('brings back whatever text and number a database may hold', async () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'))
    const real = fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }))
    const rows = fc.uniqueArray(fc.record({ key: text, value: text, real }), { selector: (row) => row.key })
    const property = fc.asyncProperty(rows, async (given) => {
      const place = await makePlace()
      const { db, close } = await openDatabase<Tables>({
        location: locateDatabase(place),
        migrations: serverMigrations,
      })
      for (const { key, value } of given) await db.insertInto('setting').values({ key, value }).execute()
      const times = { created: 1, updated: 2 }
      await db
        .insertInto('corpus')
        .values({ id: 'c', name: '', description: '', public: 0, ...times })
        .execute()
      const type = { id: 't', corpus_id: 'c', slug: 's', display_name: '', folder: 0 as const, color: '' }
      await db.insertInto('element_type').values(type).execute()
      await db.insertInto('element').values({ id: 'e', corpus_id: 'c', type_id: 't', name: '', created: 1 }).execute()
      for (const [index, { value, real: confidence }] of given.entries()) {
        const row = { id: String(index), element_id: 'e', text: value, orientation: '', confidence }
        await db.insertInto('transcription').values(row).execute()
      }
      await close()
      const whole = await exportText(place)
      const [again, sqlite] = [await makePlace(), makeSqlitePlace()]
      await importText(again, whole)
      expect(await exportText(again)).toBe(whole)
      await importText(sqlite, whole)
      expect(await exportText(sqlite)).toBe(whole)
    })
    await fc.assert(property, { numRuns: 8 })
  })

  it('holds more rows than are read or written at a time, and later rows before those that they refer to', async () => {
    const place = await makePlace()
    const { db, close } = await openDatabase<Tables>({ location: locateDatabase(place), migrations: serverMigrations })
    const times = { created: 1, updated: 2 }
    const name = { name: 'M', name_folded: 'm', description: '', public: 0 as const, archived: null }
    await db
      .insertInto('model')
      .values({ id: 'm', ...name, ...times })
      .execute()
    const ids = Array.from({ length: 2500 }, (_value, index) => String(9999 - index))
    for (const [index, id] of ids.entries()) {
      const none = { tag: null, size: null, archive_hash: null, hash: null }
      const upload = { upload_key: null, upload_size: null, upload_md5: null }
      const version = { id, model_id: 'm', parent_id: ids[index - 1] ?? null, description: '', configuration: '{}' }
      await db
        .insertInto('model_version')
        .values({ ...version, ...none, ...upload, state: 'created', ...times })
        .execute()
    }
    await close()
    const whole = await exportText(place)
    const other = await makePlace()
    await importText(other, whole)
    expect(await exportText(other)).toBe(whole)
  })

  it('is not made of nothing, and leaves no file then', async () => {
    const place = await makePlace()
    const file = makeFile()
    await expect(exportToFile(place, file)).rejects.toMatchObject({
      code: place.database === undefined ? 'database-unusable' : 'database-empty',
    })
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(root).filter((name) => name.includes(path.basename(file)))).toEqual([])
  })
})

describe('an import', () => {
  it('refuses a place that is not empty, and changes nothing there', async () => {
    const [place, other] = [await makePlace(), await makePlace()]
    const whole = await serve(place, () => exportText(place))
    const held = await serve(other, async (server) => {
      await publishWorker(server, 1)
      return exportText(other)
    })
    await expect(importText(other, whole)).rejects.toMatchObject({ code: 'database-not-empty' })
    expect(await exportText(other)).toBe(held)
  })

  it('takes all or nothing, whatever is wrong with the file', async () => {
    const place = await makePlace()
    const whole = await serve(place, () => exportText(place))
    const lines = whole.trimEnd().split('\n')
    const owner = lines.findIndex((line) => line.includes('owner@example.com'))
    const member = lines.findIndex((line) => line.startsWith('{"table":"membership"'))
    const without = (index: number, count: number) =>
      [
        ...lines.slice(0, index),
        ...lines.slice(index + 1, -1),
        JSON.stringify({ rows: lines.length - 2 - count }),
      ].join('\n')
    const files: [string, string][] = [
      ['', 'first line'],
      ['{"name":"something"}\n', 'first line'],
      [lines.slice(0, -1).join('\n'), 'it was cut'],
      [whole.slice(0, whole.length / 2), `is no row`],
      [without(lines.length - 2, 0), 'last line says'],
      [without(owner, 1), 'refers to one that is not there'],
      [[...lines.slice(0, member + 1), lines[member], ...lines.slice(member + 1)].join('\n'), 'there twice'],
      [whole.replace('"email":"owner@example.com"', '"email":7'), 'the column email is no text'],
      [whole.replace('"email":"owner@example.com"', '"mail":"owner@example.com"'), 'the column email is missing'],
      [whole.replace('"email":"owner@example.com"', '"email":"owner@example.com","more":1'), 'no column more'],
      [whole.replace('"table":"farm"', '"table":"form"'), 'no table "form"'],
      [`${whole}{"table":"farm","row":{}}`, 'follows its last line'],
    ]
    const empty = await makePlace()
    for (const [text, reason] of files) {
      await expect(importText(empty, text)).rejects.toMatchObject({
        code: 'transfer-invalid',
        message: expect.stringContaining(reason),
      })
    }
    const newer = whole.replace('"migrations":[', '"migrations":["9999-later",')
    await expect(importText(empty, newer)).rejects.toMatchObject({ code: 'transfer-newer' })
    // The place is still empty: now it takes the right one.
    await importText(empty, whole)
    expect(await exportText(empty)).toBe(whole)
  })

  it('brings an export of an older version up to date', async () => {
    const place = await makePlace()
    const [first] = serverMigrations
    if (!first) throw new Error('there is no migration')
    await (await openDatabase({ location: locateDatabase(place), migrations: [first] })).close()
    const older = await exportText(place)
    const other = await makePlace()
    await importText(other, older)
    await serve(other, async (server) => expect((await publishWorker(server, 1)).status).toBe(201))
  })
})

describe('a backup', () => {
  it('of a server that is being published to holds all that was answered before it, archives included', async () => {
    const place = await makePlace()
    const file = makeFile()
    let isOver = false
    const { model, before, during } = await serve(place, async (server) => {
      const published = await publishModel(server, 'Kept', 3_000_000)
      const kept: string[] = []
      for (let index = 0; index < 10; index += 1) kept.push((await publishWorker(server, index)).body.id)
      let count = 0
      const load = (async () => {
        for (let index = 100; !isOver; index += 1, count += 1) await publishWorker(server, index)
      })()
      const outcome = await backUp(place, file)
      isOver = true
      await load
      expect(outcome.archives).toBe(1)
      return { model: published, before: kept, during: count }
    })
    expect(during).toBeGreaterThan(0)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const other = await makePlace()
    await restore(other, file)
    await serve(other, async (server) => {
      for (const id of before) expect((await server.call('RetrieveWorkerVersion', { path: { id } })).status).toBe(200)
      const { body } = await server.call('RetrieveModelVersion', { path: { id: model.id } })
      const archive = Buffer.from(await (await fetch(body.s3_url)).arrayBuffer())
      expect(archive.equals(model.archive)).toBe(true)
      // The place is one to go on with.
      expect((await publishWorker(server, 5000)).status).toBe(201)
    })
    expect(readdirSync(other.data).filter((name) => name.startsWith('.'))).toEqual([])
    await expect(restore(other, file)).rejects.toMatchObject({ code: 'database-not-empty' })
  })

  it('holds the artifacts of tasks, byte by byte, and not the files of exports', async () => {
    const place = await makePlace()
    const file = makeFile()
    const download = async (server: TestServer, path: string) => {
      const response = await fetch(`${server.url}/api/v1${path}`, {
        headers: { authorization: `Token ${tokens.owner}` },
      })
      return { status: response.status, text: await response.text() }
    }
    const { artifact, listed, exported } = await serve(place, async (server) => {
      const ok = async (operationId: string, options: object): Promise<Json> => {
        const { status, body } = await server.call(operationId, options)
        expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
        return body
      }
      const corpus = (await ok('ListCorpus', {}))[0].id
      const { body: version } = await publishWorker(server, 1)
      const { id } = await ok('CreateProcess', { body: { corpus, mode: 'workers', name: 'P' } })
      await ok('CreateWorkerRun', { path: { id }, body: { worker_version_id: version.id } })
      const { tasks } = await ok('StartProcess', { path: { id }, body: {} })
      const state = async () => (await ok('RetrieveTask', { path: { id: tasks[0].id } })).state
      await expect.poll(state, { timeout: 20_000 }).toBe('completed')
      const { id: made } = await ok('StartExport', { path: { id: corpus }, body: {} })
      const exportState = async () => (await ok('ListExports', { path: { id: corpus } })).results[0].state
      await expect.poll(exportState, { timeout: 20_000 }).toBe('done')
      const artifact = `/task/${tasks[0].id}/artifact/elements.json`
      expect((await backUp(place, file)).archives).toBe(1)
      return { artifact, listed: (await download(server, artifact)).text, exported: `/export/${made}/` }
    })
    expect(JSON.parse(listed).length).toBeGreaterThan(0)
    const other = await makePlace()
    await restore(other, file)
    await serve(other, async (server) => {
      expect(await download(server, artifact)).toEqual({ status: 200, text: listed })
      expect((await download(server, exported)).status).toBe(404)
    })
  })

  it('that is cut, damaged or something else is refused, and the place stays empty', async () => {
    const place = await makePlace()
    const file = makeFile()
    const key = await serve(place, async (server) => {
      await publishModel(server, 'Kept', 100_000)
      await backUp(place, file)
      return readdirSync(path.join(place.data, 'archives')).find((name) => !name.startsWith('.')) ?? ''
    })
    const bytes = readFileSync(file)
    const empty = await makePlace()
    const attempt = async (content: Buffer) => {
      const changed = makeFile()
      writeFileSync(changed, content)
      await expect(restore(empty, changed)).rejects.toMatchObject({ code: 'transfer-invalid' })
    }
    await attempt(Buffer.from('no archive'))
    await attempt(Buffer.alloc(0))
    await attempt(bytes.subarray(0, Math.floor(bytes.length / 2)))
    const damaged = Buffer.from(bytes)
    const at = damaged.indexOf('KeptKept')
    damaged[at + 4] = 0
    await attempt(damaged)
    const foreign = path.join(root, randomUUID())
    mkdirSync(foreign)
    writeFileSync(path.join(foreign, 'surprise'), 'x')
    const other = makeFile()
    await create({ file: other, cwd: foreign }, ['surprise'])
    await attempt(readFileSync(other))
    await restore(empty, file)
    expect(readdirSync(path.join(empty.data, 'archives'))).toContain(key)
  })

  it('says which archive is gone where one is missing for good', async () => {
    const place = await makePlace()
    await serve(place, (server) => publishModel(server, 'Kept', 10))
    const folder = path.join(place.data, 'archives')
    for (const name of readdirSync(folder)) if (!name.startsWith('.')) rmSync(path.join(folder, name))
    const file = makeFile()
    await expect(backUp(place, file)).rejects.toMatchObject({ code: 'backup-unsteady' })
    expect(existsSync(file)).toBe(false)
  })
})
