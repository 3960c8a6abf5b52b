import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let worker: Json
let number = 0

const repository = 'https://gitlab.example.com/workers/recognizer'

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

beforeEach(async () => {
  number += 1
  const { status, body } = await server.call('CreateWorker', {
    body: {
      name: `Recognizer ${number}`,
      type: 'recognizer',
      slug: `recognizer-${number}`,
      repository_url: repository,
    },
  })
  expect(status).toBe(201)
  worker = body
})

const commit = (hash: string) => `${repository}/commit/${hash}`

function publish(fields: object, id = worker.id) {
  return server.call('CreateWorkerVersion', {
    path: { id },
    body: { configuration: {}, docker_image_iid: 'registry.example.com/w@sha256:0', state: 'available', ...fields },
  })
}

async function readReferences() {
  const { body } = await server.call('ListWorkerVersions', { path: { id: worker.id } })
  return Object.fromEntries(
    body.results.map((one: Json) => [one.revision_url?.split('/').at(-1), [one.branch, one.tag]]),
  )
}

function toYaml(slug: string, more = '') {
  return `slug: ${slug}\ndisplay_name: Recognizer\ntype: recognizer\ndescription: Reads.\ngpu_usage: supported\nmodel_usage: required\n${more}`
}

describe('workers', () => {
  it('are got or made by slug and repository, and answered as they are', async () => {
    const again = await server.call('CreateWorker', {
      body: { name: 'Another name', type: 'other', slug: worker.slug, repository_url: repository },
    })
    expect(again).toMatchObject({ status: 200, body: { id: worker.id, name: worker.name, type: 'recognizer' } })
    const elsewhere = await server.call('CreateWorker', {
      body: { name: 'X', type: 'x', slug: worker.slug, repository_url: `${repository}2` },
    })
    expect(elsewhere.status).toBe(201)
    expect(elsewhere.body.id).not.toBe(worker.id)
    const ownerless = await server.call('CreateWorker', { body: { name: 'X', type: 'x', slug: worker.slug } })
    expect(ownerless).toMatchObject({ status: 201, body: { repository_url: null, description: '' } })
  })

  it('are made once by twenty requests at a time', async () => {
    const body = { name: 'Race', type: 'race', slug: `race-${number}`, repository_url: repository }
    const answers = await Promise.all(Array.from({ length: 20 }, () => server.call('CreateWorker', { body })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
  })

  it('take changes from their administrator alone', async () => {
    const path = { id: worker.id }
    const changed = await server.call('PartialUpdateWorker', {
      path,
      body: { name: 'New', type: 'new-type', description: 'Text' },
    })
    expect(changed).toMatchObject({ status: 200, body: { name: 'New', type: 'new-type', description: 'Text' } })
    expect(
      (await server.call('UpdateWorker', { path, body: { name: 'Whole', type: 'new-type' } })).body.description,
    ).toBe('Text')
    expect((await server.call('UpdateWorker', { path, body: { name: 'Whole' } })).body).toEqual({
      type: ['This field is required.'],
    })
    expect((await server.call('RetrieveWorker', { path, token: tokens.stranger })).status).toBe(404)
    expect(
      (await server.call('PartialUpdateWorker', { path, body: { name: 'x' }, token: tokens.stranger })).status,
    ).toBe(404)
    await server.call('PartialUpdateWorker', { path, body: { public: true } })
    expect((await server.call('RetrieveWorker', { path, token: tokens.stranger })).status).toBe(200)
    expect(
      (await server.call('PartialUpdateWorker', { path, body: { name: 'x' }, token: tokens.stranger })).status,
    ).toBe(403)
  })

  it('are listed by name, type, slug and archived, and only to who may see them', async () => {
    const list = async (query: Record<string, string>, token = tokens.owner) =>
      (await server.call('ListWorkers', { query: { page_size: '500', ...query }, token })).body.results.map(
        (one: Json) => one.id,
      )
    expect(await list({ slug: worker.slug })).toEqual([worker.id])
    expect(await list({ slug: worker.slug.slice(0, -1) })).not.toContain(worker.id)
    expect(await list({ name: 'RECOGNIZER' })).toContain(worker.id)
    expect(await list({ name: '%' })).toEqual([])
    expect(await list({ type: 'recognizer' })).toContain(worker.id)
    expect(await list({ type: 'nothing' })).toEqual([])
    expect(await list({ slug: worker.slug }, tokens.stranger)).toEqual([])
    await server.call('PartialUpdateWorker', { path: { id: worker.id }, body: { archived: true } })
    expect(await list({ slug: worker.slug })).toEqual([])
    expect(await list({ slug: worker.slug, archived: 'true' })).toEqual([worker.id])
    expect((await server.call('ListWorkerTypes')).body.results.map((one: Json) => one.slug)).toContain('recognizer')
  })

  it('are not made by who may not', async () => {
    const body = { name: 'X', type: 'x', slug: 'guests-worker' }
    expect(await server.call('CreateWorker', { body, token: tokens.guest })).toMatchObject({
      status: 403,
      body: { detail: 'You are not allowed to create workers.' },
    })
    const taken = { name: 'X', type: 'x', slug: worker.slug, repository_url: repository }
    expect((await server.call('CreateWorker', { body: taken, token: tokens.stranger })).status).toBe(403)
  })
})

describe('worker versions', () => {
  it('are refused for a commit that has one, in the words that clients look for', async () => {
    expect((await publish({ revision_url: commit('a'), branch: 'main' })).status).toBe(201)
    const again = await publish({ revision_url: commit('a'), tag: 'v1' })
    expect(again.status).toBe(400)
    expect(again.body.revision_url[0]).toContain('already exists')
    expect(await readReferences()).toEqual({ a: ['main', null] })
  })

  it('carry branch and tag of one commit that is published from both', async () => {
    const { body } = await publish({ revision_url: commit('a'), branch: 'main' })
    const updated = await server.call('PartialUpdateWorkerVersion', { path: { id: body.id }, body: { tag: 'v1' } })
    expect(updated).toMatchObject({ status: 200, body: { branch: 'main', tag: 'v1' } })
  })

  it('hand a branch and a tag over to the newest', async () => {
    await publish({ revision_url: commit('a'), branch: 'main', tag: 'v1' })
    await publish({ revision_url: commit('b'), branch: 'main' })
    expect(await readReferences()).toEqual({ a: [null, 'v1'], b: ['main', null] })
    const { body } = await server.call('ListWorkerVersions', { path: { id: worker.id } })
    expect(body.results.map((one: Json) => one.revision_url)).toEqual([commit('b'), commit('a')])
    await server.call('PartialUpdateWorkerVersion', { path: { id: body.results[0].id }, body: { tag: 'v1' } })
    expect(await readReferences()).toEqual({ a: [null, null], b: ['main', 'v1'] })
  })

  it('leave the references of other workers alone', async () => {
    await publish({ revision_url: commit('a'), branch: 'main' })
    const other = await server.call('CreateWorker', {
      body: { name: 'O', type: 'x', slug: `other-${number}`, repository_url: repository },
    })
    expect((await publish({ revision_url: commit('a'), branch: 'main' }, other.body.id)).status).toBe(201)
    expect(await readReferences()).toEqual({ a: ['main', null] })
  })

  it('are counted once each, whatever was refused between them', async () => {
    const count = async () => (await server.call('ListWorkerVersions', { path: { id: worker.id } })).body.count
    expect(await count()).toBe(0)
    const hashes = ['a1', 'b2', 'a1', 'c3', 'b2']
    const statuses = await Promise.all(
      hashes.map(async (hash) => (await publish({ revision_url: commit(hash) })).status),
    )
    expect(statuses.filter((status) => status === 201)).toHaveLength(3)
    expect(await count()).toBe(3)
  })

  it('count by themselves where they belong to no commit', async () => {
    expect(await publish({})).toMatchObject({ status: 400, body: { revision_url: [expect.any(String)] } })
    const { body: local } = await server.call('CreateWorker', {
      body: { name: 'L', type: 'x', slug: `local-${number}` },
    })
    expect((await publish({}, local.id)).body).toMatchObject({ version: 1, revision_url: null })
    expect((await publish({ docker_image_iid: null, state: 'available' }, local.id)).body).toMatchObject({
      version: 2,
      docker_image_iid: null,
    })
  })

  it('are made by administrators of the worker alone', async () => {
    await server.call('PartialUpdateWorker', { path: { id: worker.id }, body: { public: true } })
    const body = { configuration: {}, revision_url: commit('a') }
    for (const [token, status] of [
      [tokens.stranger, 403],
      [tokens.admin, 201],
    ] as const) {
      expect((await server.call('CreateWorkerVersion', { path: { id: worker.id }, body, token })).status).toBe(status)
    }
  })

  it('are updated by their administrator, and have a feature from an administrator of the instance', async () => {
    const { body } = await publish({ revision_url: commit('a'), gpu_usage: 'required' })
    const path = { id: body.id }
    const put = await server.call('UpdateWorkerVersion', { path, body: { state: 'error', docker_image_iid: null } })
    expect(put.body).toMatchObject({ state: 'error', docker_image_iid: null, gpu_usage: 'required' })
    expect((await server.call('UpdateWorkerVersion', { path, body: {} })).body).toEqual({
      state: ['This field is required.'],
    })
    const feature = { feature: 'file_import' }
    expect((await server.call('PartialUpdateWorkerVersion', { path, body: feature })).status).toBe(403)
    const refused = await server.call('PartialUpdateWorkerVersion', { path, body: feature, token: tokens.admin })
    expect(refused.body.feature).toHaveLength(2)
    const whole = { ...feature, state: 'available', gpu_usage: 'disabled' }
    expect((await server.call('PartialUpdateWorkerVersion', { path, body: whole, token: tokens.admin })).status).toBe(
      200,
    )
    expect((await server.call('RetrieveWorkerVersion', { path })).body.feature).toBe('file_import')
    expect((await server.call('RetrieveWorkerVersion', { path, token: tokens.stranger })).status).toBe(404)
  })

  it('come in pages that lead to each other', async () => {
    for (const hash of ['a', 'b', 'c']) await publish({ revision_url: commit(hash) })
    const first = (await server.call('ListWorkerVersions', { path: { id: worker.id }, query: { page_size: '2' } })).body
    expect(first).toMatchObject({ count: 3, number: 1, previous: null })
    const second: Json = await (await fetch(first.next, { headers: { authorization: `Token ${tokens.owner}` } })).json()
    expect(second).toMatchObject({ count: 3, number: 2, next: null })
    expect([...first.results, ...second.results].map((one: Json) => one.revision_url)).toEqual(
      ['c', 'b', 'a'].map(commit),
    )
  })
})

describe('ImportWorkerVersion', () => {
  const send = (fields: object, token = tokens.owner) =>
    server.call('ImportWorkerVersion', {
      path: { id: worker.id },
      body: { revision_url: commit('a'), docker_image_iid: 'image', ...fields },
      token,
    })

  it('takes the raw worker file and reads from it what the version needs', async () => {
    const options =
      'docker: {command: run}\nconfiguration: [{key: batch, display_name: Batch, type: int, default: 4}]\n'
    const { status, body } = await send({ yaml: toYaml(worker.slug, options), tag: 'v1', branch: null })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      state: 'available',
      gpu_usage: 'supported',
      model_usage: 'required',
      tag: 'v1',
      branch: null,
    })
    expect(body.configuration).toMatchObject({
      docker: { command: 'run' },
      configuration: [{ key: 'batch', default: 4 }],
    })
    const again = await send({ yaml: toYaml(worker.slug), tag: 'v1' })
    expect(again.body.revision_url[0]).toContain('already exists')
  })

  it('refuses a file that breaks a rule, with the place, and one of another worker', async () => {
    const broken = await send({ yaml: `${toYaml(worker.slug).replace('supported', 'maybe')}surprise: 1\n` })
    expect(broken.status).toBe(400)
    expect(broken.body.yaml).toHaveLength(2)
    expect(broken.body.yaml[0]).toMatch(/^line \d+, column \d+: /)
    expect((await send({ yaml: toYaml('another') })).body.yaml[0]).toContain('another')
    expect((await send({ yaml: ': : :\n\t- [' })).status).toBe(400)
  })
})

