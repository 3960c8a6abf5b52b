import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSeed } from '../../server/seed/read-seed.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

/** Reads a file of SQLite by Python's own module, and gives tables, columns with their types, foreign keys and rows. */
const reader = `
import json, sqlite3, sys
db = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)
db.row_factory = sqlite3.Row
assert db.execute('pragma integrity_check').fetchone()[0] == 'ok'
tables = [r[0] for r in db.execute("select name from sqlite_master where type = 'table' order by name")]
answer = {}
for table in tables:
    answer[table] = {
        'columns': {r['name']: r['type'] for r in db.execute(f'pragma table_info("{table}")')},
        'rows': [dict(r) for r in db.execute(f'select * from "{table}" order by 1')],
        'broken': [tuple(r) for r in db.execute(f'pragma foreign_key_check("{table}")')],
    }
print(json.dumps(answer))
`

const folder = mkdtempSync(path.join(tmpdir(), 'exports-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function readFile(bytes: Uint8Array): Json {
  const file = path.join(folder, `${Date.now()}.sqlite`)
  writeFileSync(file, bytes)
  return JSON.parse(execFileSync('python3', ['-c', reader, file], { encoding: 'utf8', maxBuffer: 1 << 28 }))
}

let server: TestServer
let corpus: string
beforeAll(async () => {
  server = await startTestServer()
  const corpora = (await server.call('ListCorpus')).body
  corpus = corpora.find(({ name }: Json) => name === 'Letters').id
})
afterAll(() => server.close())

async function exportCorpus(body: Json, id = corpus): Promise<Json> {
  const started = await server.call('StartExport', { path: { id }, body })
  expect(started.status).toBe(201)
  let state = started.body.state
  while (state === 'created' || state === 'running') {
    await wait(50)
    const { body: page } = await server.call('ListExports', { path: { id } })
    state = page.results.find((row: Json) => row.id === started.body.id).state
  }
  expect(state).toBe('done')
  return started.body
}

async function download(id: string, token = tokens.owner): Promise<Response> {
  const answer = await fetch(`${server.url}/api/v1/export/${id}/`, {
    redirect: 'manual',
    headers: { authorization: `Token ${token}` },
  })
  expect(answer.status).toBe(302)
  return fetch(answer.headers.get('location') ?? '')
}

describe('an export', () => {
  let made: Json
  let tables: Json
  beforeAll(async () => {
    made = await exportCorpus({})
    const answer = await download(made.id, tokens.guest)
    expect(answer.headers.get('content-type')).toBe('application/x-sqlite3')
    tables = readFile(new Uint8Array(await answer.arrayBuffer()))
  })

  it('holds the tables, columns and types of structure 11', () => {
    expect(tables.export_version.rows).toEqual([{ version: 11 }])
    const text = (length: number) => `VARCHAR(${length})`
    const id = text(37)
    const columns = Object.fromEntries(Object.entries<Json>(tables).map(([name, table]) => [name, table.columns]))
    expect(columns).toEqual({
      export_version: { version: 'INTEGER' },
      worker_version: {
        id,
        slug: text(100),
        name: text(100),
        repository_url: text(250),
        revision: text(200),
        version: 'INTEGER',
        type: text(50),
      },
      worker_run: {
        id,
        worker_version_id: id,
        model_version_id: id,
        model_id: id,
        model_name: text(100),
        configuration_id: id,
        configuration: 'TEXT',
      },
      image_server: {
        id: 'INTEGER',
        url: text(200),
        display_name: text(250),
        max_width: 'INTEGER',
        max_height: 'INTEGER',
        version: 'INTEGER',
      },
      image: { id, server_id: 'INTEGER', url: 'TEXT', width: 'INTEGER', height: 'INTEGER' },
      element: {
        id,
        created: 'REAL',
        updated: 'REAL',
        name: text(250),
        type: text(50),
        image_id: id,
        polygon: 'TEXT',
        rotation_angle: 'INTEGER',
        mirrored: 'INTEGER',
        worker_run_id: id,
        confidence: 'REAL',
      },
      element_path: { id, parent_id: id, child_id: id, ordering: 'INTEGER' },
      classification: {
        id,
        element_id: id,
        class_name: text(1024),
        state: text(16),
        moderator: text(255),
        confidence: 'REAL',
        high_confidence: 'INTEGER',
        worker_run_id: id,
      },
      transcription: {
        id,
        element_id: id,
        text: 'TEXT',
        confidence: 'REAL',
        orientation: text(50),
        worker_run_id: id,
      },
      entity_type: { id, name: text(250), color: text(6) },
      transcription_entity: {
        id,
        transcription_id: id,
        type_id: id,
        offset: 'INTEGER',
        length: 'INTEGER',
        confidence: 'REAL',
        worker_run_id: id,
      },
      metadata: { id, element_id: id, name: text(250), type: text(50), value: 'TEXT', worker_run_id: id },
      dataset: { id, name: text(100), description: 'TEXT', state: text(50), sets: 'TEXT' },
      dataset_element: { id, element_id: id, dataset_id: id, set_name: text(50) },
    })
  })

  it('holds the elements, texts and datasets of the corpus, and nothing that leads nowhere', () => {
    expect(Object.values<Json>(tables).flatMap(({ broken }) => broken)).toEqual([])
    const names = new Map(tables.element.rows.map(({ id, name }: Json) => [id, name]))
    expect([...names.values()].sort()).toEqual(['Line 1', 'Line 2', 'Line 3', 'Line 4'])
    expect(tables.element.rows[0].created).toBeCloseTo(Date.now() / 1000, -3)
    const texts = tables.transcription.rows.map(({ element_id, text }: Json) => [names.get(element_id), text])
    expect(texts.sort()).toEqual([
      ['Line 1', 'My dear friend'],
      ['Line 2', 'I hope'],
      ['Line 3', 'Yours'],
    ])
    const sets = tables.dataset_element.rows.map(({ element_id, set_name }: Json) => [names.get(element_id), set_name])
    expect(sets.sort()).toEqual([
      ['Line 1', 'training'],
      ['Line 2', 'training'],
      ['Line 3', 'validation'],
      ['Line 4', 'training'],
    ])
    expect(tables.dataset.rows.map(({ name, sets: list }: Json) => [name, list]).sort()).toEqual([
      ['Done', 'training'],
      ['Letters 2026', 'training,validation'],
    ])
  })

  it('is not made again within six hours, nor while one is made', async () => {
    const again = await server.call('StartExport', { path: { id: corpus }, body: {} })
    expect(again).toMatchObject({
      status: 400,
      body: { non_field_errors: ['An export of this corpus was made in the last 6 hours.'] },
    })
    const all = await Promise.all(
      Array.from({ length: 5 }, () => server.call('StartExport', { path: { id: corpus }, body: { format: 10 } })),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400])
    expect(all.find(({ status }) => status === 400)?.body).toEqual({
      non_field_errors: ['An export is already running for this corpus.'],
    })
  })

  it('is not started by a guest, and not found by a stranger', async () => {
    expect((await server.call('StartExport', { path: { id: corpus }, body: {}, token: tokens.guest })).status).toBe(403)
    for (const operation of ['DownloadExport', 'DestroyExport']) {
      expect((await server.call(operation, { path: { id: made.id }, token: tokens.stranger })).status).toBe(404)
    }
  })

  it('is given by a link that cannot be forged', async () => {
    const answer = await fetch(`${server.url}/api/v1/export/${made.id}/`, {
      redirect: 'manual',
      headers: { authorization: `Token ${tokens.owner}` },
    })
    const url = new URL(answer.headers.get('location') ?? '')
    url.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 1))
    expect((await fetch(url)).status).toBe(403)
  })
})

