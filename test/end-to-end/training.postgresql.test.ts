import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identifyProcess } from '../../server/agent/process-identity.ts'
import { type CommandResult, startCommand } from '../cli/run-command.ts'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer } from '../server/start-test-server.ts'

const farmKey = 'the-key-of-the-default-farm'
const trainer = fileURLToPath(new URL('../../examples/src/trainer.js', import.meta.url))
const lease = 6_000

interface Agent {
  name: string
  server: number
  child: ReturnType<typeof startCommand>['child']
  result: Promise<CommandResult>
  state: string
}

describe('a training on two servers of one PostgreSQL, with two agents', () => {
  let engine: TestEngine
  let folder: string
  let replicas: TestServer[]
  const agents: Agent[] = []

  beforeAll(async () => {
    engine = startEngine()
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-replicas-training-'))
    const database = await engine.makeLocation()
    const options = { database, data: path.join(folder, 'data'), isDataShared: true, agentLease: lease, farmKey }
    replicas = await Promise.all([1, 2].map(() => startTestServer(options)))
    agents.push(...[0, 1].map((index) => startAgent(index)))
  })
  afterAll(async () => {
    for (const { child } of agents) child.kill('SIGTERM')
    await Promise.all(agents.map(({ result }) => result))
    await Promise.all(replicas.map((replica) => replica.close()))
    await engine.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })

  /** Each agent knows one of the servers. */
  function startAgent(index: number): Agent {
    const state = path.join(folder, `agent-${index}`)
    const name = `agent-${index}`
    const args = ['--url', replicas[index]!.url, '--name', name, '--state', state, '--stop-timeout', '1']
    const { child, result } = startCommand(['agent', ...args, '--executor', 'process'], {
      cwd: folder,
      env: { ARKINDEX_FARM_KEY: farmKey },
    })
    return { name, server: index, child, result, state }
  }

  async function good(operationId: string, options: object = {}): Promise<Json> {
    const { status, body } = await replicas[0]!.call(operationId, options)
    expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
    return body
  }

  it('the agent that trains is killed in the middle: the other one trains, never both at once, and one version comes out', async () => {
    const [corpus] = await good('ListCorpus')
    const { results } = await good('ListCorpusDatasets', { path: { id: corpus.id } })
    const dataset = results.find((one: Json) => one.name === 'Letters 2026')
    const model = await good('CreateModel', { body: { name: 'Replicated' } })
    const worker = await good('CreateWorker', { body: { name: 'Trainer', type: 'trainer', slug: 'trainer' } })
    const pids = path.join(folder, 'pids')
    const version = await good('CreateWorkerVersion', {
      path: { id: worker.id },
      body: {
        docker_image_iid: 'unused',
        state: 'available',
        configuration: {
          // Slow enough for a kill in the middle.
          docker: { command: `sh -c 'echo $$ >> ${pids}; echo begins; sleep 3; exec ${process.execPath} ${trainer}'` },
          user_configuration: {
            model_id: { title: 'Model', type: 'model', required: true },
            train_set: { title: 'Set', type: 'string', default: 'training' },
            validation_set: { title: 'Set', type: 'string', default: 'validation' },
            test_set: { title: 'Set', type: 'string', default: 'validation' },
            order: { title: 'Order', type: 'int', default: 3 },
          },
        },
      },
    })
    const configuration = await good('CreateWorkerConfiguration', {
      path: { id: worker.id },
      body: { name: 'Of the test', configuration: { model_id: model.id } },
    })
    const started = await good('CreateProcess', {
      body: { corpus: corpus.id, mode: 'dataset', name: 'language-model v2.0.0 (0123456789ab)' },
    })
    await good('CreateWorkerRun', {
      path: { id: started.id },
      body: { worker_version_id: version.id, configuration_id: configuration.id },
    })
    for (const set of dataset.sets) await good('CreateProcessSet', { path: { process: started.id, set: set.id } })
    const { tasks } = await good('StartProcess', { path: { id: started.id }, body: {} })
    const task = tasks[0].id as string
    const readLog = async () => (await good('RetrieveTaskLogs', { path: { id: task } })).text as string

    await expect.poll(readLog, { timeout: 20_000 }).toContain('begins')
    const holding = (await good('ListAgents')).results.find((one: Json) => one.running_tasks === 1)
    const killed = agents.find(({ name }) => name === holding?.name)
    killed?.child.kill('SIGKILL')
    await killed?.result
    const readPids = () => readFileSync(pids, 'utf8').trim().split('\n').map(Number)
    // The worker goes on without its agent, and may even end; nobody hears of it, and it is gone when the task begins anew.
    await expect.poll(() => readPids().length, { timeout: 30_000, interval: 20 }).toBe(2)
    expect(identifyProcess(readPids()[0] ?? 0), 'never two at once').toBeUndefined()

    await expect
      .poll(async () => (await good('RetrieveProcess', { path: { id: started.id } })).state, { timeout: 40_000 })
      .toBe('completed')
    const log = await readLog()
    expect(log).toContain(`the agent ${killed?.name} was lost`)
    expect(log.split('begins\n')).toHaveLength(3)
    const versions = (await good('ListModelVersions', { path: { id: model.id } })).results
    expect(versions).toEqual([expect.objectContaining({ tag: 'v2.0.0', state: 'available' })])
    const artifacts = await good('ListArtifacts', { path: { id: task } })
    expect(artifacts.map((one: Json) => one.path)).toEqual(['bits.svg', 'metrics.json'])
    // The agent that comes back learns that the task is not its own, and takes others.
    const back = startAgent(killed?.server ?? 0)
    agents.push(back)
    await expect
      .poll(async () => (await good('ListAgents')).results.filter((one: Json) => one.is_alive).length, {
        timeout: 20_000,
      })
      .toBe(2)
    expect((await good('RetrieveProcess', { path: { id: started.id } })).state).toBe('completed')
  })
})
