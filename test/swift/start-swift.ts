import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** The programs of OpenStack Swift that a store is made of. */
export const swiftPrograms = [
  'swift-proxy-server',
  'swift-account-server',
  'swift-container-server',
  'swift-object-server',
  'swift-ring-builder',
] as const

const kinds = ['account', 'container', 'object'] as const

export interface LocalSwift {
  /** `http://127.0.0.1:PORT`, where its S3 layer answers. */
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Ends its processes and keeps what is stored, as an outage does. */
  stop(): Promise<void>
  /** Starts them again on the same ports. */
  start(): Promise<void>
  /** Ends it, and removes all that it stored. */
  close(): Promise<void>
}

async function findFreePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, async () => {
      const probe = createServer()
      await new Promise<void>((resolve, reject) => {
        probe.on('error', reject)
        probe.listen(0, '127.0.0.1', resolve)
      })
      return probe
    }),
  )
  return Promise.all(
    probes.map(
      (probe) =>
        new Promise<number>((resolve, reject) => {
          const address = probe.address()
          probe.close(() => {
            if (address && typeof address === 'object') resolve(address.port)
            else reject(new Error('no port was given'))
          })
        }),
    ),
  )
}

function runBuilder(args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync('swift-ring-builder', args, { encoding: 'utf8' })
  // 1 is a warning: one copy on one device is no cluster.
  if (error || (status !== 0 && status !== 1)) throw new Error(`swift-ring-builder: ${error ?? stdout + stderr}`)
}

const region = 'us-east-1'
const account = 'test'
const user = 'tester'
const secretAccessKey = 'testing-of-this-machine-alone'

function describeStorage(kind: string, folder: string, port: number): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${folder}/devices
mount_check = false
workers = 0
log_level = ERROR
fallocate_reserve = 0
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`
}

/** tempauth asks for a cache, though signatures need none: the one it is told of is not there. */
function describeProxy(folder: string, port: number): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
user = ${userInfo().username}
swift_dir = ${folder}
workers = 0
log_level = ERROR
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
location = ${region}
s3_acl = false
[filter:tempauth]
use = egg:swift#tempauth
user_${account}_${user} = ${secretAccessKey} .admin
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
`
}

async function waitUntilUp(child: ChildProcess, url: string): Promise<boolean> {
  const until = Date.now() + 90_000
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) return false
    try {
      await fetch(url, { signal: AbortSignal.timeout(1_000) })
      return true
    } catch {
      await delay(50)
    }
  }
  return false
}

/**
 * Starts Debian's OpenStack Swift with its S3 layer on loopback: one copy of everything in a folder of its own, for whoever
 * runs the tests. The folder must be on a file system with extended attributes.
 */
export async function startSwift(): Promise<LocalSwift> {
  const folder = await mkdtemp(path.join(tmpdir(), 'arkindex-swift-'))
  await mkdir(path.join(folder, 'devices/d1'), { recursive: true })
  const [proxyPort = 0, ...ports] = await findFreePorts(kinds.length + 1)
  const servers = [{ name: 'proxy', port: proxyPort }]
  await writeFile(path.join(folder, 'proxy-server.conf'), describeProxy(folder, proxyPort), { mode: 0o600 })
  for (const [index, kind] of kinds.entries()) {
    const port = ports[index] ?? 0
    const builder = path.join(folder, `${kind}.builder`)
    runBuilder([builder, 'create', '4', '1', '1'])
    runBuilder([builder, 'add', `r1z1-127.0.0.1:${port}/d1`, '1'])
    runBuilder([builder, 'rebalance'])
    await writeFile(path.join(folder, `${kind}-server.conf`), describeStorage(kind, folder, port))
    servers.push({ name: kind, port })
  }
  const endpoint = `http://127.0.0.1:${proxyPort}`
  let running: { child: ChildProcess; ended: Promise<void> }[] = []
  let said = ''

  const stop = async () => {
    const ending = running
    running = []
    for (const { child } of ending) child.kill('SIGKILL')
    await Promise.all(ending.map(({ ended }) => ended))
  }
  const start = async () => {
    const ups = servers.map(({ name, port }) => {
      const child = spawn(`swift-${name}-server`, [path.join(folder, `${name}-server.conf`)], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const ended = new Promise<void>((resolve) => {
        child.once('error', (error) => {
          said += error.message
          resolve()
        })
        child.once('exit', () => resolve())
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-4_000)
      })
      running.push({ child, ended })
      return child.pid === undefined ? false : waitUntilUp(child, `http://127.0.0.1:${port}/healthcheck`)
    })
    if ((await Promise.all(ups)).includes(false)) {
      await stop()
      throw new Error(`Swift did not start: ${said.trim() || 'it gave no answer'}`)
    }
  }
  const close = async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await start()
  } catch (error) {
    await close()
    throw error
  }
  return { endpoint, region, accessKeyId: `${account}:${user}`, secretAccessKey, start, stop, close }
}