describe('CreateDockerWorkerVersion', () => {
  const body = (fields: object = {}) => ({
    docker_image_iid: 'image',
    repository_url: repository,
    revision_hash: 'abc123',
    revision_message: 'First\n\nMore',
    revision_author: 'Ada',
    revision_references: [{ type: 'branch', name: 'main' }],
    worker_slug: `old-${number}`,
    worker_name: 'Old',
    worker_type: 'recognizer',
    gpu_usage: 'disabled',
    model_usage: true,
    configuration: { docker: { command: 'run' } },
    ...fields,
  })

  it('makes worker, revision and version in one go, and adds the references of a second publication', async () => {
    const first = await server.call('CreateDockerWorkerVersion', { body: body() })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      revision_url: `${repository}/commit/abc123`,
      revision: { hash: 'abc123', name: 'First', author: 'Ada' },
      branch: 'main',
      tag: null,
      state: 'available',
      model_usage: 'required',
      worker: { slug: `old-${number}`, name: 'Old', type: 'recognizer' },
    })
    const tag = [{ type: 'tag', name: 'v1' }]
    const second = await server.call('CreateDockerWorkerVersion', { body: body({ revision_references: tag }) })
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, branch: 'main', tag: 'v1' } })
  })

  it('needs the right to make workers, and admin access to one that exists', async () => {
    expect((await server.call('CreateDockerWorkerVersion', { body: body(), token: tokens.guest })).status).toBe(403)
    await server.call('CreateDockerWorkerVersion', { body: body() })
    expect((await server.call('CreateDockerWorkerVersion', { body: body(), token: tokens.stranger })).status).toBe(403)
    expect((await server.call('CreateDockerWorkerVersion', { body: body({ revision_hash: '../x' }) })).status).toBe(400)
  })

  it('refuses a second publication of a commit where the release that is taken on did', async () => {
    const old = await startTestServer({ compat: '1.5.2' })
    expect((await old.call('CreateDockerWorkerVersion', { body: body() })).status).toBe(201)
    expect(await old.call('CreateDockerWorkerVersion', { body: body() })).toMatchObject({
      status: 400,
      body: { __all__: ['A worker version already exists on this revision and this worker slug.'] },
    })
    await old.close()
  })
})

