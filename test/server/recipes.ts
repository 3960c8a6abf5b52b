import { createHash } from 'node:crypto'
import { readSeed } from '../../server/seed/read-seed.ts'
import type { ServerOptions } from '../../server/start-server.ts'
import { findOperation, type Json, startTestServer, type TestServer } from './start-test-server.ts'

export const roles = ['anonymous', 'stranger', 'guest', 'contributor', 'admin', 'instance', 'expired'] as const
/** The roles are those on every object that a recipe works with; `instance` administers all of it. */
export type Role = (typeof roles)[number]

export const roleTokens: Record<Role, string | null> = {
  anonymous: null,
  stranger: 'stranger-token-of-the-matrix',
  guest: 'guest-token-of-the-matrix',
  contributor: 'contributor-token-of-the-matrix',
  admin: 'admin-token-of-the-matrix',
  instance: 'instance-token-of-the-matrix',
  expired: 'expired-token-of-the-matrix',
}

/** Of the default farm. */
export const farmKey = 'the-farm-key-of-the-matrix'

const members = '{ guest@example.com: guest, contributor@example.com: contributor, admin@example.com: admin }'
const seedText = `
version: 1
users:
  - { email: stranger@example.com, token: ${roleTokens.stranger} }
  - { email: guest@example.com, token: ${roleTokens.guest} }
  - { email: contributor@example.com, token: ${roleTokens.contributor} }
  - { email: admin@example.com, token: ${roleTokens.admin} }
  - { email: expired@example.com, token: ${roleTokens.expired}, is_admin: true, token_expires: '2026-01-01T00:00:00Z' }
workers:
  - { name: Matrix, slug: matrix, type: matrix, members: ${members} }
  - { name: Docker, slug: docker, type: matrix, repository_url: 'https://git.example.com/matrix', members: ${members} }
  - { name: Foreign, slug: foreign, type: matrix }
models:
  - { name: Matrix, members: ${members} }
  - { name: Foreign }
corpora:
  - name: Foreign
    datasets:
      - { name: Foreign, sets: { training: [{ name: Line 1 }] } }
  - name: Matrix
    members: ${members}
    datasets:
      - { name: Matrix, sets: { training: [{ name: Line 1 }] } }
  - { name: Doomed 1, members: ${members} }
  - { name: Doomed 2, members: ${members} }
`

export interface Call {
  path?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
}

/** Makes what an operation needs, as the instance's administrator, and gives a call that is right for who may do it. */
export type Recipe = () => Call | Promise<Call>

export interface Answer {
  status: number
  body: Json
}

export interface Stage {
  readonly server: TestServer
  /** Calls an operation, whatever the answer is. */
  send(operationId: string, call: Call, token: string | null): Promise<Answer>
  /** Prepares something as the instance's administrator. */
  prepare(operationId: string, call?: Call): Promise<Json>
  /** One for each operation that the server has. */
  readonly recipes: Readonly<Record<string, Recipe>>
  /** The same calls on objects that only administrators of the instance may know of. */
  readonly foreign: Readonly<Record<string, Recipe>>
}

