import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

const farmKey = 'the-key-of-the-default-farm'

let server: TestServer
let corpus: Json
let elements: string[]
let dataset: Json
let number = 0

beforeAll(async () => {
  server = await startTestServer({ farmKey, agentLease: 3000 })
  corpus = (await server.call('ListCorpus')).body[0]
  const { results } = await good('ListCorpusDatasets', { path: { id: corpus.id } })
  const { id } = results.find((one: Json) => one.name === 'Letters 2026')
  elements = (await good('ListDatasetElements', { path: { id } })).results.map(({ element }: Json) => element.id)
})
afterAll(() => server.close())
beforeEach(async () => {
  number += 1
  dataset = await make()
})

async function good(operationId: string, options: object): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}
const make = (fields: object = {}) => {
  const body = { name: `Set ${number}`, description: 'x', set_names: ['a', 'b'], ...fields }
  return good('CreateDataset', { path: { id: corpus.id }, body })
}
const at = (one: Json) => ({ path: { id: one.id } })
const read = (one: Json) => good('RetrieveDataset', at(one))
const put = (one: Json, set: string, element_id: string | undefined) =>
  server.call('CreateDatasetElement', { ...at(one), body: { set, element_id } })
const patch = (one: Json, body: object, more: object = {}) =>
  server.call('PartialUpdateDataset', { ...at(one), body, ...more })

/** A process with this dataset's first set, started, and its task in the hands of an agent. */
async function work(one: Json): Promise<{ process: Json; token: string; agent: Json; task: Json }> {
  number += 1
  const worker = await good('CreateWorker', { body: { name: 'Builder', type: 't', slug: `builder-${number}` } })
  const version = await good('CreateWorkerVersion', {
    ...at(worker),
    body: { docker_image_iid: 'i', state: 'available' },
  })
  const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: `Build ${number}` } })
  await good('CreateWorkerRun', { ...at(process), body: { worker_version_id: version.id } })
  await good('CreateProcessSet', { path: { process: process.id, set: one.sets[0].id } })
  await good('StartProcess', { ...at(process), body: {} })
  const body = { key: farmKey, name: `agent-${number}`, maximum_tasks: 1, executor: 'process' }
  const agent = await good('CreateAgent', { body, token: null })
  const { actions } = await good('RetrieveAgentActions', {
    body: { tasks: [], accepts: true },
    token: agent.token,
    scheme: 'Agent',
  })
  return { process, token: actions[0].token, agent, task: actions[0] }
}

const end = ({ task, agent }: { task: Json; agent: Json }, state: string) =>
  good('PartialUpdateTask', {
    path: { id: task.task_id },
    body: { state, attempt: task.attempt },
    token: agent.token,
    scheme: 'Agent',
  })

describe('sets of a dataset', () => {
  it('are added, renamed and deleted by administrators of the corpus while it is open, under both paths', async () => {
    const made = await good('CreateDatasetSet', { ...at(dataset), body: { name: 'c' } })
    expect((await server.call('CreateDatasetSet', { ...at(dataset), body: { name: 'c' } })).body).toHaveProperty('name')
    const path = { dataset: dataset.id, set: made.id }
    expect(await good('UpdateDatasetSet', { path, body: { name: 'd' } })).toEqual({ id: made.id, name: 'd' })
    expect((await server.call('PartialUpdateDatasetSet', { path, body: { name: 'a' } })).status).toBe(400)
    await put(dataset, 'd', elements[0])
    const old = await fetch(`${server.url}/api/v1/dataset/${dataset.id}/sets/${made.id}/`, {
      method: 'PATCH',
      headers: { authorization: `Token ${tokens.owner}`, 'content-type': 'application/json' },
      body: '{"name":"e"}',
    })
    expect([old.status, await old.json()]).toEqual([200, { id: made.id, name: 'e' }])
    expect((await read(dataset)).set_elements).toEqual([
      { set: 'a', count: 0 },
      { set: 'b', count: 0 },
      { set: 'e', count: 1 },
    ])
    expect((await server.call('DestroyDatasetSet', { path })).status).toBe(204)
    expect((await read(dataset)).element_count).toBe(0)
    for (const [token, status] of [
      [tokens.guest, 400],
      [tokens.stranger, 404],
    ] as const) {
      expect((await server.call('CreateDatasetSet', { ...at(dataset), body: { name: 'x' }, token })).status).toBe(
        status,
      )
    }
  })

  it('stay while they are the last, are used by a process, or are of another dataset or one that is not open', async () => {
    const destroy = (one: Json, set: Json) =>
      server.call('DestroyDatasetSet', { path: { dataset: one.id, set: set.id } })
    const single = await make({ name: `Single ${number}`, set_names: ['a'] })
    expect((await destroy(single, single.sets[0])).body).toEqual({
      non_field_errors: [expect.stringContaining('only')],
    })
    expect((await destroy(dataset, single.sets[0])).status).toBe(404)
    const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: 'P' } })
    await good('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })
    expect((await destroy(dataset, dataset.sets[0])).body.non_field_errors).toEqual([
      expect.stringContaining('processes'),
    ])
    await patch(dataset, { state: 'complete' })
    expect((await destroy(dataset, dataset.sets[1])).body.non_field_errors).toEqual(['This dataset is not open.'])
  })
})

