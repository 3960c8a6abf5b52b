import { createHash } from 'node:crypto'
import type { Engine } from '../../core/database/engine.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import { type NewDelivery, storeDeliveries } from './store-deliveries.ts'

/** Deliveries that are stored by one transaction at most. */
const largestGroup = 32

export interface AuthenticCall {
  readonly forge: string
  readonly event: string
  /** What the forge calls it by, the same when it sends it again. */
  readonly key: string | undefined
  readonly project: string | null
  readonly body: string
}

export type Acceptance = { readonly state: 'accepted'; readonly id: string } | { readonly state: 'duplicate' }

export interface Acceptor {
  /** Stores a call and the job that reads it, or finds that it was stored before. Ends when it is on the disk. */
  accept(call: AuthenticCall): Promise<Acceptance>
}

interface WaitingCall {
  readonly delivery: NewDelivery
  readonly resolve: (acceptance: Acceptance) => void
  readonly reject: (error: unknown) => void
}

/** Where the forge gives no key, the same event with the same body is the same delivery. */
function makeKey({ event, body }: AuthenticCall): string {
  return `sha256:${createHash('sha256').update(`${event}\n`).update(body).digest('hex')}`
}

/**
 * Accepts deliveries. Those that come while others are being stored are stored together, as they all wait for the same disk.
 * `onAccepted` is called when there is something new.
 */
export function createAcceptor(options: {
  readonly db: BotDatabase
  readonly engine: Engine
  /** Epoch milliseconds, each once, as of `createClock`. */
  readonly now: () => number
  readonly onAccepted: () => void
}): Acceptor {
  const { db, engine, now, onAccepted } = options
  let waiting: WaitingCall[] = []
  let isStoring = false

  const storeGroup = async (group: readonly WaitingCall[]) => {
    try {
      const stored = await storeDeliveries(
        db,
        engine,
        group.map(({ delivery }) => delivery),
      )
      for (const { delivery, resolve } of group) {
        resolve(stored.has(delivery.id) ? { state: 'accepted', id: delivery.id } : { state: 'duplicate' })
      }
      if (stored.size > 0) onAccepted()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  const storeAll = async () => {
    isStoring = true
    while (waiting.length > 0) {
      const group = waiting.slice(0, largestGroup)
      waiting = waiting.slice(largestGroup)
      await storeGroup(group)
    }
    isStoring = false
  }

  return {
    accept: (call) => {
      const [id = ''] = createOrderedIds(1)
      const { forge, event, project, body } = call
      const dedupeKey = call.key ?? makeKey(call)
      const delivery: NewDelivery = { id, forge, dedupeKey, event, project, received: now(), body, origin: 'hook' }
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject })
        // What the same turn of the event loop brings goes together, too.
        if (!isStoring) {
          isStoring = true
          setImmediate(storeAll)
        }
      })
    },
  }
}