/** Starts a server with a user of each role and a recipe for each operation. */
export async function setStage(options: ServerOptions = {}): Promise<Stage> {
  const server = await startTestServer({
    farmKey,
    seed: readSeed(seedText, 'matrix seed', {}),
    ...(roleTokens.instance === null ? {} : { adminToken: roleTokens.instance }),
    ...options,
  })

  const send = async (operationId: string, call: Call, token: string | null) => {
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
        ...(token === null ? {} : { authorization: token.includes(' ') ? token : `Token ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  /** Prepares something as the instance's administrator. */
  const prepare = async (operationId: string, call: Call = {}): Promise<Json> => {
    const { status, body } = await send(operationId, call, roleTokens.instance)
    if (status >= 300) throw new Error(`${operationId}: ${status} ${JSON.stringify(body)}`)
    return body
  }

  const find = async (name: string): Promise<Objects> => {
    const named = (one: Json) => one.name === name
    const corpus: string = (await prepare('ListCorpus')).find(named).id
    const dataset = (await prepare('ListCorpusDatasets', { path: { id: corpus } })).results[0]
    return {
      slug: name.toLowerCase(),
      worker: (await prepare('ListWorkers', { query: { slug: name.toLowerCase() } })).results[0].id,
      model: (await prepare('ListModels')).results.find(named).id,
      corpus,
      dataset,
      element: (await prepare('ListDatasetElements', { path: { id: dataset.id } })).results[0].element.id,
    }
  }
  let number = 0
  const unique = (word: string) => {
    number += 1
    return `${word}-${number}`
  }
  const makers = { send, prepare, unique }
  return {
    server,
    send,
    prepare,
    recipes: writeRecipes({ ...makers, ...(await find('Matrix')) }),
    foreign: writeRecipes({ ...makers, ...(await find('Foreign')) }),
  }
}

/** What recipes work with. */
interface Objects {
  /** Of the worker. */
  slug: string
  worker: string
  model: string
  corpus: string
  dataset: Json
  element: string
}

interface Makers extends Pick<Stage, 'send' | 'prepare'> {
  unique(word: string): string
}

/** A recipe for each operation; a new operation needs its own in `recipes`. */
function writeRecipes(given: Objects & Makers): Record<string, Recipe> {
  const { send, prepare, unique, slug, worker, model, corpus, dataset, element } = given
  const yaml = `slug: ${slug}
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
    const body = { name: unique('name'), configuration: { size: Number(unique('').slice(1)) + 1000 } }
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
  const beginParts = async () => {
    const version = await makeModelVersion()
    const upload = await prepare('CreateMultipartUpload', { path: { id: version.id }, body: { size: 1 } })
    await fetch(upload.parts[0].url, { method: 'PUT', body: 'x' })
    return { id: version.id as string, upload: upload.id as string }
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
  const makeTemplate = async (): Promise<Json> => {
    const made = await makeRun()
    return prepare('CreateProcessTemplate', { path: { id: made.process.id }, body: { name: unique('template') } })
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

  const listExports = async (): Promise<Json[]> => {
    const { results } = await prepare('ListExports', { path: { id: corpus } })
    if (!results.some(({ state }: Json) => state === 'created' || state === 'running')) return results
    await new Promise((resolve) => setTimeout(resolve, 50))
    return listExports()
  }
  /** One export of a corpus is enough for six hours: what there is goes first. */
  const clearExports = async (): Promise<void> => {
    for (const { id } of await listExports()) await prepare('DestroyExport', { path: { id } })
  }
  const makeExport = async (): Promise<string> => {
    await clearExports()
    await prepare('StartExport', { path: { id: corpus }, body: {} })
    return (await listExports())[0].id
  }

  const makeImage = (): Promise<Json> =>
    prepare('CreateIIIFURL', {
      body: { url: `https://iiif.example.com/${unique('image')}.jpg`, width: 100, height: 100 },
    })
  const makeElement = async (parent?: string): Promise<Json> => {
    const image: string = (await makeImage()).id
    const body = { corpus, type: 'page', name: unique('page'), image, ...(parent ? { parent } : {}) }
    return prepare('CreateElement', { body })
  }
  const makeType = (): Promise<Json> =>
    prepare('CreateElementType', { body: { corpus, slug: unique('type'), display_name: 'Type' } })
  const makeClass = (): Promise<Json> =>
    prepare('CreateMLClass', { path: { id: corpus }, body: { name: unique('class') } })
  const makeClassification = async (): Promise<Json> =>
    prepare('CreateClassification', { body: { element, ml_class: (await makeClass()).id } })
  const makeEntityType = (): Promise<Json> => prepare('CreateEntityType', { body: { corpus, name: unique('entity') } })
  const makeTranscription = (): Promise<Json> =>
    prepare('CreateTranscription', { path: { id: element }, body: { text: 'A text of some length' } })
  const makeMetadata = (): Promise<Json> =>
    prepare('CreateMetaData', { path: { id: element }, body: { type: 'text', name: 'name', value: unique('value') } })
  const newCorpus = async (): Promise<string> => {
    const made = await prepare('CreateCorpus', { body: { name: unique('corpus') } })
    return made.id
  }
  const entityBody = async () => ({ type_id: (await makeEntityType()).id as string, offset: 2, length: 4 })

  /** A workers process whose elements are listed, and which records activities. */
  const makeListed = async (): Promise<Json> => {
    const { id } = await prepare('CreateProcess', { body: { corpus, mode: 'workers', name: unique('process') } })
    await prepare('CreateWorkerRun', { path: { id }, body: { worker_version_id: await version() } })
    await prepare('StartProcess', { path: { id }, body: { worker_activity: true } })
    while (true) {
      const made = await prepare('RetrieveProcess', { path: { id } })
      if (made.activity_state === 'ready') return made
      if (made.activity_state === 'error') throw new Error('the elements could not be listed')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  let listed: Promise<Json> | undefined
  const theListed = (): Promise<Json> => {
    listed ??= makeListed()
    return listed
  }
  const makeAgent = (): Promise<Json> =>
    prepare('CreateAgent', { body: { key: farmKey, name: unique('agent'), maximum_tasks: 1, executor: 'none' } })
  const makeSet = async () => {
    const made = await makeDataset()
    const { id } = await prepare('CreateDatasetSet', { path: { id: made.id }, body: { name: 'b' } })
    return { dataset: made.id as string, set: id as string }
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
    await send('DestroyModelCompatibleWorker', { path: { model, worker } }, roleTokens.instance)
    return { path: { model, worker } }
  }
  const marked: Recipe = async () => {
    await send('CreateModelCompatibleWorker', { path: { model, worker } }, roleTokens.instance)
    return { path: { model, worker } }
  }
  const setPath = (id: string) => ({ path: { process: id, set: dataset.sets[0].id as string } })
  const datasetPath = (id: string) => ({ path: { process: id, dataset: dataset.id as string } })

  const recipes: Record<string, Recipe> = {
    // Users
    Login: () => ({ body: { email: `${unique('no')}@example.com`, password: 'wrong' } }),
    RetrieveUser: nothing,
    // Workers: the roles are those on the worker
    ListWorkers: nothing,
    ListWorkerTypes: nothing,
    CreateWorker: () => ({ body: { name: 'W', type: 't', slug: unique('w') } }),
    RetrieveWorker: at(theWorker),
    UpdateWorker: at(theWorker, () => ({ name: 'Matrix', type: 'matrix' })),
    PartialUpdateWorker: at(theWorker, () => ({ name: 'Matrix' })),
    ListWorkerVersions: at(theWorker),
    CreateWorkerVersion: at(theWorker, () => ({ docker_image_iid: 'image' })),
    ImportWorkerVersion: at(theWorker, importBody),
    CreateDockerWorkerVersion: () => ({
      body: {
        worker_slug: 'docker',
        repository_url: 'https://git.example.com/matrix',
        revision_hash: createHash('sha1').update(unique('hash')).digest('hex'),
        configuration: {},
        docker_image_iid: 'image',
      },
    }),
    RetrieveWorkerVersion: at(version),
    UpdateWorkerVersion: at(version, () => ({ state: 'available' })),
    PartialUpdateWorkerVersion: at(version, () => ({ state: 'error' })),
    ListWorkerConfigurations: at(theWorker),
    CreateWorkerConfiguration: async () => {
      await makeVersion()
      return {
        path: { id: worker },
        body: { name: unique('name'), configuration: { size: Number(unique('').slice(1)) + 1000 } },
      }
    },
    RetrieveWorkerConfiguration: at(configuration),
    UpdateWorkerConfiguration: at(configuration, () => ({ name: unique('name') })),
    PartialUpdateWorkerConfiguration: at(configuration, () => ({ archived: true })),
    // Models: the roles are those on the model
    ListModels: nothing,
    CreateModel: () => ({ body: { name: unique('model') } }),
    RetrieveModel: at(theModel),
    UpdateModel: at(theModel, () => ({ name: 'Matrix' })),
    PartialUpdateModel: at(theModel, () => ({ description: 'x' })),
    CreateModelCompatibleWorker: unmarked,
    DestroyModelCompatibleWorker: marked,
    ListModelVersions: at(theModel),
    CreateModelVersion: at(theModel, () => ({})),
    RetrieveModelVersion: at(modelVersion),
    UpdateModelVersion: at(modelVersion, () => ({ state: 'created' })),
    PartialUpdateModelVersion: at(modelVersion, () => ({ description: 'x' })),
    DestroyModelVersion: at(modelVersion),
    CreateMultipartUpload: at(modelVersion, () => ({ size: 1 })),
    RetrieveMultipartUpload: async () => ({ path: await beginParts() }),
    DestroyMultipartUpload: async () => ({ path: await beginParts() }),
    CompleteMultipartUpload: async () => ({
      path: await beginParts(),
      body: { size: 1, archive_hash: createHash('md5').update('x').digest('hex') },
    }),
    DownloadModelVersion: async () => {
      const { searchParams } = new URL((await makeAvailable()).download_url)
      return { query: Object.fromEntries(searchParams) }
    },
    // Corpora, datasets, processes: the roles are those on the corpus
    ListCorpus: nothing,
    CreateCorpus: () => ({ body: { name: unique('corpus') } }),
    RetrieveCorpus: at(theCorpus),
    ListCorpusWorkerVersions: at(theCorpus),
    ListCorpusWorkerRuns: at(theCorpus),
    UpdateCorpus: at(theCorpus, () => ({ name: 'Matrix' })),
    PartialUpdateCorpus: at(theCorpus, () => ({ description: 'x' })),
    // Two are seeded with the roles; who calls more often deletes new ones.
    DestroyCorpus: async () => {
      const corpora: Json[] = slug === 'matrix' ? await prepare('ListCorpus') : []
      return { path: { id: corpora.find(({ name }) => name.startsWith('Doomed'))?.id ?? (await newCorpus()) } }
    },
    CreateElementType: () => ({ body: { corpus, slug: unique('type'), display_name: 'Type' } }),
    UpdateElementType: at(idOf(makeType), () => ({ slug: unique('type'), display_name: 'Type' })),
    PartialUpdateElementType: at(idOf(makeType), () => ({ folder: true })),
    DestroyElementType: at(idOf(makeType)),
    CreateIIIFURL: () => ({ body: { url: `https://iiif.example.com/${unique('image')}.jpg`, width: 1, height: 1 } }),
    RetrieveImage: at(idOf(makeImage)),
    CreateElement: () => ({ body: { corpus, type: 'page', name: 'P' } }),
    RetrieveElement: at(() => element),
    UpdateElement: at(
      () => element,
      () => ({ name: 'Line 1' }),
    ),
    PartialUpdateElement: at(
      () => element,
      () => ({ name: 'Line 1' }),
    ),
    DestroyElement: at(idOf(() => makeElement())),
    DestroyElements: () => ({ path: { corpus }, query: { type: 'paragraph' } }),
    ListElements: () => ({ path: { corpus } }),
    ListElementChildren: at(() => element),
    ListElementParents: at(() => element),
    CreateElementParent: async () => ({ path: { child: (await makeElement()).id, parent: element } }),
    DestroyElementParent: async () => ({ path: { child: (await makeElement(element)).id, parent: element } }),
    CreateElements: at(
      () => element,
      () => ({ elements: [{ type: 'page', name: 'P' }] }),
    ),
    ListTranscriptions: at(() => element),
    CreateTranscription: at(
      () => element,
      () => ({ text: 'T' }),
    ),
    CreateTranscriptions: () => ({ body: { transcriptions: [{ element_id: element, text: 'T' }] } }),
    CreateElementTranscriptions: at(
      idOf(() => makeElement()),
      () => ({
        element_type: 'text_line',
        transcriptions: [
          {
            text: 'T',
            polygon: [
              [0, 0],
              [0, 10],
              [10, 10],
            ],
          },
        ],
      }),
    ),
    RetrieveTranscription: at(idOf(makeTranscription)),
    UpdateTranscription: at(idOf(makeTranscription), () => ({ text: 'U' })),
    PartialUpdateTranscription: at(idOf(makeTranscription), () => ({ confidence: 0.5 })),
    DestroyTranscription: at(idOf(makeTranscription)),
    ListCorpusMLClasses: at(theCorpus),
    CreateMLClass: at(theCorpus, () => ({ name: unique('class') })),
    RetrieveMLClass: async () => ({ path: { corpus, mlclass: (await makeClass()).id } }),
    UpdateMLClass: async () => ({
      path: { corpus, mlclass: (await makeClass()).id },
      body: { name: unique('class') },
    }),
    PartialUpdateMLClass: async () => ({
      path: { corpus, mlclass: (await makeClass()).id },
      body: { name: unique('class') },
    }),
    DestroyMLClass: async () => ({ path: { corpus, mlclass: (await makeClass()).id } }),
    CreateClassification: async () => ({ body: { element, ml_class: (await makeClass()).id } }),
    CreateClassifications: async () => ({
      body: { parent: element, classifications: [{ ml_class: (await makeClass()).id, confidence: 0.5 }] },
    }),
    ValidateClassification: at(idOf(makeClassification)),
    RejectClassification: at(idOf(makeClassification)),
    DestroyClassification: at(idOf(makeClassification)),
    ListCorpusEntityTypes: at(theCorpus),
    CreateEntityType: () => ({ body: { corpus, name: unique('entity') } }),
    UpdateEntityType: at(idOf(makeEntityType), () => ({ name: unique('entity') })),
    PartialUpdateEntityType: at(idOf(makeEntityType), () => ({ color: '00ff00' })),
    DestroyEntityType: at(idOf(makeEntityType)),
    ListTranscriptionEntities: at(idOf(makeTranscription)),
    CreateTranscriptionEntity: async () => ({
      path: { id: (await makeTranscription()).id },
      body: await entityBody(),
    }),
    CreateTranscriptionEntities: async () => ({
      path: { id: (await makeTranscription()).id },
      body: { transcription_entities: [await entityBody()] },
    }),
    ListElementMetaData: at(() => element),
    CreateMetaData: at(
      () => element,
      () => ({ type: 'text', name: 'name', value: unique('value') }),
    ),
    CreateMetaDataBulk: at(
      () => element,
      () => ({
        metadata_list: [{ type: 'text', name: 'name', value: unique('value') }],
      }),
    ),
    UpdateMetaData: at(idOf(makeMetadata), () => ({ type: 'text', name: 'name', value: unique('value') })),
    PartialUpdateMetaData: at(idOf(makeMetadata), () => ({ value: unique('value') })),
    DestroyMetaData: at(idOf(makeMetadata)),
    ListSelection: nothing,
    AddSelection: () => ({ body: { ids: [element] } }),
    RemoveSelection: () => ({ body: {} }),
    SelectProcessFailures: at(process),
    DestroyWorkerResults: async () => ({ path: { corpus }, query: { worker_version_id: (await makeVersion()).id } }),
    ListCorpusDatasets: at(theCorpus),
    CreateDataset: at(theCorpus, () => ({ name: unique('set'), description: '' })),
    RetrieveDataset: at(aDataset),
    UpdateDataset: at(aDataset, () => ({ name: unique('set'), description: '' })),
    PartialUpdateDataset: at(aDataset, () => ({ description: 'x' })),
    DestroyDataset: at(aDataset),
    ListDatasetElements: at(aDataset),
    CreateDatasetElement: at(aDataset, () => ({ set: 'a', element_id: element })),
    ListExports: at(theCorpus),
    StartExport: async () => {
      await clearExports()
      return { path: { id: corpus }, body: {} }
    },
    DownloadExport: at(makeExport),
    DestroyExport: at(makeExport),
    ListProcesses: nothing,
    CreateProcess: () => ({ body: { corpus, mode: 'dataset', name: 'P' } }),
    RetrieveProcess: at(process),
    UpdateProcess: at(process, () => ({ name: 'P' })),
    PartialUpdateProcess: at(process, () => ({ name: 'P' })),
    DestroyProcess: at(process),
    StartProcess: at(idOf(makeFull), () => ({})),
    RetryProcess: at(idOf(makeStopped)),
    ListProcessSets: at(process),
    CreateProcessSet: async () => setPath(await process()),
    DestroyProcessSet: async () => setPath((await makeFull()).id),
    CreateProcessTemplate: async () => ({ path: { id: (await makeRun()).process.id }, body: { name: 'T' } }),
    ApplyProcessTemplate: async () => ({
      path: { id: (await makeTemplate()).id },
      body: { process_id: await process() },
    }),
    ListProcessDatasets: at(process),
    CreateProcessDataset: async () => datasetPath(await process()),
    DestroyProcessDataset: async () => datasetPath((await makeFull()).id),
    ListWorkerRuns: at(process),
    CreateWorkerRun: async () => ({ path: { id: await process() }, body: { worker_version_id: await version() } }),
    RetrieveWorkerRun: at(run),
    RetrieveWorkerRunConfiguration: at(run),
    UpdateWorkerRun: at(run, () => ({ parents: [] })),
    PartialUpdateWorkerRun: at(run, () => ({ parents: [] })),
    DestroyWorkerRun: at(run),
    ListUserWorkerRuns: nothing,
    CreateUserWorkerRun: async () => ({ body: { worker_version_id: await version() } }),
    RetrieveTask: at(task),
    UpdateTask: at(task, () => ({ state: 'running' })),
    PartialUpdateTask: at(task, () => ({ state: 'stopped' })),
    RestartTask: async () => ({ path: { id: (await makeStopped()).tasks[0].id } }),
    RetrieveTaskDefinition: at(task),
    AppendTaskLogs: at(task, () => ({ attempt: 1, offset: 0, text: 'x' })),
    RetrieveTaskLogs: at(task),
    ListArtifacts: at(task),
    CreateArtifact: at(task, () => ({ path: 'x', size: 1 })),
    DownloadArtifact: async () => ({ path: { id: (await theListed()).tasks[0].id, path: 'elements.json' } }),
    ClearProcess: async () => ({ path: { id: (await makeRun()).process.id } }),
    ListProcessElements: async () => ({ path: { id: (await theListed()).id } }),
    RetrieveProcessActivity: async () => ({ path: { id: (await theListed()).id } }),
    ListWorkerActivities: async () => ({ path: { id: (await theListed()).id } }),
    UpdateWorkerActivity: async () => {
      const { id, tasks } = await theListed()
      const [{ id: element_id }] = (await prepare('ListProcessElements', { path: { id } })).results
      return { path: { id: tasks[1].worker_run_id }, body: { element_id, process_id: id, state: 'queued' } }
    },
    StartWorkerActivity: nothing,
    StartTraining: async () => ({
      body: {
        name: unique('training'),
        corpus_id: corpus,
        worker_version_id: await version(),
        model_id: model,
        train_folder_id: (await prepare('CreateElement', { body: { corpus, type: 'folder', name: unique('folder') } }))
          .id,
      },
    }),
    CloneDataset: at(aDataset),
    DestroyDatasetElement: async () => {
      const made = await aDataset()
      await prepare('CreateDatasetElement', { path: { id: made }, body: { set: 'a', element_id: element } })
      return { path: { dataset: made, element } }
    },
    ListElementDatasets: at(() => element),
    CreateDatasetSet: at(aDataset, () => ({ name: 'b' })),
    UpdateDatasetSet: async () => ({ path: await makeSet(), body: { name: 'c' } }),
    PartialUpdateDatasetSet: async () => ({ path: await makeSet(), body: { name: 'c' } }),
    DestroyDatasetSet: async () => ({ path: await makeSet() }),
    ListFarms: nothing,
    CreateAgent: () => ({ body: { key: 'wrong', name: unique('agent'), maximum_tasks: 1, executor: 'none' } }),
    ListAgents: nothing,
    DestroyAgent: at(idOf(makeAgent)),
    RetrieveAgentActions: () => ({ body: { tasks: [], accepts: false } }),
  }
  return recipes
}

/** A task in the hands of an agent, with the headers by which both call. */
export interface HeldTask {
  readonly id: string
  readonly attempt: number
  readonly process: string
  /** `Ponos <token>`. */
  readonly task: string
  /** `Agent <token>`. */
  readonly agent: string
}

let heldTasks = 0

/** Starts a task in the name of the corpus' administrator, and gives it to an agent of its own. */
export async function holdTask(stage: Stage): Promise<HeldTask> {
  const recipe = (operationId: string) => stage.recipes[operationId]?.() ?? {}
  const { body: run } = await stage.send('CreateWorkerRun', await recipe('CreateWorkerRun'), roleTokens.instance)
  const set = await recipe('CreateProcessSet')
  const { corpus } = await stage.prepare('RetrieveProcess', { path: { id: run.process.id } })
  const made = await stage.send('CreateProcess', { body: { corpus, mode: 'dataset', name: 'T' } }, roleTokens.admin)
  const path = { id: made.body.id as string }
  const body = { worker_version_id: run.worker_version.id }
  await stage.send('CreateWorkerRun', { path, body }, roleTokens.admin)
  await stage.send('CreateProcessSet', { path: { process: path.id, set: set.path?.set ?? '' } }, roleTokens.admin)
  const started = await stage.send('StartProcess', { path, body: {} }, roleTokens.admin)
  heldTasks += 1
  const agent = await stage.prepare('CreateAgent', {
    body: { key: farmKey, name: `holder ${heldTasks}`, maximum_tasks: 1000, executor: 'none' },
  })
  const header = `Agent ${agent.token}`
  const { body: answer } = await stage.send('RetrieveAgentActions', { body: { tasks: [], accepts: true } }, header)
  const mine = answer.actions.find((action: Json) => action.task_id === started.body.tasks[0].id)
  return { id: mine.task_id, attempt: mine.attempt, process: path.id, task: `Ponos ${mine.token}`, agent: header }
}

/** Ends a task as its agent does; its token is no good any more. */
export async function endHeldTask(stage: Stage, { id, attempt, agent }: HeldTask): Promise<void> {
  const ended = await stage.send('PartialUpdateTask', { path: { id }, body: { state: 'failed', attempt } }, agent)
  if (ended.status !== 200) throw new Error(`the task did not end: ${JSON.stringify(ended)}`)
}
