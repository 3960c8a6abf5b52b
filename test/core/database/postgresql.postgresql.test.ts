import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../core/database/open-database.ts'
import { createLogger } from '../../../core/log/create-logger.ts'
import { serverMigrations } from '../../../server/migrations/list.ts'
import { startServer } from '../../../server/start-server.ts'
import type { Tables } from '../../../server/tables.ts'
import { type PostgresqlCluster, postgresqlPassword, startPostgresql } from '../../postgresql/start-postgresql.ts'

let cluster: PostgresqlCluster
beforeAll(async () => {
  cluster = await startPostgresql()
})
afterAll(() => cluster.close())

describe('a PostgreSQL that cannot be used', () => {
  const open = async (change: (url: URL) => void) => {
    const url = new URL(cluster.urlOf('postgres'))
    change(url)
    const error = await openDatabase({ location: url.href, migrations: [] }).catch((thrown: unknown) => thrown)
    expect(JSON.stringify([error, String(error)])).not.toContain(url.password)
    return error
  }

  it('is named with the reason and without the password', async () => {
    expect(await open((url) => Object.assign(url, { password: 'another-password' }))).toMatchObject({
      code: 'database-unreachable',
      message: expect.stringContaining('password authentication failed'),
    })
    expect(await open((url) => Object.assign(url, { pathname: '/missing' }))).toMatchObject({
      code: 'database-unreachable',
      message: expect.stringContaining('"missing" does not exist'),
    })
    expect(await open((url) => Object.assign(url, { port: '1' }))).toMatchObject({
      code: 'database-unreachable',
      message: expect.stringContaining('nothing listens there'),
    })
  })
})

describe('a PostgreSQL', () => {
  it('is migrated once, also by programs that start at the same moment', async () => {
    const location = await cluster.createDatabase('migrated')
    const opened = await Promise.all(
      Array.from({ length: 6 }, () => openDatabase<Tables>({ location, migrations: serverMigrations })),
    )
    const [first] = opened
    const farms = await first?.db.selectFrom('farm').select('name').execute()
    expect(farms).toEqual([{ name: 'Default farm' }])
    await Promise.all(opened.map(({ close }) => close()))
  })
})

describe('a server that loses its PostgreSQL', () => {
  it('answers 503 with Retry-After while it is away, and works again when it is back, with all that was answered', async () => {
    const written: string[] = []
    const logger = createLogger({ level: 'info', destination: { write: (line: string) => void written.push(line) } })
    const adminToken = 'token-of-the-administrator'
    const database = await cluster.createDatabase('lost')
    const server = await startServer({ database, adminToken, logger })
    const headers = { authorization: `Token ${adminToken}`, 'content-type': 'application/json' }
    const make = (slug: string) =>
      fetch(`${server.url}/api/v1/workers/`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ name: slug, type: 'x', slug }),
      })
    const list = async () => (await fetch(`${server.url}/api/v1/workers/?page_size=500`, { headers })).json()
    const answered: string[] = []
    const statuses = new Set<number>()
    let isOver = false
    const load = Promise.all(
      [1, 2, 3, 4].map(async (client) => {
        for (let index = 0; !isOver; index += 1) {
          const slug = `w-${client}-${index}`
          const response = await make(slug)
          statuses.add(response.status)
          if (response.status === 201) answered.push(slug)
          if (response.status === 503) expect(response.headers.get('retry-after')).toBe('1')
        }
      }),
    )
    while (answered.length < 20) await new Promise((resolve) => setTimeout(resolve, 5))
    await cluster.stop()
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    const refused = await make('refused')
    expect([refused.status, await refused.json()]).toEqual([
      503,
      { detail: 'The database cannot be reached. Try again in a moment.' },
    ])
    await cluster.start()
    const before = answered.length
    while (answered.length < before + 20) await new Promise((resolve) => setTimeout(resolve, 5))
    isOver = true
    await load
    expect([...statuses].sort()).toEqual([201, 503])
    const { results } = (await list()) as { results: { slug: string }[] }
    const stored = results.map(({ slug }) => slug)
    // What a lost connection kept from being answered may be stored or not; what was answered is, and once.
    expect(answered.filter((slug) => !stored.includes(slug))).toEqual([])
    expect(new Set(stored).size).toBe(stored.length)
    await server.close()
    expect(written.join('')).not.toContain(postgresqlPassword)
  })
})
