import { readdirSync, readFileSync } from 'node:fs'

/** What names a process for good: numbers of processes are used again, together with start time and boot they are not. */
export interface ProcessIdentity {
  pid: number
  /** When it started, in clock ticks since the machine did. */
  start: string
  /** The boot of the machine. */
  boot: string
}

function readStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; after it stand the state, which is field 3, and the start time, field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function readBoot(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}

/** The identity of a process that runs; undefined where there is none of this number. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const start = readStart(pid)
  return start === undefined ? undefined : { pid, start, boot: readBoot() }
}

/** Whether the very process still runs. */
export function isAlive(process: ProcessIdentity): boolean {
  return process.boot === readBoot() && readStart(process.pid) === process.start
}

/** Whether the machine was started anew since the process began, so that all that it started is gone. */
export function isOfEarlierBoot(process: ProcessIdentity): boolean {
  return process.boot !== readBoot()
}

/** The variable that marks every process of a run of a task, so that it is found wherever it went in the tree of processes. */
export const markVariable = 'ARKINDEX_AGENT_RUN'

/** The processes that carry the mark of a run, of those whose environment may be read. */
export function findMarked(mark: string): number[] {
  const wanted = `${markVariable}=${mark}`
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return []
    try {
      const isMarked = readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(wanted)
      return isMarked && readStart(Number(name)) !== undefined ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

/** Kills every process that carries the mark of a run, and looks again until none is left. Gives false where one would not go. */
export async function killMarked(mark: string, sleep: (milliseconds: number) => Promise<void>): Promise<boolean> {
  for (let round = 0; round < 100; round += 1) {
    const left = findMarked(mark)
    if (left.length === 0) return true
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It went meanwhile, or it is not ours to end; the next look tells.
      }
    }
    await sleep(50)
  }
  return findMarked(mark).length === 0
}
