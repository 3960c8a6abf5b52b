import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Program, startProgram } from './program.ts'

export interface ServerProcess {
  url: string
  /** What the server wrote to its log. */
  readLog(): string
  stop(): Promise<void>
}

export interface ServerStart {
  root: string
  /** Folder of the database and the archives. */
  data: string
  port: number
  seed: string
  publisherToken: string
  guestToken: string
  farmKey: string
  signal: AbortSignal
}

const longestStart = 30_000

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

/** Waits until a program answers `/readyz`. Throws with the end of its log where it ends or is not ready in time. */
export async function waitUntilReady(
  name: string,
  url: string,
  program: Program,
  readLog: () => string,
  signal: AbortSignal,
): Promise<void> {
  const until = Date.now() + longestStart
  let hasEnded = false
  void program.ended.then(() => {
    hasEnded = true
  })
  while (!(await isReady(url))) {
    signal.throwIfAborted()
    if (hasEnded) throw new Error(`${name} ended at once: ${readLog().trim().split('\n').slice(-4).join('\n')}`)
    if (Date.now() > until) throw new Error(`${name} was not ready within ${longestStart / 1000} seconds`)
    await delay(25)
  }
}

/** Starts the bundled server as its own process, as a user would, and waits until it is ready, which means seeded. */
export async function startServer(start: ServerStart): Promise<ServerProcess> {
  const { root, data, port, seed, publisherToken, guestToken, farmKey, signal } = start
  const program = startProgram(
    process.execPath,
    [
      path.join(root, 'dist/arkindex-ci.cjs'),
      'server',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--data',
      data,
      '--seed',
      seed,
    ],
    {
      env: {
        PATH: process.env.PATH,
        HOME: data,
        DEMO_PUBLISHER_TOKEN: publisherToken,
        DEMO_GUEST_TOKEN: guestToken,
        ARKINDEX_FARM_KEY: farmKey,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let log = ''
  for (const stream of [program.child.stdout, program.child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-256 * 1024)
    })
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await waitUntilReady('the server', url, program, () => log, signal)
  } catch (error) {
    await program.stop()
    throw error
  }
  return { url, readLog: () => log, stop: () => program.stop() }
}
