import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { startCommand } from '../../cli/run-command.ts'
import { type Json, startTestServer, type TestServer } from '../start-test-server.ts'

export const farmKey = 'the-key-of-the-default-farm'

export interface RunningAgent {
  /** The state folder. */
  state: string
  readOutput(): string
  kill(signal: NodeJS.Signals): void
  ended: Promise<{ exit: number | null; stdout: string; stderr: string }>
}

export interface AgentOptions {
  name?: string
  state?: string
  args?: readonly string[]
  env?: Record<string, string>
}

export interface Stage {
  readonly server: TestServer
  folder: string
  good(operationId: string, options?: object): Promise<Json>
  startAgent(options?: AgentOptions): RunningAgent
  /** Starts a process of one task that runs a command in an image; gives the task's id. */
  startTask(command: string | null, image?: string, settings?: Json): Promise<{ task: string; process: string }>
  readTask(id: string): Promise<Json>
  readLog(id: string): Promise<string>
  /** Waits until the task is in one of the states. */
  awaitState(id: string, ...states: string[]): Promise<Json>
  awaitLog(id: string, text: string): Promise<void>
  /** Stops the server for so many milliseconds. */
  restart(pause: number): Promise<void>
  close(): Promise<void>
}

const patience = { timeout: 40_000, interval: 50 }

/** A server with a short lease, and agents that are started as a user starts them. */
export async function openStage(lease = 5_000): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-agent-'))
  const options = { agentLease: lease, farmKey, data: path.join(folder, 'data') }
  let server = await startTestServer(options)
  const agents: RunningAgent[] = []
  let number = 0
  const good = async (operationId: string, options: object = {}): Promise<Json> => {
    const { status, body } = await server.call(operationId, options)
    expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
    return body
  }
  const corpus = (await good('ListCorpus'))[0]
  const datasets = (await good('ListCorpusDatasets', { path: { id: corpus.id } })).results
  const dataset = datasets.find((one: Json) => one.name === 'Letters 2026')
  const readTask = (id: string) => good('RetrieveTask', { path: { id } })
  const readLog = async (id: string): Promise<string> => {
    let text = ''
    for (;;) {
      const part = await good('RetrieveTaskLogs', { path: { id }, query: { offset: String(Buffer.byteLength(text)) } })
      if (part.text === '') return text
      text += part.text
    }
  }
  return {
    get server() {
      return server
    },
    folder,
    good,
    readTask,
    readLog,
    startAgent: ({ name = 'one', state = path.join(folder, `state-${name}`), args = [], env = {} } = {}) => {
      const { child, result } = startCommand(
        ['agent', '--url', server.url, '--name', name, '--state', state, '--stop-timeout', '2', ...args],
        { cwd: folder, env: { ARKINDEX_FARM_KEY: farmKey, ...env } },
      )
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (text: string) => {
          output += text
        })
      const agent = {
        state,
        readOutput: () => output,
        kill: (signal: NodeJS.Signals) => child.kill(signal),
        ended: result,
      }
      agents.push(agent)
      return agent
    },
    startTask: async (command, image = 'image', settings = {}) => {
      number += 1
      const slug = `worker-${number}`
      const worker = await good('CreateWorker', { body: { name: slug, type: 'trainer', slug } })
      const version = await good('CreateWorkerVersion', {
        path: { id: worker.id },
        body: {
          docker_image_iid: image,
          state: 'available',
          configuration: command === null ? {} : { docker: { command } },
          ...(settings.use_gpu ? { gpu_usage: 'supported' } : {}),
        },
      })
      const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: slug } })
      await good('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
      await good('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })
      const { tasks } = await good('StartProcess', { path: { id: process.id }, body: settings })
      return { task: tasks[0].id, process: process.id }
    },
    awaitState: async (id, ...states) => {
      await expect.poll(async () => (await readTask(id)).state, patience).toSatisfy((state) => states.includes(state))
      return readTask(id)
    },
    awaitLog: async (id, text) => {
      await expect.poll(() => readLog(id), patience).toContain(text)
    },
    restart: async (pause) => {
      const port = Number(new URL(server.url).port)
      await server.close()
      await new Promise((resolve) => setTimeout(resolve, pause))
      server = await startTestServer({ ...options, port })
    },
    close: async () => {
      for (const agent of agents) agent.kill('SIGTERM')
      const killer = setTimeout(() => {
        for (const agent of agents) agent.kill('SIGKILL')
      }, 8_000)
      await Promise.all(agents.map(({ ended }) => ended))
      clearTimeout(killer)
      await server.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
