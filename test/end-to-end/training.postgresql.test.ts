import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identifyProcess } from '../../server/agent/process-identity.ts'
import { type CommandResult, startCommand } from '../cli/run-command.ts'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer, tokens } from '../server/start-test-server.ts'

const farmKey = 'the-key-of-the-default-farm'
const trainer = fileURLToPath(new URL('../../examples/src/trainer.js', import.meta.url))
const lease = 6_000

/** The example's trainer, with a command of its own. */
const describeWorker = (command: string) => `version: 3
workers:
  - name: Trainer
    slug: trainer
    type: trainer
    description: README.md
    gpu_usage: disabled
    model_usage: disabled
    docker: { command: ${JSON.stringify(command)} }
    user_configuration:
      model_id: { title: Model, type: model, required: true }
      train_set: { title: Set, type: string, default: training }
      validation_set: { title: Set, type: string, default: validation }
      test_set: { title: Set, type: string, default: test }
      order: { title: Order, type: int, default: 3 }
`

const manifest = `version: 1
instances: { env: { channels: [stable] } }
trainings:
  - name: language-model
    worker: trainer
    model: Replicated
    dataset: { project: Letters, name: Letters 2026 }
    sets: { train: training, validation: validation, test: validation }
`

interface Agent {
  name: string
  server: number
  child: ReturnType<typeof startCommand>['child']
  result: Promise<CommandResult>
  state: string
}

describe('a training that a tag starts on two servers of one PostgreSQL, with two agents', () => {
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
    const model = await good('CreateModel', { body: { name: 'Replicated' } })
    const pids = path.join(folder, 'pids')
    const repository = path.join(folder, 'repository')
    mkdirSync(repository)
    // Slow enough for a kill in the middle.
    const command = `sh -c 'echo $$ >> ${pids}; echo begins; sleep 3; exec ${process.execPath} ${trainer}'`
    writeFileSync(path.join(repository, '.arkindex.yml'), describeWorker(command))
    writeFileSync(path.join(repository, '.arkindex-ci.yml'), manifest)
    writeFileSync(path.join(repository, 'README.md'), 'Trains a language model.\n')
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org']
    for (const args of [
      ['init', '--quiet'],
      ['add', '.'],
      [...identity, 'commit', '--quiet', '-m', 'All'],
      ['tag', 'v2.0.0'],
    ]) {
      execFileSync('git', args, { cwd: repository })
    }
    const applied = await startCommand(
      [
        'apply',
        '--image',
        `registry.example.org/trainer@sha256:${'0'.repeat(64)}`,
        '--repository-url',
        'https://git.example.org/letters/workers',
      ],
      { cwd: repository, env: { ARKINDEX_API_URL: replicas[1]!.url, ARKINDEX_API_TOKEN: tokens.owner } },
    ).result
    expect(applied.exit, applied.stdout + applied.stderr).toBe(0)
    const [started] = (await good('ListProcesses', { query: { mode: 'dataset' } })).results
    const task = started.tasks[0].id as string
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
