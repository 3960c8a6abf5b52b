import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sumStates } from '../../server/tasks/task-states.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let corpus: Json
let dataset: Json
let number = 0

beforeAll(async () => {
  server = await startTestServer()
  corpus = (await server.call('ListCorpus')).body[0]
  const { body } = await server.call('ListCorpusDatasets', { path: { id: corpus.id } })
  dataset = body.results.find((one: Json) => one.name === 'Letters 2026')
})
afterAll(() => server.close())
beforeEach(() => {
  number += 1
})

async function good(operationId: string, options: object): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

async function makeVersion(fields: object = {}): Promise<Json> {
  const worker = await good('CreateWorker', { body: { name: 'Trainer', type: 'trainer', slug: `trainer-${number}` } })
  return good('CreateWorkerVersion', {
    path: { id: worker.id },
    body: { docker_image_iid: 'image', state: 'available', configuration: { docker: { command: 'train' } }, ...fields },
  })
}

async function makeProcess(fields: object = {}): Promise<Json> {
  return good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: `Training ${number}`, ...fields } })
}

async function prepare(
  versionFields: object = {},
  runFields: object = {},
): Promise<{ process: Json; version: Json; run: Json }> {
  const version = await makeVersion(versionFields)
  const process = await makeProcess()
  const run = await good('CreateWorkerRun', {
    path: { id: process.id },
    body: { worker_version_id: version.id, ...runFields },
  })
  for (const set of dataset.sets) await good('CreateProcessSet', { path: { process: process.id, set: set.id } })
  return { process, version, run }
}

const start = (process: Json, body: object = {}, token = tokens.owner) =>
  server.call('StartProcess', { path: { id: process.id }, body, token })
const read = (process: Json) => good('RetrieveProcess', { path: { id: process.id } })
const setTask = (task: Json, state: string) => server.call('UpdateTask', { path: { id: task.id }, body: { state } })

