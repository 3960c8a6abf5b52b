import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../contract/refusal.ts'
import type { Database, Services } from '../services.ts'

function describe(milliseconds: number): string {
  return `${milliseconds / 1000} seconds`
}

function tookTooLong(milliseconds: number): Refusal {
  const detail = `The request took longer than ${describe(milliseconds)} and was given up. Look at what is there before you try it again.`
  return new Refusal(503, { detail })
}

function bodyIsLate(milliseconds: number): Refusal {
  const detail = `The body did not arrive within ${describe(milliseconds)}.`
  return new Refusal(408, { detail }, { connection: 'close' })
}

/** Refuses with 408 a body of an operation that does not arrive in time; one that is there already, as most are, is left alone. */
export function registerBodyTime(app: FastifyInstance, milliseconds: number): void {
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (request.raw.complete || request.routeOptions.config.operationId === undefined) {
      done(null, payload)
      return
    }
    const body = new PassThrough()
    const timer = setTimeout(() => body.destroy(bodyIsLate(milliseconds)), milliseconds)
    body.once('close', () => clearTimeout(timer))
    // A body of a type that is refused is read by nobody: its end is nobody's error, and must not be the program's.
    body.on('error', () => {})
    reply.raw.once('close', () => body.destroy())
    payload.once('error', (error) => body.destroy(error))
    payload.once('close', () => {
      if (!request.raw.complete) body.destroy(new Refusal(400, { detail: 'The body broke off.' }))
    })
    done(null, payload.pipe(body))
  })
}

const writes: ReadonlySet<PropertyKey> = new Set([
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'replaceInto',
])

/** A database in which nothing is written and no transaction commits once `check` throws. */
function guardWrites(db: Database, check: () => void): Database {
  const transaction: Database['transaction'] = () => {
    const builder = db.transaction()
    const execute = builder.execute.bind(builder)
    builder.execute = (callback) =>
      execute(async (trx) => {
        check()
        const result = await callback(trx)
        check()
        return result
      })
    return builder
  }
  return new Proxy(db, {
    get: (target, name) => {
      if (name === 'transaction') return transaction
      // A prepared query goes by the executor.
      if (writes.has(name) || name === 'getExecutor') check()
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/**
 * What `work` gives, or a refusal with 503 where that takes too long. Work that is given up writes nothing more: its transaction is
 * rolled back. Fastify's own `handlerTimeout` does not hold for requests with a body (5.12), and ends no transaction.
 */
export function runInTime<Result>(
  milliseconds: number,
  services: Services,
  work: (services: Services) => Promise<Result>,
): Promise<Result> {
  let isOver = false
  const check = () => {
    if (isOver) throw tookTooLong(milliseconds)
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      isOver = true
      reject(tookTooLong(milliseconds))
    }, milliseconds)
    // Where the time is over first, nobody waits for how it ends.
    work({ ...services, db: guardWrites(services.db, check) }).then(
      (result) => {
        clearTimeout(timer)
        resolve(result)
      },
      (error) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
