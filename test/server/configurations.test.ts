import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let worker: Json
let number = 0

const repository = 'https://gitlab.example.com/workers/reader'
const uuid = '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11'

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  number += 1
  worker = await good('CreateWorker', {
    body: { name: 'Reader', type: 'reader', slug: `reader-${number}`, repository_url: repository },
  })
})

async function good(operationId: string, options: object = {}): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

let commit = 0
async function publish(fields: object = {}) {
  commit += 1
  return good('CreateWorkerVersion', {
    path: { id: worker.id },
    body: { docker_image_iid: 'image', revision_url: `${repository}/commit/${commit}`, configuration: {}, ...fields },
  })
}

const legacy = {
  docker: { command: 'read' },
  configuration: { form: 'NFC' },
  user_configuration: {
    batch: { title: 'Batch', type: 'int', default: 4 },
    ratio: { title: 'Ratio', type: 'float' },
    fast: { title: 'Fast', type: 'bool' },
    label: { title: 'Label', type: 'string' },
    mode: { title: 'Mode', type: 'enum', choices: ['slow', 'quick'], default: 'slow' },
    names: { title: 'Names', type: 'list', subtype: 'string' },
    pairs: { title: 'Pairs', type: 'dict' },
    model: { title: 'Model', type: 'model' },
  },
}

const modernYaml = (slug: string) => `slug: ${slug}
display_name: Reader
type: reader
description: Reads.
gpu_usage: disabled
model_usage: supported
configuration:
  - { key: fixed, display_name: Fixed, type: string, default: always, editable: false }
  - { key: needed, display_name: Needed, type: int, required: true }
  - { key: words, display_name: Words, type: string, many: true, default: [a] }
  - { key: key, display_name: Key, type: secret }
  - { key: other_key, display_name: Other key, type: secret }
  - { key: height, display_name: Height, type: int, default: 64 }
  - key: overlap
    display_name: Overlap
    type: group
    children:
      - { key: count, display_name: Count, type: int, default: 3 }
      - { key: kind, display_name: Kind, type: enum, choices: [x, y] }
`

const importModern = () =>
  good('ImportWorkerVersion', {
    path: { id: worker.id },
    body: {
      yaml: modernYaml(worker.slug),
      revision_url: `${repository}/commit/m${number}`,
      docker_image_iid: 'image',
    },
  })

const save = (configuration: object, more: object = {}, token = tokens.owner) => {
  commit += 1
  return server.call('CreateWorkerConfiguration', {
    path: { id: worker.id },
    body: { name: `Configuration ${commit}`, configuration, ...more },
    token,
  })
}

describe('a worker configuration', () => {
  it('fits the options of the older format: each type, each choice, no other key', async () => {
    await publish({ configuration: legacy })
    const wrong: Record<string, unknown[]> = {
      batch: ['4', 4.5, true, null],
      ratio: ['1', null],
      fast: [1, 'true'],
      label: [1, null],
      mode: ['other', 1],
      names: ['a', [1]],
      pairs: [{ a: 1 }, ['a']],
      model: ['not an id', 1],
      form: ['NFD'],
      unknown: [1],
    }
    for (const [key, values] of Object.entries(wrong)) {
      for (const value of values) {
        const { status, body } = await save({ [key]: value })
        expect(status, `${key} ${JSON.stringify(value)}`).toBe(400)
        expect(Object.keys(body.configuration), `${key} ${JSON.stringify(value)}`).toEqual([key])
      }
    }
    const right = {
      batch: 8,
      ratio: 1,
      fast: true,
      label: '',
      mode: 'quick',
      names: ['a'],
      pairs: { a: 'b' },
      model: uuid,
    }
    expect(await save(right)).toMatchObject({ status: 201, body: { configuration: right } })
  })

  it('fits the options of the newer format, whose groups may be given as a mapping', async () => {
    await importModern()
    const { status, body } = await save({
      fixed: 'changed',
      words: 'a',
      overlap: { count: 'x', more: 1 },
      'overlap.kind': 'z',
    })
    expect(status).toBe(400)
    expect(body.configuration).toEqual({
      fixed: ['This option cannot be changed.'],
      words: ['Expected a list of items.'],
      'overlap.count': ['A valid integer is required.'],
      'overlap.more': ['The worker has no such option.'],
      'overlap.kind': ['"z" is not a valid choice: x, y.'],
      needed: ['This option is required.'],
    })
    const made = await save({ needed: 1, overlap: { count: 5 } })
    expect(made).toMatchObject({ status: 201, body: { configuration: { needed: 1, 'overlap.count': 5 } } })
    const again = await save({ 'overlap.count': 5, needed: 1 })
    expect(again).toMatchObject({ status: 400, body: { id: made.body.id } })
  })

  it('differs from the default values', async () => {
    await publish({ configuration: legacy })
    for (const same of [{}, { batch: 4 }, { batch: 4, mode: 'slow' }]) {
      expect((await save(same)).body).toEqual({
        configuration: ['A configuration must differ from the default values.'],
      })
    }
    expect((await save({ batch: 4, mode: 'quick' })).status).toBe(201)
  })

  it('is checked against the newest available version, or the one that is named', async () => {
    const old = await publish({ configuration: legacy })
    await publish({ configuration: { user_configuration: { size: { title: 'Size', type: 'int' } } } })
    await publish({ configuration: {}, state: 'error' })
    expect((await save({ batch: 8 })).body.configuration).toHaveProperty('batch')
    expect((await save({ size: 8 })).status).toBe(201)
    expect((await save({ batch: 8 }, { worker_version_id: old.id })).status).toBe(201)
    expect((await save({ batch: 9 }, { worker_version_id: uuid })).body).toHaveProperty('worker_version_id')
    const { body: kept } = await save({ size: 9 })
    const change = (configuration: object) =>
      server.call('PartialUpdateWorkerConfiguration', { path: { id: kept.id }, body: { configuration } })
    expect((await change({ batch: 8 })).status).toBe(400)
    expect((await change({ size: 10 })).body.configuration).toEqual({ size: 10 })
  })
})

