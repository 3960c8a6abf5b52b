import { CodedError } from '../../../core/errors/coded-error.ts'

/** The forge wants patience: who works on a job does it again after that time. */
export class ForgeLimitedError extends CodedError {
  override readonly name: string = 'ForgeLimitedError'
  /** How long to wait. */
  readonly seconds: number

  constructor(details: { peer: string; what: string; seconds: number }) {
    super('forge-limited', details)
    this.seconds = details.seconds
  }
}

/** An answer that is no success. What the forge wrote in it can be asked about, but neither printed nor logged. */
export class ForgeAnswerError extends CodedError {
  override readonly name: string = 'ForgeAnswerError'
  readonly status: number
  readonly #text: string

  constructor(
    code: 'forge-refused' | 'forge-failed' | 'forge-declined' | 'forge-not-found',
    details: { peer: string; what: string; status: number; reason: string },
    text: string,
  ) {
    super(code, details)
    this.status = details.status
    this.#text = text
  }

  /** Whether the answer's text holds this. */
  says(pattern: RegExp): boolean {
    return pattern.test(this.#text)
  }
}

/** What it gives, or undefined where the forge knows nothing there. */
export async function orUndefined<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ForgeAnswerError && error.status === 404) return undefined
    throw error
  }
}
