import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

const farmKey = 'the-key-of-the-default-farm'
const lease = 1500

let server: TestServer
let corpus: Json
let dataset: Json
let number = 0

beforeAll(async () => {
  server = await startTestServer({ agentLease: lease, farmKey })
  corpus = (await server.call('ListCorpus')).body[0]
  const { body } = await server.call('ListCorpusDatasets', { path: { id: corpus.id } })
  dataset = body.results.find((one: Json) => one.name === 'Letters 2026')
})
afterAll(() => server.close())
beforeEach(async () => {
  number += 1
  // What an earlier test left waiting is not given to the agents of this one.
  for (const state of ['pending', 'running'])
    for (const { id } of (await good('ListProcesses', { query: { state, page_size: '500' } })).results)
      await good('PartialUpdateProcess', { path: { id }, body: { state: 'stopping' } })
})

async function good(operationId: string, options: object): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

interface Agent {
  id: string
  token: string
  name: string
  heartbeat(tasks?: object[], accepts?: boolean): Promise<Json[]>
  call(operationId: string, options: object): Promise<{ status: number; body: Json }>
}

/** Calls with a token of another scheme than a user's. */
async function callAs(scheme: 'Agent' | 'Ponos', token: string, operationId: string, options: Json = {}) {
  return server.call(operationId, { ...options, token, scheme })
}

async function register(fields: object = {}): Promise<Agent> {
  const { body, status } = await server.call('CreateAgent', {
    body: { key: farmKey, name: `agent-${number}`, maximum_tasks: 2, executor: 'process', ...fields },
    token: null,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  const call = (operationId: string, options: object) => callAs('Agent', body.token, operationId, options)
  return {
    ...body,
    call,
    heartbeat: async (tasks = [], accepts = true) => {
      const answer = await call('RetrieveAgentActions', { body: { tasks, accepts } })
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      return answer.body.actions
    },
  }
}

async function startProcess(versionFields: object = {}, settings: object = {}): Promise<Json> {
  number += 1
  const worker = await good('CreateWorker', { body: { name: 'Trainer', type: 'trainer', slug: `agents-${number}` } })
  const version = await good('CreateWorkerVersion', {
    path: { id: worker.id },
    body: {
      docker_image_iid: 'image',
      state: 'available',
      configuration: { docker: { command: 'train', shm_size: '1g' } },
      ...versionFields,
    },
  })
  const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: 'P' } })
  await good('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
  await good('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })
  return good('StartProcess', { path: { id: process.id }, body: settings })
}

const readTask = (id: string) => good('RetrieveTask', { path: { id } })
const readLog = async (id: string) => (await good('RetrieveTaskLogs', { path: { id } })).text as string
const known = ({ task_id, attempt }: Json) => ({ id: task_id, attempt })
const sleep = (time: number) => new Promise((resolve) => setTimeout(resolve, time))
async function waitFor(check: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await check()); await sleep(50))
    if (Date.now() > end) throw new Error('it did not come')
}
const end = (agent: Agent, { task_id, attempt }: Json, state: string) =>
  agent.call('PartialUpdateTask', { path: { id: task_id }, body: { state, attempt } })