describe('elements of a dataset', () => {
  it('are in one set only where they are to be unique, which cannot be asked for too late', async () => {
    const loose = await make({ name: `Loose ${number}`, unique_elements: false })
    for (const set of ['a', 'b']) expect((await put(loose, set, elements[0])).status).toBe(201)
    expect((await put(loose, 'a', elements[0])).status).toBe(400)
    expect((await patch(loose, { unique_elements: true })).body).toHaveProperty('unique_elements')
    await put(dataset, 'a', elements[0])
    expect((await put(dataset, 'b', elements[0])).body.element_id[0]).toContain('"a"')
    expect((await put(dataset, 'nothing', corpus.id)).body).toMatchObject({
      set: [expect.any(String)],
      element_id: [expect.any(String)],
    })
    const { results } = await good('ListElementDatasets', { path: { id: elements[0] } })
    expect(results.filter((one: Json) => one.dataset.id === loose.id).map(({ set }: Json) => set)).toEqual(['a', 'b'])
  })

  it('are taken out of one set, or of all', async () => {
    const loose = await make({ name: `Loose ${number}`, unique_elements: false })
    for (const set of ['a', 'b']) await put(loose, set, elements[0])
    const path = { dataset: loose.id, element: elements[0] }
    const remove = (query: object = {}) => server.call('DestroyDatasetElement', { path, query } as Json)
    expect((await remove({ set: 'a' })).status).toBe(204)
    expect((await remove({ set: 'a' })).status).toBe(404)
    expect((await remove()).status).toBe(204)
    await put(loose, 'a', elements[0])
    await patch(loose, { state: 'complete' })
    expect((await remove()).body).toEqual({ non_field_errors: ['This dataset is not open.'] })
  })

  it('are copied with their sets into an open dataset, as often as one likes', async () => {
    for (const element of elements.slice(0, 2)) await put(dataset, 'a', element)
    await patch(dataset, { state: 'complete' })
    const copies = [await good('CloneDataset', at(dataset)), await good('CloneDataset', at(dataset))]
    expect(copies.map(({ name }) => name)).toEqual([`Clone of ${dataset.name}`, `Clone of ${dataset.name} 2`])
    const [copy] = copies
    expect(copy).toMatchObject({
      state: 'open',
      description: 'x',
      element_count: 2,
      sets: [{ name: 'a' }, { name: 'b' }],
    })
    const list = async (one: Json) =>
      (await good('ListDatasetElements', at(one))).results.map(({ set, element }: Json) => [set, element.id])
    expect(await list(copy)).toEqual(await list(dataset))
    expect((await server.call('DestroyDataset', at(copy))).status).toBe(204)
    expect((await server.call('CloneDataset', { ...at(dataset), token: tokens.guest })).status).toBe(403)
  })
})

