import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { findPostgresql, postgresqlInstallLine } from './find-postgresql.ts'

/** The password of the clusters of tests; no output may hold it. */
export const postgresqlPassword = 'password-of-the-test-cluster'

export interface PostgresqlCluster {
  /** The URL of a database of this cluster, made where it is missing; a copy of `template` where one is given. */
  createDatabase(name: string, template?: string): Promise<string>
  dropDatabase(name: string): Promise<void>
  urlOf(name: string): string
  /** Ends the server as a crash does, and starts it again. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops the server and removes all of it. */
  close(): Promise<void>
}

/** Makes databases in a cluster that runs already. */
export function openCluster(base: string): Pick<PostgresqlCluster, 'createDatabase' | 'dropDatabase' | 'urlOf'> {
  const urlOf = (name: string) => Object.assign(new URL(base), { pathname: `/${name}` }).href
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: urlOf('postgres') })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  return {
    urlOf,
    createDatabase: async (name, template) => {
      await run(`create database "${name}"${template === undefined ? '' : ` template "${template}"`}`)
      return urlOf(name)
    },
    dropDatabase: (name) => run(`drop database if exists "${name}" with (force)`),
  }
}

/** PostgreSQL refuses to run as root: the user that Debian's package makes takes over, or nobody. */
function findUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const user of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout))
    const [uid, gid] = ids
    if (uid && gid) return { uid, gid }
  }
  throw new Error('there is no user that PostgreSQL could run as')
}

async function findPort(): Promise<number> {
  const probe = createServer()
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    }),
  )
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Ends the server also when this process is killed: its standard input closes then. */
const supervise = 'exec 3<&0; "$@" </dev/null 3<&- & server=$!; cat <&3 >/dev/null; kill -QUIT $server; wait $server'

/**
 * Starts a PostgreSQL of its own on a free port of the loopback, with a password, its data in a temporary folder. Where
 * `isDurable` is set it waits for the disk at each commit, as one that serves does.
 */
export async function startPostgresql({ isDurable = false } = {}): Promise<PostgresqlCluster> {
  const programs = findPostgresql()
  if (programs === undefined) {
    throw new Error(`PostgreSQL is not installed; to install it: ${postgresqlInstallLine}`)
  }
  const user = findUser()
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-postgresql-'))
  const data = path.join(folder, 'data')
  const passwordFile = path.join(folder, 'password')
  writeFileSync(passwordFile, postgresqlPassword)
  if (user) for (const place of [folder, passwordFile]) chownSync(place, user.uid, user.gid)
  const options: SpawnOptions = { cwd: folder, ...user }
  // A locale that sorts unlike SQLite, so that nothing depends on it.
  const made = spawnSync(
    path.join(programs, 'initdb'),
    [
      ...['-D', data, '-U', 'arkindex', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--no-sync'],
      ...['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US'],
    ],
    { cwd: folder, encoding: 'utf8', ...user },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error ?? ''}`)
  const port = await findPort()
  const cluster = openCluster(`postgresql://arkindex:${postgresqlPassword}@127.0.0.1:${port}/postgres`)
  let child: ReturnType<typeof spawn> | undefined
  let log = ''
  const start = async () => {
    // Power is not lost in tests, and their data are not worth a wait for the disk.
    const settings = [
      `fsync=${isDurable ? 'on' : 'off'}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
    ]
    const args = [path.join(programs, 'postgres'), '-D', data, '-p', String(port)]
    const started = spawn(
      '/bin/sh',
      ['-c', supervise, 'supervise', ...args, ...settings.flatMap((setting) => ['-c', setting])],
      { ...options, stdio: ['pipe', 'ignore', 'pipe'] },
    )
    child = started
    started.stderr?.on('data', (chunk) => {
      log += String(chunk)
    })
    for (const deadline = Date.now() + 20_000; ; await wait(25)) {
      const client = new pg.Client({ connectionString: cluster.urlOf('postgres') })
      client.on('error', () => {})
      try {
        await client.connect()
        await client.end()
        return
      } catch (error) {
        if (Date.now() > deadline || started.exitCode !== null) {
          throw new Error(`PostgreSQL does not answer: ${log}`, { cause: error })
        }
      }
    }
  }
  const stop = async () => {
    const running = child
    child = undefined
    if (!running) return
    const ended = new Promise((resolve) => running.on('close', resolve))
    running.stdin?.end()
    await ended
  }
  await start()
  return {
    ...cluster,
    start,
    stop,
    close: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
