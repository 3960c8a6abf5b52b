import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

const farmKey = 'the-key-of-the-default-farm'
const lease = 600

let server: TestServer
let corpus: Json
let dataset: Json
let number = 0

beforeAll(async () => {
  server = await startTestServer({ farmKey, agentLease: lease })
  corpus = (await server.call('ListCorpus')).body[0]
  dataset = (await good('ListCorpusDatasets', { path: { id: corpus.id } })).results.find(
    (one: Json) => one.name === 'Letters 2026',
  )
})
afterAll(() => server.close())

async function good(operationId: string, options: object): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

/** A process of two workers, the second after the first. */
async function start(): Promise<Json> {
  number += 1
  const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: 'P' } })
  let parents: string[] = []
  for (const word of ['first', 'second']) {
    const worker = await good('CreateWorker', { body: { name: word, type: 't', slug: `${word}-${number}` } })
    const version = await good('CreateWorkerVersion', {
      path: { id: worker.id },
      body: { docker_image_iid: 'i', state: 'available' },
    })
    const run = await good('CreateWorkerRun', {
      path: { id: process.id },
      body: { worker_version_id: version.id, parents },
    })
    parents = [run.id]
  }
  await good('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })
  return good('StartProcess', { path: { id: process.id }, body: {} })
}

const set = (task: Json, state: string, token = tokens.owner) =>
  server.call('UpdateTask', { path: { id: task.id }, body: { state }, token })
const read = ({ id }: Json) => good('RetrieveProcess', { path: { id } })
const readTask = ({ id }: Json) => good('RetrieveTask', { path: { id } })

describe('a task', () => {
  it('that failed is restarted as a copy, for which the others wait, and the process goes on', async () => {
    const process = await start()
    const [first, second] = process.tasks
    expect((await server.call('RestartTask', { path: { id: first.id } })).body.non_field_errors[0]).toContain('pending')
    await set(first, 'running')
    await set(first, 'failed')
    expect((await read(process)).state).toBe('failed')
    expect((await server.call('RestartTask', { path: { id: first.id }, token: tokens.guest })).status).toBe(400)
    expect((await server.call('RestartTask', { path: { id: first.id }, token: tokens.stranger })).status).toBe(404)
    const copy = await good('RestartTask', { path: { id: first.id } })
    expect(copy).toMatchObject({ slug: `${first.slug}_2`, state: 'pending', original_task_id: first.id, attempt: 0 })
    expect(await readTask(second)).toMatchObject({ parents: [copy.id], state: 'unscheduled' })
    expect(await readTask(first)).toMatchObject({ state: 'failed' })
    expect(await read(process)).toMatchObject({ state: 'pending', finished: null })
    await set(copy, 'running')
    await set(copy, 'failed')
    const third = await good('RestartTask', { path: { id: copy.id } })
    expect(third.slug).toBe(`${first.slug}_3`)
    for (const task of [third, second]) for (const state of ['running', 'completed']) await set(task, state)
    expect((await read(process)).state).toBe('completed')
    expect((await server.call('RestartTask', { path: { id: third.id } })).status).toBe(400)
  })

  it('that waits is stopped at once when it is to be stopped', async () => {
    const process = await start()
    expect((await set(process.tasks[0], 'stopping')).body.state).toBe('stopped')
    expect((await read(process)).state).toBe('stopped')
  })

  it('that runs longer than its corpus allows ends in error, with the reason in its log', async () => {
    await good('PartialUpdateCorpus', { path: { id: corpus.id }, body: { maximum_task_ttl: 1 }, token: tokens.admin })
    try {
      const process = await start()
      const [task] = process.tasks
      const body = { key: farmKey, name: `slow-${number}`, maximum_tasks: 9, executor: 'process' }
      const agent = await good('CreateAgent', { body, token: null })
      const ask = (tasks: object[]) =>
        good('RetrieveAgentActions', { body: { tasks, accepts: true }, token: agent.token, scheme: 'Agent' })
      const { actions } = await ask([])
      const mine = actions.find((one: Json) => one.task_id === task.id)
      const known = actions.map((one: Json) => ({ id: one.task_id, attempt: one.attempt }))
      const definition = await good('RetrieveTaskDefinition', {
        path: { id: task.id },
        token: agent.token,
        scheme: 'Agent',
      })
      expect(definition.time_limit).toBe(1)
      // The agent is heard of all the time, and does not end it.
      await expect
        .poll(
          async () => {
            await ask(known)
            return (await readTask(task)).state
          },
          { timeout: 10_000, interval: 100 },
        )
        .toBe('error')
      const log = await good('RetrieveTaskLogs', { path: { id: task.id } })
      expect(log.text).toContain('longer than the 1 seconds')
      expect((await ask(known)).actions).toContainEqual({ action: 'forget', task_id: task.id, attempt: mine.attempt })
    } finally {
      await good('PartialUpdateCorpus', {
        path: { id: corpus.id },
        body: { maximum_task_ttl: null },
        token: tokens.admin,
      })
    }
  })
})

