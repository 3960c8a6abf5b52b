import type { Clock } from '../clock.ts'
import type { Hook } from './hook.ts'

const graceful = 3
const most = 39
const minute = 60_000
const day = 24 * 60 * minute

/** What GitLab tells of a hook (gitlab-ci.md 3.3, the rule of 4 and 40). */
export function readAlertStatus(hook: Hook, clock: Clock): 'executable' | 'temporarily_disabled' | 'disabled' {
  if (hook.recentFailures > most) return 'disabled'
  const isOff = hook.recentFailures > graceful && hook.disabledUntil !== null && hook.disabledUntil >= clock.now()
  return isOff ? 'temporarily_disabled' : 'executable'
}

/** An answer of 2xx or 3xx: the hook is as new. */
export function enable(hook: Hook): void {
  hook.recentFailures = 0
  hook.disabledUntil = null
}

/** Any other answer, or none. The fourth in a row turns the hook off for a minute, each one after for twice as long, to a day. */
export function backOff(hook: Hook, clock: Clock): void {
  if (readAlertStatus(hook, clock) !== 'executable') return
  const before = hook.recentFailures
  hook.recentFailures = Math.min(before + 1, most + 1)
  if (hook.recentFailures > graceful)
    hook.disabledUntil = clock.now() + Math.min(day, minute * 2 ** (before - graceful))
}
