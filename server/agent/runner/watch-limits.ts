import { lstat, readdir, statfs } from 'node:fs/promises'
import path from 'node:path'
import { isLeaseOver } from '../lease.ts'
import type { TaskEnd, TaskPlan } from '../task-folder.ts'
import { readUptime } from '../uptime.ts'

/** Bytes on disk of a folder, links not followed; it stops counting above `most` bytes or a million entries. */
export async function measureFolder(folder: string, most: number): Promise<number> {
  let bytes = 0
  let entries = 0
  const left = [folder]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    let names: string[]
    try {
      names = await readdir(next)
    } catch {
      continue
    }
    for (const name of names) {
      const place = path.join(next, name)
      entries += 1
      try {
        const found = await lstat(place)
        bytes += found.blocks * 512
        if (found.isDirectory()) left.push(place)
      } catch {
        // It was removed meanwhile.
      }
      if (bytes > most || entries > 1_000_000) return bytes
    }
  }
  return bytes
}

function describeBytes(bytes: number): string {
  return bytes >= 1024 ** 3 ? `${(bytes / 1024 ** 3).toFixed(1)} GiB` : `${Math.round(bytes / 1024 ** 2)} MiB`
}

export type Breach = Extract<TaskEnd, { kind: 'killed' }>

/**
 * Calls back once with the first limit that the task breaks: the agent's lease, its time, its disk. The result ends the watch.
 * Time is counted from this call on.
 */
export function watchLimits(
  { plan, data, interval = 250 }: { plan: TaskPlan; data: string; interval?: number },
  onBreach: (breach: Breach) => void,
): () => void {
  const begun = readUptime()
  let isOver = false
  let isMeasuring = false
  let measured = 0
  const end = (why: Breach['why'], reason: string) => {
    if (isOver) return
    stop()
    onBreach({ kind: 'killed', why, reason })
  }
  const measure = async () => {
    const { bavail, bsize } = await statfs(data)
    if (bavail * bsize < plan.diskReserve) {
      end('disk', `less than ${describeBytes(plan.diskReserve)} were left on the disk of the agent`)
    } else if ((await measureFolder(data, plan.diskLimit)) > plan.diskLimit) {
      end('disk', `it wrote more than ${describeBytes(plan.diskLimit)} into /data`)
    }
  }
  const timer = setInterval(() => {
    if (isLeaseOver(plan.leaseFile)) end('lease', 'the agent was not heard by the server for too long')
    else if (plan.timeLimit !== null && readUptime() - begun > plan.timeLimit)
      end('time', `it ran longer than its limit of ${plan.timeLimit} s`)
    else if (!isMeasuring && readUptime() - measured > 1) {
      isMeasuring = true
      measure()
        .catch(() => {
          // The folder cannot be measured now; the next look tells.
        })
        .finally(() => {
          isMeasuring = false
          measured = readUptime()
        })
    }
  }, interval)
  const stop = () => {
    isOver = true
    clearInterval(timer)
  }
  return stop
}
