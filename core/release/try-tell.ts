import type { ArkindexInstance } from '../arkindex/instance.ts'
import { CodedError } from '../errors/coded-error.ts'

/**
 * Reads what is only told and decides nothing. Undefined, with a note of what is not known and why, where the instance does not
 * offer an operation or refuses it. Throws only when interrupted.
 */
export async function tryTell<Result>(
  instance: ArkindexInstance,
  operations: readonly string[],
  what: string,
  notes: string[],
  read: () => Promise<Result>,
): Promise<Result | undefined> {
  const missing = operations.find((operation) => !instance.describe(operation))
  if (missing !== undefined) {
    notes.push(`${what}: not known, this Arkindex does not offer ${missing}`)
    return undefined
  }
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof CodedError) || error.exit === 130) throw error
    notes.push(`${what}: not known, ${error.message}`)
    return undefined
  }
}
