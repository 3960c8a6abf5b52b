// Where the benches of worker versions keep their databases: a folder, and a PostgreSQL that waits for the disk, gone with the bench.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { register } from 'tsx/esm/api'
import { fillDatabase } from './fill-database.mjs'

/** What the benches of one run share: to fill a database takes longer than to measure with it. */
const filled = new Map()
let folder
let cluster

function makeFolder(name) {
  folder ??= mkdtempSync(path.join(tmpdir(), 'bench-worker-versions-'))
  const data = path.join(folder, name)
  mkdirSync(data)
  return data
}

async function startCluster() {
  if (cluster) return cluster
  register()
  const { startPostgresql } = await import('../../test/postgresql/start-postgresql.ts')
  cluster = await startPostgresql({ isDurable: true })
  return cluster
}

function once(name, fill) {
  const known = filled.get(name) ?? fill(makeFolder(name))
  filled.set(name, known)
  return known
}

/** A database in SQLite with so many versions. Gives its file, what the server is started with, and what is in it. */
export function fillSqlite(count) {
  return once(`sqlite-${count}`, async (data) => {
    const location = path.join(data, 'arkindex.sqlite')
    return { location, place: { data }, content: await fillDatabase(location, count) }
  })
}

/** The same in a PostgreSQL. */
export function fillPostgresql(count) {
  return once(`postgresql-${count}`, async (data) => {
    const location = await (await startCluster()).createDatabase(`versions_${count}`)
    return { location, place: { data, database: location }, content: await fillDatabase(location, count) }
  })
}

/** Removes all of it, when the last bench is done. */
export async function release() {
  await cluster?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}

/** Gives `work` a function that starts a program and gives its URL, and ends what it started. */
export async function withPrograms(work) {
  const started = []
  try {
    return await work(async (program) => {
      started.push(await program)
      return started.at(-1)
    })
  } finally {
    for (const { close } of started) await close()
  }
}