async function makeRun(version: Json, fields: object = {}) {
  const corpus = (await good('ListCorpus'))[0]
  const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'workers', name: 'P' } })
  return good('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id, ...fields } })
}

async function makeModelVersion(body: object = {}) {
  const model = await good('CreateModel', { body: { name: `Model ${number} ${commit}` } })
  return finishModelVersion(model.id, body)
}

async function finishModelVersion(model: string, body: object, more: object = {}) {
  const version = await good('CreateModelVersion', { path: { id: model }, body })
  await fetch(version.s3_put_url, { method: 'PUT', body: 'archive' })
  const { status, body: answer } = await server.call('PartialUpdateModelVersion', {
    path: { id: version.id },
    body: { state: 'available', size: 7, archive_hash: createHash('md5').update('archive').digest('hex'), ...more },
  })
  return status === 200 ? answer : { status, answer, id: version.id }
}

describe('the resolved configuration of a worker run', () => {
  const resolve = (run: Json, token = tokens.owner) =>
    server.call('RetrieveWorkerRunConfiguration', { path: { id: run.id }, token })

  it('holds every option: what is given, else what the model brings, else the default', async () => {
    const version = await importModern()
    const configuration = (await save({ needed: 1, overlap: { count: 5 }, key: 'vault/key' })).body
    const modelVersion = await makeModelVersion({ configuration: { height: 128, needed: 2, extra: [1] } })
    const run = await makeRun(version, { configuration_id: configuration.id, model_version_id: modelVersion.id })
    const { status, body } = await resolve(run)
    expect(status).toBe(200)
    expect(body.configuration).toEqual([
      { key: 'fixed', value: 'always', secret: false },
      { key: 'needed', value: 1, secret: false },
      { key: 'words', value: ['a'], secret: false },
      { key: 'key', value: 'vault/key', secret: true },
      { key: 'height', value: 128, secret: false },
      { key: 'overlap.count', value: 5, secret: false },
      { key: 'overlap.kind', value: null, secret: false },
      { key: 'extra', value: [1], secret: false },
    ])
    expect((await resolve(run, tokens.stranger)).status).toBe(404)
  })

  it('is refused with 400 for a worker of the older format', async () => {
    for (const configuration of [legacy, {}]) {
      expect((await resolve(await makeRun(await publish({ configuration })))).status).toBe(400)
    }
  })
})

