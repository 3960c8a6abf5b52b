import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdTask, roles, roleTokens, type Stage, setStage } from './recipes.ts'
import { findOperation, type Json } from './start-test-server.ts'

/*
 * Who may do what: every operation by every role, each cell written down by hand. The table takes nothing from the server
 * but the list of its operations, out of the document that it serves. The calls are in recipes.ts.
 */

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.server.close())

/** Statuses in the order of the roles: anonymous, stranger, guest, contributor, admin, instance, expired. */
const table: Record<string, string> = {
  // Users
  Login: '400 400 400 400 400 400 401',
  RetrieveUser: '401 200 200 200 200 200 401',
  // Workers: the roles are those on the worker
  ListWorkers: '401 200 200 200 200 200 401',
  ListWorkerTypes: '401 200 200 200 200 200 401',
  CreateWorker: '401 201 201 201 201 201 401',
  RetrieveWorker: '401 404 200 200 200 200 401',
  UpdateWorker: '401 404 403 403 200 200 401',
  PartialUpdateWorker: '401 404 403 403 200 200 401',
  ListWorkerVersions: '401 404 200 200 200 200 401',
  CreateWorkerVersion: '401 404 403 403 201 201 401',
  ImportWorkerVersion: '401 404 403 403 201 201 401',
  CreateDockerWorkerVersion: '401 403 403 403 201 201 401',
  RetrieveWorkerVersion: '401 404 200 200 200 200 401',
  UpdateWorkerVersion: '401 404 403 403 200 200 401',
  PartialUpdateWorkerVersion: '401 404 403 403 200 200 401',
  ListWorkerConfigurations: '401 404 200 200 200 200 401',
  CreateWorkerConfiguration: '401 404 403 201 201 201 401',
  RetrieveWorkerConfiguration: '401 404 200 200 200 200 401',
  UpdateWorkerConfiguration: '401 404 403 200 200 200 401',
  PartialUpdateWorkerConfiguration: '401 404 403 200 200 200 401',
  // Models: the roles are those on the model
  ListModels: '401 200 200 200 200 200 401',
  CreateModel: '401 201 201 201 201 201 401',
  RetrieveModel: '401 404 200 200 200 200 401',
  UpdateModel: '401 404 403 403 200 200 401',
  PartialUpdateModel: '401 404 403 403 200 200 401',
  CreateModelCompatibleWorker: '401 404 403 201 201 201 401',
  DestroyModelCompatibleWorker: '401 404 403 204 204 204 401',
  ListModelVersions: '401 404 200 200 200 200 401',
  CreateModelVersion: '401 404 403 201 201 201 401',
  RetrieveModelVersion: '401 404 200 200 200 200 401',
  UpdateModelVersion: '401 404 403 200 200 200 401',
  PartialUpdateModelVersion: '401 404 403 200 200 200 401',
  DestroyModelVersion: '401 404 403 204 204 204 401',
  CreateMultipartUpload: '401 404 403 201 201 201 401',
  RetrieveMultipartUpload: '401 404 403 200 200 200 401',
  DestroyMultipartUpload: '401 404 403 204 204 204 401',
  CompleteMultipartUpload: '401 404 403 200 200 200 401',
  DownloadModelVersion: '302 302 302 302 302 302 401',
  // Corpora, datasets, processes: the roles are those on the corpus
  ListCorpus: '401 200 200 200 200 200 401',
  CreateCorpus: '401 201 201 201 201 201 401',
  RetrieveCorpus: '401 404 200 200 200 200 401',
  ListCorpusWorkerVersions: '401 404 200 200 200 200 401',
  ListCorpusWorkerRuns: '401 404 200 200 200 200 401',
  UpdateCorpus: '401 404 403 403 200 200 401',
  PartialUpdateCorpus: '401 404 403 403 200 200 401',
  DestroyCorpus: '401 404 403 403 204 204 401',
  CreateElementType: '401 400 403 403 201 201 401',
  UpdateElementType: '401 404 403 403 200 200 401',
  PartialUpdateElementType: '401 404 403 403 200 200 401',
  DestroyElementType: '401 404 403 403 204 204 401',
  CreateIIIFURL: '401 201 201 201 201 201 401',
  RetrieveImage: '401 200 200 200 200 200 401',
  CreateElement: '401 400 403 201 201 201 401',
  RetrieveElement: '401 404 200 200 200 200 401',
  UpdateElement: '401 404 403 200 200 200 401',
  PartialUpdateElement: '401 404 403 200 200 200 401',
  DestroyElement: '401 404 403 403 204 204 401',
  DestroyElements: '401 404 403 403 204 204 401',
  ListElements: '401 404 200 200 200 200 401',
  ListElementChildren: '401 404 200 200 200 200 401',
  ListElementParents: '401 404 200 200 200 200 401',
  CreateElementParent: '401 404 403 201 201 201 401',
  DestroyElementParent: '401 404 403 204 204 204 401',
  CreateElements: '401 404 403 201 201 201 401',
  ListTranscriptions: '401 404 200 200 200 200 401',
  CreateTranscription: '401 404 403 201 201 201 401',
  CreateTranscriptions: '401 400 403 201 201 201 401',
  CreateElementTranscriptions: '401 404 403 201 201 201 401',
  RetrieveTranscription: '401 404 200 200 200 200 401',
  UpdateTranscription: '401 404 403 200 200 200 401',
  PartialUpdateTranscription: '401 404 403 200 200 200 401',
  DestroyTranscription: '401 404 403 204 204 204 401',
  ListCorpusMLClasses: '401 404 200 200 200 200 401',
  CreateMLClass: '401 404 403 201 201 201 401',
  RetrieveMLClass: '401 404 200 200 200 200 401',
  UpdateMLClass: '401 404 403 403 200 200 401',
  PartialUpdateMLClass: '401 404 403 403 200 200 401',
  DestroyMLClass: '401 404 403 403 204 204 401',
  CreateClassification: '401 400 403 201 201 201 401',
  CreateClassifications: '401 400 403 201 201 201 401',
  ValidateClassification: '401 404 403 200 200 200 401',
  RejectClassification: '401 404 403 200 200 200 401',
  DestroyClassification: '401 404 403 204 204 204 401',
  ListCorpusEntityTypes: '401 404 200 200 200 200 401',
  CreateEntityType: '401 400 403 201 201 201 401',
  UpdateEntityType: '401 404 403 403 200 200 401',
  PartialUpdateEntityType: '401 404 403 403 200 200 401',
  DestroyEntityType: '401 404 403 403 204 204 401',
  ListTranscriptionEntities: '401 404 200 200 200 200 401',
  CreateTranscriptionEntity: '401 404 403 201 201 201 401',
  CreateTranscriptionEntities: '401 404 403 201 201 201 401',
  ListElementMetaData: '401 404 200 200 200 200 401',
  CreateMetaData: '401 404 403 201 201 201 401',
  CreateMetaDataBulk: '401 404 403 201 201 201 401',
  UpdateMetaData: '401 404 403 200 200 200 401',
  PartialUpdateMetaData: '401 404 403 200 200 200 401',
  DestroyMetaData: '401 404 403 204 204 204 401',
  ListSelection: '401 200 200 200 200 200 401',
  AddSelection: '401 400 201 201 201 201 401',
  RemoveSelection: '401 204 204 204 204 204 401',
  SelectProcessFailures: '401 404 200 200 200 200 401',
  DestroyWorkerResults: '401 404 403 403 204 204 401',
  ListCorpusDatasets: '401 404 200 200 200 200 401',
  CreateDataset: '401 404 403 201 201 201 401',
  RetrieveDataset: '401 404 200 200 200 200 401',
  UpdateDataset: '401 404 403 200 200 200 401',
  PartialUpdateDataset: '401 404 403 200 200 200 401',
  DestroyDataset: '401 404 403 403 204 204 401',
  ListDatasetElements: '401 404 200 200 200 200 401',
  CreateDatasetElement: '401 404 403 201 201 201 401',
  ListExports: '401 404 200 200 200 200 401',
  StartExport: '401 404 403 201 201 201 401',
  DownloadExport: '401 404 302 302 302 302 401',
  DestroyExport: '401 404 403 403 204 204 401',
  ListProcesses: '401 200 200 200 200 200 401',
  CreateProcess: '401 400 403 201 201 201 401',
  RetrieveProcess: '401 404 200 200 200 200 401',
  UpdateProcess: '401 404 403 403 200 200 401',
  PartialUpdateProcess: '401 404 403 403 200 200 401',
  DestroyProcess: '401 404 403 403 204 204 401',
  StartProcess: '401 404 403 403 201 201 401',
  RetryProcess: '401 404 403 403 200 200 401',
  ListProcessSets: '401 404 200 200 200 200 401',
  CreateProcessSet: '401 404 403 403 201 201 401',
  DestroyProcessSet: '401 404 403 403 204 204 401',
  CreateProcessTemplate: '401 404 403 201 201 201 401',
  ApplyProcessTemplate: '401 404 403 403 201 201 401',
  ListProcessDatasets: '401 404 200 200 200 200 401',
  CreateProcessDataset: '401 404 403 403 201 201 401',
  DestroyProcessDataset: '401 404 403 403 204 204 401',
  ListWorkerRuns: '401 404 200 200 200 200 401',
  CreateWorkerRun: '401 404 403 403 201 201 401',
  RetrieveWorkerRun: '401 404 200 200 200 200 401',
  RetrieveWorkerRunConfiguration: '401 404 200 200 200 200 401',
  UpdateWorkerRun: '401 404 403 403 200 200 401',
  PartialUpdateWorkerRun: '401 404 403 403 200 200 401',
  DestroyWorkerRun: '401 404 403 403 204 204 401',
  ListUserWorkerRuns: '401 200 200 200 200 200 401',
  CreateUserWorkerRun: '401 400 201 201 201 201 401',
  RetrieveTask: '401 404 200 200 200 200 401',
  UpdateTask: '401 404 403 403 200 200 401',
  PartialUpdateTask: '401 404 403 403 200 200 401',
  RestartTask: '401 404 400 400 201 201 401',
  RetrieveTaskLogs: '401 404 200 200 200 200 401',
  ListArtifacts: '401 404 200 200 200 200 401',
  DownloadArtifact: '401 404 302 302 302 302 401',
  ClearProcess: '401 404 403 403 204 204 401',
  ListProcessElements: '401 404 200 200 200 200 401',
  RetrieveProcessActivity: '401 404 200 200 200 200 401',
  ListWorkerActivities: '401 404 200 200 200 200 401',
  UpdateWorkerActivity: '401 404 403 403 200 200 401',
  // The model is trained by its administrators only, and the worker used by who may see it.
  StartTraining: '401 400 403 400 201 201 401',
  CloneDataset: '401 404 403 201 201 201 401',
  DestroyDatasetElement: '401 404 403 204 204 204 401',
  ListElementDatasets: '401 404 200 200 200 200 401',
  // Whoever may see the dataset is told with 400 what is missing.
  CreateDatasetSet: '401 404 400 400 201 201 401',
  UpdateDatasetSet: '401 404 400 400 200 200 401',
  PartialUpdateDatasetSet: '401 404 400 400 200 200 401',
  DestroyDatasetSet: '401 404 400 400 204 204 401',
  ListFarms: '401 200 200 200 200 200 401',
  // Whoever knows the farm's key; this one is wrong.
  CreateAgent: '403 403 403 403 403 403 401',
  ListAgents: '401 200 200 200 200 200 401',
  // The default farm is everyone's; its agents are not.
  DestroyAgent: '401 403 403 403 403 204 401',
  // For tasks and agents alone, who are tested below and in agents.test.ts.
  CreateArtifact: '401 404 403 403 403 403 401',
  StartWorkerActivity: '401 403 403 403 403 403 401',
  RetrieveTaskDefinition: '401 403 403 403 403 403 401',
  AppendTaskLogs: '401 403 403 403 403 403 401',
  RetrieveAgentActions: '401 403 403 403 403 403 401',
}

