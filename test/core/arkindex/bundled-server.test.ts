import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InstanceError } from '../../../core/arkindex/instance.ts'
import { openInstance } from '../../../core/arkindex/open-instance.ts'
import { openTransport, type Transport } from '../../../core/arkindex/transport.ts'
import { startTestServer, type TestServer, tokens } from '../../server/start-test-server.ts'

let server: TestServer
let transport: Transport
let folder = ''
beforeAll(async () => {
  server = await startTestServer()
  transport = openTransport({ env: {} })
  folder = mkdtempSync(path.join(tmpdir(), 'bundled-'))
})
afterAll(async () => {
  await transport.close()
  await server.close()
  rmSync(folder, { recursive: true })
})

const connect = (token: string) =>
  openInstance({ slug: 'test', url: server.url, token, transport, cacheFolder: folder })

async function refusal(promise: Promise<unknown>): Promise<InstanceError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof InstanceError)) throw new Error(`expected an InstanceError, got ${String(thrown)}`)
  return thrown
}

describe('the client on the bundled server', () => {
  test('finds every operation of its document, and keeps the document by its ETag', async () => {
    const instance = await connect(tokens.owner)
    for (const item of Object.values(server.document.paths)) {
      for (const operation of Object.values(item as Record<string, { operationId?: string }>)) {
        if (operation.operationId)
          expect(instance.describe(operation.operationId)?.operationId).toBe(operation.operationId)
      }
    }
    expect(readdirSync(folder)).toHaveLength(1)
    expect((await connect(tokens.owner)).describe('CreateWorker')).toEqual(instance.describe('CreateWorker'))
  })
  test('creates workers and lists them all, over several pages', async () => {
    const instance = await connect(tokens.owner)
    const slugs = Array.from({ length: 45 }, (_, at) => `worker-${String(at).padStart(2, '0')}`)
    for (const slug of slugs) {
      const body = {
        slug,
        name: slug,
        type: 'recognizer',
        description: '',
        repository_url: 'https://gitlab.example/acme/demo',
      }
      expect(await instance.call('CreateWorker', { body })).toMatchObject({ slug })
    }
    const listed: unknown[] = []
    for await (const worker of instance.paginate('ListWorkers')) listed.push(Reflect.get(Object(worker), 'slug'))
    expect(listed.sort()).toEqual(slugs)
  })
  test('its refusals become coded errors: a wrong token, a wrong body, what is not there', async () => {
    const stranger = await connect('no-such-token-at-all')
    expect(await refusal(stranger.call('RetrieveUser'))).toMatchObject({ code: 'instance-unauthorized', exit: 2 })
    const instance = await connect(tokens.owner)
    const refused = await refusal(instance.call('CreateWorker', { body: { slug: 'only' } }))
    expect(refused).toMatchObject({ code: 'instance-refused', status: 400 })
    expect(Object.keys(refused.fields)).toContain('name')
    const id = '00000000-0000-4000-8000-000000000000'
    expect(await refusal(instance.call('RetrieveProcess', { id }))).toMatchObject({ code: 'instance-not-found' })
  })
  test('plain lists are read as such', async () => {
    const corpora: unknown[] = []
    for await (const corpus of (await connect(tokens.owner)).paginate('ListCorpus')) corpora.push(corpus)
    expect(corpora).toMatchObject([{ name: 'Letters' }])
  })
})
