import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { maskSecrets, registerSecret } from '../log/secrets.ts'
import type { Host, ProgramResult } from './host.ts'
import { isRegistryHost, readRegistryHost } from './image-name.ts'
import { readRegistryError } from './registry-errors.ts'

/** What it takes to reach the registry of an image. */
export interface RegistryRequest {
  /** Full name in the registry, without a tag. */
  repository: string
  /** The log-in that CI gives. Used only for the registry that it names. */
  login?: { registry: string; user: string; password: string } | undefined
  /** Whether plain http and unknown certificates are taken. */
  isInsecure: boolean
}

interface ProgramUse {
  env?: Readonly<Record<string, string>>
  input?: string
  /** Whether its output is not for people. */
  isQuiet?: boolean
}

/** What the programs of one build share: a throw-away folder with the log-in in it, and what is masked in their output. */
export interface BuildSession {
  /** Removed at the end; of mode 0700. */
  folder: string
  registry: string
  /** Runs buildah, Docker, Podman or skopeo, with the log-in and the secrets masked in what it says. */
  call(program: string, args: readonly string[], use?: ProgramUse): Promise<ProgramResult>
  /** The same, and again where the registry answers 5xx, as one may that another job writes the same image to. */
  callPatiently(program: string, args: readonly string[], use?: ProgramUse): Promise<ProgramResult>
  /** Runs skopeo patiently, without showing what it says. */
  ask(args: readonly string[]): Promise<ProgramResult>
  /** Arguments that point a program to the log-in. Docker has none: a variable tells it. */
  authArgs(program: string): readonly string[]
  tlsArgs(program: string): readonly string[]
  /** Gives the log-in to the programs that come, without asking the registry whether it is right. */
  presentLogIn(): Promise<void>
  /** Says that the registry took the log-in that was presented, so that nobody logs in again. */
  confirmLogIn(): void
  /** Logs in by this program, once, where CI gives a log-in. The password goes by its standard input. */
  logIn(program: string, env?: Readonly<Record<string, string>>): Promise<void>
  say(lines: string): void
}

const attempts = 4
/** Milliseconds before the second attempt; longer before each later one. */
const pause = 250

function isProperties(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Log-ins for other registries that the job was given, for base images: GitLab's own variable, else the file that containers tools read. */
function readOtherLogins(env: Host['env']): string {
  const fromVariable = env.DOCKER_AUTH_CONFIG
  if (fromVariable) return fromVariable
  const file = env.REGISTRY_AUTH_FILE
  if (!file) return '{"auths":{}}'
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) })
  }
}

/** The last lines of an output, for an error's message. */
export function quoteEnd(text: string, lines = 12): string {
  return text
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n')
}

/**
 * Gives a session to `work`, and its result. The log-in lies in a file of mode 0600 that is removed at the end, however it
 * ends. Programs run in `cwd`. Throws `image-name-invalid`.
 */
export async function withBuildSession<Result>(
  { repository, login, isInsecure }: RegistryRequest,
  { host, cwd, say }: { host: Host; cwd: string; say: (lines: string) => void },
  work: (session: BuildSession) => Promise<Result>,
): Promise<Result> {
  const registry = readRegistryHost(repository)
  if (login && !isRegistryHost(login.registry)) throw new CodedError('image-name-invalid', { name: login.registry })
  if (login) registerSecret(login.password)
  const folder = await mkdtemp(path.join(tmpdir(), 'arkindex-ci-image-'))
  try {
    // Docker takes the folder for its configuration and wants this name; all the others read the same format.
    const authFile = path.join(folder, 'config.json')
    if (login) await writeFile(authFile, readOtherLogins(host.env), { mode: 0o600 })
    let isLoggedIn = false
    const session: BuildSession = {
      folder,
      registry,
      say,
      authArgs: (program) => (login && program !== 'docker' ? ['--authfile', authFile] : []),
      tlsArgs: (program) => (isInsecure && program !== 'docker' ? ['--tls-verify=false'] : []),
      call: async (program, args, { env, input, isQuiet } = {}) => {
        const result = await host.run({
          program,
          args,
          env: { ...(login && program === 'docker' ? { DOCKER_CONFIG: folder } : {}), ...env },
          cwd,
          ...(isQuiet ? {} : { onOutput: (lines) => say(maskSecrets(lines)) }),
          ...(input === undefined ? {} : { input }),
        })
        return { ...result, stdout: maskSecrets(result.stdout), stderr: maskSecrets(result.stderr) }
      },
      ask: (args) => session.callPatiently('skopeo', args, { isQuiet: true }),
      callPatiently: async (program, args, use) => {
        for (let attempt = 1; ; attempt += 1) {
          const result = await session.call(program, args, use)
          if (result.exit === 0) return result
          if (attempt === attempts || !/(unexpected HTTP status|StatusCode): 5\d\d/i.test(result.stderr)) return result
          await delay(attempt * pause)
        }
      },
      presentLogIn: async () => {
        if (!login) return
        const auth = Buffer.from(`${login.user}:${login.password}`).toString('base64')
        let others: unknown
        try {
          others = JSON.parse(await readFile(authFile, 'utf8'))
        } catch {
          // What the job was given is no JSON: the log-in by a program tells so.
          return
        }
        const auths = isProperties(others) && isProperties(others.auths) ? others.auths : {}
        const all = { ...(isProperties(others) ? others : {}), auths: { ...auths, [login.registry]: { auth } } }
        await writeFile(authFile, JSON.stringify(all), { mode: 0o600 })
      },
      confirmLogIn: () => {
        isLoggedIn = true
      },
      logIn: async (program, env = {}) => {
        // Docker looks for some registries under another name than the others do.
        if (!login || (isLoggedIn && program !== 'docker')) return
        const { user, password } = login
        const flags = [...session.authArgs(program), ...session.tlsArgs(program)]
        const args = ['login', ...flags, `--username=${user}`, '--password-stdin', login.registry]
        const result = await session.call(program, args, { env, input: password })
        if (result.exit !== 0) {
          const reason = quoteEnd(result.stderr, 3).trim()
          throw (
            readRegistryError(result.stderr, login.registry, 'login') ??
            new CodedError('registry-login-refused', { registry: login.registry, reason })
          )
        }
        isLoggedIn = true
      },
    }
    return await work(session)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