/** What a running task may not do, though the administrator of the corpus may in whose name it runs. */
const refusedToTasks = new Set([
  // Who may do what, and what runs
  'CreateWorker',
  'UpdateWorker',
  'PartialUpdateWorker',
  'CreateWorkerVersion',
  'ImportWorkerVersion',
  'CreateDockerWorkerVersion',
  'UpdateWorkerVersion',
  'PartialUpdateWorkerVersion',
  'CreateWorkerConfiguration',
  'UpdateWorkerConfiguration',
  'PartialUpdateWorkerConfiguration',
  'CreateModel',
  'UpdateModel',
  'PartialUpdateModel',
  'CreateModelCompatibleWorker',
  'DestroyModelCompatibleWorker',
  'DestroyAgent',
  'RetrieveAgentActions',
  'RetrieveTaskDefinition',
  'AppendTaskLogs',
  // Corpora and their types
  'CreateCorpus',
  'UpdateCorpus',
  'PartialUpdateCorpus',
  'DestroyCorpus',
  'UpdateElementType',
  'PartialUpdateElementType',
  'DestroyElementType',
  'UpdateMLClass',
  'PartialUpdateMLClass',
  'DestroyMLClass',
  'StartExport',
  'DestroyExport',
  // Processes
  'CreateProcess',
  'UpdateProcess',
  'PartialUpdateProcess',
  'DestroyProcess',
  'ClearProcess',
  'StartProcess',
  'StartTraining',
  'RetryProcess',
  'CreateProcessSet',
  'DestroyProcessSet',
  'CreateProcessTemplate',
  'ApplyProcessTemplate',
  'CreateProcessDataset',
  'DestroyProcessDataset',
  'CreateWorkerRun',
  'UpdateWorkerRun',
  'PartialUpdateWorkerRun',
  'DestroyWorkerRun',
  'CreateUserWorkerRun',
  'UpdateTask',
  'PartialUpdateTask',
  'RestartTask',
  // A selection is a user's own
  'AddSelection',
  'RemoveSelection',
  'SelectProcessFailures',
  'DestroyWorkerResults',
  // Those of another process, or task
  'UpdateWorkerActivity',
  'CreateArtifact',
])

