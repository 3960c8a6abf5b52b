import { type ErrorCode, type ErrorRow, errorCodes } from './codes.ts'

export type ErrorDetails = Readonly<Record<string, string | number | undefined>>

/** A place in a file, a setting or an object of an instance that an error is about. */
export type ErrorPlace = string

export interface ErrorReport {
  code: ErrorCode
  message: string
  place?: ErrorPlace
  remedy: string
}

/** Fills a template of the table; what stands first begins with a capital, as `the instance "demo"` does. */
function fill(template: string, details: ErrorDetails): string {
  const text = template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))
  return template.startsWith('{peer}') ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

/** An error of the table in `codes.ts`: what happened, where, and what to do about it. */
export class CodedError extends Error {
  override readonly name: string = 'CodedError'
  readonly code: ErrorCode
  readonly remedy: string
  readonly exit: ErrorRow['exit']
  readonly place: ErrorPlace | undefined

  constructor(code: ErrorCode, details: ErrorDetails = {}, where: { place?: ErrorPlace; cause?: unknown } = {}) {
    const row: ErrorRow = errorCodes[code]
    super(fill(row.message, details), where.cause === undefined ? undefined : { cause: where.cause })
    this.code = code
    this.remedy = fill(row.remedy, details)
    this.exit = row.exit
    this.place = where.place
  }

  /** The error as data, for `--format json` and reports. */
  report(): ErrorReport {
    return {
      code: this.code,
      message: this.message,
      ...(this.place === undefined ? {} : { place: this.place }),
      remedy: this.remedy,
    }
  }
}

/** Several coded errors found in one go, so that all are told at once. The exit code is that of the gravest: the highest. */
export class CodedErrors extends Error {
  override readonly name: string = 'CodedErrors'
  readonly errors: readonly CodedError[]

  constructor(errors: readonly CodedError[]) {
    super(errors.map(({ message }) => message).join('\n'))
    this.errors = errors
  }

  get exit(): number {
    return Math.max(...this.errors.map(({ exit }) => exit))
  }
}

/** The coded errors in anything that was thrown; what is none becomes an `internal-error`. */
export function listCodedErrors(thrown: unknown): readonly CodedError[] {
  if (thrown instanceof CodedErrors) return thrown.errors
  if (thrown instanceof CodedError) return [thrown]
  const reason = thrown instanceof Error ? thrown.message || thrown.name : String(thrown)
  return [new CodedError('internal-error', { reason }, { cause: thrown })]
}

/** Shortens what the system says of a failed file operation to its reason, without the path. */
export function describeSystemError(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined
  const reasons: Record<string, string> = {
    ENOENT: 'it does not exist',
    EACCES: 'permission is denied',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is not a folder',
    ENOSPC: 'no space is left',
    EROFS: 'the file system is read-only',
    ELOOP: 'too many links',
  }
  return (code && reasons[code]) ?? thrown.message
}