describe('a dataset process', () => {
  it('goes from its making to its end, its state being that of its tasks', async () => {
    const { process, run } = await prepare()
    expect(process).toMatchObject({
      state: 'unscheduled',
      started: null,
      tasks: [],
      farm: null,
      creator: 'owner@example.com',
    })
    expect(run).toMatchObject({
      summary: expect.stringMatching(/^Worker Trainer @ version 1$/),
      process: { mode: 'dataset', corpus: corpus.id },
    })
    const sets = (await good('ListProcessSets', { path: { id: process.id } })).results
    expect(sets.map((one: Json) => [one.set_name, one.dataset.id])).toEqual([
      ['training', dataset.id],
      ['validation', dataset.id],
    ])
    const started = await start(process)
    expect(started).toMatchObject({
      status: 201,
      body: { state: 'pending', farm: { name: 'Default farm' }, finished: null },
    })
    const [task] = started.body.tasks
    expect(started.body.tasks).toHaveLength(1)
    expect(task).toMatchObject({ state: 'pending', image: 'image', worker_run_id: run.id, depth: 0, run: 0 })
    await setTask(task, 'running')
    expect((await read(process)).state).toBe('running')
    expect((await setTask(task, 'pending')).body).toHaveProperty('state')
    await setTask(task, 'completed')
    const ended = await read(process)
    expect(ended.state).toBe('completed')
    expect(ended.finished).toBeTypeOf('string')
    expect((await good('RetrieveTask', { path: { id: task.id } })).state).toBe('completed')
    expect((await server.call('RetryProcess', { path: { id: process.id } })).status).toBe(400)
  })

  it('is not started twice, not even by two requests at a time', async () => {
    const { process } = await prepare()
    const answers = await Promise.all([start(process), start(process), start(process)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400])
    expect(answers.find(({ status }) => status === 400)?.body).toEqual({
      state: ['This process has already been started.'],
    })
    expect((await read(process)).tasks).toHaveLength(1)
  })

  it('is refused to start with everything that is missing named', async () => {
    const process = await makeProcess()
    const nothing = await start(process, { chunks: 2, thumbnails: true, farm: '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11' })
    expect(Object.keys(nothing.body).sort()).toEqual(['chunks', 'farm', 'sets', 'thumbnails', 'worker_runs'])
  })

  it('needs use_gpu where a worker requires a GPU', async () => {
    const { process } = await prepare({ gpu_usage: 'required' })
    expect((await start(process)).body).toEqual({ use_gpu: [expect.any(String)] })
    expect((await start(process, { use_gpu: true })).status).toBe(201)
  })

  it('needs versions that are available and have an image, and workers that are not archived', async () => {
    for (const fields of [{ state: 'created' }, { docker_image_iid: null }]) {
      number += 1
      const { process } = await prepare(fields)
      expect((await start(process)).body).toEqual({ worker_runs: [expect.any(String)] })
    }
    number += 1
    const { process, version } = await prepare()
    await good('PartialUpdateWorker', { path: { id: version.worker.id }, body: { archived: true } })
    expect((await start(process)).body.worker_runs[0]).toContain('archived')
  })

  it('needs a model where the worker requires one', async () => {
    const { process } = await prepare({ model_usage: 'required' })
    expect((await start(process)).body.worker_runs[0]).toContain('requires a model')
  })

  it('needs admin access to the model that an option names, and a farm that may be used', async () => {
    const { body: models } = await server.call('ListModels', { query: { name: 'Private' } })
    const option = {
      user_configuration: { model_id: { title: 'Model', type: 'model', default: models.results[0].id } },
    }
    const { process } = await prepare({ configuration: option })
    const farms = (await good('ListFarms', {})).results
    expect(farms.map((farm: Json) => farm.name)).toEqual(['Default farm', 'GPU farm'])
    const all = (await server.call('ListFarms', { token: tokens.admin })).body.results
    const closed = all.find((farm: Json) => farm.name === 'Closed farm')
    expect((await start(process, { farm: closed.id })).body).toEqual({
      farm: [expect.stringContaining('does not exist')],
    })
    const { body: foreign } = await server.call('CreateModel', {
      body: { name: `Foreign ${number}`, public: true },
      token: tokens.admin,
    })
    const configuration = await good('CreateWorkerConfiguration', {
      path: { id: (await good('ListWorkers', { query: { slug: `trainer-${number}` } })).results[0].id },
      body: { name: 'Foreign', configuration: { model_id: foreign.id } },
    })
    const other = await makeProcess()
    const [run] = (await good('ListWorkerRuns', { path: { id: process.id } })).results
    await good('CreateWorkerRun', {
      path: { id: other.id },
      body: { worker_version_id: run.worker_version.id, configuration_id: configuration.id },
    })
    await good('CreateProcessSet', { path: { process: other.id, set: dataset.sets[0].id } })
    expect((await start(other)).body.worker_runs[0]).toContain('admin access')
    expect((await start(process, { farm: farms[1].id })).body.farm.name).toBe('GPU farm')
  })

  it('stops, and can be run again', async () => {
    const { process } = await prepare()
    await start(process)
    const path = { id: process.id }
    expect((await server.call('PartialUpdateProcess', { path, body: { state: 'running' } })).status).toBe(400)
    expect((await good('PartialUpdateProcess', { path, body: { state: 'stopping' } })).state).toBe('stopped')
    expect((await server.call('UpdateProcess', { path, body: { name: 'x', state: 'stopping' } })).body).toHaveProperty(
      'state',
    )
    const again = await good('RetryProcess', { path })
    expect(again).toMatchObject({ state: 'pending', finished: null })
    expect(again.tasks.map((task: Json) => [task.run, task.state])).toEqual([
      [0, 'stopped'],
      [1, 'pending'],
    ])
    await setTask(again.tasks[1], 'running')
    expect((await good('PartialUpdateProcess', { path, body: { state: 'stopping' } })).state).toBe('stopping')
    await good('PartialUpdateTask', { path: { id: again.tasks[1].id }, body: { state: 'stopped' } })
    expect((await read(process)).state).toBe('stopped')
  })

  it('is deleted before it runs and after, not while', async () => {
    const { process } = await prepare()
    const path = { id: process.id }
    await start(process)
    expect((await server.call('DestroyProcess', { path })).body).toEqual({ state: [expect.any(String)] })
    await good('PartialUpdateProcess', { path, body: { state: 'stopping' } })
    expect((await server.call('DestroyProcess', { path, token: tokens.guest })).status).toBe(403)
    expect((await server.call('DestroyProcess', { path })).status).toBe(204)
    expect((await server.call('RetrieveProcess', { path })).status).toBe(404)
    expect((await server.call('DestroyProcess', { path: { id: (await makeProcess()).id } })).status).toBe(204)
  })

  it('takes no changes once it is started', async () => {
    const { process, run } = await prepare()
    await start(process)
    const set = { process: process.id, set: dataset.sets[0].id }
    expect((await server.call('CreateProcessSet', { path: set })).status).toBe(400)
    expect((await server.call('DestroyProcessSet', { path: set })).status).toBe(400)
    expect((await server.call('DestroyWorkerRun', { path: { id: run.id } })).status).toBe(400)
    const body = { worker_version_id: run.worker_version.id }
    expect((await server.call('CreateWorkerRun', { path: { id: process.id }, body })).body).toHaveProperty(
      'non_field_errors',
    )
  })
})

