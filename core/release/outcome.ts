import type { CodedError, ErrorReport } from '../errors/coded-error.ts'
import type { OutcomeWord, StepSubject } from './plan.ts'
import type { TrainingReceipt } from './training-receipt.ts'
import type { TrainingResult } from './training-result.ts'

/** What became of one step. */
export interface Outcome extends StepSubject {
  outcome: OutcomeWord
  /** Id of the object on the instance. */
  id?: string
  /** Where to look at it. */
  url?: string
  /** The state of a process. */
  state?: string
  /** Why it is unchanged, skipped or as it is. */
  reason?: string
  error?: ErrorReport
  /** What a training uses, as it was told before it started. */
  receipt?: TrainingReceipt
  /** How a training ended, where it was waited for. */
  result?: TrainingResult
}

/** An outcome with the exit code that it calls for. */
export interface SettledOutcome {
  outcome: Outcome
  exit: 0 | 1 | 2 | 3 | 4 | 130
}

export function settleFailure(subject: StepSubject, error: CodedError): SettledOutcome {
  const { kind, target, instance } = subject
  return {
    outcome: { kind, target, instance, outcome: 'failed', error: error.report() },
    exit: error.exit === 3 ? 3 : 1,
  }
}
