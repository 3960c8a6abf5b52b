import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSeed } from '../../server/seed/read-seed.ts'
import { findOperation, type Json, startTestServer, type TestServer } from './start-test-server.ts'

/*
 * Who may do what: every operation by every role, each cell written down by hand. The table takes nothing from the server
 * but the list of its operations, out of the document that it serves.
 */

const roles = ['anonymous', 'stranger', 'guest', 'contributor', 'admin', 'instance', 'expired'] as const
type Role = (typeof roles)[number]

const tokens: Record<Role, string | null> = {
  anonymous: null,
  stranger: 'stranger-token-of-the-matrix',
  guest: 'guest-token-of-the-matrix',
  contributor: 'contributor-token-of-the-matrix',
  admin: 'admin-token-of-the-matrix',
  instance: 'instance-token-of-the-matrix',
  expired: 'expired-token-of-the-matrix',
}

const members = '{ guest@example.com: guest, contributor@example.com: contributor, admin@example.com: admin }'
const seedText = `
version: 1
users:
  - { email: stranger@example.com, token: ${tokens.stranger} }
  - { email: guest@example.com, token: ${tokens.guest} }
  - { email: contributor@example.com, token: ${tokens.contributor} }
  - { email: admin@example.com, token: ${tokens.admin} }
  - { email: expired@example.com, token: ${tokens.expired}, is_admin: true, token_expires: '2026-01-01T00:00:00Z' }
workers:
  - { name: Matrix, slug: matrix, type: matrix, members: ${members} }
  - { name: Docker, slug: docker, type: matrix, repository_url: 'https://git.example.com/matrix', members: ${members} }
models:
  - { name: Matrix, members: ${members} }
corpora:
  - name: Matrix
    members: ${members}
    datasets:
      - { name: Matrix, sets: { training: [{ name: Line 1 }] } }
`

let server: TestServer
let worker: string
let model: string
let corpus: string
let dataset: Json
let element: string
let number = 0

