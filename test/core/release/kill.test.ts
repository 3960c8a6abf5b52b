import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../../../server/start-server.ts'
import { startCommand } from '../../cli/run-command.ts'
import { type Proxy, startProxy } from '../../proxy/start-proxy.ts'
import { describeState, type Environment, image, lettersWithModel, makeRepository, openApi, prepareLetters, type Repository, writeProfiles } from './stage.ts'

const token = 'a'.repeat(40)

interface Scene {
  server: RunningServer
  proxy: Proxy
  env: Environment
  home: string
}

let repository: Repository
let undisturbed: { state: unknown; requests: number }

async function openScene(): Promise<Scene> {
  const proxy = await startProxy()
  const server = await startServer({ adminToken: token, publicUrl: proxy.url })
  proxy.upstream = server.url
  await prepareLetters(openApi(server.url, token))
  const home = mkdtempSync(path.join(tmpdir(), 'release-kill-'))
  const env = { ...writeProfiles(home, { demo: { url: proxy.url, token } }), ARKINDEX_IMAGE_REFERENCE: image }
  return { server, proxy, env, home }
}

async function closeScene({ server, proxy, home }: Scene): Promise<void> {
  await proxy.close()
  await server.close()
  rmSync(home, { recursive: true, force: true })
}

function start(scene: Scene, args: readonly string[] = []) {
  return startCommand(['apply', ...args], { cwd: repository.folder, env: scene.env })
}

/** Kills an apply at its k-th request, then applies again and looks at what the server holds. */
async function killAt(index: number, moment: 'before' | 'after'): Promise<void> {
  const scene = await openScene()
  try {
    const { child, result } = start(scene)
    scene.proxy[moment] = (request) => {
      if (request.index !== index) return 'pass'
      child.kill('SIGKILL')
      return moment === 'before' ? 'cut-before' : 'cut-after'
    }
    const killed = await result
    expect(killed.signal, `request ${index} of ${undisturbed.requests} was never made`).toBe('SIGKILL')
    scene.proxy[moment] = () => 'pass'
    const again = await start(scene, ['--format', 'json']).result
    expect(again.exit, again.stderr).toBe(0)
    expect(await describeState(openApi(scene.server.url, token))).toEqual(undisturbed.state)
  } finally {
    await closeScene(scene)
  }
}

beforeAll(async () => {
  repository = makeRepository(lettersWithModel, 'v1.0.0')
  const scene = await openScene()
  const { exit, stderr } = await start(scene).result
  expect(exit, stderr).toBe(0)
  undisturbed = { state: await describeState(openApi(scene.server.url, token)), requests: scene.proxy.requests.length }
  await closeScene(scene)
})

afterAll(() => repository.remove())

describe('apply that is killed and run again', () => {
  it.each(['before', 'after'] as const)('ends in the same state, whichever request it is killed at, %s the server has it', async (moment) => {
    for (let index = 1; index <= undisturbed.requests; index += 1) await killAt(index, moment)
  }, 300_000)
})