describe('a worker run', () => {
  it('is updated as a whole and in parts until its process starts', async () => {
    const version = await publish({ model_usage: 'supported' })
    const { body: configuration } = await save({ a: 1 })
    const modelVersion = await makeModelVersion()
    const run = await makeRun(version, { configuration_id: configuration.id })
    const path = { id: run.id }
    const patched = await good('PartialUpdateWorkerRun', { path, body: { model_version_id: modelVersion.id } })
    expect(patched).toMatchObject({ configuration: { id: configuration.id }, model_version: { id: modelVersion.id } })
    expect(patched.summary).toContain(' with model ')
    const put = await good('UpdateWorkerRun', { path, body: { parents: [] } })
    expect(put).toMatchObject({ configuration: null, model_version: null })
    expect((await server.call('UpdateWorkerRun', { path, body: {} })).body).toEqual({
      parents: ['This field is required.'],
    })
    const process = { id: run.process.id }
    const twin = await good('CreateWorkerRun', {
      path: process,
      body: { worker_version_id: version.id, configuration_id: configuration.id, parents: [run.id] },
    })
    const change = (id: string, body: object) => server.call('PartialUpdateWorkerRun', { path: { id }, body })
    expect((await change(twin.id, { configuration_id: null })).body).toHaveProperty('non_field_errors')
    for (const parent of [twin.id, run.id]) {
      expect((await change(run.id, { parents: [parent] })).body).toEqual({
        parents: ['A worker run cannot come before itself.'],
      })
    }
    await good('PartialUpdateWorkerRun', { path: { id: twin.id }, body: { parents: [] } })
    await good('PartialUpdateWorkerRun', { path, body: { parents: [twin.id] } })
    const started = await good('StartProcess', { path: process, body: {} })
    expect(started.tasks.map((task: Json) => task.depth)).toEqual([0, 1, 2])
    expect((await change(run.id, { parents: [] })).status).toBe(400)
  })
})

describe('user worker runs', () => {
  it('stand on the one local process of the user, one for each version', async () => {
    const [first, second] = [await publish(), await publish()]
    const make = (body: object, token = tokens.owner) => server.call('CreateUserWorkerRun', { body, token })
    const made = await make({ worker_version_id: first.id })
    expect(made).toMatchObject({ status: 201, body: { process: { mode: 'local', corpus: null } } })
    expect(await make({ worker_version_id: first.id })).toMatchObject({ status: 400, body: { id: made.body.id } })
    const configuration_id = (await save({ a: 1 })).body.id
    expect((await make({ worker_version_id: first.id, configuration_id })).status).toBe(400)
    const other = await make({ worker_version_id: second.id })
    expect(other.body.process.id).toBe(made.body.process.id)
    expect((await make({ worker_version_id: first.id }, tokens.stranger)).body).toHaveProperty('worker_version_id')
    const listed = (await good('ListUserWorkerRuns')).results.map((run: Json) => run.id)
    expect(listed).toEqual([other.body.id, made.body.id])
    expect((await good('ListUserWorkerRuns', { token: tokens.admin })).results).toEqual([])
    const byOther = await server.call('RetrieveWorkerRun', { path: { id: made.body.id }, token: tokens.stranger })
    expect(byOther.status).toBe(404)
    const process = { id: made.body.process.id }
    expect((await server.call('StartProcess', { path: process, body: {} })).body).toHaveProperty('mode')
    expect(
      (await server.call('CreateWorkerRun', { path: process, body: { worker_version_id: first.id } })).status,
    ).toBe(400)
    const seen = (await good('ListProcesses', { query: { mode: 'local' } })).results
    expect(seen.map((one: Json) => one.id)).toEqual([process.id])
    expect((await good('ListProcesses', { token: tokens.admin, query: { mode: 'local' } })).results).toEqual([])
  })

  it('leave no corpus behind that anyone could see', async () => {
    await good('CreateUserWorkerRun', { body: { worker_version_id: (await publish()).id } })
    const names = (await good('ListCorpus', { token: tokens.admin })).map((one: Json) => one.name)
    expect(names).toEqual(['Letters'])
    const path = { id: '00000000-0000-0000-0000-000000000000' }
    expect((await server.call('RetrieveCorpus', { path, token: tokens.admin })).status).toBe(404)
  })
})