async function send(operationId: string, call: Call, token: string | null) {
  const { path, method } = findOperation(server.document, operationId)
  const { path: values = {}, query = {}, body } = call
  const url = new URL(
    path.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? `missing-${name}`),
    server.url,
  )
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const response = await fetch(url, {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { authorization: `Token ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

/** Prepares something as the instance's administrator. */
async function prepare(operationId: string, call: Call = {}): Promise<Json> {
  const { status, body } = await send(operationId, call, tokens.instance)
  if (status >= 300) throw new Error(`${operationId}: ${status} ${JSON.stringify(body)}`)
  return body
}

beforeAll(async () => {
  server = await startTestServer({
    seed: readSeed(seedText, 'matrix seed', {}),
    ...(tokens.instance === null ? {} : { adminToken: tokens.instance }),
  })
  worker = (await prepare('ListWorkers', { query: { slug: 'matrix' } })).results[0].id
  model = (await prepare('ListModels')).results[0].id
  corpus = (await prepare('ListCorpus'))[0].id
  dataset = (await prepare('ListCorpusDatasets', { path: { id: corpus } })).results[0]
  element = (await prepare('ListDatasetElements', { path: { id: dataset.id } })).results[0].element.id
})
afterAll(() => server.close())

interface Call {
  path?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
}
type Recipe = () => Call | Promise<Call>

const unique = (word: string) => {
  number += 1
  return `${word}-${number}`
}
const yaml = `slug: matrix
display_name: Matrix
type: matrix
description: Of the matrix.
gpu_usage: disabled
model_usage: supported
configuration:
  - { key: size, display_name: Size, type: int, default: 1 }
`
const importBody = () => ({
  yaml,
  revision_url: `https://git.example.com/${unique('commit')}`,
  docker_image_iid: 'image',
})
const makeVersion = (): Promise<Json> => prepare('ImportWorkerVersion', { path: { id: worker }, body: importBody() })
const makeConfiguration = async (): Promise<Json> => {
  await makeVersion()
  const body = { name: unique('name'), configuration: { size: 1000 + number } }
  return prepare('CreateWorkerConfiguration', { path: { id: worker }, body })
}
const makeModelVersion = (): Promise<Json> => prepare('CreateModelVersion', { path: { id: model }, body: {} })
const makeAvailable = async (): Promise<Json> => {
  const version = await makeModelVersion()
  await fetch(version.s3_put_url, { method: 'PUT', body: 'x' })
  const archive_hash = createHash('md5').update('x').digest('hex')
  return prepare('PartialUpdateModelVersion', {
    path: { id: version.id },
    body: { state: 'available', size: 1, archive_hash },
  })
}
const makeDataset = (): Promise<Json> =>
  prepare('CreateDataset', { path: { id: corpus }, body: { name: unique('set'), description: '', set_names: ['a'] } })
const makeProcess = (): Promise<Json> =>
  prepare('CreateProcess', { body: { corpus, mode: 'dataset', name: unique('process') } })
const makeRun = async (): Promise<Json> => {
  const process = await makeProcess()
  const version = await makeVersion()
  return prepare('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
}
const makeFull = async (): Promise<Json> => {
  const run = await makeRun()
  await prepare('CreateProcessSet', { path: { process: run.process.id, set: dataset.sets[0].id } })
  return run.process
}
const makeStarted = async (): Promise<Json> => {
  const { id } = await makeFull()
  return prepare('StartProcess', { path: { id }, body: {} })
}
const makeStopped = async (): Promise<Json> => {
  const { id } = await makeStarted()
  return prepare('PartialUpdateProcess', { path: { id }, body: { state: 'stopping' } })
}

const nothing: Recipe = () => ({})
const at = (id: () => string | Promise<string>, body?: () => unknown): Recipe => {
  return async () => ({ path: { id: await id() }, ...(body ? { body: body() } : {}) })
}
const idOf = (make: () => Promise<Json>) => async () => (await make()).id as string
const theWorker = () => worker
const theModel = () => model
const theCorpus = () => corpus
const version = idOf(makeVersion)
const configuration = idOf(makeConfiguration)
const modelVersion = idOf(makeModelVersion)
const aDataset = idOf(makeDataset)
const process = idOf(makeProcess)
const run = idOf(makeRun)
const task = async () => (await makeStarted()).tasks[0].id as string

const unmarked: Recipe = async () => {
  await send('DestroyModelCompatibleWorker', { path: { model, worker } }, tokens.instance)
  return { path: { model, worker } }
}
const marked: Recipe = async () => {
  await send('CreateModelCompatibleWorker', { path: { model, worker } }, tokens.instance)
  return { path: { model, worker } }
}
const setPath = (id: string) => ({ path: { process: id, set: dataset.sets[0].id as string } })
const datasetPath = (id: string) => ({ path: { process: id, dataset: dataset.id as string } })

/** Statuses in the order of the roles: anonymous, stranger, guest, contributor, admin, instance, expired. */
const table: Record<string, [recipe: Recipe, cells: string]> = {
  // Users
  Login: [() => ({ body: { email: `${unique('no')}@example.com`, password: 'wrong' } }), '400 400 400 400 400 400 401'],
  RetrieveUser: [nothing, '401 200 200 200 200 200 401'],
  // Workers: the roles are those on the worker
  ListWorkers: [nothing, '401 200 200 200 200 200 401'],
  ListWorkerTypes: [nothing, '401 200 200 200 200 200 401'],
  CreateWorker: [() => ({ body: { name: 'W', type: 't', slug: unique('w') } }), '401 201 201 201 201 201 401'],
  RetrieveWorker: [at(theWorker), '401 404 200 200 200 200 401'],
  UpdateWorker: [at(theWorker, () => ({ name: 'Matrix', type: 'matrix' })), '401 404 403 403 200 200 401'],
  PartialUpdateWorker: [at(theWorker, () => ({ name: 'Matrix' })), '401 404 403 403 200 200 401'],
  ListWorkerVersions: [at(theWorker), '401 404 200 200 200 200 401'],
  CreateWorkerVersion: [at(theWorker, () => ({ docker_image_iid: 'image' })), '401 404 403 403 201 201 401'],
  ImportWorkerVersion: [at(theWorker, importBody), '401 404 403 403 201 201 401'],
  CreateDockerWorkerVersion: [
    () => ({
      body: {
        worker_slug: 'docker',
        repository_url: 'https://git.example.com/matrix',
        revision_hash: createHash('sha1').update(unique('hash')).digest('hex'),
        configuration: {},
        docker_image_iid: 'image',
      },
    }),
    '401 403 403 403 201 201 401',
  ],
  RetrieveWorkerVersion: [at(version), '401 404 200 200 200 200 401'],
  UpdateWorkerVersion: [at(version, () => ({ state: 'available' })), '401 404 403 403 200 200 401'],
  PartialUpdateWorkerVersion: [at(version, () => ({ state: 'error' })), '401 404 403 403 200 200 401'],
  ListWorkerConfigurations: [at(theWorker), '401 404 200 200 200 200 401'],
  CreateWorkerConfiguration: [
    async () => {
      await makeVersion()
      return { path: { id: worker }, body: { name: unique('name'), configuration: { size: 1000 + number } } }
    },
    '401 404 403 201 201 201 401',
  ],
  RetrieveWorkerConfiguration: [at(configuration), '401 404 200 200 200 200 401'],
  UpdateWorkerConfiguration: [at(configuration, () => ({ name: unique('name') })), '401 404 403 200 200 200 401'],
  PartialUpdateWorkerConfiguration: [at(configuration, () => ({ archived: true })), '401 404 403 200 200 200 401'],
  // Models: the roles are those on the model
  ListModels: [nothing, '401 200 200 200 200 200 401'],
  CreateModel: [() => ({ body: { name: unique('model') } }), '401 201 201 201 201 201 401'],
  RetrieveModel: [at(theModel), '401 404 200 200 200 200 401'],
  UpdateModel: [at(theModel, () => ({ name: 'Matrix' })), '401 404 403 403 200 200 401'],
  PartialUpdateModel: [at(theModel, () => ({ description: 'x' })), '401 404 403 403 200 200 401'],
  CreateModelCompatibleWorker: [unmarked, '401 404 403 201 201 201 401'],
  DestroyModelCompatibleWorker: [marked, '401 404 403 204 204 204 401'],
  ListModelVersions: [at(theModel), '401 404 200 200 200 200 401'],
  CreateModelVersion: [at(theModel, () => ({})), '401 404 403 201 201 201 401'],
  RetrieveModelVersion: [at(modelVersion), '401 404 200 200 200 200 401'],
  UpdateModelVersion: [at(modelVersion, () => ({ state: 'created' })), '401 404 403 200 200 200 401'],
  PartialUpdateModelVersion: [at(modelVersion, () => ({ description: 'x' })), '401 404 403 200 200 200 401'],
  DestroyModelVersion: [at(modelVersion), '401 404 403 204 204 204 401'],
  DownloadModelVersion: [
    async () => {
      const { searchParams } = new URL((await makeAvailable()).download_url)
      return { query: Object.fromEntries(searchParams) }
    },
    '302 302 302 302 302 302 401',
  ],
  // Corpora, datasets, processes: the roles are those on the corpus
  ListCorpus: [nothing, '401 200 200 200 200 200 401'],
  CreateCorpus: [() => ({ body: { name: unique('corpus') } }), '401 201 201 201 201 201 401'],
  RetrieveCorpus: [at(theCorpus), '401 404 200 200 200 200 401'],
  ListCorpusWorkerVersions: [at(theCorpus), '401 404 200 200 200 200 401'],
  ListCorpusDatasets: [at(theCorpus), '401 404 200 200 200 200 401'],
  CreateDataset: [at(theCorpus, () => ({ name: unique('set'), description: '' })), '401 404 403 201 201 201 401'],
  RetrieveDataset: [at(aDataset), '401 404 200 200 200 200 401'],
  UpdateDataset: [at(aDataset, () => ({ name: unique('set'), description: '' })), '401 404 403 200 200 200 401'],
  PartialUpdateDataset: [at(aDataset, () => ({ description: 'x' })), '401 404 403 200 200 200 401'],
  DestroyDataset: [at(aDataset), '401 404 403 403 204 204 401'],
  ListDatasetElements: [at(aDataset), '401 404 200 200 200 200 401'],
  CreateDatasetElement: [at(aDataset, () => ({ set: 'a', element_id: element })), '401 404 403 201 201 201 401'],
  ListProcesses: [nothing, '401 200 200 200 200 200 401'],
  CreateProcess: [() => ({ body: { corpus, mode: 'dataset', name: 'P' } }), '401 400 403 201 201 201 401'],
  RetrieveProcess: [at(process), '401 404 200 200 200 200 401'],
  UpdateProcess: [at(process, () => ({ name: 'P' })), '401 404 403 403 200 200 401'],
  PartialUpdateProcess: [at(process, () => ({ name: 'P' })), '401 404 403 403 200 200 401'],
  DestroyProcess: [at(process), '401 404 403 403 204 204 401'],
  StartProcess: [at(idOf(makeFull), () => ({})), '401 404 403 403 201 201 401'],
  RetryProcess: [at(idOf(makeStopped)), '401 404 403 403 200 200 401'],
  ListProcessSets: [at(process), '401 404 200 200 200 200 401'],
  CreateProcessSet: [async () => setPath(await process()), '401 404 403 403 201 201 401'],
  DestroyProcessSet: [async () => setPath((await makeFull()).id), '401 404 403 403 204 204 401'],
  ListProcessDatasets: [at(process), '401 404 200 200 200 200 401'],
  CreateProcessDataset: [async () => datasetPath(await process()), '401 404 403 403 201 201 401'],
  DestroyProcessDataset: [async () => datasetPath((await makeFull()).id), '401 404 403 403 204 204 401'],
  ListWorkerRuns: [at(process), '401 404 200 200 200 200 401'],
  CreateWorkerRun: [
    async () => ({ path: { id: await process() }, body: { worker_version_id: await version() } }),
    '401 404 403 403 201 201 401',
  ],
  RetrieveWorkerRun: [at(run), '401 404 200 200 200 200 401'],
  RetrieveWorkerRunConfiguration: [at(run), '401 404 200 200 200 200 401'],
  UpdateWorkerRun: [at(run, () => ({ parents: [] })), '401 404 403 403 200 200 401'],
  PartialUpdateWorkerRun: [at(run, () => ({ parents: [] })), '401 404 403 403 200 200 401'],
  DestroyWorkerRun: [at(run), '401 404 403 403 204 204 401'],
  ListUserWorkerRuns: [nothing, '401 200 200 200 200 200 401'],
  CreateUserWorkerRun: [async () => ({ body: { worker_version_id: await version() } }), '401 400 201 201 201 201 401'],
  RetrieveTask: [at(task), '401 404 200 200 200 200 401'],
  UpdateTask: [at(task, () => ({ state: 'running' })), '401 404 403 403 200 200 401'],
  PartialUpdateTask: [at(task, () => ({ state: 'stopped' })), '401 404 403 403 200 200 401'],
  ListFarms: [nothing, '401 200 200 200 200 200 401'],
}

describe('rights', () => {
  it('are written down for every operation that the server has, and for no other', () => {
    const served = Object.values<Json>(server.document.paths).flatMap((item) =>
      Object.values<Json>(item).map(({ operationId }) => operationId),
    )
    expect(Object.keys(table).sort()).toEqual(served.sort())
  })

  for (const [operationId, [recipe, cells]] of Object.entries(table)) {
    it(`are as written for ${operationId}`, async () => {
      const expected = cells.split(' ').map(Number)
      const answered: number[] = []
      for (const role of roles) answered.push((await send(operationId, await recipe(), tokens[role])).status)
      const show = (statuses: number[]) => roles.map((role, index) => `${role} ${statuses[index]}`)
      expect(show(answered)).toEqual(show(expected))
      const { operation } = findOperation(server.document, operationId)
      for (const status of answered) expect(Object.keys(operation.responses)).toContain(String(status))
    })
  }
})
