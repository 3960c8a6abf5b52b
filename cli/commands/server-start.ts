import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '../../core/arkindex/clock.ts'
import { CodedError, describeSystemError } from '../../core/errors/coded-error.ts'
import { registerSecret } from '../../core/log/secrets.ts'
import type { Command, CommandContext, CommandInput } from '../command.ts'
import { saveFile } from '../save-file.ts'

/** Milliseconds until a server must be ready; a large seed takes seconds. */
const patience = 120_000
const pause = 50

interface Started {
  child: ChildProcess
  /** Why it does not run any more; undefined while it does. */
  readEnd(): string | undefined
}

/** Settings of this command or of another server in the same job are none of the new one's. */
function pickEnvironment(env: CommandContext['env'], token: string): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('ARKINDEX_CI_') && name !== 'DATABASE_URL')
  return { ...Object.fromEntries(kept), ARKINDEX_ADMIN_TOKEN: token }
}

/** In the process group of the job, which a runner stops as a whole. */
function startInBackground(
  args: readonly string[],
  env: Record<string, string | undefined>,
  cwd: string,
  log: string,
): Started {
  const command = process.argv[1]
  if (command === undefined)
    throw new CodedError('internal-error', { reason: 'the command does not know its own file' })
  let descriptor: number
  try {
    descriptor = openSync(log, 'w', 0o600)
  } catch (error) {
    throw new CodedError('file-unwritable', { file: log, reason: describeSystemError(error) })
  }
  const child = spawn(process.execPath, [command, ...args], { cwd, env, stdio: ['ignore', descriptor, descriptor] })
  closeSync(descriptor)
  let end: string | undefined
  child.on('error', (error) => {
    end = error.message
  })
  child.on('exit', (code, signal) => {
    end = `it ended with ${code ?? signal}`
  })
  return { child, readEnd: () => end }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(5_000) }).then(
    (answer) => answer.ok,
    () => false,
  )
}

/** Waits until the server says where it listens and is ready, which means seeded. Throws `server-start-failed`. */
async function waitUntilReady(started: Started, log: string, signal: AbortSignal): Promise<string> {
  const until = Date.now() + patience
  for (;;) {
    const text = readFileSync(log, 'utf8')
    const url = /listening on (http:\/\/\S+)/.exec(text)?.[1]
    if (url !== undefined && (await isReady(url))) return url
    const late = Date.now() > until ? `it was not ready within ${patience / 1000} seconds` : undefined
    const reason = started.readEnd() ?? late
    if (reason !== undefined) throw new CodedError('server-start-failed', { reason, log: text.trim().slice(-2000) })
    await systemClock.sleep(pause, signal)
  }
}

async function run({ options }: CommandInput, context: CommandContext): Promise<number> {
  const { env, cwd, stdout, signal } = context
  const read = (name: string) => (typeof options[name] === 'string' && options[name] !== '' ? options[name] : undefined)
  const seed = read('seed')
  const compat = read('compat')
  const log = path.resolve(cwd, read('log') ?? '.arkindex-service.log')
  const file = path.resolve(cwd, read('env-file') ?? '.arkindex-service.env')
  const token = randomBytes(24).toString('hex')
  registerSecret(token)
  const args = ['server', '--memory', '--host', '127.0.0.1', '--port', '0', '--log-level', 'warn']
  if (seed !== undefined) args.push('--seed', seed)
  if (compat !== undefined) args.push('--compat', compat)
  const started = startInBackground(args, pickEnvironment(env, token), cwd, log)
  try {
    const url = await waitUntilReady(started, log, signal)
    const lines = [
      `export ARKINDEX_API_URL='${url}'`,
      `export ARKINDEX_API_TOKEN='${token}'`,
      `trap 'kill ${started.child.pid} 2>/dev/null || true' EXIT`,
    ]
    saveFile(file, `${lines.join('\n')}\n`)
    chmodSync(file, 0o600)
    stdout.write(`Arkindex API server ready on ${url}\n`)
  } catch (error) {
    started.child.kill()
    throw error
  }
  started.child.unref()
  return 0
}

/** `arkindex-ci server start`: a throw-away server for the tests of a worker, in the background of a job. */
export const serverStart: Command = {
  name: 'server start',
  summary: 'Starts a throw-away server in the background of a job, for tests of a worker',
  options: {
    seed: {
      type: 'string',
      value: 'FILE',
      description: 'YAML of users, models, corpora and datasets to make before the server is ready',
    },
    compat: { type: 'string', value: 'RELEASE', description: 'Offer and refuse what this Arkindex does' },
    'env-file': {
      type: 'string',
      value: 'FILE',
      description:
        'Where ARKINDEX_API_URL and ARKINDEX_API_TOKEN are written, for "." of the shell, which then ends the server',
      default: '.arkindex-service.env',
    },
    log: {
      type: 'string',
      value: 'FILE',
      description: 'Where the server writes its log',
      default: '.arkindex-service.log',
    },
  },
  examples: [
    {
      line: 'arkindex-ci server start --seed seed.yml && . ./.arkindex-service.env',
      does: 'in a job: a seeded server for the rest of this shell, with its address and the token of an administrator',
    },
  ],
  run,
}
