// The programs that the benches of worker versions measure, each a process of its own.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Starts a program of Node that says where it listens. Gives its URL, its process and how to end it. */
export async function startProgram(args, env) {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise((resolve) => child.on('close', resolve))
  let said = ''
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk
      const match = /listen(?:ing|s) on (http[^\s,]+)/.exec(said)
      if (match) resolve(match[1])
    })
    child.on('close', (code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${said}`)))
  })
  return {
    url,
    pid: child.pid,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Starts the server as it is built, with its defaults. `data` is its folder; `database`, where one is given, a URL of PostgreSQL. */
export function startServer({ data, database, nodeOptions = [] }) {
  const args = [...nodeOptions, path.join(root, 'dist/arkindex-ci.cjs'), 'server', '--port', '0', '--data', data]
  return startProgram(args, database === undefined ? {} : { DATABASE_URL: database })
}

/** Starts the floor: Fastify and the same prepared queries on the same database. */
export function startFloor(location) {
  return startProgram([path.join(root, 'bench/worker-versions/floor.mjs'), location])
}
