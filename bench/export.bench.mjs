// The export of 1,000,000 elements with transcriptions: its time against INSERT ... SELECT of the same rows between two files of
// SQLite with the same tables and indexes, and the memory of the server that writes it.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const require = createRequire(import.meta.url)
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const Sqlite = require('better-sqlite3')

const token = 'the-token-of-a-bench-0123456789'
const pages = 1000
const linesOfPage = 1000
/** Megabytes that the server may hold at most while it exports. */
const memoryGoal = 150

const takeMedian = (values) => values.toSorted((left, right) => left - right)[values.length >> 1]

async function startServer(data) {
  const child = spawn(
    process.execPath,
    [path.join(root, 'dist/arkindex-ci.cjs'), 'server', '--data', data, '--port', '0'],
    {
      env: { ...process.env, ARKINDEX_ADMIN_TOKEN: token },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let output = ''
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk
      const found = /http:\/\/[\w.:[\]]+/.exec(output)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  const call = async (method, place, body) => {
    const answer = await fetch(`${url}/api/v1${place}`, {
      method,
      headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${place}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const close = () =>
    new Promise((resolve) => {
      child.removeAllListeners('exit')
      child.once('exit', resolve)
      child.kill('SIGTERM')
    })
  const readPeak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024
  return { url, call, close, readPeak }
}

const uuid = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`

/** Pages with lines, each line with a text, put into the server's own tables. */
function fill(file, corpus) {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -4000')
  db.transaction(() => {
    const type = db.prepare('select id from element_type where corpus_id = ? order by slug limit 1').pluck().get(corpus)
    db.prepare(`with recursive n(i) as (select 0 union all select i + 1 from n where i < ?)
      insert into element (id, corpus_id, type_id, name, created, updated, rotation_angle, mirrored, polygon)
      select ${uuid}, ?, ?, 'Line ' || i, 1700000000000 + i, 1700000000000 + i, 0, 0, '[[0,0],[0,100],[1000,100],[1000,0],[0,0]]' from n`).run(
      pages * linesOfPage - 1,
      corpus,
      type,
    )
    db.prepare(`insert into transcription (id, element_id, text, orientation, confidence, created)
      select ${uuid}, id, 'My dear brother, I have received your letter of the third, ' || name, 'horizontal-lr', 0.97, created from element where corpus_id = ?`).run(
      corpus,
    )
    db.prepare(`insert into element_path (id, parent_id, child_id, ordering)
      select ${uuid}, parent.id, child.id, child.created % ? from element child
      join element parent on parent.corpus_id = child.corpus_id and parent.created = child.created - child.created % ?
      where child.corpus_id = ? and child.created % ? <> 0`).run(linesOfPage, linesOfPage, corpus, linesOfPage)
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

function exportInThread(location, corpusId, file) {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const thread = new Worker(path.join(root, 'dist/parts/export-thread.cjs'), {
      workerData: { location, corpusId, format: 11, file },
    })
    thread.once('error', reject)
    thread.once('exit', () => resolve(performance.now() - start))
  })
}

function copyBySelect(source, file) {
  const start = performance.now()
  const db = new Sqlite(file)
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -4000']) db.pragma(pragma)
  db.prepare('attach ? as source').run(source)
  const made = db
    .prepare("select type, name, sql from source.sqlite_master where sql is not null order by type = 'index'")
    .all()
  db.exec('BEGIN')
  for (const { type, sql } of made) if (type === 'table') db.exec(sql)
  for (const { type, name } of made)
    if (type === 'table') db.exec(`insert into main."${name}" select * from source."${name}"`)
  for (const { type, sql } of made) if (type === 'index') db.exec(sql)
  db.exec('COMMIT')
  db.close()
  return performance.now() - start
}

export default async function measure() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-export-'))
  try {
    const data = path.join(folder, 'data')
    let server = await startServer(data)
    const { id: corpus } = await server.call('POST', '/corpus/', { name: 'Bench' })
    await server.close()
    const database = path.join(data, 'arkindex.sqlite')
    fill(database, corpus)

    server = await startServer(data)
    await server.call('POST', `/corpus/${corpus}/export/`, {})
    let made
    do {
      await wait(500)
      made = (await server.call('GET', `/corpus/${corpus}/export/`)).results[0]
    } while (made.state === 'created' || made.state === 'running')
    if (made.state !== 'done') throw new Error(`the export is ${made.state}`)
    const peak = server.readPeak()
    await server.close()

    const times = []
    const floors = []
    for (let round = 0; round < 3; round += 1) {
      const file = path.join(folder, `export-${round}.sqlite`)
      times.push(await exportInThread(database, corpus, file))
      if (statSync(file).size < 100e6) throw new Error('the export is smaller than its rows')
      const copy = path.join(folder, 'copy.sqlite')
      floors.push(copyBySelect(file, copy))
      rmSync(file)
      rmSync(copy)
    }
    const [time, floor] = [takeMedian(times), takeMedian(floors)]
    const what = 'export of 1,000,000 elements with transcriptions'
    return [
      {
        name: `${what}, against INSERT ... SELECT`,
        ratio: time / floor,
        goal: 2.5,
        value: time / 1000,
        floor: floor / 1000,
        unit: 's',
      },
      {
        name: `${what}: memory of the server, of ${memoryGoal} MB`,
        ratio: peak / memoryGoal,
        goal: 1,
        value: peak,
        floor: memoryGoal,
        unit: 'MB',
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
