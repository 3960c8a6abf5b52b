import type { ArkindexInstance } from '../../core/arkindex/instance.ts'
import { CodedError } from '../../core/errors/coded-error.ts'

/** Until when an instance is waited for. */
export interface Deadline {
  /** Aborted when the time is over. */
  signal: AbortSignal
  /** How long that was, for the error. */
  seconds: number
}

/** Waits for what an instance does, no longer than the deadline: then throws `timed-out`, and what comes later is nobody's. */
export async function waitUntil<Result>(slug: string, deadline: Deadline, waited: Promise<Result>): Promise<Result> {
  const { signal, seconds } = deadline
  let stop: (() => void) | undefined
  const ended = new Promise<never>((_resolve, reject) => {
    stop = () => {
      const details = { peer: `the instance "${slug}"`, reason: `it was waited for ${seconds} s` }
      reject(new CodedError('timed-out', details))
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })
  waited.catch(() => {})
  try {
    return await Promise.race([waited, ended])
  } finally {
    if (stop) signal.removeEventListener('abort', stop)
  }
}

/** An instance every call of which ends with the deadline, so that one that hangs holds up nothing but itself. */
export function limitInstance(instance: ArkindexInstance, deadline: Deadline): ArkindexInstance {
  const { slug, url } = instance
  const wait = <Result>(waited: Promise<Result>) => waitUntil(slug, deadline, waited)
  return {
    slug,
    url,
    describe: (operationId) => instance.describe(operationId),
    call: (operationId, input) => wait(instance.call(operationId, input)),
    download: (operationId, input, sink) => wait(instance.download(operationId, input, sink)),
    paginate: async function* (operationId, input) {
      const items = instance.paginate(operationId, input)[Symbol.asyncIterator]()
      for (let item = await wait(items.next()); !item.done; item = await wait(items.next())) yield item.value
    },
  }
}