describe('an export of a corpus with everything in it', () => {
  const ok = async (operationId: string, options: object): Promise<Json> => {
    const { status, body } = await server.call(operationId, options)
    expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
    return body
  }
  const made: Json = {}
  beforeAll(async () => {
    const full = await ok('CreateCorpus', { body: { name: 'Full' } })
    made.corpus = full.id
    const path = { id: full.id }
    made.image = await ok('CreateIIIFURL', {
      body: { url: 'https://iiif.example.com/a/b.jpg', width: 100, height: 80 },
    })
    const body = { corpus: full.id, type: 'page', name: 'Page 1', image: made.image.id }
    made.page = await ok('CreateElement', { body })
    const worker = await ok('CreateWorker', { body: { name: 'Exported', type: 't', slug: 'exported' } })
    made.version = await ok('CreateWorkerVersion', { path: { id: worker.id }, body: { docker_image_iid: 'image' } })
    made.run = await ok('CreateUserWorkerRun', { body: { worker_version_id: made.version.id } })
    const polygon = [
      [0, 0],
      [0, 10],
      [50, 10],
      [50, 0],
      [0, 0],
    ]
    const elements = ['Line 1', 'Line 2'].map((name) => ({ type: 'text_line', name, polygon, confidence: 0.5 }))
    made.lines = await ok('CreateElements', {
      path: { id: made.page.id },
      body: { worker_run_id: made.run.id, elements },
    })
    made.transcription = await ok('CreateTranscription', {
      path: { id: made.lines[0].id },
      body: { text: 'To 𝔄nne, Paris', confidence: 0.75, orientation: 'vertical-rl', worker_run_id: made.run.id },
    })
    const type = await ok('CreateEntityType', { body: { name: 'person', color: '00ff00', corpus: full.id } })
    made.type = type
    await ok('CreateTranscriptionEntities', {
      path: { id: made.transcription.id },
      body: {
        worker_run_id: made.run.id,
        transcription_entities: [{ offset: 3, length: 4, type_id: type.id, confidence: 0.25 }],
      },
    })
    const mlClass = await ok('CreateMLClass', { path, body: { name: 'letter' } })
    await ok('CreateClassifications', {
      body: {
        parent: made.page.id,
        worker_run_id: made.run.id,
        classifications: [{ ml_class: mlClass.id, confidence: 0.125, high_confidence: true }],
      },
    })
    await ok('CreateMetaData', { path: { id: made.page.id }, body: { type: 'text', name: 'folio', value: '1r' } })
  })
  const readExport = async (format: number): Promise<Json> => {
    const { id } = await exportCorpus({ format }, made.corpus)
    const tables = readFile(new Uint8Array(await (await download(id)).arrayBuffer()))
    expect(Object.values<Json>(tables).flatMap(({ broken }) => broken)).toEqual([])
    return tables
  }

  it('holds images, the tree, results, entities and the worker runs that made them', async () => {
    const tables = await readExport(11)
    const rows = (table: string) => tables[table].rows
    expect(rows('image_server')).toEqual([
      expect.objectContaining({ id: 1, url: 'https://iiif.example.com/a', version: 2, max_width: null }),
    ])
    expect(rows('image')).toEqual([
      { id: made.image.id, server_id: 1, url: 'https://iiif.example.com/a/b.jpg', width: 100, height: 80 },
    ])
    const byName = Object.fromEntries(rows('element').map((row: Json) => [row.name, row]))
    expect(byName['Page 1']).toMatchObject({ type: 'page', image_id: made.image.id, worker_run_id: null })
    expect(byName['Line 2']).toMatchObject({ type: 'text_line', worker_run_id: made.run.id, confidence: 0.5 })
    expect(JSON.parse(byName['Line 1'].polygon)[2]).toEqual([50, 10])
    const tree = rows('element_path').map((row: Json) => [row.parent_id, row.child_id, row.ordering])
    expect(tree.sort((one: Json, other: Json) => one[2] - other[2])).toEqual([
      [made.page.id, made.lines[0].id, 0],
      [made.page.id, made.lines[1].id, 1],
    ])
    expect(rows('transcription')).toEqual([
      {
        id: made.transcription.id,
        element_id: made.lines[0].id,
        text: 'To 𝔄nne, Paris',
        confidence: 0.75,
        orientation: 'vertical-rl',
        worker_run_id: made.run.id,
      },
    ])
    expect(rows('classification')).toEqual([
      expect.objectContaining({
        element_id: made.page.id,
        class_name: 'letter',
        state: 'pending',
        moderator: null,
        confidence: 0.125,
        high_confidence: 1,
        worker_run_id: made.run.id,
      }),
    ])
    expect(rows('entity_type')).toEqual([{ id: made.type.id, name: 'person', color: '00ff00' }])
    expect(rows('transcription_entity')).toEqual([
      expect.objectContaining({
        transcription_id: made.transcription.id,
        type_id: made.type.id,
        offset: 3,
        length: 4,
        confidence: 0.25,
        worker_run_id: made.run.id,
      }),
    ])
    expect(rows('metadata')).toEqual([
      expect.objectContaining({
        element_id: made.page.id,
        type: 'text',
        name: 'folio',
        value: '1r',
        worker_run_id: null,
      }),
    ])
    expect(rows('worker_version')).toEqual([
      expect.objectContaining({ id: made.version.id, slug: 'exported', name: 'Exported', type: 't' }),
    ])
    expect(rows('worker_run')).toEqual([
      expect.objectContaining({ id: made.run.id, worker_version_id: made.version.id, model_id: null }),
    ])
  })

  it('of structure 10 has entities as objects, named by the characters that they stand on', async () => {
    const tables = await readExport(10)
    expect(tables.export_version.rows).toEqual([{ version: 10 }])
    expect(tables.image_server.columns).not.toHaveProperty('version')
    const [entity] = tables.entity.rows
    expect(entity).toMatchObject({ name: '𝔄nne', type_id: made.type.id, validated: 0, worker_run_id: made.run.id })
    expect(tables.transcription_entity.columns).not.toHaveProperty('type_id')
    expect(tables.transcription_entity.rows).toEqual([expect.objectContaining({ entity_id: entity.id, offset: 3 })])
    expect(tables.metadata.rows).toEqual([expect.objectContaining({ name: 'folio', entity_id: null })])
  })
})

describe('an export of a corpus of its own', () => {
  it('holds more rows than are read at a time, each once', async () => {
    const lines = Array.from({ length: 4500 }, (_, index) => `{ name: Line ${index}, text: Text ${index} }`)
    const large = await startTestServer({
      seed: readSeed(
        `
version: 1
users: [{ email: owner@example.com, token: ${tokens.owner} }]
corpora:
  - name: Large
    members: { owner@example.com: admin }
    datasets: [{ name: All, sets: { training: [${lines.join(', ')}] } }]
`,
        'large seed',
        {},
      ),
    })
    try {
      const { body: corpora } = await large.call('ListCorpus')
      const previous = server
      server = large
      try {
        const { id } = await exportCorpus({}, corpora[0].id)
        const tables = readFile(new Uint8Array(await (await download(id)).arrayBuffer()))
        for (const table of ['element', 'transcription', 'dataset_element']) {
          expect(tables[table].rows.length, table).toBe(4500)
        }
      } finally {
        server = previous
      }
    } finally {
      await large.close()
    }
  })
})
