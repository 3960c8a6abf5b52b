import type { Services } from '../services.ts'

/** What a server does besides answering. */
export interface Background {
  /** There is something to do: it is looked for at once. */
  wake(): void
  /** Aborted when the server begins to close: requests that wait for something are answered then. */
  readonly closing: AbortSignal
  announceClose(): void
}

export interface BackgroundRunner extends Background {
  begin(services: Services): void
  /** Ends when what is under way has come to a place where another server can go on. */
  close(): Promise<void>
}

export type BackgroundWork = (services: Services, isClosing: () => boolean) => Promise<void>

/** Does the work every `period` milliseconds, never twice at once; what fails is logged and tried again the next time. */
export function createBackground(period: number, works: readonly BackgroundWork[]): BackgroundRunner {
  let services: Services | undefined
  let isClosing = false
  let isWanted = false
  const closing = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  const runAll = async (given: Services) => {
    while (isWanted && !isClosing) {
      isWanted = false
      for (const work of works) {
        try {
          await work(given, () => isClosing)
        } catch (error) {
          if (!isClosing) given.logger.error({ err: error }, 'background work failed; it is tried again')
        }
      }
    }
  }
  const wake = () => {
    isWanted = true
    if (services === undefined || running !== undefined || isClosing) return
    clearTimeout(timer)
    running = runAll(services).finally(() => {
      running = undefined
      if (!isClosing) timer = setTimeout(wake, isWanted ? 0 : period).unref()
    })
  }
  return {
    wake,
    closing: closing.signal,
    announceClose: () => closing.abort(),
    begin: (given) => {
      services = given
      wake()
    },
    close: async () => {
      isClosing = true
      clearTimeout(timer)
      await running
    },
  }
}
