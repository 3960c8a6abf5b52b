import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Program, startProgram } from './program.ts'

export interface AgentProcess {
  /** What the agent said and logged. */
  readLog(): string
  stop(): Promise<void>
}

export interface AgentStart {
  root: string
  /** Folder of its registration and its tasks. */
  state: string
  serverUrl: string
  farmKey: string
  registry: { host: string; user: string; password: string }
  /** Variables for buildah, as its storage. */
  env: Readonly<Record<string, string>>
}

/** Starts an agent as its own process, as a user would; it runs tasks by buildah, with images of the site's registry. */
export async function startAgent(start: AgentStart): Promise<AgentProcess> {
  const { root, state, serverUrl, farmKey, registry, env } = start
  const authFile = `${state}-auth.json`
  const auth = Buffer.from(`${registry.user}:${registry.password}`).toString('base64')
  await writeFile(authFile, JSON.stringify({ auths: { [registry.host]: { auth } } }), { mode: 0o600 })
  const args = ['agent', '--url', serverUrl, '--name', 'demo', '--state', state, '--executor', 'buildah']
  const more = ['--authfile', authFile, '--insecure-registry', '--stop-timeout', '2', '--disk-reserve', '64m']
  const program: Program = startProgram(process.execPath, [path.join(root, 'dist/arkindex-ci.cjs'), ...args, ...more], {
    env: { PATH: process.env.PATH, ...env, ARKINDEX_FARM_KEY: farmKey },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [program.child.stdout, program.child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-256 * 1024)
    })
  }
  return { readLog: () => log, stop: () => program.stop() }
}
