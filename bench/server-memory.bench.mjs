// The resident memory of the server while it serves lists of a million worker versions in SQLite: the most that it ever had.
import { readFileSync } from 'node:fs'
import { measureLoad } from './worker-versions/measure-load.mjs'
import { fillSqlite, withPrograms } from './worker-versions/place.mjs'
import { startServer } from './worker-versions/start-program.mjs'

const many = 1_000_000
const limit = 130
const milliseconds = 15_000

/** The peak of a process's resident memory in MB; Linux tells it in units of 1024 bytes. */
function readPeak(pid) {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(kilobytes) * 1024) / 1e6
}

/** One row of {name, ratio, goal, value, floor, unit}; the floor is what it may be. */
export default async function measureMemory() {
  const { place, content } = await fillSqlite(many)
  return withPrograms(async (start) => {
    const { url, pid } = await start(startServer(place))
    const { token, workerIds, versionIds } = content
    let count = 0
    const next = () => {
      count += 1
      if (count % 4 === 0) return { path: `/api/v1/workers/versions/${versionIds[count % versionIds.length]}/` }
      if (count % 4 === 1) return { path: '/api/v1/workers/' }
      return { path: `/api/v1/workers/${workerIds[count % 50]}/versions/?page=${1 + (count % 3)}` }
    }
    await measureLoad(url, { token, next, milliseconds })
    const value = readPeak(pid)
    const name = 'resident memory at its peak, serving lists of 1,000,000 worker versions in SQLite'
    return [{ name, ratio: value / limit, goal: 1, value, floor: limit, unit: 'MB' }]
  })
}

export { release } from './worker-versions/place.mjs'
