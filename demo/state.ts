import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** What stays the same from one run on a state folder to the next: addresses, because they are in what was released, and tokens. */
export interface Settings {
  format: 1
  ports: { server: number; registry: number; gitlab: number }
  /** Token of the user that publishes. */
  publisherToken: string
  /** Token of the user that may only look. */
  guestToken: string
  registryPassword: string
  /** Key of the server's farm, by which the agent registers. */
  farmKey: string
  jobToken: string
}

export interface State {
  folder: string
  settings: Settings
  /** Whether the folder was used by a run before this one. */
  isKnown: boolean
  /** Whether the folder is removed at the end. */
  isTemporary: boolean
  /** Removes the folder, where it is a temporary one. */
  close(): Promise<void>
}

/** Ports that are free now and all different. */
export async function findFreePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const probe = createServer()
          probe.once('error', reject)
          probe.listen(0, '127.0.0.1', () => resolve(probe))
        }),
    ),
  )
  return Promise.all(
    probes.map(
      (probe) =>
        new Promise<number>((resolve, reject) => {
          const address = probe.address()
          probe.close(() => {
            if (address && typeof address === 'object') resolve(address.port)
            else reject(new Error('the system gave no port'))
          })
        }),
    ),
  )
}

async function makeSettings(): Promise<Settings> {
  const [server = 0, registry = 0, gitlab = 0] = await findFreePorts(3)
  const makeToken = () => randomBytes(20).toString('hex')
  return {
    format: 1,
    ports: { server, registry, gitlab },
    publisherToken: makeToken(),
    guestToken: makeToken(),
    registryPassword: makeToken(),
    farmKey: makeToken(),
    jobToken: makeToken(),
  }
}

/** Opens the folder of `--state`, or a temporary one that is removed at the end. Settings lie in it, readable by this user alone. */
export async function openState(chosen: string | undefined): Promise<State> {
  const folder = chosen ? path.resolve(chosen) : await mkdtemp(path.join(tmpdir(), 'arkindex-ci-demo-'))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'settings.json')
  const isKnown = existsSync(file)
  const kept: Partial<Settings> = isKnown ? JSON.parse(await readFile(file, 'utf8')) : {}
  // What a state of an earlier version lacks is made now.
  const settings: Settings = { ...(await makeSettings()), ...kept }
  if (kept.farmKey === undefined) await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  return {
    folder,
    settings,
    isKnown,
    isTemporary: chosen === undefined,
    close: async () => {
      if (!chosen) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
