// The memory that the server process takes for an upload of 2 GB: its resident memory while the bytes come in, less what it had
// before. `ratio` is what it added against the 50 MB that it may add.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const token = 'token-of-the-bench-alone'
const size = 2 * 1024 ** 3
/** Megabytes. */
const allowed = 50

function readResident(pid) {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match[1]) / 1024
}

async function start(data) {
  const args = [
    path.join(root, 'dist/arkindex-ci.cjs'),
    'server',
    '--port',
    '0',
    '--data',
    data,
    '--log-level',
    'error',
  ]
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ARKINDEX_ADMIN_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const match = /listening on (\S+)/.exec(said)
      if (match) resolve(match[1])
    })
    child.on('close', () => reject(new Error(`the server ended: ${said}`)))
  })
  return { child, url }
}

function upload(url, bytes) {
  const chunk = Buffer.alloc(256 * 1024, 7)
  return new Promise((resolve, reject) => {
    const sending = request(url, {
      method: 'PUT',
      headers: { 'content-length': bytes, 'content-type': 'application/zstd' },
    })
    sending.on('error', reject)
    sending.on('response', (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode))
    })
    let left = bytes
    const send = () => {
      while (left > 0) {
        const part = left < chunk.length ? chunk.subarray(0, left) : chunk
        left -= part.length
        if (!sending.write(part)) return void sending.once('drain', send)
      }
      sending.end()
    }
    send()
  })
}

export default async function measure() {
  const data = mkdtempSync(path.join(tmpdir(), 'arkindex-bench-'))
  const { child, url } = await start(data)
  try {
    const call = async (place, body) => {
      const headers = { authorization: `Token ${token}`, 'content-type': 'application/json' }
      return (await fetch(`${url}/api/v1${place}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
    }
    const { id } = await call('/models/', { name: 'Bench' })
    const { s3_put_url: small } = await call(`/model/${id}/versions/`, {})
    // Once before: what the first upload of a process loads is none of the size.
    await upload(small, 1024 ** 2)
    const { s3_put_url: large } = await call(`/model/${id}/versions/`, {})
    const before = readResident(child.pid)
    let most = before
    const sampling = setInterval(() => {
      most = Math.max(most, readResident(child.pid))
    }, 20)
    const status = await upload(large, size)
    clearInterval(sampling)
    if (status !== 200) throw new Error(`the upload was answered with ${status}`)
    const added = Math.max(most, readResident(child.pid)) - before
    return [
      {
        name: 'resident memory that an upload of 2 GB adds to the server, against what it may add',
        ratio: added / allowed,
        goal: 1,
        value: added,
        floor: allowed,
        unit: 'MB',
      },
    ]
  } finally {
    child.kill('SIGKILL')
    rmSync(data, { recursive: true, force: true })
  }
}