describe('the worker runs of a corpus', () => {
  it('are those of its processes, the newest first, each as it is retrieved', async () => {
    const made = await good('CreateCorpus', { body: { name: 'Runs' } })
    const path = { id: made.id }
    const [first, second] = [await publish({ model_usage: 'supported' }), await publish()]
    const runs: Json[] = []
    for (const [name, version, more] of [
      ['one', first, { model_version_id: (await makeModelVersion()).id }],
      ['two', second, { configuration_id: (await save({ a: 7 })).body.id }],
      ['three', first, {}],
    ] as const) {
      const process = await good('CreateProcess', { body: { corpus: made.id, mode: 'dataset', name } })
      const body = { worker_version_id: version.id, ...more }
      runs.unshift(await good('CreateWorkerRun', { path: { id: process.id }, body }))
    }
    await makeRun(first)
    await good('CreateUserWorkerRun', { body: { worker_version_id: first.id } })
    const page = await good('ListCorpusWorkerRuns', { path })
    expect(page.count).toBe(3)
    expect(page.results).toEqual(runs)
    for (const run of runs) expect(await good('RetrieveWorkerRun', { path: { id: run.id } })).toEqual(run)
    expect(page.results[1].configuration.configuration).toEqual({ a: 7 })
    const rest = await good('ListCorpusWorkerRuns', { path, query: { page: '2', page_size: '2' } })
    expect(rest.results).toEqual([runs[2]])
    expect((await server.call('ListCorpusWorkerRuns', { path, token: tokens.guest })).status).toBe(404)
  })
})

describe('versions', () => {
  it('of a corpus are those that its processes use', async () => {
    const [used] = [await publish(), await publish()]
    await makeRun(used)
    await makeRun(used)
    const corpus = (await good('ListCorpus'))[0]
    const list = (token: string) => server.call('ListCorpusWorkerVersions', { path: { id: corpus.id }, token })
    const ids = (await list(tokens.guest)).body.results.map((one: Json) => one.id)
    expect(ids.filter((id: string) => id === used.id)).toHaveLength(1)
    expect(ids).toHaveLength((await list(tokens.guest)).body.count)
    expect((await list(tokens.stranger)).status).toBe(404)
  })

  it('with a feature have no required option without a default', async () => {
    const option = (more: object) => ({
      user_configuration: { a: { title: 'A', type: 'int', required: true, ...more } },
    })
    const set = async (configuration: object) =>
      server.call('PartialUpdateWorkerVersion', {
        path: { id: (await publish({ configuration })).id },
        body: { feature: 'pdf_export' },
        token: tokens.admin,
      })
    expect((await set(option({}))).body.feature[0]).toContain('required options without a default: a')
    expect((await set(option({ default: 1 }))).status).toBe(200)
    expect((await set({})).body).toEqual({ feature: ['Another worker version has this feature.'] })
  })
})

describe('a model version', () => {
  it('whose content is there already is refused with 409 and the id of that one', async () => {
    const model = await good('CreateModel', { body: { name: `Twins ${number}` } })
    const first = await finishModelVersion(model.id, {}, { hash: 'abc' })
    const second = await finishModelVersion(model.id, {}, { hash: 'abc' })
    expect(second).toMatchObject({ status: 409, answer: { id: [first.id] } })
    expect((await finishModelVersion(model.id, {}, { hash: 'other' })).state).toBe('available')
  })

  it('is for guests to fetch only where it has a tag', async () => {
    const model = await good('CreateModel', { body: { name: `Shown ${number}`, public: true } })
    const plain = await finishModelVersion(model.id, {})
    const tagged = await finishModelVersion(model.id, { tag: 'v1' })
    const read = async (id: string, token: string) => {
      const one = await good('RetrieveModelVersion', { path: { id }, token })
      const { results } = await good('ListModelVersions', { path: { id: model.id }, token })
      const listed = results.find((other: Json) => other.id === id)
      return [one.s3_url, one.download_url, listed.s3_url, listed.download_url].map((url) => url !== null)
    }
    expect(await read(plain.id, tokens.stranger)).toEqual([false, false, false, false])
    expect(await read(tagged.id, tokens.stranger)).toEqual([true, true, true, true])
    expect(await read(plain.id, tokens.owner)).toEqual([true, true, true, true])
  })

  it('is downloaded without a log-in by the token of its link, and by no other', async () => {
    const version = await makeModelVersion()
    const found = await fetch(version.download_url)
    expect([found.status, found.redirected, await found.text()]).toEqual([200, true, 'archive'])
    const wrong = new URL(version.download_url)
    wrong.searchParams.set('token', '0'.repeat(64))
    expect((await fetch(wrong)).status).toBe(404)
    wrong.searchParams.delete('token')
    expect((await fetch(wrong)).status).toBe(404)
  })
})