describe('elements of a dataset that a process works with', () => {
  it('are not deleted with their dataset, their parents or the results of workers, until the process has ended', async () => {
    const folder = await good('CreateElement', { body: { corpus: corpus.id, type: 'folder', name: `F ${number}` } })
    const run = async () => {
      const worker = await good('CreateWorker', { body: { name: 'L', type: 't', slug: `local-${number}` } })
      const version = await good('CreateWorkerVersion', { ...at(worker), body: { docker_image_iid: 'i' } })
      return good('CreateUserWorkerRun', { body: { worker_version_id: version.id } })
    }
    const worker_run_id = (await run()).id
    const page = await good('CreateElement', {
      body: { corpus: corpus.id, type: 'page', name: 'P', parent: folder.id, worker_run_id },
    })
    const text = await good('CreateTranscription', { ...at(page), body: { text: 'T', worker_run_id } })
    const other = await make({ name: `Other ${number}` })
    for (const one of [dataset, other]) expect((await put(one, 'a', page.id)).status).toBe(201)
    const running = await work(dataset)
    const destroys = {
      DestroyElement: { ...at(page) },
      'DestroyElement of its parent': { ...at(folder) },
      DestroyElements: { path: { corpus: corpus.id }, query: { type: 'page' } },
      DestroyWorkerResults: { path: { corpus: corpus.id }, query: { worker_run_id } },
      DestroyDatasetElement: { path: { dataset: dataset.id, element: page.id } },
    }
    for (const [name, options] of Object.entries(destroys)) {
      const { status, body } = await server.call(name.split(' ')[0] ?? '', options)
      expect(status, name).toBe(400)
      expect(body.non_field_errors[0], name).toContain('works with this dataset')
    }
    await good('RetrieveTranscription', at(text))
    // A parent that is deleted alone leaves its children, and what is in no such dataset is free.
    const second = await good('CreateElement', {
      body: { corpus: corpus.id, type: 'page', name: 'S', parent: folder.id },
    })
    await good('DestroyElement', at(second))
    await good('DestroyElement', { ...at(folder), query: { delete_children: 'false' } })
    const before = await read(other)
    await end(running, 'failed')
    await good('DestroyElement', at(page))
    expect((await good('ListDatasetElements', at(dataset))).results).toEqual([])
    expect((await read(other)).updated > before.updated).toBe(true)
  })

  it('are deleted by its own task', async () => {
    const page = await good('CreateElement', { body: { corpus: corpus.id, type: 'page', name: 'P' } })
    await put(dataset, 'a', page.id)
    const running = await work(dataset)
    await good('DestroyElement', { ...at(page), token: running.token, scheme: 'Ponos' })
    await end(running, 'failed')
  })
})

describe('a dataset that a task builds', () => {
  it('goes from open to complete by that task alone, and stays as it is afterwards', async () => {
    const running = await work(dataset)
    const asTask = { token: running.token, scheme: 'Ponos' }
    expect((await patch(dataset, { state: 'building' })).body.state[0]).toContain('works with this dataset')
    expect((await put(dataset, 'a', elements[0])).body.non_field_errors[0]).toContain('works with this dataset')
    expect((await patch(dataset, { state: 'building' }, asTask)).body).toMatchObject({
      state: 'building',
      task_id: running.task.task_id,
    })
    expect((await patch(dataset, { state: 'complete' })).body.state[0]).toContain('builds this dataset')
    expect((await patch(dataset, { state: 'complete' }, asTask)).body.state).toBe('complete')
    await end(running, 'completed')
    for (const body of [{ state: 'open' }, { name: 'other' }, { unique_elements: false }])
      expect((await patch(dataset, body)).status, JSON.stringify(body)).toBe(400)
    // A whole update with what is there changes nothing.
    expect((await patch(dataset, { name: dataset.name })).status).toBe(200)
  })

  it('has its archive where base-worker looks for it: among the artifacts of that task, for the tasks of later processes', async () => {
    const building = await work(dataset)
    const asTask = { token: building.token, scheme: 'Ponos' }
    await patch(dataset, { state: 'building' }, asTask)
    const body = { path: `${dataset.id}.tar.zst`, size: 7, content_type: 'application/zstd' }
    const { s3_put_url: url } = await good('CreateArtifact', { path: { id: building.task.task_id }, body, ...asTask })
    expect((await fetch(url, { method: 'PUT', body: 'archive' })).status).toBe(200)
    await patch(dataset, { state: 'complete' }, asTask)
    await end(building, 'completed')
    const training = await work(dataset)
    const asTraining = { token: training.token, scheme: 'Ponos' }
    const { task_id } = await good('RetrieveDataset', { ...at(dataset), ...asTraining })
    const listed = await good('ListArtifacts', { path: { id: task_id }, ...asTraining })
    expect(listed.map((one: Json) => one.path)).toEqual([body.path])
    const place = `${server.url}/api/v1/task/${task_id}/artifact/${body.path}`
    const archive = await fetch(place, { headers: { authorization: `Ponos ${training.token}` } })
    expect([archive.headers.get('content-type'), await archive.text()]).toEqual(['application/zstd', 'archive'])
    await end(training, 'completed')
  })

  it('may be said to be complete by a user: then it has no task and no archive, and its elements are read', async () => {
    await put(dataset, 'a', elements[0])
    expect((await patch(dataset, { state: 'complete' })).body).toMatchObject({ state: 'complete', task_id: null })
    const training = await work(dataset)
    const asTask = { token: training.token, scheme: 'Ponos' }
    const { results } = await good('ListDatasetElements', { ...at(dataset), query: { set: 'a' }, ...asTask })
    expect(results).toHaveLength(1)
    const { env } = await good('RetrieveTaskDefinition', {
      path: { id: training.task.task_id },
      token: training.agent.token,
      scheme: 'Agent',
    })
    expect(env).toHaveProperty('PONOS_TASK', training.task.task_id)
    await end(training, 'completed')
  })

  it('is in error when the task ends before it, and another task may build it', async () => {
    const running = await work(dataset)
    await patch(dataset, { state: 'building' }, { token: running.token, scheme: 'Ponos' })
    await end(running, 'failed')
    expect((await read(dataset)).state).toBe('error')
    expect((await patch(dataset, { state: 'open' })).body.state).toBe('open')
  })
})

