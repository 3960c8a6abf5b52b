import { readJson, writeJson } from './task-folder.ts'
import { readUptime } from './uptime.ts'

/**
 * Notes that the server was heard. `sent` is the uptime at which the heartbeat left, which is before the server began to
 * count: whoever keeps to the noted deadline lets go before the server gives the task to somebody else.
 */
export function noteLease(file: string, sent: number, seconds: number): void {
  writeJson(file, { deadline: sent + seconds, seconds })
}

/** Whether the lease is over, or so nearly that what runs must be ended now: a tenth of it, two seconds at most, is for the ending. */
export function isLeaseOver(file: string): boolean {
  const { deadline, seconds } = readJson(file) ?? {}
  if (typeof deadline !== 'number' || typeof seconds !== 'number') return true
  const now = readUptime()
  // A deadline further away than a whole lease is of another boot.
  return now > deadline - Math.min(2, seconds / 10) || deadline > now + seconds
}
