import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer } from './start-test-server.ts'

let folder: string
let server: TestServer
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-parts-'))
  server = await startTestServer()
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const partSize = 5 * 1024 ** 2
const whole = Buffer.concat([randomBytes(partSize), randomBytes(partSize), Buffer.from('the end')])
const said = { size: whole.length, archive_hash: createHash('md5').update(whole).digest('hex') }
let number = 0

async function makeVersion(on = server): Promise<Json> {
  number += 1
  const { body: model } = await on.call('CreateModel', { body: { name: `Parts ${number}` } })
  return (await on.call('CreateModelVersion', { path: { id: model.id }, body: {} })).body
}
async function begin(on = server) {
  const version = await makeVersion(on)
  const { status, body } = await on.call('CreateMultipartUpload', {
    path: { id: version.id },
    body: { size: whole.length, part_size: partSize },
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return { version, upload: body, path: { id: version.id as string, upload: body.id as string } }
}
const put = (url: string, body: Buffer) => fetch(url, { method: 'PUT', body: new Uint8Array(body) })
const cut = (index: number) => whole.subarray(index * partSize, (index + 1) * partSize)
const sendAll = async (upload: Json) =>
  Promise.all(
    upload.parts.map(async ({ url, number }: Json) => ({
      number,
      etag: (await put(url, cut(number - 1))).headers.get('etag'),
    })),
  )

describe('an upload in parts', () => {
  it('becomes the archive, and may be completed again', async () => {
    const { upload, path } = await begin()
    expect(upload.parts.map(({ size }: Json) => size)).toEqual([partSize, partSize, 7])
    const parts = await sendAll(upload)
    const seen = await server.call('RetrieveMultipartUpload', { path })
    expect(seen.body.parts.map(({ etag }: Json) => `"${etag}"`)).toEqual(parts.map(({ etag }: Json) => etag))
    const complete = () => server.call('CompleteMultipartUpload', { path, body: { ...said, parts } })
    const done = await complete()
    expect(done).toMatchObject({ status: 200, body: { state: 'available', s3_etag: said.archive_hash } })
    expect(await complete()).toMatchObject({ status: 200, body: { state: 'available' } })
    expect(Buffer.from(await (await fetch(done.body.s3_url)).arrayBuffer()).equals(whole)).toBe(true)
    expect((await server.call('RetrieveMultipartUpload', { path })).status).toBe(404)
    expect((await put(upload.parts[0].url, cut(0))).status).toBe(403)
    const other = { ...said, archive_hash: '0'.repeat(32) }
    expect((await server.call('CompleteMultipartUpload', { path, body: other })).status).toBe(400)
  })

  it('is completed once by those that do so at once', async () => {
    const { upload, path } = await begin()
    await sendAll(upload)
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => server.call('CompleteMultipartUpload', { path, body: said })),
    )
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 400)).toEqual([])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect((await server.call('CompleteMultipartUpload', { path, body: said })).status).toBe(200)
  })

  it('is refused with all that is wrong with its parts, and keeps them', async () => {
    const { upload, path } = await begin()
    await put(upload.parts[0].url, cut(0))
    await put(upload.parts[2].url, cut(2))
    const etag = '0'.repeat(32)
    const parts = [
      { number: 3, etag },
      { number: 1, etag },
      { number: 9, etag },
    ]
    expect((await server.call('CompleteMultipartUpload', { path, body: { ...said, parts } })).body).toEqual({
      parts: [
        'The parts are not in ascending order, each once.',
        'There are 3 parts; not 9.',
        'Parts that have not been uploaded: 2.',
        'Parts with another ETag: 3, 1.',
      ],
    })
    await put(upload.parts[1].url, cut(1))
    expect((await server.call('CompleteMultipartUpload', { path, body: said })).status).toBe(200)
  })

  it('that is not what was said leaves the version created, to be uploaded anew', async () => {
    const { version, upload, path } = await begin()
    await sendAll(upload)
    const wrong = await server.call('CompleteMultipartUpload', {
      path,
      body: { ...said, archive_hash: '0'.repeat(32) },
    })
    expect(wrong).toMatchObject({ status: 400, body: { archive_hash: [expect.stringContaining(said.archive_hash)] } })
    expect((await server.call('RetrieveModelVersion', { path: { id: version.id } })).body.state).toBe('created')
    expect((await server.call('CompleteMultipartUpload', { path, body: said })).status).toBe(200)
  })

  it('takes a part by its own signed URL, whole, and as often as it is sent', async () => {
    const { upload } = await begin()
    const [first, , last] = upload.parts
    const move = new URL(first.url)
    move.pathname = new URL(last.url).pathname
    expect((await put(move.href, cut(2))).status).toBe(403)
    expect((await put(last.url, cut(0))).status).toBe(413)
    expect((await put(first.url, cut(2))).status).toBe(400)
    expect((await fetch(first.url)).status).toBe(404)
    expect((await put(last.url, Buffer.from('THE END'))).status).toBe(200)
    expect((await put(last.url, cut(2))).headers.get('etag')).toBe(
      `"${createHash('md5').update(cut(2)).digest('hex')}"`,
    )
  })

  it('is refused where the version, the size or the parts do not allow it', async () => {
    const version = await makeVersion()
    const ask = async (body: object) =>
      (await server.call('CreateMultipartUpload', { path: { id: version.id }, body })).body
    expect(await ask({ size: 64 * 1024 ** 3 + 1 })).toHaveProperty('size')
    expect(await ask({ size: 0 })).toHaveProperty('size')
    expect(await ask({ size: 10, part_size: 100 })).toHaveProperty('part_size')
    expect(await ask({ size: 6 * 1024 ** 3, part_size: partSize })).toHaveProperty('part_size')
    expect((await ask({ size: 64 * 1024 ** 3 })).parts.length).toBeLessThanOrEqual(1000)
    await server.call('PartialUpdateModelVersion', { path: { id: version.id }, body: { state: 'error' } })
    expect(await ask({ size: 10 })).toHaveProperty('state')
  })

  it('is gone with its parts when it is given up, and when its version is deleted', async () => {
    const data = path.join(folder, 'given-up')
    const on = await startTestServer({ data })
    try {
      const { upload, path: place } = await begin(on)
      await put(upload.parts[0].url, cut(0))
      expect((await on.call('DestroyMultipartUpload', { path: place })).status).toBe(204)
      expect((await on.call('DestroyMultipartUpload', { path: place })).status).toBe(404)
      expect((await put(upload.parts[0].url, cut(0))).status).toBe(404)
      const second = await begin(on)
      await put(second.upload.parts[0].url, cut(0))
      await on.call('DestroyModelVersion', { path: { id: second.version.id } })
      expect(readdirSync(path.join(data, 'archives/parts'))).toEqual([])
    } finally {
      await on.close()
    }
  })

  it('goes on after a restart, and is removed when its time is over', async () => {
    const data = path.join(folder, 'restarted')
    const first = await startTestServer({ data })
    const { upload, path: place } = await begin(first)
    await put(upload.parts[0].url, cut(0))
    await first.close()
    const second = await startTestServer({ data })
    const { body: again } = await second.call('RetrieveMultipartUpload', { path: place })
    expect(again.parts.map(({ etag }: Json) => etag !== null)).toEqual([true, false, false])
    await put(again.parts[1].url, cut(1))
    await put(again.parts[2].url, cut(2))
    await second.close()
    const third = await startTestServer({ data })
    expect((await third.call('CompleteMultipartUpload', { path: place, body: said })).status).toBe(200)
    const late = await begin(third)
    await put(late.upload.parts[0].url, cut(0))
    await third.close()
    const fourth = await startTestServer({ data, uploadLimits: { unfinishedTime: 1 } })
    await expect.poll(() => readdirSync(path.join(data, 'archives/parts')), { timeout: 10_000 }).toEqual([])
    expect((await fourth.call('CompleteMultipartUpload', { path: late.path, body: said })).status).toBe(404)
    await fourth.close()
    expect(existsSync(data)).toBe(true)
  })
})
