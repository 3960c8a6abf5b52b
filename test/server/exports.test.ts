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
