import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../core/database/open-database.ts'
import { selectProcessElements } from '../../server/elements/select-process-elements.ts'
import { serverMigrations } from '../../server/migrations/list.ts'
import { sqliteFile } from '../../server/storage/data-folder.ts'
import type { Tables } from '../../server/tables.ts'
import { findTestCluster } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let corpus: Json
let page: Json
/** The worker run of the owner's local process, and one of a process that a task of it belongs to. */
let ownRun: Json
let taskRun: Json
let process: Json
const taskToken = 'token-of-a-running-task-in-tests'
let closeDatabase: () => Promise<void>
let db: Awaited<ReturnType<typeof openDatabase<Tables>>>['db']

const ok = async (operationId: string, options: object): Promise<Json> => {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

/** Calls as a task does, with a token of another scheme. */
async function callAsTask(url: string, body: object): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${server.url}/api/v1${url}`, {
    method: 'POST',
    headers: { authorization: `Ponos ${taskToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

beforeAll(async () => {
  const cluster = findTestCluster()
  const folder = mkdtempSync(path.join(tmpdir(), 'ml-results-'))
  const name = `test_${randomUUID()}`
  const location = cluster ? await cluster.createDatabase(name) : sqliteFile(folder)
  server = await startTestServer({ data: folder, ...(cluster ? { database: location } : {}) })
  const open = await openDatabase<Tables>({ location, migrations: serverMigrations })
  db = open.db
  closeDatabase = async () => {
    await open.close()
    await server.close()
    if (cluster) await cluster.dropDatabase(name)
    rmSync(folder, { recursive: true })
  }
  corpus = (await server.call('ListCorpus')).body.find((one: Json) => one.name === 'Letters')
  const image = await ok('CreateIIIFURL', { body: { url: 'https://i.example.com/a/b.jpg', width: 100, height: 100 } })
  page = await ok('CreateElement', { body: { corpus: corpus.id, type: 'page', name: 'Page', image: image.id } })
  const worker = await ok('CreateWorker', { body: { name: 'W', type: 't', slug: 'w' } })
  const version = await ok('CreateWorkerVersion', { path: { id: worker.id }, body: { docker_image_iid: 'image' } })
  ownRun = await ok('CreateUserWorkerRun', { body: { worker_version_id: version.id } })
  process = await ok('CreateProcess', { body: { corpus: corpus.id, name: 'P', element_type: 'page' } })
  taskRun = await ok('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
  const started = await ok('StartProcess', { path: { id: process.id }, body: {} })
  await db
    .updateTable('task')
    .set({ state: 'running', token_hash: createHash('sha256').update(taskToken).digest('hex') })
    .where('id', '=', started.tasks.at(-1).id)
    .execute()
})
afterAll(() => closeDatabase())

describe('a worker run', () => {
  it('is sent by tasks of its process, and by users for their own local process, by nobody else', async () => {
    const url = `/element/${page.id}/transcription/`
    const sent = await callAsTask(url, { text: 'By a task', worker_run_id: taskRun.id })
    expect(sent).toMatchObject({ status: 201, body: { worker_run: { id: taskRun.id, summary: taskRun.summary } } })
    expect(await callAsTask(url, { text: 'x', worker_run_id: ownRun.id })).toMatchObject({
      status: 400,
      body: { worker_run_id: ['A task may only send worker runs of its own process.'] },
    })
    const send = (worker_run_id: string, token: string) =>
      server.call('CreateTranscription', { path: { id: page.id }, body: { text: 'By a user', worker_run_id }, token })
    expect((await send(ownRun.id, tokens.owner)).body.worker_run.id).toBe(ownRun.id)
    expect((await send(ownRun.id, tokens.admin)).body).toHaveProperty('worker_run_id')
    expect((await send(taskRun.id, tokens.owner)).body).toHaveProperty('worker_run_id')
    await db.updateTable('task').set({ state: 'completed' }).where('token_hash', 'is not', null).execute()
    expect((await callAsTask(url, { text: 'x', worker_run_id: taskRun.id })).status).toBe(401)
    await db.updateTable('task').set({ state: 'running' }).where('token_hash', 'is not', null).execute()
  })
})

describe('transcriptions', () => {
  it('are listed by element, type and worker run, made, changed and deleted', async () => {
    const line = await ok('CreateElement', {
      body: { corpus: corpus.id, type: 'text_line', name: 'L', parent: page.id },
    })
    const { transcriptions } = await ok('CreateTranscriptions', {
      body: {
        worker_run_id: ownRun.id,
        transcriptions: [
          { element_id: line.id, text: 'first', orientation: 'vertical-lr', confidence: 0.5 },
          { element_id: line.id, text: 'second' },
        ],
      },
    })
    expect(transcriptions.map(({ text, orientation }: Json) => [text, orientation])).toEqual([
      ['first', 'vertical-lr'],
      ['second', 'horizontal-lr'],
    ])
    const list = async (query: Record<string, string>, id = line.id) =>
      (await ok('ListTranscriptions', { path: { id }, query })).results.map((one: Json) => one.text)
    expect(await list({})).toEqual(['first', 'second'])
    expect(await list({ worker_run: 'false' })).toEqual([])
    expect(await list({ recursive: 'true', element_type: 'text_line' }, page.id)).toEqual(['first', 'second'])
    const [{ id }] = transcriptions
    expect(await ok('PartialUpdateTranscription', { path: { id }, body: { confidence: null } })).toMatchObject({
      text: 'first',
      confidence: null,
    })
    expect(await ok('UpdateTranscription', { path: { id }, body: { text: 'third' } })).toMatchObject({
      text: 'third',
      orientation: 'vertical-lr',
    })
    await ok('DestroyTranscription', { path: { id } })
    expect(await list({})).toEqual(['second'])
    const wrong = await server.call('CreateTranscriptions', {
      body: {
        worker_run_id: taskRun.id,
        transcriptions: [
          { element_id: line.id, text: 'x' },
          { element_id: taskRun.id, text: 'x' },
        ],
      },
    })
    expect(wrong).toMatchObject({
      status: 400,
      body: { worker_run_id: [expect.anything()], transcriptions: { 1: expect.anything() } },
    })
  })

  it('of parts of an element make the parts that are missing, and only these', async () => {
    const square = (at: number) => [
      [at, at],
      [at, at + 10],
      [at + 10, at + 10],
      [at + 10, at],
    ]
    const send = (positions: number[]) =>
      server.call('CreateElementTranscriptions', {
        path: { id: page.id },
        body: {
          element_type: 'paragraph',
          worker_run_id: ownRun.id,
          return_elements: true,
          transcriptions: positions.map((at) => ({
            polygon: square(at),
            text: `at ${at}`,
            confidence: 0.5,
            element_confidence: 0.25,
          })),
        },
      })
    const { body: first } = await send([10, 30, 10])
    expect(first.map(({ created }: Json) => created)).toEqual([true, true, true])
    expect(first[0].element_id).toBe(first[2].element_id)
    const { body: second } = await send([30, 50])
    expect(second.map(({ created }: Json) => created)).toEqual([false, true])
    expect(second[0].element_id).toBe(first[1].element_id)
    expect(await ok('RetrieveElement', { path: { id: first[0].element_id } })).toMatchObject({
      type: 'paragraph',
      confidence: 0.25,
      worker_run: { id: ownRun.id },
      zone: { polygon: square(10) },
    })
    const outside = await send([50, 95])
    expect(outside).toMatchObject({
      status: 400,
      body: { transcriptions: { 1: { polygon: [expect.stringContaining('100 by 100')] } } },
    })
    const quiet = await ok('CreateElementTranscriptions', {
      path: { id: page.id },
      body: { element_type: 'paragraph', transcriptions: [{ polygon: square(10), text: 'x' }] },
    })
    expect(quiet).toEqual([{ id: expect.any(String) }])
  })
})

describe('classes', () => {
  it('are renamed with their classifications, and deleted only when none has them', async () => {
    const [one, two] = [
      await ok('CreateMLClass', { path: { id: corpus.id }, body: { name: 'stamp' } }),
      await ok('CreateMLClass', { path: { id: corpus.id }, body: { name: 'seal' } }),
    ]
    const path = { corpus: corpus.id, mlclass: one.id }
    const made = await ok('CreateClassification', { body: { element: page.id, ml_class: one.id } })
    const taken = await server.call('UpdateMLClass', { path, body: { name: 'seal' } })
    expect(taken).toMatchObject({ status: 400, body: { id: two.id } })
    expect(await ok('UpdateMLClass', { path, body: { name: 'stamp' } })).toEqual(one)
    expect(await ok('PartialUpdateMLClass', { path, body: { name: 'postmark' } })).toEqual({ ...one, name: 'postmark' })
    expect(await ok('PartialUpdateMLClass', { path, body: {} })).toEqual({ ...one, name: 'postmark' })
    const element = await ok('RetrieveElement', { path: { id: page.id } })
    expect(element.classifications.map(({ ml_class }: Json) => ml_class.name)).toContain('postmark')
    expect(await server.call('DestroyMLClass', { path })).toMatchObject({
      status: 400,
      body: { non_field_errors: ['There are classifications with this class.'] },
    })
    await ok('DestroyClassification', { path: { id: made.id } })
    const other = (await ok('CreateCorpus', { body: { name: 'Other' } })).id
    expect((await server.call('DestroyMLClass', { path: { ...path, corpus: other } })).status).toBe(404)
    await ok('DestroyMLClass', { path })
    expect((await server.call('RetrieveMLClass', { path })).status).toBe(404)
    await ok('DestroyMLClass', { path: { ...path, mlclass: two.id } })
  })

  it('exist once by name', async () => {
    const path = { id: corpus.id }
    const made = await ok('CreateMLClass', { path, body: { name: 'envelope' } })
    expect(await server.call('CreateMLClass', { path, body: { name: 'envelope' } })).toMatchObject({
      status: 400,
      body: { id: made.id },
    })
    expect((await ok('ListCorpusMLClasses', { path, query: { search: 'enve' } })).results).toEqual([made])
  })

  it('are given to an element once by each worker run', async () => {
    const [a, b] = [
      await ok('CreateMLClass', { path: { id: corpus.id }, body: { name: 'a' } }),
      await ok('CreateMLClass', { path: { id: corpus.id }, body: { name: 'b' } }),
    ]
    const bulk = (classifications: object[], worker_run_id: string | null = ownRun.id) =>
      server.call('CreateClassifications', { body: { parent: page.id, worker_run_id, classifications } })
    const first = await bulk([
      { ml_class: a.id, confidence: 0.25 },
      { ml_class: b.id, confidence: 0.75, high_confidence: true },
    ])
    expect(first.body.classifications).toMatchObject([
      { ml_class: a.id, state: 'pending' },
      { ml_class: b.id, high_confidence: true },
    ])
    const message = 'Duplicated ML classes are not allowed from the same worker run.'
    expect(await bulk([{ ml_class: a.id, confidence: 0.25 }])).toMatchObject({
      status: 400,
      body: { classifications: [message] },
    })
    expect((await bulk([{ ml_class: page.id, confidence: 0.25 }])).body.classifications).toHaveProperty('0')
    expect((await bulk([{ ml_class: a.id, confidence: 0.25 }], null)).status).toBe(201)
    const again = await server.call('CreateClassification', {
      body: { element: page.id, ml_class: a.id, worker_run_id: ownRun.id, confidence: 1 },
    })
    expect(again.body).toEqual({
      non_field_errors: ['The fields element, worker_run, ml_class must make a unique set.'],
    })
    const [{ id }] = first.body.classifications
    expect((await ok('RejectClassification', { path: { id } })).state).toBe('rejected')
    expect((await ok('ValidateClassification', { path: { id } })).state).toBe('validated')
    const { classifications } = await ok('RetrieveElement', { path: { id: page.id } })
    expect(classifications.map((one: Json) => [one.ml_class.name, one.state])).toEqual([
      ['b', 'pending'],
      ['a', 'validated'],
      ['a', 'validated'],
    ])
    await ok('DestroyClassification', { path: { id } })
    expect((await server.call('ValidateClassification', { path: { id } })).status).toBe(404)
  })
})

describe('entities', () => {
  it('have types that exist once by name and stay while they are used', async () => {
    const type = await ok('CreateEntityType', { body: { corpus: corpus.id, name: 'person', color: '00FF00' } })
    expect(type.color).toBe('00ff00')
    expect(await server.call('CreateEntityType', { body: { corpus: corpus.id, name: 'person' } })).toMatchObject({
      status: 400,
      body: { id: type.id },
    })
    const place = await ok('CreateEntityType', { body: { corpus: corpus.id, name: 'place' } })
    expect(
      (await server.call('PartialUpdateEntityType', { path: { id: place.id }, body: { name: 'person' } })).status,
    ).toBe(400)
    expect(
      (await ok('ListCorpusEntityTypes', { path: { id: corpus.id } })).results.map((one: Json) => one.name),
    ).toEqual(['person', 'place'])
    const transcription = await ok('CreateTranscription', { path: { id: page.id }, body: { text: 'Émile 😀 wrote' } })
    const path = { id: transcription.id }
    const bulk = (transcription_entities: object[]) =>
      server.call('CreateTranscriptionEntities', { path, body: { worker_run_id: ownRun.id, transcription_entities } })
    const entity = { type_id: type.id, offset: 0, length: 5, confidence: 0.5 }
    expect((await bulk([entity, { ...entity, offset: 8 }])).status).toBe(201)
    const wrong = await bulk([{ ...entity, offset: 9 }, entity, { ...entity, type_id: page.id, offset: 1 }])
    expect(Object.keys(wrong.body.transcription_entities)).toEqual(['0', '1', '2'])
    const one = await server.call('CreateTranscriptionEntity', { path, body: { ...entity, offset: 9 } })
    expect(one.body.length[0]).toContain('13 characters')
    const { results } = await ok('ListTranscriptionEntities', { path, query: { worker_run: ownRun.id } })
    expect(results).toMatchObject([{ type, offset: 0, length: 5, worker_run: { id: ownRun.id } }, { offset: 8 }])
    expect((await server.call('DestroyEntityType', { path: { id: type.id } })).status).toBe(400)
    expect((await server.call('PartialUpdateTranscription', { path, body: { text: 'short' } })).body).toHaveProperty(
      'text',
    )
    await ok('DestroyEntityType', { path: { id: place.id } })
  })
})

describe('metadata', () => {
  it('exist once on an element; the refusal can be read by Python', async () => {
    const path = { id: page.id }
    const metadata_list = [
      { type: 'text', name: "It's", value: 'a\n"b"' },
      { type: 'date', name: 'Of', value: '1880-05/1881' },
    ]
    const { metadata_list: made } = await ok('CreateMetaDataBulk', {
      path,
      body: { worker_run_id: ownRun.id, metadata_list },
    })
    expect(made).toHaveLength(2)
    const again = await server.call('CreateMetaDataBulk', { path, body: { metadata_list } })
    const tuples = String.raw`{("It's", 'text', 'a\n"b"'), ('Of', 'date', '1880-05/1881')}`
    expect(again).toMatchObject({
      status: 400,
      body: { non_field_errors: [`Metadata ${tuples} already exist(s) on this element.`] },
    })
    expect((await server.call('CreateMetaData', { path, body: metadata_list[1] })).body).toHaveProperty(
      'non_field_errors',
    )
    expect(
      (await server.call('CreateMetaData', { path, body: { type: 'numeric', name: 'n', value: 'x' } })).body,
    ).toHaveProperty('value')
    expect(
      (await server.call('CreateMetaData', { path, body: { type: 'url', name: 'n', value: 'javascript:1' } })).body,
    ).toHaveProperty('value')
    const child = await ok('CreateElement', {
      body: { corpus: corpus.id, type: 'text_line', name: 'L', parent: page.id },
    })
    expect(await ok('ListElementMetaData', { path: { id: child.id } })).toEqual([])
    const all = await ok('ListElementMetaData', { path: { id: child.id }, query: { load_parents: 'true' } })
    expect(all[1]).toMatchObject({
      name: 'Of',
      dates: [
        { type: 'lower', year: 1880, month: 5, day: null },
        { type: 'upper', year: 1881, month: null, day: null },
      ],
      worker_run: { id: ownRun.id },
    })
    const { id } = all[1]
    expect(
      (await server.call('PartialUpdateMetaData', { path: { id }, body: { type: 'numeric' } })).body,
    ).toHaveProperty('value')
    expect(await ok('UpdateMetaData', { path: { id }, body: { type: 'text', name: 'N', value: 'V' } })).toMatchObject({
      name: 'N',
      dates: [],
    })
    await ok('DestroyMetaData', { path: { id } })
  })
})

describe('the selection', () => {
  it('holds elements that the user may see, and those on which a worker failed', async () => {
    const names = async (token = tokens.owner) =>
      (await ok('ListSelection', { token })).results.map((one: Json) => one.name)
    expect(await ok('AddSelection', { body: { ids: [page.id, page.id] } })).toEqual({ selected: 1 })
    expect(await ok('AddSelection', { body: { ids: [page.id] } })).toEqual({ selected: 0 })
    expect(await names()).toEqual(['Page'])
    expect(await names(tokens.guest)).toEqual([])
    const hidden = await server.call('AddSelection', { body: { ids: [page.id] }, token: tokens.stranger })
    expect(hidden.body.ids).toHaveProperty('0')
    await ok('RemoveSelection', { body: {} })
    expect(await names()).toEqual([])
    const failed = await ok('CreateElement', { body: { corpus: corpus.id, type: 'page', name: 'Failed' } })
    const activity = {
      process_id: process.id,
      worker_run_id: taskRun.id,
      chunk: 1,
      started: null,
      finished: null,
      created: 1,
      updated: 1,
    }
    await db.deleteFrom('worker_activity').where('process_id', '=', process.id).execute()
    await db
      .insertInto('worker_activity')
      .values([
        { ...activity, id: randomUUID(), element_id: failed.id, position: 1, state: 'error' },
        { ...activity, id: randomUUID(), element_id: page.id, position: 2, state: 'processed' },
      ])
      .execute()
    expect(await ok('SelectProcessFailures', { path: { id: process.id } })).toEqual({ selected: 1 })
    expect(await ok('SelectProcessFailures', { path: { id: process.id } })).toEqual({ selected: 0 })
    expect(await names()).toEqual(['Failed'])
    await ok('RemoveSelection', { body: { ids: [page.id] } })
    expect(await names()).toEqual(['Failed'])
    await ok('RemoveSelection', { body: { corpus: corpus.id } })
    expect(await names()).toEqual([])
  })
})

describe('the elements of a process', () => {
  it('are chosen by its filters', async () => {
    const { id: folder } = await ok('CreateElement', { body: { corpus: corpus.id, type: 'folder', name: 'Volume' } })
    const { id: inside } = await ok('CreateElement', {
      body: { corpus: corpus.id, type: 'page', name: 'Inside', parent: folder },
    })
    const line = await ok('CreateElement', {
      body: { corpus: corpus.id, type: 'text_line', name: 'Deep', parent: inside },
    })
    const mlClass = await ok('CreateMLClass', { path: { id: corpus.id }, body: { name: 'chosen' } })
    const { id: classification } = await ok('CreateClassification', {
      body: { element: line.id, ml_class: mlClass.id },
    })
    const { id: creator_id } = await db
      .selectFrom('user_account')
      .select('id')
      .where('email', '=', 'owner@example.com')
      .executeTakeFirstOrThrow()
    const choose = async (selection: object) => {
      const query = selectProcessElements(db, {
        corpus_id: corpus.id,
        creator_id,
        selection: JSON.stringify(selection),
      })
      const rows = await query.select('element.name').orderBy('element.created').orderBy('element.id').execute()
      return rows.map(({ name }) => name)
    }
    expect(await choose({ element: folder })).toEqual(['Inside'])
    expect(await choose({ element: folder, load_children: true })).toEqual(['Inside', 'Deep'])
    expect(await choose({ element: folder, load_children: true, element_type: 'text_line' })).toEqual(['Deep'])
    expect(await choose({ element: folder, load_children: true, name_contains: 'DEE' })).toEqual(['Deep'])
    expect(await choose({ ml_class: 'chosen' })).toEqual(['Deep'])
    await ok('RejectClassification', { path: { id: classification } })
    expect(await choose({ ml_class: 'chosen' })).toEqual([])
    expect(await choose({ selection: true })).toEqual([])
    await ok('AddSelection', { body: { ids: [inside] } })
    expect(await choose({ selection: true })).toEqual(['Inside'])
    expect(await choose({ selection: true, load_children: true })).toEqual(['Inside', 'Deep'])
    expect(await choose({ name_contains: 'Volume' })).toEqual(['Volume'])
  })
})

describe('what worker runs made', () => {
  it('is deleted by worker version, configuration and element, and nothing else is', async () => {
    const made = await ok('CreateElement', { body: { corpus: corpus.id, type: 'page', name: 'Results' } })
    const path = { id: made.id }
    const { id: child } = await ok('CreateElement', {
      body: { corpus: corpus.id, type: 'text_line', name: 'Made', parent: made.id, worker_run_id: ownRun.id },
    })
    await ok('CreateTranscription', { path, body: { text: 'made', worker_run_id: ownRun.id } })
    const kept = await ok('CreateTranscription', { path, body: { text: 'kept' } })
    const type = (await ok('ListCorpusEntityTypes', { path: { id: corpus.id } })).results[0]
    await ok('CreateTranscriptionEntity', {
      path: { id: kept.id },
      body: { type_id: type.id, offset: 0, length: 1, worker_run_id: ownRun.id },
    })
    await ok('CreateMetaData', { path, body: { type: 'text', name: 'made', value: 'x', worker_run_id: ownRun.id } })
    const remove = (query: Record<string, string>) =>
      server.call('DestroyWorkerResults', { path: { corpus: corpus.id }, query })
    expect((await remove({})).body).toHaveProperty('non_field_errors')
    expect((await remove({ worker_run_id: ownRun.id, element_id: ownRun.id })).body).toHaveProperty('element_id')
    const version = ownRun.worker_version.id
    expect((await remove({ worker_version_id: version, configuration_id: ownRun.id })).status).toBe(204)
    expect((await server.call('RetrieveElement', { path: { id: child } })).status).toBe(200)
    expect(
      (
        await remove({
          worker_version_id: version,
          configuration_id: 'false',
          model_version_id: 'false',
          element_id: made.id,
        })
      ).status,
    ).toBe(204)
    expect((await server.call('RetrieveElement', { path: { id: child } })).status).toBe(404)
    expect((await ok('ListTranscriptions', { path })).results).toMatchObject([{ text: 'kept' }])
    expect((await ok('ListTranscriptionEntities', { path: { id: kept.id } })).results).toEqual([])
    expect(await ok('ListElementMetaData', { path })).toEqual([])
    // Those on other elements are still there.
    expect(
      (await ok('ListTranscriptions', { path: { id: page.id }, query: { worker_run: ownRun.id } })).count,
    ).toBeGreaterThan(0)
    expect((await remove({ worker_run_id: ownRun.id })).status).toBe(204)
    expect((await ok('ListTranscriptions', { path: { id: page.id }, query: { worker_run: ownRun.id } })).count).toBe(0)
  })
})

describe('the release before entities were types alone', () => {
  it('is not offered with the newer operations', async () => {
    const old = await startTestServer({ compat: '1.5.2' })
    const ids = Object.values<Json>(old.document.paths).flatMap((item) =>
      Object.values<Json>(item).map((one) => one.operationId),
    )
    expect(ids).toContain('CreateEntityType')
    expect(ids).not.toContain('CreateTranscriptionEntities')
    await old.close()
  })
})
