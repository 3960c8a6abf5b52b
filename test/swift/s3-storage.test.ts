import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CodedError } from '../../core/errors/coded-error.ts'
import { startServer } from '../../server/start-server.ts'
import type { S3Settings } from '../../server/storage/s3-settings.ts'
import { openS3Store, type S3Store } from '../../server/storage/s3-store.ts'
import { backUp } from '../../server/transfer/backup.ts'
import { restore } from '../../server/transfer/restore.ts'
import { describeWithTools } from '../required-tools.ts'
import { type Json, startTestServer, type TestServer } from '../server/start-test-server.ts'
import { listBucket, makeBucket } from './s3-requests.ts'
import { type LocalSwift, startSwift, swiftPrograms } from './start-swift.ts'
import { defineStoreContract } from './store-contract.ts'

const archive = randomBytes(300_000)
const md5 = createHash('md5').update(archive).digest('hex')

function put(url: string, body: Buffer) {
  const headers = { 'content-type': 'application/zstd' }
  return fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) })
}

async function fetchAll(url: string): Promise<Buffer> {
  const response = await fetch(url)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

describeWithTools(swiftPrograms, 'a server with an S3-compatible store (OpenStack Swift)', () => {
  let swift: LocalSwift
  let folder: string
  let settings: S3Settings
  let server: TestServer
  let number = 0

  beforeAll(async () => {
    swift = await startSwift()
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-s3-'))
    settings = await makeBucket(swift, 'archives')
    server = await startTestServer({ data: path.join(folder, 'data'), s3: settings })
  }, 180_000)
  afterAll(async () => {
    await server?.close()
    await swift?.close()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  describe('keeps archives as every store does', () => {
    let store: S3Store
    beforeAll(async () => {
      store = await openS3Store(settings)
    })
    afterAll(() => store.close())
    defineStoreContract(() => store)
  })

  async function makeVersion(on = server): Promise<Json> {
    number += 1
    const { body: model } = await on.call('CreateModel', { body: { name: `Model ${number}` } })
    return (await on.call('CreateModelVersion', { path: { id: model.id }, body: { tag: 'v1' } })).body
  }
  const validate = (id: string, fields: object = {}, on = server) =>
    on.call('PartialUpdateModelVersion', {
      path: { id },
      body: { state: 'available', size: archive.length, archive_hash: md5, ...fields },
    })

  it('gives URLs of the store, takes over what was put there, and serves it from there', async () => {
    const version = await makeVersion()
    expect(new URL(version.s3_put_url).origin).toBe(swift.endpoint)
    expect((await validate(version.id)).body).toEqual({ state: ['Archive has not been uploaded'] })
    expect((await put(version.s3_put_url, archive)).status).toBe(200)
    const made = await validate(version.id)
    expect(made).toMatchObject({ status: 200, body: { state: 'available', s3_etag: md5, s3_put_url: null } })
    expect(new URL(made.body.s3_url).origin).toBe(swift.endpoint)
    expect((await fetchAll(made.body.s3_url)).equals(archive)).toBe(true)
    expect((await fetchAll(made.body.download_url)).equals(archive)).toBe(true)
    const part = await fetch(made.body.s3_url, { headers: { range: 'bytes=-5' } })
    expect(Buffer.from(await part.arrayBuffer()).equals(archive.subarray(-5))).toBe(true)
  })

  it('is refused by the store where a signature, a key, an operation or the time was changed', async () => {
    const version = await makeVersion()
    await put(version.s3_put_url, archive)
    const { body } = await validate(version.id)
    const tamper = async (url: string, change: (copy: URL) => void, method = 'GET') => {
      const copy = new URL(url)
      change(copy)
      return (await fetch(copy, { method, ...(method === 'PUT' ? { body: 'x' } : {}) })).status
    }
    const flip = (copy: URL) => {
      const signature = copy.searchParams.get('X-Amz-Signature') ?? ''
      copy.searchParams.set('X-Amz-Signature', `${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}`)
    }
    expect(await tamper(body.s3_url, () => {})).toBe(200)
    expect(await tamper(body.s3_url, flip)).toBe(403)
    expect(await tamper(body.s3_url, () => {}, 'PUT')).toBe(403)
    expect(await tamper(body.s3_url, (copy) => copy.searchParams.set('X-Amz-Expires', '7200'))).toBe(403)
    expect(await tamper(body.s3_url, (copy) => copy.searchParams.delete('X-Amz-Signature'))).toBe(403)
    const other = await makeVersion()
    expect(await tamper(other.s3_put_url, flip, 'PUT')).toBe(403)
    const move = (copy: URL) => {
      copy.pathname = new URL(body.s3_url).pathname
    }
    expect(await tamper(other.s3_put_url, move, 'PUT')).toBe(403)
  })

  it('serves what was checked, whatever is put to the URL afterwards', async () => {
    const version = await makeVersion()
    await put(version.s3_put_url, archive)
    const { body } = await validate(version.id)
    expect((await put(version.s3_put_url, Buffer.from('another'))).status).toBe(200)
    expect((await fetchAll(body.s3_url)).equals(archive)).toBe(true)
  })

  it('measures what was put: another size or hash is refused, and a second upload mends it', async () => {
    const version = await makeVersion()
    await put(version.s3_put_url, Buffer.from('wrong'))
    expect((await validate(version.id)).body).toMatchObject({
      size: [`Uploaded file size is 5 bytes, expected ${archive.length} bytes`],
      archive_hash: [expect.stringContaining(createHash('md5').update('wrong').digest('hex'))],
    })
    await put(version.s3_put_url, archive)
    expect((await validate(version.id)).status).toBe(200)
  })

  it('takes parts by URLs of the store, and leaves nothing of them behind', async () => {
    const version = await makeVersion()
    const whole = Buffer.concat([randomBytes(5 * 1024 ** 2), Buffer.from('the end')])
    const hash = createHash('md5').update(whole).digest('hex')
    const begun = await server.call('CreateMultipartUpload', {
      path: { id: version.id },
      body: { size: whole.length, part_size: 5 * 1024 ** 2 },
    })
    expect(begun.status, JSON.stringify(begun.body)).toBe(201)
    const path = { id: version.id, upload: begun.body.id }
    const body = { size: whole.length, archive_hash: hash }
    const none = await server.call('CompleteMultipartUpload', { path, body })
    expect(none.body).toEqual({ parts: ['Parts that have not been uploaded: 1, 2.'] })
    const etags: string[] = []
    let offset = 0
    for (const part of begun.body.parts) {
      expect(new URL(part.url).origin).toBe(swift.endpoint)
      const answer = await put(part.url, whole.subarray(offset, offset + part.size))
      etags.push(answer.headers.get('etag') ?? '')
      offset += part.size
    }
    const parts = etags.map((etag, index) => ({ number: index + 1, etag }))
    const wrong = await server.call('CompleteMultipartUpload', {
      path,
      body: { ...body, parts: [parts[0], { number: 2, etag: '0'.repeat(32) }] },
    })
    expect(wrong.body).toEqual({ parts: ['Parts with another ETag: 2.'] })
    const done = await server.call('CompleteMultipartUpload', { path, body: { ...body, parts } })
    expect(done, JSON.stringify(done.body)).toMatchObject({ status: 200, body: { state: 'available', s3_etag: hash } })
    expect((await server.call('CompleteMultipartUpload', { path, body: { ...body, parts } })).status).toBe(200)
    expect((await fetchAll(done.body.s3_url)).equals(whole)).toBe(true)
    expect((await listBucket(swift, 'archives')).uploads).toEqual([])
    // Swift takes a part again after the end of its upload, and then gives no bytes in place of those that it promised.
    await put(begun.body.parts[1].url, Buffer.from('THE END'))
    const late = await fetch(done.body.s3_url)
      .then(
        async (answer) => (answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined),
        () => undefined,
      )
      .catch(() => undefined)
    expect(late === undefined || late.equals(whole)).toBe(true)
  })

  it('removes archive and uploads with the version', async () => {
    const version = await makeVersion()
    await put(version.s3_put_url, archive)
    await validate(version.id)
    const open = await makeVersion()
    await put(open.s3_put_url, archive)
    await server.call('CreateMultipartUpload', { path: { id: open.id }, body: { size: 10 } })
    for (const { id } of [version, open]) await server.call('DestroyModelVersion', { path: { id } })
    const { keys, uploads } = await listBucket(swift, 'archives')
    expect(keys.filter((key) => key.includes(version.id) || key.includes(open.id))).toEqual([])
    expect(uploads).toEqual([])
  })

  it('passes archives on where clients cannot reach the store', async () => {
    const behind = await startTestServer({
      data: path.join(folder, 'behind'),
      s3: { ...(await makeBucket(swift, 'behind')), isBehindServer: true },
    })
    try {
      const version = await makeVersion(behind)
      expect(new URL(version.s3_put_url).origin).toBe(behind.url)
      const large = randomBytes(17 * 1024 ** 2)
      const hash = createHash('md5').update(large).digest('hex')
      expect((await put(version.s3_put_url, large)).status).toBe(200)
      const { body } = await validate(version.id, { size: large.length, archive_hash: hash }, behind)
      expect((await fetchAll(body.s3_url)).equals(large)).toBe(true)
      const part = await fetch(body.s3_url, { headers: { range: 'bytes=3-6' } })
      expect(part.status).toBe(206)
      expect(Buffer.from(await part.arrayBuffer()).equals(large.subarray(3, 7))).toBe(true)
      const parted = await makeVersion(behind)
      const begun = await behind.call('CreateMultipartUpload', { path: { id: parted.id }, body: { size: 7 } })
      expect((await put(begun.body.parts[0].url, Buffer.from('content'))).status).toBe(200)
      const done = await behind.call('CompleteMultipartUpload', {
        path: { id: parted.id, upload: begun.body.id },
        body: { size: 7, archive_hash: createHash('md5').update('content').digest('hex') },
      })
      expect(done.status, JSON.stringify(done.body)).toBe(200)
    } finally {
      await behind.close()
    }
  })

  it('goes with a backup, and comes back with a restore, into the folder or a store', async () => {
    const data = path.join(folder, 'saved')
    const first = await makeBucket(swift, 'saved')
    const saved = await startTestServer({ data, s3: first })
    const version = await makeVersion(saved)
    await put(version.s3_put_url, archive)
    await validate(version.id, {}, saved)
    const file = path.join(folder, 'backup.tar')
    expect(await backUp({ data, s3: first }, file)).toMatchObject({ archives: 1 })
    await saved.close()
    const second = { ...(await makeBucket(swift, 'restored')), isBehindServer: false }
    const places = [{ data: path.join(folder, 'to-folder') }, { data: path.join(folder, 'to-store'), s3: second }]
    for (const place of places) {
      expect(await restore(place, file)).toMatchObject({ archives: 1 })
      const again = await startTestServer(place)
      const { body } = await again.call('RetrieveModelVersion', { path: { id: version.id } })
      expect((await fetchAll(body.s3_url)).equals(archive)).toBe(true)
      await again.close()
    }
    // A database whose archives are elsewhere is no database for another store.
    const lost = await startServer({ data, s3: second }).catch((error: unknown) => error)
    expect(lost).toBeInstanceOf(CodedError)
    expect(lost).toMatchObject({ code: 'archives-not-in-store' })
  })

  it('does not start on a bucket that is not there, or with a wrong key', async () => {
    const start = (s3: S3Settings) =>
      startServer({ data: path.join(folder, 'refused'), s3 }).then(
        () => 'started',
        (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
      )
    expect(await start({ ...settings, bucket: 'nowhere' })).toBe('archive-store-refused')
    const credentials = { ...settings.credentials, secretAccessKey: 'wrong-one' }
    expect(await start({ ...settings, credentials })).toBe('archive-store-refused')
    expect(await start({ ...settings, endpoint: 'http://127.0.0.1:1' })).toBe('archive-store-unreachable')
  })

  it('goes on without archives while the store is away, and with them when it is back', async () => {
    const version = await makeVersion()
    await put(version.s3_put_url, archive)
    await swift.stop()
    try {
      expect((await server.call('RetrieveUser')).status).toBe(200)
      const other = await makeVersion()
      expect(other.state).toBe('created')
      const answer = await validate(version.id)
      expect(answer).toMatchObject({ status: 503, body: { detail: expect.stringContaining('cannot be reached') } })
      expect((await server.call('CreateMultipartUpload', { path: { id: other.id }, body: { size: 5 } })).status).toBe(
        503,
      )
      // What was stored of it is removed when the store is back.
      expect((await server.call('DestroyModelVersion', { path: { id: other.id } })).status).toBe(204)
      const ready = await fetch(`${server.url}/readyz`)
      expect(ready.status).toBe(200)
      expect(await ready.json()).toEqual({ status: 'ready', archives: 'unreachable' })
    } finally {
      await swift.start()
    }
    expect((await validate(version.id)).status).toBe(200)
  })
})
