import { InstanceError } from '../../arkindex/instance.ts'
import { CodedError } from '../../errors/coded-error.ts'

export interface Settlement<Found> {
  /** What is wanted, undefined while it is not there. */
  look(): Promise<Found | undefined>
  /** Makes it. May give what it made; undefined asks for another look. */
  act(): Promise<Found | undefined>
  /** For the error where it cannot be told, as in "whether WHAT was done". */
  what: string
  instance: string
  sleep(milliseconds: number): Promise<void>
}

const mostAttempts = 3
/** A request whose answer was lost may still be under way: how long to wait before each look, in milliseconds. */
const lookAfter = [100, 400, 1500]

async function lookAgain<Found>({ look, sleep }: Settlement<Found>): Promise<Found | undefined> {
  for (const pause of lookAfter) {
    await sleep(pause)
    const found = await look()
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Brings about something that may be there already: looks, acts, and after an answer that was lost looks again before it
 * acts once more. Never sends a request twice without a look between. Throws what `act` throws when its answer is clear.
 */
export async function settle<Found>(settlement: Settlement<Found>): Promise<{ found: Found; hasActed: boolean }> {
  const { look, act, what, instance } = settlement
  const present = await look()
  if (present !== undefined) return { found: present, hasActed: false }
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    let found: Found | undefined
    try {
      found = (await act()) ?? (await look())
    } catch (error) {
      if (!(error instanceof InstanceError) || !error.isAmbiguous) throw error
      found = await lookAgain(settlement)
    }
    if (found !== undefined) return { found, hasActed: true }
  }
  throw new CodedError('state-not-settled', { instance, what })
}

/** Whether an instance refused a request because what it makes exists already. */
export function saysExists(error: unknown, field?: string): error is InstanceError {
  if (!(error instanceof InstanceError) || error.status !== 400) return false
  const messages = field === undefined ? Object.values(error.fields).flat() : (error.fields[field] ?? [])
  return messages.some((message) => /already/i.test(message))
}
