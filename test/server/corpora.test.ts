import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let iiif: Server
let host: string
let answer: { status: number; headers: Record<string, string>; body: string }

beforeAll(async () => {
  iiif = createServer((_request, response) => response.writeHead(answer.status, answer.headers).end(answer.body))
  await new Promise<void>((resolve) => iiif.listen(0, '127.0.0.1', resolve))
  const address = iiif.address()
  host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  server = await startTestServer({ imageHosts: [host] })
})
afterAll(async () => {
  await server.close()
  iiif.close()
})

const makeCorpus = async (body: object = {}): Promise<Json> => {
  const { status, body: made } = await server.call('CreateCorpus', { body: { name: 'Mine', ...body } })
  expect(status).toBe(201)
  return made
}

describe('corpora', () => {
  it('are updated as a whole and in parts', async () => {
    const { id } = await makeCorpus({ description: 'Old', indexable: true })
    const path = { id }
    expect((await server.call('PartialUpdateCorpus', { path, body: { public: true } })).body).toMatchObject({
      name: 'Mine',
      public: true,
      indexable: true,
    })
    expect(
      (await server.call('UpdateCorpus', { path, body: { name: 'Other', description: 'New' } })).body,
    ).toMatchObject({ name: 'Other', description: 'New', public: true })
    expect((await server.call('RetrieveCorpus', { path, token: tokens.stranger })).body.rights).toEqual(['read'])
    expect((await server.call('UpdateCorpus', { path, body: {} })).body).toEqual({ name: ['This field is required.'] })
  })

  it('may say which of their types stands at the top; it follows the type', async () => {
    const made = await makeCorpus({ top_level_type: 'folder' })
    const path = { id: made.id }
    const read = async () => (await server.call('RetrieveCorpus', { path })).body.top_level_type
    expect(made.top_level_type).toBe('folder')
    const wrong = await server.call('PartialUpdateCorpus', { path, body: { top_level_type: 'volume' } })
    expect(wrong).toMatchObject({ status: 400, body: { top_level_type: [expect.stringContaining('"volume"')] } })
    expect((await server.call('CreateCorpus', { body: { name: 'x', top_level_type: 'volume' } })).status).toBe(400)
    await server.call('PartialUpdateCorpus', { path, body: { description: 'x' } })
    expect(await read()).toBe('folder')
    const type = { id: made.types.find((one: Json) => one.slug === 'folder').id }
    await server.call('PartialUpdateElementType', { path: type, body: { slug: 'box' } })
    expect(await read()).toBe('box')
    await server.call('DestroyElementType', { path: type })
    expect(await read()).toBeNull()
    await server.call('PartialUpdateCorpus', { path, body: { top_level_type: 'page' } })
    await server.call('PartialUpdateCorpus', { path, body: { top_level_type: null } })
    expect(await read()).toBeNull()
  })

  it('get a time limit for tasks from administrators of the instance only', async () => {
    const { id } = await makeCorpus()
    const set = (token: string) =>
      server.call('PartialUpdateCorpus', { path: { id }, body: { maximum_task_ttl: 3600 }, token })
    expect((await set(tokens.owner)).body).toHaveProperty('maximum_task_ttl')
    expect((await set(tokens.admin)).body.maximum_task_ttl).toBe(3600)
    expect((await set(tokens.owner)).status).toBe(200)
    expect((await server.call('CreateCorpus', { body: { name: 'x', maximum_task_ttl: 1 } })).status).toBe(400)
  })

  it('are deleted with datasets, elements and processes, unless one is under way', async () => {
    const { id } = await makeCorpus()
    const { body: element } = await server.call('CreateElement', { body: { corpus: id, type: 'folder', name: 'F' } })
    const elements = Array.from({ length: 2500 }, (_one, index) => ({ type: 'page', name: String(index) }))
    await server.call('CreateElements', { path: { id: element.id }, body: { elements } })
    const { body: dataset } = await server.call('CreateDataset', {
      path: { id },
      body: { name: 'D', description: '', set_names: ['a'] },
    })
    await server.call('CreateDatasetElement', { path: { id: dataset.id }, body: { set: 'a', element_id: element.id } })
    const { body: process } = await server.call('CreateProcess', { body: { corpus: id, mode: 'dataset' } })
    await server.call('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })
    const { body: worker } = await server.call('CreateWorker', { body: { name: 'W', type: 't', slug: 'doomed' } })
    const { body: version } = await server.call('CreateWorkerVersion', {
      path: { id: worker.id },
      body: { docker_image_iid: 'image' },
    })
    await server.call('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
    expect((await server.call('StartProcess', { path: { id: process.id }, body: {} })).status).toBe(201)
    const refused = await server.call('DestroyCorpus', { path: { id } })
    expect(refused.body.non_field_errors[0]).toContain(process.id)
    await server.call('PartialUpdateProcess', { path: { id: process.id }, body: { state: 'stopping' } })
    expect((await server.call('DestroyCorpus', { path: { id } })).status).toBe(204)
    for (const token of [tokens.owner, tokens.admin]) {
      expect((await server.call('RetrieveCorpus', { path: { id }, token })).status).toBe(404)
      expect((await server.call('RetrieveElement', { path: { id: element.id }, token })).status).toBe(404)
    }
  })

  it('have types by slug, which are deleted only when no element has them', async () => {
    const corpus = await makeCorpus()
    const { body: type } = await server.call('CreateElementType', {
      body: { corpus: corpus.id, slug: 'act', display_name: 'Act', folder: true },
    })
    expect(type).toMatchObject({ slug: 'act', folder: true, color: '28b62c' })
    const again = await server.call('CreateElementType', {
      body: { corpus: corpus.id, slug: 'act', display_name: 'Act' },
    })
    expect(again).toMatchObject({ status: 400, body: { id: type.id, slug: [expect.any(String)] } })
    expect(
      (await server.call('PartialUpdateElementType', { path: { id: type.id }, body: { slug: 'page' } })).body,
    ).toHaveProperty('slug')
    const { body: changed } = await server.call('UpdateElementType', {
      path: { id: type.id },
      body: { slug: 'deed', display_name: 'Deed', color: 'ABCDEF' },
    })
    expect(changed).toMatchObject({ slug: 'deed', folder: true, color: 'abcdef' })
    const { body: element } = await server.call('CreateElement', {
      body: { corpus: corpus.id, type: 'deed', name: 'D' },
    })
    expect((await server.call('DestroyElementType', { path: { id: type.id } })).status).toBe(400)
    await server.call('DestroyElement', { path: { id: element.id } })
    expect((await server.call('DestroyElementType', { path: { id: type.id } })).status).toBe(204)
  })
})

describe('the size of an image', () => {
  it('is looked up where the operator allows it, without following it elsewhere', async () => {
    const create = (name: string) =>
      server.call('CreateIIIFURL', { body: { url: `http://${host}/iiif/${name}`, width: 1, height: 1 } })
    answer = { status: 200, headers: {}, body: '{"width":300,"height":200}' }
    expect(await create('a')).toMatchObject({ status: 201, body: { width: 300, height: 200, status: 'checked' } })
    answer = { status: 302, headers: { location: `${server.url}/healthz` }, body: '' }
    expect((await create('b')).body).toHaveProperty('url')
    answer = { status: 404, headers: {}, body: '' }
    expect((await create('c')).body.url[0]).toContain('404')
    for (const body of ['{"width":0,"height":1}', '<html>', `{"x":"${'x'.repeat(2_000_000)}","width":1,"height":1}`]) {
      answer = { status: 200, headers: {}, body }
      expect((await create('d')).body).toHaveProperty('url')
    }
  })
})
