import { CodedError } from '../../core/errors/coded-error.ts'
import type { Job } from './reaction.ts'

function refuse(job: Job, name: string): CodedError {
  return new CodedError('internal-error', { reason: `the job ${job.kind} has no ${name} in its payload` })
}

/** The project of a job. Throws `internal-error` where it has none. */
export function requireProject(job: Job): string {
  if (job.project === null) throw refuse(job, 'project')
  return job.project
}

/** A text of the payload; null where there is none. */
export function readText(job: Job, name: string): string | null {
  const value = job.payload[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** A text that the payload must have. Throws `internal-error`. */
export function requireText(job: Job, name: string): string {
  const value = readText(job, name)
  if (value === null) throw refuse(job, name)
  return value
}

/** A whole number of the payload; null where there is none. */
export function readNumber(job: Job, name: string): number | null {
  const value = job.payload[name]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

/** A whole number that the payload must have. Throws `internal-error`. */
export function requireNumber(job: Job, name: string): number {
  const value = readNumber(job, name)
  if (value === null) throw refuse(job, name)
  return value
}

export function readFlag(job: Job, name: string): boolean {
  return job.payload[name] === true
}
