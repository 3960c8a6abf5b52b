import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type RunningServer, startServer } from '../../../server/start-server.ts'
import { type CommandResult, startCommand } from '../../cli/run-command.ts'
import { type CuttingProxy, startProxy } from '../../proxy/start-proxy.ts'
import {
  type Api,
  describeState,
  type Environment,
  image,
  openApi,
  prepareLetters,
  type Repository,
  writeProfiles,
} from './stage.ts'

const token = 'a'.repeat(40)

/** A server with what the letters need, behind a proxy that can end either side at any request. */
export interface Scene {
  server: RunningServer
  proxy: CuttingProxy
  api: Api
  env: Environment
  /** Starts the built command in the repository. */
  start(args: readonly string[]): ReturnType<typeof startCommand>
  run(args: readonly string[]): Promise<CommandResult>
  describe(): Promise<unknown>
  close(): Promise<void>
}

export async function openScene(repository: Repository): Promise<Scene> {
  const proxy = await startProxy()
  const server = await startServer({ adminToken: token, publicUrl: proxy.url })
  proxy.upstream = server.url
  const api = openApi(server.url, token)
  await prepareLetters(api)
  const home = mkdtempSync(path.join(tmpdir(), 'release-scene-'))
  const env = { ...writeProfiles(home, { demo: { url: proxy.url, token } }), ARKINDEX_IMAGE_REFERENCE: image }
  const start = (args: readonly string[]) => startCommand(args, { cwd: repository.folder, env })
  return {
    server,
    proxy,
    api,
    env,
    start,
    run: (args) => start(args).result,
    describe: () => describeState(api),
    close: async () => {
      await proxy.close()
      await server.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** What an apply that nothing disturbs leaves, and the requests that it makes. */
export async function applyUndisturbed(
  repository: Repository,
): Promise<{ state: unknown; requests: { method: string }[] }> {
  const scene = await openScene(repository)
  try {
    const { exit, stderr } = await scene.run(['apply'])
    if (exit !== 0) throw new Error(stderr)
    return { state: await scene.describe(), requests: scene.proxy.requests }
  } finally {
    await scene.close()
  }
}
