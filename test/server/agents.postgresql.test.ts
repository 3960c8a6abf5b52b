import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { type Json, startTestServer, type TestServer } from './start-test-server.ts'

const farmKey = 'the-key-of-the-default-farm'

let engine: TestEngine
let root: string
let replicas: TestServer[]

beforeAll(async () => {
  engine = startEngine()
  root = mkdtempSync(path.join(tmpdir(), 'arkindex-agents-'))
  const database = await engine.makeLocation()
  replicas = await Promise.all(
    [1, 2].map(() => startTestServer({ database, data: root, isDataShared: true, farmKey, agentLease: 2000 })),
  )
})
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()))
  await engine.close()
  rmSync(root, { recursive: true, force: true })
})

async function good(index: number, operationId: string, options: object): Promise<Json> {
  const { status, body } = await replicas[index % 2]!.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

async function startProcess(number: number, mode: 'dataset' | 'workers', settings: object = {}): Promise<Json> {
  const corpus = (await good(0, 'ListCorpus', {}))[0]
  const datasets = (await good(0, 'ListCorpusDatasets', { path: { id: corpus.id } })).results
  const worker = await good(0, 'CreateWorker', { body: { name: 'W', type: 't', slug: `w-${mode}-${number}` } })
  const version = await good(0, 'CreateWorkerVersion', {
    path: { id: worker.id },
    body: { docker_image_iid: 'i', state: 'available' },
  })
  const { id } = await good(0, 'CreateProcess', { body: { corpus: corpus.id, mode, name: 'P' } })
  await good(0, 'CreateWorkerRun', { path: { id }, body: { worker_version_id: version.id } })
  const set = datasets.find((one: Json) => one.name === 'Letters 2026').sets[0].id
  if (mode === 'dataset') await good(0, 'CreateProcessSet', { path: { process: id, set } })
  return good(number, 'StartProcess', { path: { id }, body: settings })
}

describe('two servers of one database', () => {
  it('give a task to one agent, whichever of them is asked, and take it from a lost one once', async () => {
    const processes: Json[] = []
    for (let number = 0; number < 8; number += 1) processes.push(await startProcess(number, 'dataset'))
    const agents = await Promise.all(
      Array.from({ length: 6 }, (_value, index) =>
        good(index, 'CreateAgent', {
          body: { key: farmKey, name: `agent-${index}`, maximum_tasks: 2, executor: 'none' },
          token: null,
        }),
      ),
    )
    const asked = await Promise.all(
      [...agents, ...agents].map(async ({ id, token }, index) => {
        const body = { tasks: [], accepts: true }
        const { actions } = await good(index + Math.floor(index / 6), 'RetrieveAgentActions', {
          body,
          token,
          scheme: 'Agent',
        })
        return actions.map(({ task_id }: Json) => `${task_id} ${id}`)
      }),
    )
    const holders = [...new Set(asked.flat())]
    expect(holders.map((holder) => holder.split(' ', 1)[0]).sort()).toEqual(
      processes.map(({ tasks: [task] }) => task.id).sort(),
    )
    // Nobody is heard of any more: both servers see that, and each task is given back once.
    const task = processes[0].tasks[0].id
    const read = () => good(1, 'RetrieveTask', { path: { id: task } })
    await expect.poll(async () => (await read()).state, { timeout: 15_000 }).toBe('pending')
    const { text } = await good(0, 'RetrieveTaskLogs', { path: { id: task } })
    expect(text.match(/was lost; the task begins again/g)).toHaveLength(1)
  })

  it('list the elements of a process once, and begin none of them twice', async () => {
    const { id, tasks } = await startProcess(1, 'workers', { worker_activity: true })
    await expect
      .poll(async () => (await good(0, 'RetrieveProcess', { path: { id } })).activity_state, { timeout: 15_000 })
      .toBe('ready')
    const agent = await good(0, 'CreateAgent', {
      body: { key: farmKey, name: 'of the workers', maximum_tasks: 100, executor: 'none' },
      token: null,
    })
    const body = { tasks: [], accepts: true }
    const { actions } = await good(1, 'RetrieveAgentActions', { body, token: agent.token, scheme: 'Agent' })
    const { token } = actions.find(({ task_id }: Json) => task_id === tasks[1].id)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_value, index) =>
        replicas[index % 2]!.call('StartWorkerActivity', { token, scheme: 'Ponos' }),
      ),
    )
    const given = answers.filter(({ status }) => status === 200).map(({ body: element }) => element.id)
    const { count } = await good(0, 'ListProcessElements', { path: { id } })
    expect(new Set(given).size).toBe(given.length)
    expect(given).toHaveLength(count)
  })
})