describe('worker configurations', () => {
  const make = (body: object, token = tokens.owner) =>
    server.call('CreateWorkerConfiguration', { path: { id: worker.id }, body, token })

  it('are unique by name and by content, and the refusal carries the id of the one there is', async () => {
    const { status, body: first } = await make({ name: 'Fast', configuration: { batch: 4, size: { a: 1, b: 2 } } })
    expect(status).toBe(201)
    const sameName = await make({ name: 'Fast', configuration: { batch: 2 } })
    expect(sameName).toMatchObject({ status: 400, body: { name: [expect.any(String)], id: first.id } })
    const sameContent = await make({ name: 'Other', configuration: { size: { b: 2, a: 1 }, batch: 4 } })
    expect(sameContent).toMatchObject({ status: 400, body: { configuration: [expect.any(String)], id: first.id } })
    expect((await make({ name: 'Slow', configuration: { batch: 1 } })).status).toBe(201)
  })

  it('are listed, changed and archived; only an administrator of the instance brings one back', async () => {
    const { body: made } = await make({ name: 'Fast', configuration: { batch: 4 } })
    const { body: other } = await make({ name: 'Slow', configuration: { batch: 1 } })
    const path = { id: made.id }
    const list = async (query: Record<string, string>) =>
      (await server.call('ListWorkerConfigurations', { path: { id: worker.id }, query })).body.results.map(
        (one: Json) => one.name,
      )
    expect(await list({})).toEqual(['Fast', 'Slow'])
    const renamed = await server.call('PartialUpdateWorkerConfiguration', { path, body: { name: 'Slow' } })
    expect(renamed).toMatchObject({ status: 400, body: { name: [expect.any(String)], id: other.id } })
    expect((await server.call('UpdateWorkerConfiguration', { path, body: { name: 'Faster' } })).body.name).toBe(
      'Faster',
    )
    expect((await server.call('UpdateWorkerConfiguration', { path, body: {} })).status).toBe(400)
    await server.call('PartialUpdateWorkerConfiguration', { path, body: { archived: true } })
    expect(await list({ archived: 'false' })).toEqual(['Slow'])
    expect(await list({ archived: 'true' })).toEqual(['Faster'])
    const back = { path, body: { archived: false } }
    expect((await server.call('PartialUpdateWorkerConfiguration', back)).status).toBe(403)
    expect(
      (await server.call('PartialUpdateWorkerConfiguration', { ...back, token: tokens.admin })).body.archived,
    ).toBe(false)
    expect((await server.call('RetrieveWorkerConfiguration', { path })).body.configuration).toEqual({ batch: 4 })
    expect((await server.call('RetrieveWorkerConfiguration', { path, token: tokens.stranger })).status).toBe(404)
  })
})
