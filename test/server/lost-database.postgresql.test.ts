import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findTestCluster } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer } from './start-test-server.ts'

/* Connections to PostgreSQL that are ended in the middle of requests, as a restart or an administrator does. */

const cluster = findTestCluster()!
const name = `test_${randomUUID()}`
let server: TestServer
let administration: pg.Client

beforeAll(async () => {
  server = await startTestServer({ database: await cluster.createDatabase(name) })
  administration = new pg.Client({ connectionString: cluster.urlOf('postgres') })
  await administration.connect()
})
afterAll(async () => {
  await server.close()
  await administration.end()
  await cluster.dropDatabase(name)
})

async function endConnections(): Promise<number> {
  const { rowCount } = await administration.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
    [name],
  )
  return rowCount ?? 0
}

/** What is answered once the pool has heard of the lost connections: until then it is 503. */
async function callAgain(operationId: string, options: object = {}) {
  for (const deadline = Date.now() + 10_000; ; await wait(20)) {
    const answer = await server.call(operationId, options)
    if (answer.status !== 503) return answer
    expect(Date.now()).toBeLessThan(deadline)
  }
}

it('connections that are lost while nothing uses them are made again by the next requests', async () => {
  expect((await server.call('ListModels')).status).toBe(200)
  expect(await endConnections()).toBeGreaterThan(0)
  expect((await callAgain('ListModels')).status).toBe(200)
})

it('connections that are lost in the middle of requests: 503 with a detail, then all is well, and nothing answered is lost', async () => {
  const worker = (
    await server.call('CreateWorker', {
      body: { name: 'W', type: 't', slug: 'w', repository_url: 'https://git.example.com/w' },
    })
  ).body.id
  const answered = new Set<string>()
  const statuses = new Map<number, number>()
  let number = 0
  let isOver = false
  const publish = async () => {
    while (!isOver) {
      number += 1
      const revision_url = `https://git.example.com/w/commit/${number}`
      // The document declares 503; `call` checks the body.
      const { status, body } = await server.call('CreateWorkerVersion', {
        path: { id: worker },
        body: { revision_url, docker_image_iid: 'image', branch: 'main' },
      })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status === 201) answered.add(revision_url)
      else expect(body).toEqual({ detail: expect.stringMatching(/database/) })
    }
  }
  const publishing = Array.from({ length: 6 }, publish)
  for (let time = 0; time < 12 || (statuses.get(503) ?? 0) < 3; time += 1) {
    expect(time, 'no request was met').toBeLessThan(200)
    await wait(50)
    await endConnections()
  }
  isOver = true
  await Promise.all(publishing)
  expect([...statuses.keys()].sort()).toEqual([201, 503])
  const kept: Json[] = []
  for (let page = 1; ; page += 1) {
    const { body } = await server.call('ListWorkerVersions', {
      path: { id: worker },
      query: { page: String(page), page_size: '500' },
    })
    kept.push(...body.results)
    if (body.next === null) break
  }
  const urls = kept.map((one) => one.revision_url)
  expect([...answered].filter((url) => !urls.includes(url))).toEqual([])
  expect(new Set(urls).size).toBe(urls.length)
  expect(kept.filter(({ branch }) => branch === 'main')).toHaveLength(1)
})

it('a database that only reads is told as 503, and reading goes on', async () => {
  await administration.query(`alter database "${name}" set default_transaction_read_only = on`)
  await endConnections()
  expect((await callAgain('ListModels')).status).toBe(200)
  const body = { name: 'Later' }
  const refused = await server.call('CreateModel', { body })
  expect(refused).toMatchObject({ status: 503, body: { detail: expect.stringMatching(/database/) } })
  expect(refused.headers.get('retry-after')).toBe('1')
  expect((await server.call('ListModels')).status).toBe(200)
  await administration.query(`alter database "${name}" set default_transaction_read_only = off`)
  await endConnections()
  expect((await callAgain('CreateModel', { body })).status).toBe(201)
})
