import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let model: Json
let number = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

beforeEach(async () => {
  number += 1
  model = (await server.call('CreateModel', { body: { name: `Model ${number}`, description: 'Text' } })).body
})

const archive = randomBytes(300_000)
const md5 = createHash('md5').update(archive).digest('hex')

async function makeVersion(body: object = {}) {
  const made = await server.call('CreateModelVersion', { path: { id: model.id }, body })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}

function upload(url: string, body: Buffer | string = archive) {
  return fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/zstd' },
    body: new Uint8Array(Buffer.from(body)),
  })
}

function validate(id: string, fields: object = {}) {
  return server.call('PartialUpdateModelVersion', {
    path: { id },
    body: { state: 'available', size: archive.length, archive_hash: md5, ...fields },
  })
}

describe('models', () => {
  it('answer with their id to who makes them again, and not to who may not know of them', async () => {
    const again = await server.call('CreateModel', { body: { name: model.name } })
    expect(again).toMatchObject({ status: 400, body: { id: model.id, name: [expect.any(String)] } })
    const stranger = await server.call('CreateModel', { body: { name: model.name }, token: tokens.stranger })
    expect(stranger.status).toBe(403)
    expect(JSON.stringify(stranger.body)).not.toContain(model.id)
    expect((await server.call('RetrieveModel', { path: { id: model.id }, token: tokens.stranger })).status).toBe(404)
  })

  it('are updated by their administrator, and listed to who may see them', async () => {
    const path = { id: model.id }
    const put = await server.call('UpdateModel', { path, body: { name: `${model.name}, renamed` } })
    expect(put).toMatchObject({ status: 200, body: { description: 'Text', archived: false } })
    expect((await server.call('UpdateModel', { path, body: {} })).body).toEqual({ name: ['This field is required.'] })
    expect((await server.call('PartialUpdateModel', { path, body: { name: 'Private' } })).body.name).toHaveLength(1)
    const list = async (query: Record<string, string>, token = tokens.owner) =>
      (await server.call('ListModels', { query, token })).body.results.map((one: Json) => one.id)
    expect(await list({ name: 'RENAMED' })).toEqual([model.id])
    expect(await list({ name: 'renamed' }, tokens.stranger)).toEqual([])
    await server.call('PartialUpdateModel', { path, body: { public: true, archived: true } })
    expect(await list({ name: 'renamed' }, tokens.stranger)).toEqual([])
    expect(await list({ name: 'renamed', archived: 'true' }, tokens.stranger)).toEqual([model.id])
    expect(
      (await server.call('PartialUpdateModel', { path, body: { name: 'x' }, token: tokens.stranger })).status,
    ).toBe(403)
    expect((await server.call('CreateModelVersion', { path, body: {} })).body).toEqual({
      model: ['This model is archived.'],
    })
  })
})

