import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArchiveStore } from '../../server/storage/archive-store.ts'
import { openFolderStore } from '../../server/storage/folder-store.ts'
import { readRange } from '../../server/storage/read-range.ts'
import { defineStoreContract } from '../swift/store-contract.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
let folder: string
let server: TestServer
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-storage-'))
  server = await startTestServer({ uploadLimits: { archiveBytes: 400_000 } })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const archive = randomBytes(300_000)
const md5 = createHash('md5').update(archive).digest('hex')
let number = 0

async function makeVersion(on = server): Promise<Json> {
  number += 1
  const { body: model } = await on.call('CreateModel', { body: { name: `Stored ${number}` } })
  return (await on.call('CreateModelVersion', { path: { id: model.id }, body: {} })).body
}
const validate = (id: string, on = server) =>
  on.call('PartialUpdateModelVersion', {
    path: { id },
    body: { state: 'available', size: archive.length, archive_hash: md5 },
  })
const put = (url: string, body: Buffer = archive) => fetch(url, { method: 'PUT', body: new Uint8Array(body) })

describe('a folder of archives', () => {
  let store: ArchiveStore
  beforeAll(async () => {
    store = await openFolderStore(path.join(folder, 'contract'))
  })
  defineStoreContract(() => store)

  it('has nothing left of what a killed server was writing, and all that it had written', async () => {
    const place = path.join(folder, 'killed')
    mkdirSync(path.join(place, 'parts/upload'), { recursive: true })
    for (const name of ['whole', 'half.part', `parts/upload/00001.3.${md5}`, 'parts/upload/half.part'])
      writeFileSync(path.join(place, name), 'abc')
    await openFolderStore(place)
    expect(readdirSync(place).sort()).toEqual(['parts', 'whole'])
    expect(readdirSync(path.join(place, 'parts/upload'))).toEqual([`00001.3.${md5}`])
  })
})

describe('a download', () => {
  let url: string
  beforeAll(async () => {
    const version = await makeVersion()
    await put(version.s3_put_url)
    url = (await validate(version.id)).body.s3_url
  })
  const get = async (headers: Record<string, string>, method = 'GET') => {
    const answer = await fetch(url, { method, headers })
    return {
      status: answer.status,
      range: answer.headers.get('content-range'),
      length: answer.headers.get('content-length'),
      bytes: Buffer.from(await answer.arrayBuffer()),
    }
  }

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=299990-', 299_990, 299_999],
    ['bytes=-7', 299_993, 299_999],
    ['bytes=-999999', 0, 299_999],
    ['bytes=5-999999', 5, 299_999],
    ['Bytes=1-2', 1, 2],
  ])('answers the range %s', async (range, start, end) => {
    const got = await get({ range })
    expect(got).toMatchObject({ status: 206, range: `bytes ${start}-${end}/300000` })
    expect(got.bytes.equals(archive.subarray(start, end + 1))).toBe(true)
  })

  it.each(['bytes=0-1,5-6', 'bytes=9-3', 'bytes=', 'bytes=a-b', 'lines=1-2', 'bytes=-'])(
    'sends the whole for %s',
    async (range) => {
      const got = await get({ range })
      expect(got).toMatchObject({ status: 200, range: null })
      expect(got.bytes.equals(archive)).toBe(true)
    },
  )

  it.each(['bytes=300000-', 'bytes=900000-900001', 'bytes=-0'])('cannot satisfy %s', async (range) => {
    expect(await get({ range })).toMatchObject({ status: 416, range: 'bytes */300000' })
  })

  it('answers a range only of the archive that If-Range names', async () => {
    expect(await get({ range: 'bytes=0-1', 'if-range': `"${md5}"` })).toMatchObject({ status: 206 })
    expect(await get({ range: 'bytes=0-1', 'if-range': '"other"' })).toMatchObject({ status: 200 })
    expect(await get({ range: 'bytes=0-1', 'if-range': `W/"${md5}"` })).toMatchObject({ status: 200 })
    expect(await get({ range: 'bytes=0-1', 'if-range': new Date().toUTCString() })).toMatchObject({ status: 200 })
    expect(await get({ 'if-none-match': `"${md5}"` })).toMatchObject({ status: 304 })
  })

  it('is described by HEAD without a range and without bytes', async () => {
    const got = await get({ range: 'bytes=0-1' }, 'HEAD')
    expect(got).toMatchObject({ status: 200, length: '300000', range: null })
    expect(got.bytes).toHaveLength(0)
  })

  it('reads ranges as they are meant', () => {
    expect(readRange({ range: undefined, ifRange: undefined, etag: '"a"' }, 5)).toBeUndefined()
    expect(readRange({ range: 'bytes=4-4', ifRange: undefined, etag: '"a"' }, 5)).toEqual({ start: 4, end: 4 })
  })
})