async function recipeOf(operationId: string) {
  const recipe = stage.recipes[operationId]
  if (!recipe) throw new Error(`recipes.ts has none for ${operationId}`)
  return recipe()
}

describe('rights', () => {
  it('are written down for every operation that the server has, and for no other', () => {
    const served = Object.values<Json>(stage.server.document.paths).flatMap((item) =>
      Object.values<Json>(item).map(({ operationId }) => operationId),
    )
    expect(Object.keys(table).sort()).toEqual(served.sort())
  })

  for (const [operationId, cells] of Object.entries(table)) {
    it(`are as written for ${operationId}`, async () => {
      const recipe = stage.recipes[operationId]
      if (!recipe) throw new Error(`recipes.ts has none for ${operationId}`)
      const expected = cells.split(' ').map(Number)
      const answered: number[] = []
      for (const role of roles) answered.push((await stage.send(operationId, await recipe(), roleTokens[role])).status)
      const show = (statuses: number[]) => roles.map((role, index) => `${role} ${statuses[index]}`)
      expect(show(answered)).toEqual(show(expected))
      const { operation } = findOperation(stage.server.document, operationId)
      for (const status of answered) expect(Object.keys(operation.responses)).toContain(String(status))
    })
  }
})

describe('rights of a running task', () => {
  it('are those of who made its process, without what is refused to tasks', async () => {
    const { task: token } = await holdTask(stage)
    const wrong: string[] = []
    for (const [operationId, cells] of Object.entries(table)) {
      const ofAdmin = Number(cells.split(' ')[roles.indexOf('admin')])
      // It has no activities; those who have are in activities.test.ts.
      const special: Record<string, number> = { StartWorkerActivity: 400 }
      const expected = special[operationId] ?? (refusedToTasks.has(operationId) ? 403 : ofAdmin)
      const { status } = await stage.send(operationId, await recipeOf(operationId), token)
      if (status !== expected) wrong.push(`${operationId}: ${status} in place of ${expected}`)
    }
    expect(wrong).toEqual([])
  })
})