describe('compatible workers', () => {
  it('are marked and unmarked once: 201 and 204, then 400; 404 for what may not be seen, 403 without the right', async () => {
    const { body: worker } = await server.call('CreateWorker', { body: { name: 'W', type: 't', slug: `w${number}` } })
    const path = { model: model.id, worker: worker.id }
    const nothing = '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11'
    expect((await server.call('DestroyModelCompatibleWorker', { path })).status).toBe(400)
    expect(await server.call('CreateModelCompatibleWorker', { path })).toMatchObject({ status: 201, body: path })
    expect((await server.call('CreateModelCompatibleWorker', { path })).status).toBe(400)
    expect((await server.call('RetrieveModel', { path: { id: model.id } })).body.compatible_workers).toEqual([
      worker.id,
    ])
    const found = await server.call('ListModels', { query: { compatible_worker: worker.id } })
    expect(found.body.results.map((one: Json) => one.id)).toEqual([model.id])
    expect((await server.call('ListModels', { query: { compatible_worker: nothing } })).status).toBe(400)
    for (const operation of ['CreateModelCompatibleWorker', 'DestroyModelCompatibleWorker']) {
      expect((await server.call(operation, { path: { ...path, worker: nothing } })).status).toBe(404)
      expect((await server.call(operation, { path: { ...path, model: nothing } })).status).toBe(404)
      expect((await server.call(operation, { path, token: tokens.stranger })).status).toBe(404)
    }
    await server.call('PartialUpdateModel', { path: { id: model.id }, body: { public: true } })
    expect((await server.call('CreateModelCompatibleWorker', { path, token: tokens.stranger })).status).toBe(403)
    expect((await server.call('DestroyModelCompatibleWorker', { path })).status).toBe(204)
    expect((await server.call('DestroyModelCompatibleWorker', { path })).status).toBe(400)
  })

  it('are set as a whole by an update, which refuses workers that may not be seen', async () => {
    const { body: worker } = await server.call('CreateWorker', { body: { name: 'W', type: 't', slug: `w${number}` } })
    const path = { id: model.id }
    const set = (compatible_workers: string[]) =>
      server.call('PartialUpdateModel', { path, body: { compatible_workers } })
    expect((await set([worker.id])).body.compatible_workers).toEqual([worker.id])
    expect((await set([worker.id, '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11'])).body.compatible_workers).toHaveLength(1)
    expect((await server.call('RetrieveModel', { path })).body.compatible_workers).toEqual([worker.id])
    expect((await set([])).body.compatible_workers).toEqual([])
  })
})