describe('an upload', () => {
  it('that is larger than the limit is refused, told and untold', async () => {
    const version = await makeVersion()
    expect((await put(version.s3_put_url, randomBytes(400_001))).status).toBe(413)
    async function* untold() {
      for (let index = 0; index < 5; index += 1) yield new Uint8Array(100_000)
    }
    const body = ReadableStream.from(untold())
    const answer = await fetch(version.s3_put_url, { method: 'PUT', body, duplex: 'half' } as RequestInit)
    expect(answer.status).toBe(413)
    expect((await validate(version.id)).body).toEqual({ state: ['Archive has not been uploaded'] })
  })

  it('that is shorter than its Content-Length leaves nothing', async () => {
    const version = await makeVersion()
    await new Promise<void>((resolve) => {
      const sending = request(version.s3_put_url, { method: 'PUT', headers: { 'content-length': 300_000 } })
      sending.on('error', () => resolve())
      sending.on('close', () => resolve())
      sending.write(archive.subarray(0, 200_000), () => sending.destroy())
    })
    expect((await validate(version.id)).body).toEqual({ state: ['Archive has not been uploaded'] })
  })

  it('that comes twice at once is one of both, whole', async () => {
    const version = await makeVersion()
    const other = randomBytes(300_000)
    const answers = await Promise.all([archive, other, archive, other].map((body) => put(version.s3_put_url, body)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    await put(version.s3_put_url)
    const { body } = await validate(version.id)
    const got = Buffer.from(await (await fetch(body.s3_url)).arrayBuffer())
    expect(got.equals(archive)).toBe(true)
  })

  it('that finds no room is answered 507, and the archive before it stays', { timeout: 120_000 }, async () => {
    // No file of the process may be larger than this: the disk of the archives is full for all that is.
    const command = `ulimit -f 16384; exec "${process.execPath}" "${path.join(root, 'dist/arkindex-ci.cjs')}" server --port 0 --data "${path.join(folder, 'full')}" --log-level error`
    const child = spawn('sh', ['-c', command], {
      env: { PATH: process.env.PATH, ARKINDEX_ADMIN_TOKEN: tokens.admin },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let said = ''
        child.stdout.on('data', (chunk) => {
          said += String(chunk)
          const match = /listening on (\S+)/.exec(said)
          if (match?.[1]) resolve(match[1])
        })
        child.on('close', () => reject(new Error(`the server ended: ${said}`)))
      })
      const headers = { authorization: `Token ${tokens.admin}`, 'content-type': 'application/json' }
      const send = async (method: string, place: string, body: object): Promise<Json> =>
        (await fetch(`${url}/api/v1${place}`, { method, headers, body: JSON.stringify(body) })).json()
      const { id } = await send('POST', '/models/', { name: 'Full' })
      const version = await send('POST', `/model/${id}/versions/`, {})
      expect((await put(version.s3_put_url)).status).toBe(200)
      const refused = await put(version.s3_put_url, randomBytes(20_000_000))
      expect(refused.status).toBe(507)
      expect(await refused.json()).toEqual({ detail: 'No space is left to store the archive. Nothing was changed.' })
      const made = await send('PATCH', `/modelversion/${version.id}/`, {
        state: 'available',
        size: archive.length,
        archive_hash: md5,
      })
      expect(made.state).toBe('available')
      expect(readdirSync(path.join(folder, 'full/archives')).filter((name) => name.endsWith('.part'))).toEqual([])
    } finally {
      child.kill('SIGKILL')
    }
  })
})

/** Only root may mount; elsewhere the limit on the size of files above stands for the full disk. In CI it must be tried. */
describe('a full disk', () => {
  it('keeps no part of an archive, and takes one again once there is room', async (context) => {
    const data = path.join(folder, 'small')
    const place = path.join(data, 'archives')
    mkdirSync(place, { recursive: true })
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place])
    if (status !== 0 && !process.env.CI) context.skip('a small disk cannot be mounted here: that takes root')
    expect(status, 'a small disk is mounted').toBe(0)
    const small = await startTestServer({ data })
    try {
      const version = await makeVersion(small)
      const refused = await put(version.s3_put_url, randomBytes(3_000_000))
      expect(refused.status).toBe(507)
      expect(readdirSync(place)).toEqual([])
      expect((await put(version.s3_put_url)).status).toBe(200)
      expect((await validate(version.id, small)).status).toBe(200)
    } finally {
      await small.close()
      spawnSync('umount', [place])
    }
  })
})
