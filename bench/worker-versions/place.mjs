// Where the benches of worker versions keep their databases: a folder, and a PostgreSQL that waits for the disk, gone with the bench.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { register } from 'tsx/esm/api'
import { fillDatabase } from './fill-database.mjs'

/** Makes and fills a database in SQLite. Gives its file, what the server is started with, and what is in it. */
export async function fillSqlite(folder, count) {
  const data = path.join(folder, `sqlite-${count}`)
  mkdirSync(data)
  const location = path.join(data, 'arkindex.sqlite')
  return { location, place: { data }, content: await fillDatabase(location, count) }
}

/** The same in a PostgreSQL. */
export async function fillPostgresql(cluster, folder, count) {
  const location = await cluster.createDatabase(`versions_${count}`)
  const data = path.join(folder, `postgresql-${count}`)
  return { location, place: { data, database: location }, content: await fillDatabase(location, count) }
}

export async function withFolder(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-worker-versions-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function withPostgresql(work) {
  register()
  const { startPostgresql } = await import('../../test/postgresql/start-postgresql.ts')
  const cluster = await startPostgresql({ isDurable: true })
  try {
    return await work(cluster)
  } finally {
    await cluster.close()
  }
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
