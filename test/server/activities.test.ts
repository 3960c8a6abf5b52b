import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { estimateRest } from '../../server/activities/estimate-end.ts'
import { readSeed } from '../../server/seed/read-seed.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

const farmKey = 'the-key-of-the-default-farm'
const lines = Array.from({ length: 23 }, (_value, index) => `{ name: Line ${index + 1} }`).join(', ')
const seed = readSeed(
  `
version: 1
users:
  - { email: owner@example.com, token: ${tokens.owner} }
  - { email: stranger@example.com, token: ${tokens.stranger} }
corpora:
  - name: Pages
    members: { owner@example.com: admin }
    datasets: [{ name: D, sets: { training: [${lines}] } }]
`,
  'test seed',
  {},
)

let server: TestServer
let corpus: Json
let agent: Json
let number = 0

beforeAll(async () => {
  server = await startTestServer({ seed, farmKey, agentLease: 30_000 })
  corpus = (await server.call('ListCorpus')).body[0]
  const body = { key: farmKey, name: 'one', maximum_tasks: 500, executor: 'process' }
  agent = (await server.call('CreateAgent', { body, token: null })).body
})
afterAll(() => server.close())

async function good(operationId: string, options: object): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

async function makeRun(fields: object = {}): Promise<Json> {
  number += 1
  const worker = await good('CreateWorker', { body: { name: 'Reader', type: 'reader', slug: `reader-${number}` } })
  const version = await good('CreateWorkerVersion', {
    path: { id: worker.id },
    body: { docker_image_iid: 'image', state: 'available', configuration: {} },
  })
  const process = await good('CreateProcess', {
    body: { corpus: corpus.id, mode: 'workers', name: 'P', element_type: 'text_line', ...fields },
  })
  return good('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
}

const readProcess = (id: string) => good('RetrieveProcess', { path: { id } })

/** Starts a workers process and its tasks: the tokens of the worker's tasks, by chunk. */
async function startTasks(settings: object = {}) {
  const run = await makeRun()
  const { id } = run.process
  await good('StartProcess', { path: { id }, body: { worker_activity: true, ...settings } })
  await expect.poll(async () => (await readProcess(id)).tasks[0].state, { timeout: 10_000 }).toBe('completed')
  const { tasks } = await readProcess(id)
  const actions: Json[] = []
  await expect
    .poll(
      async () => {
        const { body } = await server.call('RetrieveAgentActions', {
          body: { tasks: actions.map(({ task_id, attempt }) => ({ id: task_id, attempt })), accepts: true },
          token: agent.token,
          scheme: 'Agent',
        })
        actions.push(...body.actions.filter((one: Json) => one.action === 'start'))
        return actions.length
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThanOrEqual(tasks.filter((task: Json) => task.state === 'pending').length)
  const started = actions.map((action) => ({
    ...action,
    chunk: tasks.find((t: Json) => t.id === action.task_id)?.chunk,
  }))
  return { run, id: id as string, tasks, started: started.filter((one) => one.chunk !== undefined) }
}

const next = (token: string) => server.call('StartWorkerActivity', { token, scheme: 'Ponos' })
const update = (run: Json, token: string, element_id: string, state: string) =>
  server.call('UpdateWorkerActivity', {
    path: { id: run.id },
    body: { element_id, process_id: run.process.id, state },
    token,
    scheme: 'Ponos',
  })
const progress = (id: string) => good('RetrieveProcessActivity', { path: { id } })

describe('a workers process', () => {
  it('lists its elements, cut into chunks, for workers to read', async () => {
    const { id, tasks, started } = await startTasks({ chunks: 4 })
    expect((await readProcess(id)).activity_state).toBe('ready')
    const files = await good('ListArtifacts', { path: { id: tasks[0].id } })
    expect(files.map(({ path }: Json) => path)).toEqual([1, 2, 3, 4].map((chunk) => `elements_chunk_${chunk}.json`))
    const found: string[][] = []
    for (const { path } of files) {
      const url = `${server.url}/api/v1/task/${tasks[0].id}/artifact/${path}`
      const response = await fetch(url, { headers: { authorization: `Agent ${agent.token}` } })
      expect(response.headers.get('content-type')).toBe('application/json')
      found.push(((await response.json()) as Json[]).map((element) => element.id))
    }
    expect(found.map(({ length }) => length)).toEqual([6, 6, 6, 5])
    const listed = await good('ListProcessElements', { path: { id }, query: { page_size: '500', with_image: 'true' } })
    expect(found.flat()).toEqual(listed.results.map((element: Json) => element.id))
    const definition = await server.call('RetrieveTaskDefinition', {
      path: { id: started[0].task_id },
      token: agent.token,
      scheme: 'Agent',
    })
    expect(definition.body.env.TASK_ELEMENTS).toBe(`/data/${tasks[0].id}/elements_chunk_${started[0].chunk}.json`)
    expect(definition.body.artifacts_of).toEqual([
      { task_id: tasks[0].id, path: `elements_chunk_${started[0].chunk}.json` },
    ])
  })

  it('fails where nothing is chosen, with the reason in the log', async () => {
    const run = await makeRun({ name_contains: 'nothing is named so' })
    const { id } = run.process
    await good('StartProcess', { path: { id }, body: { worker_activity: true } })
    await expect.poll(async () => (await readProcess(id)).state, { timeout: 10_000 }).toBe('failed')
    const { tasks, activity_state } = await readProcess(id)
    expect(activity_state).toBe('error')
    expect((await good('RetrieveTaskLogs', { path: { id: tasks[0].id } })).text).toContain('there is nothing to do')
  })

  it('has nothing for the chunks that are more than its elements', async () => {
    const { id } = await startTasks({ chunks: 25 })
    const { tasks } = await readProcess(id)
    expect(tasks.filter((task: Json) => task.chunk !== null && task.state === 'completed')).toHaveLength(2)
  })
})

describe('worker activities', () => {
  it('give each element of a chunk once, however many ask at once, then say that nothing is left', async () => {
    const { started, id } = await startTasks({ chunks: 2 })
    const answers = await Promise.all(started.flatMap(({ token }) => Array.from({ length: 15 }, () => next(token))))
    const given = answers.filter(({ status }) => status === 200).map(({ body }) => body.id)
    expect(given).toHaveLength(23)
    expect(new Set(given).size).toBe(23)
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(7)
    expect(await progress(id)).toMatchObject({ activity_state: 'ready', total: 23, started: 23, queued: 0 })
  })

  it('are counted, and tell when the process will end', async () => {
    const { run, started, id } = await startTasks()
    const [{ token }] = started
    expect((await progress(id)).estimated_end).toBeNull()
    for (let index = 0; index < 3; index += 1) {
      const { body } = await next(token)
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect((await update(run, token, body.id, index === 2 ? 'error' : 'processed')).status).toBe(200)
    }
    const counts = await progress(id)
    expect(counts).toMatchObject({ total: 23, queued: 20, processed: 2, error: 1, worker_runs: [{ id: run.id }] })
    expect(Date.parse(counts.estimated_end)).toBeGreaterThan(Date.now() + 300)
    const failed = await good('ListWorkerActivities', { path: { id }, query: { state: 'error' } })
    expect(failed).toMatchObject({ count: 1, results: [{ worker_run_id: run.id, state: 'error' }] })
  })

  it('are begun once: a second begin is 409, and each step is one that activities take', async () => {
    const { run, started, id } = await startTasks()
    const [{ token }] = started
    const [{ id: element }] = (await good('ListProcessElements', { path: { id } })).results
    const steps: [string, number][] = [
      ['processed', 400],
      ['started', 200],
      ['started', 409],
      ['processed', 200],
      ['processed', 200],
      ['started', 409],
      ['queued', 400],
    ]
    for (const [state, status] of steps) expect((await update(run, token, element, state)).status, state).toBe(status)
    expect((await update(run, token, run.id, 'started')).body).toHaveProperty('element_id')
  })

  it('are those of the own process of a task', async () => {
    const mine = await startTasks()
    const other = await startTasks()
    const [{ id: element }] = (await good('ListProcessElements', { path: { id: other.id } })).results
    expect((await update(other.run, mine.started[0].token, element, 'started')).status).toBe(403)
    const body = { element_id: element, process_id: mine.id, state: 'started' }
    expect((await server.call('UpdateWorkerActivity', { path: { id: other.run.id }, body })).body).toHaveProperty(
      'process_id',
    )
    expect((await server.call('StartWorkerActivity', {})).status).toBe(403)
  })

  it('need a process that records them', async () => {
    const { started } = await startTasks({ worker_activity: false })
    expect(await next(started[0].token)).toMatchObject({ status: 400, body: { process: [expect.any(String)] } })
  })

  it('that were begun by a lost task, or failed before a retry, are begun again; those that are done are not', async () => {
    const { run, started, id } = await startTasks()
    const [{ token, task_id, attempt }] = started
    const [one, two, three] = [await next(token), await next(token), await next(token)].map(({ body }) => body.id)
    await update(run, token, one, 'processed')
    await update(run, token, two, 'error')
    const stop = {
      path: { id: task_id },
      body: { state: 'failed', attempt },
      token: agent.token,
      scheme: 'Agent' as const,
    }
    expect((await server.call('PartialUpdateTask', stop)).status).toBe(200)
    expect(await progress(id)).toMatchObject({ processed: 1, error: 1, started: 1, queued: 20 })
    const copy = await good('RestartTask', { path: { id: task_id } })
    expect(copy).toMatchObject({ original_task_id: task_id, state: 'pending' })
    expect(copy.slug).toMatch(/_2$/)
    expect(await progress(id)).toMatchObject({ processed: 1, error: 0, started: 0, queued: 22 })
    const waiting = await good('ListWorkerActivities', { path: { id }, query: { state: 'queued' } })
    expect(waiting.results.map(({ element_id }: Json) => element_id)).toContain(three)
    expect((await server.call('RestartTask', { path: { id: task_id } })).status).toBe(400)
    await good('PartialUpdateProcess', { path: { id }, body: { state: 'stopping' } })
    await good('RetryProcess', { path: { id } })
    await expect.poll(async () => (await readProcess(id)).activity_state, { timeout: 10_000 }).toBe('ready')
    expect(await progress(id)).toMatchObject({ processed: 1, queued: 22, total: 23 })
  })
})

describe('the estimated end', () => {
  const count = (run: string, chunk: number, left: number) =>
    ({ worker_run_id: run, chunk, state: 'queued', count: left }) as const
  const one = { id: 'one', parents: '[]' }
  const two = { id: 'two', parents: '["one"]' }

  it('is that of the longest chunk where all of them run, and of all of them one after the other where one does', () => {
    const counts = [count('one', 1, 10), count('one', 2, 4)]
    const means = [{ worker_run_id: 'one', mean: 100 }]
    expect(estimateRest([one], counts, means, () => 2)).toBe(1000)
    expect(estimateRest([one], counts, means, () => 1)).toBe(1400)
  })

  it('adds what comes after, at the pace of the others until it has its own', () => {
    const counts = [count('one', 1, 10), count('two', 1, 10)]
    expect(estimateRest([two, one], counts, [{ worker_run_id: 'one', mean: 100 }], () => 1)).toBe(2000)
    expect(estimateRest([two, one], counts, [], () => 1)).toBeUndefined()
    expect(estimateRest([two, one], [], [], () => 1)).toBe(0)
  })
})
