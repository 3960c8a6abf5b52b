import { readDatabaseFailure } from '../../core/database/database-failure.ts'
import { CodedError, CodedErrors, listCodedErrors } from '../../core/errors/coded-error.ts'
import { maskSecrets } from '../../core/log/secrets.ts'
import { ForgeLimitedError } from '../forge/requester/forge-errors.ts'
import type { ClaimedJob } from './claim-job.ts'
import type { JobEnd } from './end-job.ts'
import type { JobStop } from './job-stop.ts'
import { chooseRetryDelay } from './retry-delay.ts'

/** A wait that the peer asked for is no failed attempt, unless the job has waited for a day altogether. */
const longestWaiting = 24 * 3_600_000

/** The longest text of an error that is kept. */
const longestError = 2000

/** Seconds that the forge wants to be left alone, where the error says so. */
function readWait(thrown: unknown): number | undefined {
  return thrown instanceof ForgeLimitedError ? thrown.seconds : undefined
}

/** What is kept of an error: what happened and what to do, without secrets. */
function describeFailure(thrown: unknown): string {
  const text = listCodedErrors(thrown)
    .map(({ code, message, remedy }) => `${code}: ${message} ${remedy}`)
    .join('\n')
  return maskSecrets(text).slice(0, longestError)
}

/** Whether the same again can succeed: what could not be reached, and what is no coded error, as that may be anything. */
function isWorthRetrying(thrown: unknown): boolean {
  if (readDatabaseFailure(thrown) !== undefined) return true
  if (thrown instanceof CodedErrors) return thrown.errors.every(({ exit }) => exit === 3)
  return !(thrown instanceof CodedError) || thrown.exit === 3
}

export interface RetryRules {
  /** How often a job is tried. */
  readonly attempts: number
  readonly random: () => number
  /** Milliseconds after the first failure. */
  readonly firstDelay: number
}

/** What becomes of a job whose reaction threw; undefined where it is not ours any more. */
export function judgeFailure(
  thrown: unknown,
  stop: JobStop | undefined,
  job: ClaimedJob,
  now: number,
  rules: RetryRules,
): JobEnd | undefined {
  if (stop?.why === 'lease-lost') return undefined
  if (stop?.why === 'cancelled') return { state: 'cancelled', result: stop.message }
  if (stop?.why === 'stopping') return { state: 'waiting', runAt: now, error: null, isCounted: false }
  const error = describeFailure(stop ? new CodedError('job-timed-out', { kind: job.kind }) : thrown)
  const wait = stop ? undefined : readWait(thrown)
  const isCounted = wait === undefined || now - job.created > longestWaiting
  if (!stop && wait === undefined && !isWorthRetrying(thrown)) return { state: 'dead', error }
  if (isCounted && job.attempts >= rules.attempts) return { state: 'dead', error }
  const delay =
    wait === undefined
      ? chooseRetryDelay(job.attempts, rules.random, rules.firstDelay)
      : // Those that were told the same wait do not all come back at its end.
        wait * 1000 + rules.random() * Math.min(10_000, 1000 + wait * 100)
  return { state: 'waiting', runAt: now + Math.round(delay), error, isCounted }
}
