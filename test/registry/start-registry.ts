import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { hashSync } from 'bcryptjs'

export interface RegistryOptions {
  /** Where configuration and images lie; a registry started again on it has them again. */
  folder: string
  user: string
  password: string
  /** Left out, a free port is taken. */
  port?: number
}

export interface LocalRegistry {
  /** `127.0.0.1:PORT`. */
  host: string
  port: number
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no port was given'))
      })
    })
  })
}

/** Waits until the registry answers; false where it ended before. */
async function isUp(child: ChildProcess, port: number): Promise<boolean> {
  const until = Date.now() + 10_000
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) return false
    try {
      await fetch(`http://127.0.0.1:${port}/v2/`, { signal: AbortSignal.timeout(1_000) })
      return true
    } catch {
      await delay(20)
    }
  }
  return false
}

/** Starts Debian's `docker-registry` behind a password, over plain http on this machine alone. */
export async function startRegistry({ folder, user, password, port }: RegistryOptions): Promise<LocalRegistry> {
  await mkdir(folder, { recursive: true })
  const htpasswd = path.join(folder, 'htpasswd')
  await writeFile(htpasswd, `${user}:${hashSync(password, 4)}\n`, { mode: 0o600 })
  let said = ''
  for (let attempt = 0; attempt < (port === undefined ? 5 : 1); attempt += 1) {
    const chosen = port ?? (await findFreePort())
    const settings = {
      version: 0.1,
      log: { level: 'warn', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: path.join(folder, 'images') }, delete: { enabled: true } },
      http: { addr: `127.0.0.1:${chosen}`, secret: 'of-this-machine-alone' },
      auth: { htpasswd: { realm: 'registry', path: htpasswd } },
    }
    const file = path.join(folder, 'registry.json')
    // JSON is YAML, which is what the registry reads.
    await writeFile(file, JSON.stringify(settings))
    const child = spawn('docker-registry', ['serve', file], { stdio: ['ignore', 'ignore', 'pipe'] })
    const ended = new Promise<void>((resolve) => {
      child.once('error', (error) => {
        said = error.message
        resolve()
      })
      child.once('exit', () => resolve())
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000)
    })
    if (child.pid !== undefined && (await isUp(child, chosen))) {
      return {
        host: `127.0.0.1:${chosen}`,
        port: chosen,
        stop: async () => {
          child.kill('SIGTERM')
          const killer = setTimeout(() => child.kill('SIGKILL'), 3_000)
          await ended
          clearTimeout(killer)
        },
      }
    }
    child.kill('SIGKILL')
    await ended
  }
  throw new Error(`docker-registry did not start: ${said.trim() || 'it gave no answer'}`)
}
