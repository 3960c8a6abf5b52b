import { createHash } from 'node:crypto'
import { readDatabaseFailure } from '../../core/database/database-failure.ts'
import type { Engine } from '../../core/database/engine.ts'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import type { Write } from '../queue/group-writes.ts'
import { type NewDelivery, storeDeliveries } from './store-deliveries.ts'

/** Deliveries that are stored by one transaction at most. */
const largestGroup = 32

/** Transactions that are under way at once at most: a server of databases takes several to the disk together. */
const mostTransactions = 8

const maximumTries = 3

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
  readonly write: Write
  /** Epoch milliseconds, each once, as of `createClock`. */
  readonly now: () => number
  readonly onAccepted: () => void
}): Acceptor {
  const { db, engine, write, now, onAccepted } = options
  const most = engine.name === 'SQLite' ? 1 : mostTransactions
  let waiting: WaitingCall[] = []
  let underWay = 0
  let isPlanned = false

  /** Replicas that are sent the same calls in another order may wait for each other: one of them begins anew then. */
  const store = async (deliveries: readonly NewDelivery[]) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await storeDeliveries(db, write, deliveries)
      } catch (error) {
        if (tries >= maximumTries || readDatabaseFailure(error) !== 'busy') throw error
      }
    }
  }

  const storeGroup = async (group: readonly WaitingCall[]) => {
    try {
      const stored = await store(group.map(({ delivery }) => delivery))
      for (const { delivery, resolve } of group) {
        resolve(stored.has(delivery.id) ? { state: 'accepted', id: delivery.id } : { state: 'duplicate' })
      }
      if (stored.size > 0) onAccepted()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  const storeAll = () => {
    isPlanned = false
    while (waiting.length > 0 && underWay < most) {
      const group = waiting.slice(0, largestGroup)
      waiting = waiting.slice(largestGroup)
      underWay += 1
      storeGroup(group).finally(() => {
        underWay -= 1
        plan()
      })
    }
  }

  /** What the same turn of the event loop brings is stored together. */
  function plan(): void {
    if (isPlanned || waiting.length === 0 || underWay >= most) return
    isPlanned = true
    setImmediate(storeAll)
  }

  return {
    accept: (call) => {
      const [id = ''] = createOrderedIds(1)
      const { forge, event, project, body } = call
      const dedupeKey = call.key ?? makeKey(call)
      const delivery: NewDelivery = { id, forge, dedupeKey, event, project, received: now(), body }
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject })
        plan()
      })
    },
  }
}