describe('an agent', () => {
  it('registers with the key of its farm, and with no other', async () => {
    const agent = await register()
    expect(agent).toMatchObject({ farm: { name: 'Default farm' }, heartbeat_seconds: 0.25, lease_seconds: 1.5 })
    const body = { key: 'wrong', name: 'x', maximum_tasks: 1, executor: 'process' }
    expect((await server.call('CreateAgent', { body, token: null })).status).toBe(403)
    const closed = (await good('ListFarms', { token: tokens.admin })).results.find(
      (farm: Json) => farm.name === 'Closed farm',
    )
    for (const key of ['', farmKey]) {
      const answer = await server.call('CreateAgent', { body: { ...body, key, farm_id: closed.id }, token: null })
      expect([400, 403]).toContain(answer.status)
    }
  })

  it('may have any name that is text, and is told it back as it was, or that the name is wrong', async () => {
    const fields = { key: farmKey, maximum_tasks: 1, executor: 'process' }
    for (const name of ['😀🏳️‍🌈 \u202eשלום e\u0301\u0323', 'İﬁß a\u2028b %_\'"\\; -- 𝔘𐍈']) {
      const { status, body } = await server.call('CreateAgent', { body: { ...fields, name }, token: null })
      expect([status, body.name]).toEqual([201, name])
    }
    for (const name of ['', ' ', 'a\0b', '\ud800', 'x'.repeat(10_000), 7, null]) {
      const { status, body } = await server.call('CreateAgent', { body: { ...fields, name }, token: null })
      expect([status, Object.keys(body)]).toEqual([400, ['name']])
    }
  })

  it('has its name to itself while it is alive; a dead one loses it with its tasks', async () => {
    const process = await startProcess()
    const first = await register()
    const [start] = await first.heartbeat()
    const second = await server.call('CreateAgent', {
      body: { key: farmKey, name: first.name, maximum_tasks: 1, executor: 'process' },
      token: null,
    })
    expect(second).toMatchObject({ status: 400, body: { name: [expect.any(String)] } })
    await sleep(lease * 2 + 200)
    const taken = await register({ name: first.name })
    expect(taken.id).toBe(first.id)
    expect(
      (await callAs('Agent', first.token, 'RetrieveAgentActions', { body: { tasks: [], accepts: true } })).status,
    ).toBe(401)
    const [again] = await taken.heartbeat()
    expect(again).toMatchObject({ action: 'start', task_id: process.tasks[0].id, attempt: start.attempt + 1 })
  })

  it('takes a task, is told how to run it, and says how it ended', async () => {
    const process = await startProcess()
    const [task] = process.tasks
    const agent = await register()
    const [start] = await agent.heartbeat()
    expect(start).toEqual({
      action: 'start',
      task_id: task.id,
      attempt: 1,
      token: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
    expect(await agent.heartbeat([known(start)])).toEqual([])
    const definition = (await agent.call('RetrieveTaskDefinition', { path: { id: task.id } })).body
    expect(definition).toMatchObject({
      id: task.id,
      attempt: 1,
      image: 'image',
      command: 'train',
      shm_size: '1g',
      gpu: null,
      time_limit: null,
      env: {
        PONOS_TASK: task.id,
        PONOS_DATA: '/data',
        ARKINDEX_API_URL: server.url,
        ARKINDEX_WORKER_RUN_ID: task.worker_run_id,
        ARKINDEX_PROCESS_ID: process.id,
        ARKINDEX_CORPUS_ID: corpus.id,
      },
    })
    expect(JSON.stringify(definition)).not.toContain(start.token)
    expect(await readTask(task.id)).toMatchObject({ state: 'running', agent_id: agent.id, attempt: 1 })
    const mine = (await callAs('Ponos', start.token, 'RetrieveWorkerRun', { path: { id: task.worker_run_id } })).body
    expect(mine.process.id).toBe(process.id)
    expect((await end(agent, start, 'completed')).status).toBe(200)
    expect((await end(agent, start, 'completed')).status).toBe(200)
    expect((await end(agent, start, 'failed')).status).toBe(400)
    expect(await good('RetrieveProcess', { path: { id: process.id } })).toMatchObject({ state: 'completed' })
    // The token ends with the task.
    expect((await callAs('Ponos', start.token, 'RetrieveTask', { path: { id: task.id } })).status).toBe(401)
    expect(await agent.heartbeat([known(start)])).toEqual([{ action: 'forget', task_id: task.id, attempt: 1 }])
  })

  it('is given a task again whose start it did not hear of, with another token', async () => {
    const process = await startProcess()
    const agent = await register()
    const [lost] = await agent.heartbeat()
    // A request that a proxy doubles is not an answer that got lost.
    expect(await agent.heartbeat()).toEqual([])
    await sleep(200)
    const [again] = await agent.heartbeat()
    expect(again).toMatchObject({ action: 'start', task_id: process.tasks[0].id, attempt: 1 })
    expect(again.token).not.toBe(lost.token)
    const ask = (token: string) => callAs('Ponos', token, 'RetrieveTask', { path: { id: again.task_id } })
    expect([(await ask(lost.token)).status, (await ask(again.token)).status]).toEqual([401, 200])
  })

  it('is told to stop a task that a user stops, and its process ends as stopped', async () => {
    const process = await startProcess()
    const agent = await register()
    const [start] = await agent.heartbeat()
    expect(
      (await server.call('UpdateTask', { path: { id: start.task_id }, body: { state: 'completed' } })).status,
    ).toBe(400)
    await good('PartialUpdateProcess', { path: { id: process.id }, body: { state: 'stopping' } })
    expect(await agent.heartbeat([known(start)])).toEqual([{ action: 'stop', task_id: start.task_id, attempt: 1 }])
    expect((await end(agent, start, 'stopped')).status).toBe(200)
    expect((await good('RetrieveProcess', { path: { id: process.id } })).state).toBe('stopped')
  })

  it('has a task no more when it is not heard of: the task begins again once, then ends in error, and the log says why', async () => {
    const process = await startProcess()
    const id = process.tasks[0].id
    const first = await register({ name: `lost-${number}` })
    const [start] = await first.heartbeat()
    await waitFor(async () => (await readTask(id)).state === 'pending')
    expect((await callAs('Ponos', start.token, 'RetrieveTask', { path: { id } })).status).toBe(401)
    expect((await end(first, start, 'completed')).status).toBe(404)
    const second = await register({ name: `second-${number}` })
    const [again] = await second.heartbeat()
    expect(again).toMatchObject({ task_id: id, attempt: 2 })
    expect(await first.heartbeat([known(start)], false)).toEqual([{ action: 'forget', task_id: id, attempt: 1 }])
    await waitFor(async () => (await readTask(id)).state === 'error')
    const log = await readLog(id)
    expect(log).toContain(`the agent ${first.name} was lost; the task begins again`)
    expect(log).toContain(`the agent ${second.name} was lost, as one before it`)
    expect((await good('RetrieveProcess', { path: { id: process.id } })).state).toBe('error')
  })

  it('that lost a task and got it again is told apart from what it was: the lost attempt neither ends it nor writes its log', async () => {
    const process = await startProcess()
    const id = process.tasks[0].id
    const agent = await register({ name: `twice-${number}` })
    const [start] = await agent.heartbeat()
    await waitFor(async () => (await readTask(id)).state === 'pending')
    const actions = await agent.heartbeat([known(start)])
    expect(actions).toMatchObject([
      { action: 'forget', task_id: id, attempt: 1 },
      { action: 'start', task_id: id, attempt: 2 },
    ])
    const append = (attempt: number, text: string) =>
      agent.call('AppendTaskLogs', { path: { id }, body: { attempt, offset: 0, text } })
    expect(await end(agent, start, 'completed')).toMatchObject({ status: 400, body: { attempt: [expect.any(String)] } })
    expect((await append(1, 'of the lost one')).status).toBe(400)
    expect((await append(2, 'of the second one')).status).toBe(201)
    expect(await readTask(id)).toMatchObject({ state: 'running', attempt: 2 })
    const ask = (token: string) => callAs('Ponos', token, 'RetrieveTask', { path: { id } })
    expect([(await ask(start.token)).status, (await ask(actions[1].token)).status]).toEqual([401, 200])
    expect((await end(agent, actions[1], 'completed')).status).toBe(200)
    const log = await readLog(id)
    expect([log.includes('of the lost one'), log.includes('of the second one')]).toEqual([false, true])
  })

  it('gets no more tasks than it takes, a GPU for one at a time, and the GPU stays known', async () => {
    const all = []
    for (let index = 0; index < 3; index += 1)
      all.push(await startProcess({ gpu_usage: 'required' }, { use_gpu: true }))
    const plain = await register({ name: `plain-${number}` })
    expect(await plain.heartbeat()).toEqual([])
    const agent = await register({ name: `gpu-${number}`, maximum_tasks: 5, gpus: ['cuda:0', 'cuda:1'] })
    const started = await agent.heartbeat()
    expect(started.map(({ task_id }) => task_id)).toEqual(all.slice(0, 2).map(({ tasks: [task] }) => task.id))
    const definitions = await Promise.all(
      started.map(async ({ task_id }) => (await agent.call('RetrieveTaskDefinition', { path: { id: task_id } })).body),
    )
    expect(definitions.map(({ gpu }) => gpu).sort()).toEqual(['cuda:0', 'cuda:1'])
    await end(agent, started[0], 'failed')
    expect((await readTask(started[0].task_id)).gpu).toBe(definitions[0].gpu)
    const [third] = await agent.heartbeat([known(started[1])])
    expect(third.task_id).toBe(all[2].tasks[0].id)
    for (const one of [started[1], third]) await end(agent, one, 'completed')
    const many = []
    for (let index = 0; index < 3; index += 1) many.push(await startProcess())
    const two = await plain.heartbeat()
    expect(two).toHaveLength(2)
    expect(await plain.heartbeat(two.map(known))).toEqual([])
  })

  it('gets a task that no other agent gets, however many ask at once', async () => {
    const processes = []
    for (let index = 0; index < 6; index += 1) processes.push(await startProcess())
    const agents = await Promise.all(
      Array.from({ length: 8 }, (_value, index) => register({ name: `many-${number}-${index}`, maximum_tasks: 2 })),
    )
    const answers = await Promise.all(
      [...agents, ...agents].map(async (agent) =>
        (await agent.heartbeat()).map(({ task_id }) => `${task_id} ${agent.id}`),
      ),
    )
    // An agent may be told twice, where its second question comes late; no second agent ever is.
    const holders = new Set(answers.flat())
    const started = [...holders].map((holder) => holder.split(' ', 1)[0])
    expect(started.sort()).toEqual(processes.map(({ tasks: [task] }) => task.id).sort())
    const { results } = await good('ListAgents', { query: { page_size: '500' } })
    for (const { running_tasks, maximum_tasks } of results) expect(running_tasks).toBeLessThanOrEqual(maximum_tasks)
  })

  it('leaves no token that works, whatever becomes of its task when it has left', async () => {
    const process = await startProcess()
    const agent = await register({ name: `token-${number}` })
    const [start] = await agent.heartbeat()
    const path = { id: process.tasks[0].id }
    const ask = async () => (await callAs('Ponos', start.token, 'RetrieveTask', { path })).status
    expect(await ask()).toBe(200)
    expect((await agent.call('DestroyAgent', { path: { id: agent.id } })).status).toBe(204)
    expect(await ask()).toBe(401)
    // Somebody runs it by hand: that is another attempt, to which the token does not belong.
    await good('UpdateTask', { path, body: { state: 'running' } })
    expect(await ask()).toBe(401)
    await good('UpdateTask', { path, body: { state: 'failed' } })
  })

  it('gives its tasks back when it leaves', async () => {
    const process = await startProcess()
    const agent = await register()
    const [start] = await agent.heartbeat()
    const other = await register({ name: `other-${number}` })
    expect((await callAs('Agent', other.token, 'DestroyAgent', { path: { id: agent.id } })).status).toBe(404)
    expect((await server.call('DestroyAgent', { path: { id: agent.id } })).status).toBe(403)
    expect((await agent.call('DestroyAgent', { path: { id: agent.id } })).status).toBe(204)
    expect(await other.heartbeat()).toMatchObject([{ task_id: start.task_id, attempt: 2 }])
    expect(await readLog(process.tasks[0].id)).toContain(`the agent ${agent.name} was removed`)
  })

  it('may do nothing else', async () => {
    const agent = await register()
    for (const operationId of ['ListProcesses', 'ListCorpus', 'RetrieveUser', 'ListAgents']) {
      expect((await agent.call(operationId, {})).status, operationId).toBe(403)
    }
    const process = await startProcess()
    const id = process.tasks[0].id
    expect((await agent.call('RetrieveTaskDefinition', { path: { id } })).status).toBe(404)
    expect((await end(agent, { task_id: id, attempt: 1 }, 'completed')).status).toBe(404)
  })
})

describe('the log of a task', () => {
  const begin = async () => {
    await startProcess()
    const agent = await register()
    const [start] = await agent.heartbeat()
    const append = (offset: number, text: string) =>
      agent.call('AppendTaskLogs', { path: { id: start.task_id }, body: { attempt: start.attempt, offset, text } })
    return { agent, start, append, id: start.task_id as string }
  }

  it('is what was sent, once, whatever is repeated, and says what is missing', async () => {
    const { append, id } = await begin()
    expect((await append(0, 'one é\n')).body).toEqual({ size: 7, is_cut: false })
    expect((await append(0, 'one é\n')).body.size).toBe(7)
    expect((await append(4, 'é\ntwo\0\n')).body.size).toBe(12)
    expect(await append(20, 'x')).toMatchObject({ status: 400, body: { offset: [expect.any(String)], size: 12 } })
    const log = await good('RetrieveTaskLogs', { path: { id } })
    expect(log).toEqual({ text: 'one é\ntwo\x1a\n', size: 12, is_cut: false })
    expect((await good('RetrieveTaskLogs', { path: { id }, query: { offset: '7' } })).text).toBe('two\x1a\n')
    const stranger = await server.call('RetrieveTaskLogs', { path: { id }, token: tokens.stranger })
    expect(stranger.status).toBe(404)
  })

  it('keeps its beginning when it grows beyond all measure, and the reason of the end all the same', async () => {
    const { agent, append, start, id } = await begin()
    const piece = `${'x'.repeat(2 ** 20 - 1)}\n`
    let answer: Json
    for (let sent = 0; sent < 18; sent += 1) {
      answer = (await append(sent * piece.length, piece)).body
      // On a busy machine all of it takes longer than a lease.
      await agent.heartbeat([known(start)], false)
    }
    expect(answer).toEqual({ size: 18 * piece.length, is_cut: true })
    await waitFor(async () => {
      await sleep(100)
      return (await readTask(id)).state === 'pending'
    })
    const { size, is_cut } = await good('RetrieveTaskLogs', { path: { id } })
    expect(is_cut).toBe(true)
    expect(size).toBeLessThan(8 * 2 ** 20 + 1000)
    const rest = (await good('RetrieveTaskLogs', { path: { id }, query: { offset: String(8 * 2 ** 20) } })).text
    expect(rest.match(/the rest of it was cut/g)).toHaveLength(1)
    expect(rest).toContain(`the agent ${agent.name} was lost`)
    expect((await append(start.attempt, 'late')).status).toBe(404)
  })
})
