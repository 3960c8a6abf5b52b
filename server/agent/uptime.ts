import { uptime } from 'node:os'

/**
 * Seconds since the machine started, the time asleep included: a clock that nobody sets, and the same one in every process
 * of the machine, which leases need.
 */
export function readUptime(): number {
  return uptime()
}
