import { type Clock, systemClock } from '../../../core/arkindex/clock.ts'
import type { ForgeBudget } from '../forge.ts'
import { ForgeLimitedError } from './forge-errors.ts'

/** What a host says of its rate limit is believed for so long at most: no answer can switch the bot off. */
const longestMemory = 60 * 60 * 1000
/** Where a host wants patience without saying how much. */
const standardPatience = 60_000
const longestJitter = 1_000

interface Window {
  limit: number
  remaining: number
  resetAt: number
}

export interface Admission {
  /** Host or forge, for the error. */
  peer: string
  /** What is asked for, for the error. */
  what: string
  /** Milliseconds that are waited at most; above it `forge-limited` is thrown. */
  longestWait: number
  signal?: AbortSignal
}

/** What is left of one host's rate limit, shared by all that ask this host. */
export interface HostBudget {
  /** Waits until a request may be sent, and counts it as under way. Throws `ForgeLimitedError`, or the reason of the signal. */
  enter(admission: Admission): Promise<void>
  /** A request is over; with the headers of its answer, where one came. */
  leave(headers?: Readonly<Record<string, string>>): void
  /** The host refused for want of patience, for so many seconds. Gives the seconds that are kept. */
  block(seconds: number | undefined): number
  /** As the host said last; undefined where it said nothing. */
  read(): ForgeBudget | undefined
}

export interface HostBudgets {
  /** The budget of a host, or of what else has one limit. */
  of(host: string): HostBudget
}

function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined
}

/** Headers of GitLab (`ratelimit-…`) and of GitHub (`x-ratelimit-…`); the time of the reset is in seconds of the host's own clock. */
function readWindow(
  headers: Readonly<Record<string, string>>,
  now: number,
): [name: string, window: Window] | undefined {
  const read = (name: string) => headers[`ratelimit-${name}`] ?? headers[`x-ratelimit-${name}`]
  const limit = readCount(read('limit'))
  const remaining = readCount(read('remaining'))
  const reset = readCount(read('reset'))
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined
  const hostNow = Date.parse(headers.date ?? '')
  const resetIn = reset * 1000 - (Number.isNaN(hostNow) ? now : hostNow)
  const resetAt = now + Math.min(longestMemory, Math.max(0, resetIn))
  return [read('name') ?? read('resource') ?? '', { limit, remaining, resetAt }]
}

function openBudget(clock: Clock): HostBudget {
  /** By the name of the limit: GitLab counts some endpoints apart. */
  const windows = new Map<string, Window>()
  let underWay = 0
  let blockedUntil = 0

  function findOpening(): number {
    let opening = blockedUntil
    for (const [name, window] of windows) {
      if (window.resetAt <= clock.now()) windows.delete(name)
      else if (window.remaining - underWay <= 0) opening = Math.max(opening, window.resetAt)
    }
    return opening
  }

  return {
    enter: async ({ peer, what, longestWait, signal }) => {
      for (;;) {
        signal?.throwIfAborted()
        const wait = findOpening() - clock.now()
        if (wait <= 0) break
        if (wait > longestWait) throw new ForgeLimitedError({ peer, what, seconds: Math.ceil(wait / 1000) })
        // All that wait here must not begin in the same moment.
        await clock.sleep(wait + clock.random() * longestJitter, signal)
      }
      underWay += 1
    },
    leave: (headers) => {
      underWay -= 1
      const [name, window] = (headers && readWindow(headers, clock.now())) ?? []
      if (name === undefined || window === undefined) return
      const known = windows.get(name)
      // Answers overtake each other: of one window the lowest count is the newest.
      const isSameWindow = known !== undefined && Math.abs(known.resetAt - window.resetAt) < 2_000
      windows.set(name, isSameWindow && known.remaining < window.remaining ? known : window)
      if (windows.size > 20) windows.clear()
    },
    block: (seconds) => {
      const patience = Math.min(longestMemory, seconds === undefined ? standardPatience : seconds * 1000)
      blockedUntil = Math.max(blockedUntil, clock.now() + patience)
      return Math.ceil(patience / 1000)
    },
    read: () => {
      const tightest = [...windows.values()].sort(
        (one, other) => one.remaining / (one.limit || 1) - other.remaining / (other.limit || 1),
      )[0]
      return tightest && { ...tightest }
    },
  }
}

/** The budgets of all hosts that this process asks. One is opened for the bot and given to every forge, so that forges of one host share it. */
export function openHostBudgets(clock: Clock = systemClock): HostBudgets {
  const budgets = new Map<string, HostBudget>()
  return {
    of: (host) => {
      const budget = budgets.get(host) ?? openBudget(clock)
      budgets.set(host, budget)
      return budget
    },
  }
}
