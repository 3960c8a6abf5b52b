import { CodedError } from '../../core/errors/coded-error.ts'

export const checkStates = ['good', 'mended', 'warning', 'problem', 'unreachable'] as const
export type CheckState = (typeof checkStates)[number]

/** What kind of thing was looked at. */
export type CheckSubject = 'address' | 'token' | 'project' | 'group' | 'webhook' | 'instance'

/** One thing that the bot needs, and how it is with it. */
export interface Check {
  subject: CheckSubject
  /** Name of the forge or slug of the instance; null for the bot itself. */
  of: string | null
  /** Which one, such as the path of a project. */
  name: string
  state: CheckState
  message: string
  /** What to do; null where nothing is to be done. */
  remedy: string | null
}

/** The check that an error stands for: `unreachable` where it may be another time, else a problem. */
export function describeFailure(at: Pick<Check, 'subject' | 'of' | 'name'>, error: unknown): Check {
  if (!(error instanceof CodedError)) throw error
  const { message, remedy, exit } = error
  return { ...at, state: exit === 3 ? 'unreachable' : 'problem', message, remedy }
}

/** 3 where something could not be reached, 1 where something is wrong, else 0. */
export function chooseExit(checks: readonly Check[]): 0 | 1 | 3 {
  if (checks.some(({ state }) => state === 'unreachable')) return 3
  return checks.some(({ state }) => state === 'problem') ? 1 : 0
}