describe('a process', () => {
  it('loses all its workers before its start, and none afterwards', async () => {
    const process = await start()
    expect((await server.call('ClearProcess', { path: { id: process.id } })).body).toHaveProperty('state')
    const other = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: 'P' } })
    const [{ worker_version }] = (await good('ListWorkerRuns', { path: { id: process.id } })).results
    await good('CreateWorkerRun', { path: { id: other.id }, body: { worker_version_id: worker_version.id } })
    expect((await server.call('ClearProcess', { path: { id: other.id } })).status).toBe(204)
    expect((await good('ListWorkerRuns', { path: { id: other.id } })).count).toBe(0)
    expect((await server.call('DestroyProcess', { path: { id: process.id } })).status).toBe(400)
    await good('PartialUpdateProcess', { path: { id: process.id }, body: { state: 'stopping' } })
    expect((await server.call('DestroyProcess', { path: { id: process.id } })).status).toBe(204)
  })

  it('is not retried where what it needs is gone', async () => {
    const process = await start()
    await good('PartialUpdateProcess', { path: { id: process.id }, body: { state: 'stopping' } })
    const [{ worker_version }] = (await good('ListWorkerRuns', { path: { id: process.id } })).results
    await good('PartialUpdateWorkerVersion', { path: { id: worker_version.id }, body: { state: 'error' } })
    expect((await server.call('RetryProcess', { path: { id: process.id } })).body).toHaveProperty('worker_runs')
  })
})

describe('with --compat 1.5.2', () => {
  it('a task begins again in place when its state is set to pending', async () => {
    const old = await startTestServer({ compat: '1.5.2' })
    const ok = async (operationId: string, options: object): Promise<Json> => {
      const { status, body } = await old.call(operationId, options)
      expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
      return body
    }
    try {
      const [{ id }] = (await old.call('ListCorpus')).body
      const version = await ok('CreateDockerWorkerVersion', {
        body: {
          docker_image_iid: 'image',
          repository_url: 'https://git.example.com/w',
          revision_hash: 'a'.repeat(40),
          worker_slug: 'trainer',
          worker_type: 't',
          configuration: {},
        },
      })
      const process = await ok('CreateProcess', { body: { corpus: id, mode: 'dataset', name: 'P' } })
      await ok('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
      const { results } = await ok('ListCorpusDatasets', { path: { id } })
      await ok('CreateProcessDataset', { path: { process: process.id, dataset: results[0].id } })
      const { tasks } = await ok('StartProcess', { path: { id: process.id }, body: {} })
      for (const state of ['running', 'failed', 'pending', 'running', 'completed'])
        expect((await ok('UpdateTask', { path: { id: tasks[0].id }, body: { state } })).state).toBe(state)
      expect((await old.call('UpdateTask', { path: { id: tasks[0].id }, body: { state: 'pending' } })).status).toBe(400)
    } finally {
      await old.close()
    }
  })
})
