import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { openCluster } from './start-postgresql.ts'

/** The cluster that vitest.config.ts started for the tests, or undefined where they run on SQLite. */
export function findTestCluster() {
  if (process.env.ARKINDEX_TEST_ENGINE !== 'postgresql') return undefined
  const base = process.env.ARKINDEX_TEST_POSTGRESQL
  if (base === undefined) throw new Error('no PostgreSQL was started for the tests')
  return openCluster(base)
}

export interface TestEngine {
  /** Where a database may be that nobody has used: a file that does not exist, or the URL of an empty one. */
  makeLocation(): Promise<string>
  close(): Promise<void>
}

/** Gives databases of the engine that the tests run on, and removes them all at the end. */
export function startEngine(): TestEngine {
  const cluster = findTestCluster()
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-engine-'))
  const made: string[] = []
  return {
    makeLocation: async () => {
      const name = `test_${randomUUID()}`
      if (!cluster) return path.join(folder, `${name}.sqlite`)
      made.push(name)
      return cluster.createDatabase(name)
    },
    close: async () => {
      for (const name of made) await cluster?.dropDatabase(name)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One column of a table, in its own order. */
export async function listRows<Tables>(db: Kysely<Tables>, table: string, column: string): Promise<unknown[]> {
  const { rows } = await sql<{ value: unknown }>`
    select ${sql.ref(column)} as value from ${sql.table(table)} order by ${sql.ref(column)}`.execute(db)
  return rows.map(({ value }) => value)
}