describe('model versions', () => {
  it('go from created to available once their archive is there, and give it back', async () => {
    const version = await makeVersion({ tag: 'v1', description: '# Text', configuration: { height: 128 } })
    expect(version).toMatchObject({ state: 'created', model_id: model.id, s3_url: null, size: null })
    expect((await upload(version.s3_put_url)).status).toBe(200)
    const made = await validate(version.id)
    expect(made).toMatchObject({
      status: 200,
      body: { state: 'available', size: archive.length, archive_hash: md5, s3_put_url: null },
    })
    const got = await fetch(made.body.s3_url)
    expect(got.headers.get('content-type')).toBe('application/zstd')
    expect(Buffer.from(await got.arrayBuffer()).equals(archive)).toBe(true)
    const part = await fetch(made.body.s3_url, { headers: { range: 'bytes=10-19' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${archive.length}`)
    expect(Buffer.from(await part.arrayBuffer()).equals(archive.subarray(10, 20))).toBe(true)
    expect((await fetch(made.body.s3_url, { headers: { range: 'bytes=900000-' } })).status).toBe(416)
    expect((await upload(version.s3_put_url, 'other')).status).toBe(403)
    expect((await validate(version.id)).body).toMatchObject({
      size: [expect.any(String)],
      archive_hash: [expect.any(String)],
    })
    const back = await server.call('UpdateModelVersion', { path: { id: version.id }, body: { state: 'created' } })
    expect(back.body.state[0]).toContain('Available to Created')
  })

  it('stay created without an archive, and with one of another size or hash', async () => {
    const version = await makeVersion()
    expect((await validate(version.id)).body).toEqual({ state: ['Archive has not been uploaded'] })
    await upload(version.s3_put_url)
    expect((await validate(version.id, { size: 12 })).body).toEqual({
      size: [`Uploaded file size is ${archive.length} bytes, expected 12 bytes`],
    })
    expect((await validate(version.id, { archive_hash: '0'.repeat(32) })).body.archive_hash[0]).toContain(md5)
    expect((await validate(version.id, { archive_hash: 'no hash' })).status).toBe(400)
    expect(
      (await server.call('PartialUpdateModelVersion', { path: { id: version.id }, body: { state: 'available' } })).body,
    ).toMatchObject({
      size: [expect.any(String)],
      archive_hash: [expect.any(String)],
    })
    expect((await server.call('RetrieveModelVersion', { path: { id: version.id } })).body.state).toBe('created')
    await upload(version.s3_put_url, '')
    expect((await validate(version.id)).body.size).toEqual(['No file content, assert file has been correctly uploaded'])
    await upload(version.s3_put_url)
    expect((await validate(version.id, { archive_hash: md5.toUpperCase() })).status).toBe(200)
  })

  it('take archives by a right signature alone', async () => {
    const version = await makeVersion()
    const url = new URL(version.s3_put_url)
    const tamper = (change: (copy: URL) => void) => {
      const copy = new URL(url)
      change(copy)
      return upload(copy.href)
    }
    expect((await tamper((copy) => copy.searchParams.delete('signature'))).status).toBe(403)
    expect((await tamper((copy) => copy.searchParams.set('signature', '0'.repeat(64)))).status).toBe(403)
    expect((await tamper((copy) => copy.searchParams.set('expires', '9999999999999'))).status).toBe(403)
    expect((await tamper((copy) => copy.searchParams.set('expires', String(Date.now() - 1000)))).status).toBe(403)
    const other = await makeVersion()
    expect(
      (
        await tamper((copy) => {
          copy.pathname = new URL(other.s3_put_url).pathname
        })
      ).status,
    ).toBe(403)
    expect((await fetch(url)).status).toBe(403)
    expect((await upload(url.href)).status).toBe(200)
  })

  it('keep nothing of an upload that breaks off', async () => {
    const version = await makeVersion()
    await new Promise<void>((resolve) => {
      const put = request(version.s3_put_url, {
        method: 'PUT',
        headers: { 'content-type': 'application/zstd', 'content-length': 1_000_000 },
      })
      put.on('error', () => resolve())
      put.write(archive, () => put.destroy())
      put.on('close', () => resolve())
    })
    expect((await validate(version.id)).body).toEqual({ state: ['Archive has not been uploaded'] })
    expect((await upload(version.s3_put_url)).status).toBe(200)
    expect((await validate(version.id)).status).toBe(200)
  })

  it('have tags that are unique in the model, and parents of the same model', async () => {
    const first = await makeVersion({ tag: 'v1' })
    const path = { id: model.id }
    const twice = await server.call('CreateModelVersion', { path, body: { tag: 'v1' } })
    expect(twice.body).toEqual({ non_field_errors: ['A version with this tag already exists on the model.'] })
    const child = await makeVersion({ parent: first.id })
    expect(child.parent).toBe(first.id)
    const retagged = await server.call('PartialUpdateModelVersion', { path: { id: child.id }, body: { tag: 'v1' } })
    expect(retagged.body).toHaveProperty('non_field_errors')
    const { body: other } = await server.call('CreateModel', { body: { name: `Other ${number}` } })
    const elsewhere = await server.call('CreateModelVersion', {
      path: { id: other.id },
      body: { tag: 'v1', parent: first.id },
    })
    expect(elsewhere.body).toHaveProperty('parent')
    const { body } = await server.call('ListModelVersions', { path })
    expect(body.results.map((one: Json) => one.id)).toEqual([child.id, first.id])
  })

  it('are deleted with their archive', async () => {
    const version = await makeVersion()
    await upload(version.s3_put_url)
    const { body } = await validate(version.id)
    expect(
      (await server.call('DestroyModelVersion', { path: { id: version.id }, token: tokens.stranger })).status,
    ).toBe(404)
    expect((await server.call('DestroyModelVersion', { path: { id: version.id } })).status).toBe(204)
    expect((await server.call('RetrieveModelVersion', { path: { id: version.id } })).status).toBe(404)
    expect((await fetch(body.s3_url)).status).toBe(404)
  })

  it('show a guest no URL to upload to', async () => {
    await server.call('PartialUpdateModel', { path: { id: model.id }, body: { public: true } })
    const version = await makeVersion()
    const seen = await server.call('RetrieveModelVersion', { path: { id: version.id }, token: tokens.stranger })
    expect(seen.body.s3_put_url).toBeNull()
    expect((await server.call('RetrieveModelVersion', { path: { id: version.id } })).body.s3_put_url).toBeTypeOf(
      'string',
    )
    const body = { state: 'error' }
    expect(
      (await server.call('PartialUpdateModelVersion', { path: { id: version.id }, body, token: tokens.stranger }))
        .status,
    ).toBe(403)
  })
})
