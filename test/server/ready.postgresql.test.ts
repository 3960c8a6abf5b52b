import { createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverHealth } from '../../cli/commands/server-health.ts'
import { readSeed } from '../../server/seed/read-seed.ts'
import { startServer } from '../../server/start-server.ts'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'

let engine: TestEngine
beforeAll(() => {
  engine = startEngine()
})
afterAll(() => engine.close())

async function findPort(): Promise<number> {
  const probe = createServer()
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    }),
  )
  await new Promise((resolve) => probe.close(resolve))
  return port
}

describe('a server that is being seeded', () => {
  it('lives, and is not ready before it is done', async () => {
    const database = await engine.makeLocation()
    await (await startServer({ database })).close()
    const holder = new pg.Client({ connectionString: database })
    await holder.connect()
    // The seed waits for this table; everything else goes on.
    await holder.query('begin; lock table user_account in exclusive mode')
    const port = await findPort()
    const url = `http://127.0.0.1:${port}`
    const seed = readSeed('version: 1\nusers: [{ email: seeded@example.com }]', 'seed.yml', {})
    const starting = startServer({ database, port, seed })
    const look = (path: string) =>
      fetch(url + path).then(
        ({ status }) => status,
        () => 0,
      )
    await expect.poll(() => look('/healthz')).toBe(200)
    expect(await look('/readyz')).toBe(503)
    const printed: string[] = []
    const stream = { write: (text: string) => printed.push(text), isTerminal: false, hasColor: false, columns: 80 }
    const context = { env: {}, cwd: '/', stdout: stream, stderr: stream, signal: new AbortController().signal }
    expect(await serverHealth.run({ options: { url }, positionals: [] }, context)).toBe(1)
    expect(printed).toEqual(['not ready\n'])
    await holder.query('commit')
    await holder.end()
    const server = await starting
    expect(await look('/readyz')).toBe(200)
    expect(await serverHealth.run({ options: { url }, positionals: [] }, context)).toBe(0)
    await server.close()
  })
})