describe('with --compat 1.5.2', () => {
  it('sets are names, the older ones by default, and elements may be in several', async () => {
    const old = await startTestServer({ compat: '1.5.2' })
    try {
      const [{ id }] = (await old.call('ListCorpus')).body
      const { body } = await old.call('CreateDataset', { path: { id }, body: { name: 'Old', description: '' } })
      expect(body).toMatchObject({ sets: ['train', 'test', 'validation'], unique_elements: false })
      const operations = JSON.stringify(old.document.paths)
      for (const later of ['CreateDatasetSet', 'RestartTask', 'StartWorkerActivity', 'ListProcessSets'])
        expect(operations).not.toContain(`"${later}"`)
      const process = (await old.call('CreateProcess', { body: { corpus: id, mode: 'dataset', name: 'P' } })).body
      const made = await old.call('CreateProcessDataset', { path: { process: process.id, dataset: body.id } })
      expect(made.body).toMatchObject({ dataset: { id: body.id, sets: body.sets }, sets: body.sets })
    } finally {
      await old.close()
    }
  })

  it('a training works on folders, and says all that is wrong with it at once', async () => {
    const old = await startTestServer({ compat: '1.5.2' })
    const ok = async (operationId: string, options: object): Promise<Json> => {
      const { status, body } = await old.call(operationId, options)
      expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
      return body
    }
    try {
      const [{ id: corpusId }] = (await old.call('ListCorpus')).body
      const element = async (type: string) =>
        (await ok('CreateElement', { body: { corpus: corpusId, type, name: type } })).id as string
      const folder = await element('folder')
      const version = await ok('CreateDockerWorkerVersion', {
        body: {
          docker_image_iid: 'image',
          repository_url: 'https://git.example.com/w',
          revision_hash: 'a'.repeat(40),
          worker_slug: 'trainer',
          worker_type: 't',
          configuration: {},
          model_usage: 'supported',
        },
      })
      const model = await ok('CreateModel', { body: { name: 'M' } })
      const body = {
        name: 'T',
        corpus_id: corpusId,
        worker_version_id: version.id,
        model_id: model.id,
        train_folder_id: folder,
      }
      const process = await ok('StartTraining', { body })
      expect(process).toMatchObject({ mode: 'training', state: 'pending', model_id: model.id, train_folder_id: folder })
      const run = await ok('RetrieveWorkerRun', { path: { id: process.tasks[0].worker_run_id } })
      expect(run.process).toMatchObject({ model_id: model.id, train_folder_id: folder, test_folder_id: null })
      const wrong = {
        ...body,
        train_folder_id: await element('page'),
        test_folder_id: corpusId,
        model_id: corpusId,
        worker_version_id: corpusId,
      }
      expect(Object.keys((await old.call('StartTraining', { body: wrong })).body).sort()).toEqual([
        'model_id',
        'test_folder_id',
        'train_folder_id',
        'worker_version_id',
      ])
      const farm = await old.call('StartTraining', { body: { ...body, farm_id: corpusId } })
      expect(farm).toMatchObject({ status: 400, body: { farm_id: [expect.any(String)] } })
    } finally {
      await old.close()
    }
  })
})