describe('a workers process', () => {
  it('cuts into chunks, each waiting for what comes before it', async () => {
    const version = await makeVersion()
    const process = await makeProcess({ mode: 'workers', element_type: 'text_line' })
    const path = { id: process.id }
    const first = await good('CreateWorkerRun', { path, body: { worker_version_id: version.id } })
    const configuration = await good('CreateWorkerConfiguration', {
      path: { id: version.worker.id },
      body: { name: 'c', configuration: { a: 1 } },
    })
    await good('CreateWorkerRun', {
      path,
      body: { worker_version_id: version.id, configuration_id: configuration.id, parents: [first.id] },
    })
    const { body } = await start(process, { chunks: 2 })
    expect(body.tasks.map((task: Json) => [task.depth, task.chunk, task.state])).toEqual([
      [0, null, 'pending'],
      [1, 1, 'unscheduled'],
      [1, 2, 'unscheduled'],
      [2, 1, 'unscheduled'],
      [2, 2, 'unscheduled'],
    ])
    const [init, one, , last] = body.tasks
    expect(init.slug).toBe('init_elements')
    expect(last.parents).toEqual([one.id])
    // The server lists the elements by itself.
    await expect.poll(async () => (await read(process)).tasks[0].state, { timeout: 10_000 }).toBe('completed')
    expect((await read(process)).tasks.map((task: Json) => task.state)).toEqual([
      'completed',
      'pending',
      'pending',
      'unscheduled',
      'unscheduled',
    ])
    expect((await read(process)).state).toBe('running')
    await setTask(one, 'running')
    await setTask(one, 'failed')
    await setTask((await read(process)).tasks[2], 'cancelled')
    expect((await read(process)).state).toBe('failed')
  })

  it('takes no sets, and a dataset process takes no elements', async () => {
    const process = await makeProcess({ mode: 'workers' })
    expect(
      (await server.call('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })).body,
    ).toHaveProperty('process')
    const body = { corpus: corpus.id, mode: 'dataset', element_type: 'page' }
    expect((await server.call('CreateProcess', { body })).body).toHaveProperty('element_type')
  })
})

describe('a process of Arkindex 1.5', () => {
  it('takes datasets whole', async () => {
    const process = await makeProcess()
    const pair = { process: process.id, dataset: dataset.id }
    const added = await server.call('CreateProcessDataset', { path: pair })
    expect(added).toMatchObject({ status: 201, body: { id: dataset.id, sets: ['training', 'validation'] } })
    expect((await server.call('CreateProcessDataset', { path: pair })).body).toHaveProperty('dataset')
    const { results } = await good('ListProcessDatasets', { path: { id: process.id } })
    expect(results.map((one: Json) => one.dataset.name)).toEqual(['Letters 2026'])
    expect((await server.call('DestroyProcessDataset', { path: pair })).status).toBe(204)
    expect((await server.call('DestroyProcessDataset', { path: pair })).status).toBe(404)
    expect((await good('ListProcessDatasets', { path: { id: process.id } })).count).toBe(0)
  })
})

describe('the datasets of a process of today', () => {
  it('are listed with the names of the sets that were chosen, as clients of early 2024 read them', async () => {
    const process = await makeProcess()
    const path = { id: process.id }
    await good('CreateProcessSet', { path: { process: process.id, set: dataset.sets[1].id } })
    const names = async () =>
      (await good('ListProcessDatasets', { path })).results.map((one: Json) => [one.dataset.name, one.sets])
    expect(await names()).toEqual([['Letters 2026', ['validation']]])
    // Such a client asks for the elements set by set.
    const query = { set: 'validation', with_count: 'true' }
    const { results } = await good('ListDatasetElements', { path: { id: dataset.id }, query })
    expect(results.map((one: Json) => [one.set, one.element.name])).toEqual([['validation', 'Line 3']])
    await good('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })
    expect(await names()).toEqual([['Letters 2026', ['training', 'validation']]])
  })
})

describe('worker runs', () => {
  it('are unique by version, model version and configuration, and their parents are of the same process', async () => {
    const { process, version, run } = await prepare()
    const path = { id: process.id }
    const make = (body: object) =>
      server.call('CreateWorkerRun', { path, body: { worker_version_id: version.id, ...body } })
    expect((await make({})).body).toHaveProperty('non_field_errors')
    const configuration = await good('CreateWorkerConfiguration', {
      path: { id: version.worker.id },
      body: { name: 'c', configuration: { a: 1 } },
    })
    expect((await make({ configuration_id: configuration.id, parents: [version.id] })).body).toHaveProperty('parents')
    const child = await make({ configuration_id: configuration.id, parents: [run.id] })
    expect(child.body).toMatchObject({
      parents: [run.id],
      configuration: { name: 'c' },
      summary: expect.stringContaining("using configuration 'c'"),
    })
    expect((await server.call('DestroyWorkerRun', { path: { id: run.id } })).status).toBe(204)
    expect((await good('RetrieveWorkerRun', { path: { id: child.body.id } })).parents).toEqual([])
    expect(
      (await server.call('RetrieveWorkerRun', { path: { id: child.body.id }, token: tokens.stranger })).status,
    ).toBe(404)
  })

  it('refuse what may not be used, naming the field', async () => {
    const { process, version } = await prepare({ model_usage: 'supported' })
    const nothing = '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11'
    const make = (body: object) =>
      server.call('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id, ...body } })
    expect((await make({ worker_version_id: nothing })).body).toHaveProperty('worker_version_id')
    expect((await make({ model_version_id: nothing })).body).toHaveProperty('model_version_id')
    expect((await make({ configuration_id: nothing })).body).toHaveProperty('configuration_id')
    const model = await good('CreateModel', { body: { name: `Of run ${number}` } })
    const unready = await good('CreateModelVersion', { path: { id: model.id }, body: {} })
    expect((await make({ model_version_id: unready.id })).body.model_version_id[0]).toContain('not available')
  })
})

describe('the list of processes', () => {
  it('is filtered by corpus, mode, state and a part of the name, and shows the newest first', async () => {
    const older = await makeProcess({ name: `Ümlaut ${number} older` })
    const newer = await makeProcess({ name: `ümlaut ${number} newer`, mode: 'workers' })
    const list = async (query: Record<string, string>, token = tokens.owner) =>
      (await server.call('ListProcesses', { query: { name: `ÜMLAUT ${number}`, ...query }, token })).body.results.map(
        (one: Json) => one.id,
      )
    expect(await list({})).toEqual([newer.id, older.id])
    expect(await list({ mode: 'dataset' })).toEqual([older.id])
    expect(await list({ state: 'completed' })).toEqual([])
    expect(await list({ corpus: corpus.id, started: 'false', with_tasks: 'true' })).toHaveLength(2)
    expect(await list({ started: 'true' })).toEqual([])
    expect(await list({}, tokens.guest)).toHaveLength(2)
    expect(await list({}, tokens.stranger)).toEqual([])
  })

  it('belongs to corpora: guests make none, strangers do not know of them', async () => {
    expect((await server.call('CreateProcess', { body: { corpus: corpus.id }, token: tokens.guest })).status).toBe(403)
    expect(
      (await server.call('CreateProcess', { body: { corpus: corpus.id }, token: tokens.stranger })).body,
    ).toHaveProperty('corpus')
  })
})

describe('the state of a process', () => {
  it.each([
    [[], 'unscheduled'],
    [['completed', 'completed'], 'completed'],
    [['completed', 'pending'], 'running'],
    [['pending', 'unscheduled'], 'pending'],
    [['failed', 'running'], 'running'],
    [['failed', 'unscheduled'], 'failed'],
    [['error', 'failed', 'completed'], 'error'],
    [['stopping', 'running'], 'stopping'],
    [['stopped', 'completed'], 'stopped'],
  ] as const)('of %j is %s', (states, sum) => {
    expect(sumStates(states)).toBe(sum)
  })
})
