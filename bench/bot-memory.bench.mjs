// The resident memory of the bot as it is built: in rest, and what bodies of 200 MB that nobody knows the sender of add to it.
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { makeFolder, startBot } from './bot/deliveries.mjs'
import { withPrograms } from './worker-versions/place.mjs'

const restLimit = 110
const addedLimit = 20
const bodySize = 200 * 1000 * 1000
const chunk = Buffer.alloc(64 * 1024, 'x')

/** A line of a process's status in MB; Linux tells it in units of 1024 bytes. */
function readMemory(pid, name) {
  const [, kilobytes] =
    new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(kilobytes) * 1024) / 1e6
}

/** Sends a body of 200 MB for as long as the other side takes it. Gives the status, or what ended the connection. */
function sendLarge(url, headers) {
  return new Promise((resolve) => {
    const call = request(`${url}/gitlab/webhook`, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    call.on('error', ({ code }) => resolve(code))
    let sent = 0
    const write = () => {
      while (sent < bodySize && !call.destroyed) {
        sent += chunk.length
        if (!call.write(chunk)) return call.once('drain', write)
      }
      call.end()
    }
    write()
  })
}

const signed = () => ({
  'webhook-id': 'msg-1',
  'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
  'webhook-signature': `v1,${'A'.repeat(43)}=`,
})

const calls = {
  'that says its size': () => ({ 'content-length': bodySize, 'x-gitlab-token': 'x'.repeat(64) }),
  'in chunks with a wrong token': () => ({ 'transfer-encoding': 'chunked', 'x-gitlab-token': 'x'.repeat(64) }),
  'in chunks with a forged signature': () => ({ 'transfer-encoding': 'chunked', ...signed() }),
}

/** Rows of {name, ratio, goal, value, floor, unit}; the floor is what it may be. */
export default async function measureMemory() {
  const { folder, remove } = makeFolder()
  try {
    return await withPrograms(async (start) => {
      const { url, pid } = await start(startBot({ folder }))
      await wait(10_000)
      const rest = readMemory(pid, 'VmRSS')
      const rows = [
        {
          name: 'resident memory of the bot in rest',
          ratio: rest / restLimit,
          goal: 1,
          value: rest,
          floor: restLimit,
          unit: 'MB',
        },
      ]
      for (const [name, makeHeaders] of Object.entries(calls)) {
        // The peak is counted from here.
        writeFileSync(`/proc/${pid}/clear_refs`, '5')
        const before = readMemory(pid, 'VmRSS')
        const outcome = await sendLarge(url, { 'x-gitlab-event': 'Note Hook', ...makeHeaders() })
        if (![401, 413, 'EPIPE', 'ECONNRESET'].includes(outcome)) throw new Error(`it was answered with ${outcome}`)
        const value = readMemory(pid, 'VmHWM') - before
        rows.push({
          name: `memory that an unauthenticated body of 200 MB ${name} adds`,
          ...{ ratio: value / addedLimit, goal: 1, value, floor: addedLimit, unit: 'MB' },
        })
      }
      if ((await fetch(`${url}/healthz`)).status !== 200) throw new Error('the bot does not answer any more')
      return rows
    })
  } finally {
    remove()
  }
}
