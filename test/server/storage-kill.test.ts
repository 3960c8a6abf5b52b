import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Json } from './start-test-server.ts'

const program = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/arkindex-ci.cjs')
const token = 'token-of-the-administrator'
const headers = { authorization: `Token ${token}`, 'content-type': 'application/json' }
const rounds = 8
const partSize = 5 * 1024 ** 2
const whole = randomBytes(4 * partSize + 1000)
const said = { size: whole.length, archive_hash: createHash('md5').update(whole).digest('hex') }

let folder: string
let child: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-killed-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<string> {
  const started = spawn(
    process.execPath,
    [program, 'server', '--port', '0', '--data', folder, '--log-level', 'error'],
    { env: { PATH: process.env.PATH, ARKINDEX_ADMIN_TOKEN: token }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  child = started
  let output = ''
  return new Promise((resolve, reject) => {
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => {
        output += String(chunk)
        const match = /listening on (\S+)/.exec(output)
        if (match?.[1]) resolve(match[1])
      })
    }
    started.on('close', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
}

async function kill(): Promise<void> {
  const running = child
  if (!running) return
  const ended = new Promise((resolve) => running.on('close', resolve))
  running.kill('SIGKILL')
  await ended
  child = undefined
}

/** The answer, or undefined where the connection was cut. */
async function send(method: string, url: string, body?: object | Buffer, signal?: AbortSignal): Promise<Json> {
  const isBytes = Buffer.isBuffer(body)
  try {
    const answer = await fetch(url, {
      method,
      ...(isBytes ? { body: new Uint8Array(body) } : { headers, ...(body ? { body: JSON.stringify(body) } : {}) }),
      ...(signal ? { signal } : {}),
    })
    const text = await answer.text()
    return { status: answer.status, etag: answer.headers.get('etag'), ...(text === '' ? {} : JSON.parse(text)) }
  } catch {
    return undefined
  }
}

describe('a server that is killed again and again while parts come in and are joined', () => {
  it('has each part that it answered, makes the archive of them, and leaves nothing else', {
    timeout: 180_000,
  }, async () => {
    let url = await start()
    const { id: model } = await send('POST', `${url}/api/v1/models/`, { name: 'Killed' })
    const { id: version } = await send('POST', `${url}/api/v1/model/${model}/versions/`, {})
    const { id } = await send('POST', `${url}/api/v1/modelversion/${version}/multipart/`, {
      size: whole.length,
      part_size: partSize,
    })
    const place = `/api/v1/modelversion/${version}/multipart/${id}/`
    const answered = new Map<number, string>()
    for (let round = 0; round < rounds; round += 1) {
      const upload = await send('GET', `${url}${place}`)
      // A round that was cut after the archive was complete has no upload any more.
      if (upload.status === 404) break
      for (const [number, etag] of answered) expect(upload.parts[number - 1].etag).toBe(etag)
      const cutOff = new AbortController()
      const sending = Promise.all(
        upload.parts.map(async (part: Json) => {
          const bytes = whole.subarray((part.number - 1) * partSize, part.number * partSize)
          const answer = await send('PUT', part.url, bytes, cutOff.signal)
          if (answer?.status === 200) answered.set(part.number, answer.etag.replaceAll('"', ''))
        }),
      ).then(() => send('POST', `${url}${place}complete/`, said, cutOff.signal))
      await wait(10 + ((round * 67) % 300))
      await kill()
      setTimeout(() => cutOff.abort(), 250)
      await sending
      url = await start()
    }
    const upload = await send('GET', `${url}${place}`)
    if (upload.status === 200) {
      for (const part of upload.parts)
        await send('PUT', part.url, whole.subarray((part.number - 1) * partSize, part.number * partSize))
    }
    expect(await send('POST', `${url}${place}complete/`, said)).toMatchObject({ status: 200, state: 'available' })
    const { s3_url: archive } = await send('GET', `${url}/api/v1/modelversion/${version}/`)
    expect(Buffer.from(await (await fetch(archive)).arrayBuffer()).equals(whole)).toBe(true)
    const stored = path.join(folder, 'archives')
    await expect
      .poll(() => readdirSync(stored).sort(), { timeout: 10_000 })
      .toEqual([`${version}.${id}`, 'parts'].sort())
    await expect.poll(() => readdirSync(path.join(stored, 'parts')), { timeout: 10_000 }).toEqual([])
  })
})
