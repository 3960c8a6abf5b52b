import { createId, foldText } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { describeUnknownId, forbidden, invalid } from '../contract/refusal.ts'
import { boolean, nullable, object, optional, text, uuid } from '../contract/shape.ts'
import { levels, readLevel } from '../rights/access.ts'
import { loggedIn, readCorpusLevel } from '../rights/rights.ts'
import type { Database } from '../services.ts'
import type { Principal } from '../users/principal.ts'
import { checkParts, insertRun } from '../worker-runs/run-parts.ts'
import { findProcess, processShape } from './process-shape.ts'
import { startProcess } from './start-process.ts'

// Trainings on folders, as Arkindex 1.5 had them before datasets took their place (reference/arkindex.md 3.12).

const folderFields = ['train_folder_id', 'validation_folder_id', 'test_folder_id'] as const

/** Why a model cannot be trained by this user, if it cannot. */
async function findModelProblem(db: Database, principal: Principal, id: string): Promise<string | undefined> {
  const model = await db.selectFrom('model').selectAll().where('id', '=', id).executeTakeFirst()
  const level = model ? await readLevel(db, principal, 'model', model) : 0
  if (!model || level < levels.guest) return describeUnknownId(id)
  if (level < levels.admin) return 'Admin access to the model is needed to train it.'
  return model.archived === null ? undefined : 'This model is archived.'
}

/** Why an element is no folder to train on, if it is none. */
async function findFolderProblem(db: Database, corpusId: string, id: string): Promise<string | undefined> {
  const element = await db
    .selectFrom('element')
    .innerJoin('element_type', 'element_type.id', 'element.type_id')
    .select('element_type.folder')
    .where('element.id', '=', id)
    .where('element.corpus_id', '=', corpusId)
    .executeTakeFirst()
  if (!element) return describeUnknownId(id)
  return element.folder === 1 ? undefined : 'This element is no folder.'
}

const startTraining = defineOperation({
  operationId: 'StartTraining',
  method: 'POST',
  path: '/process/training/',
  tag: 'process',
  summary: 'Train a model on folders of a corpus',
  description: 'The process is made and started at once.',
  body: object({
    name: text({ max: 250, example: 'Train the language model' }),
    corpus_id: uuid(),
    worker_version_id: uuid('The worker that trains.'),
    worker_configuration_id: optional(nullable(uuid())),
    model_id: uuid('The model that a version is made of.'),
    model_version_id: optional(nullable(uuid('The version that the training begins with.'))),
    train_folder_id: uuid(),
    validation_folder_id: optional(nullable(uuid())),
    test_folder_id: optional(nullable(uuid())),
    use_gpu: optional(boolean()),
    farm_id: optional(nullable(uuid('The farm that runs it; the default one where it is left out.'))),
  }),
  answers: { statuses: { 201: 'The training was started' }, body: processShape },
  refusals: [403],
  offeredBy: ['1.5.2'],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    const level = await readCorpusLevel(services.db, principal, body.corpus_id)
    if (level < levels.guest) throw invalid({ corpus_id: [describeUnknownId(body.corpus_id)] })
    if (level < levels.contributor) throw forbidden('You do not have contributor access to this corpus.')
    const processId = createId()
    await services.db.transaction().execute(async (trx) => {
      const problems: Record<string, string[]> = {}
      const modelProblem = await findModelProblem(trx, principal, body.model_id)
      if (modelProblem !== undefined) problems.model_id = [modelProblem]
      for (const field of folderFields) {
        const folder = body[field]
        const problem = folder ? await findFolderProblem(trx, body.corpus_id, folder) : undefined
        if (problem !== undefined) problems[field] = [problem]
      }
      const request = {
        worker_version_id: body.worker_version_id,
        model_version_id: body.model_version_id,
        configuration_id: body.worker_configuration_id,
      }
      const checked = await checkParts(trx, principal, request, { isVersionToBeAvailable: true })
      if ('problems' in checked) {
        const { configuration_id: configuration, ...others } = checked.problems
        Object.assign(problems, others, configuration ? { worker_configuration_id: configuration } : {})
      } else if (checked.parts.modelVersion && checked.parts.modelVersion.model.id !== body.model_id) {
        problems.model_version_id = ['This version is of another model.']
      }
      if ('problems' in checked || Object.keys(problems).length > 0) throw invalid(problems)
      const now = services.clock.now()
      await trx
        .insertInto('process')
        .values({
          id: processId,
          name: body.name,
          name_folded: foldText(body.name),
          corpus_id: body.corpus_id,
          creator_id: principal.id,
          mode: 'training',
          state: 'unscheduled',
          farm_id: null,
          selection: '{}',
          chunks: 1,
          thumbnails: 0,
          use_cache: 0,
          use_gpu: 0,
          worker_activity: 0,
          started: null,
          finished: null,
          model_id: body.model_id,
          train_folder_id: body.train_folder_id,
          validation_folder_id: body.validation_folder_id ?? null,
          test_folder_id: body.test_folder_id ?? null,
          created: now,
          updated: now,
        })
        .execute()
      await insertRun(trx, services, { id: processId, mode: 'training' }, checked.parts, [])
      await startProcess(trx, services, principal, processId, {
        chunks: 1,
        thumbnails: false,
        farm: body.farm_id ?? null,
        farmField: 'farm_id',
        useCache: false,
        useGpu: body.use_gpu ?? false,
        workerActivity: false,
      })
    })
    services.background.wake()
    return { status: 201, body: await findProcess(services.db, processId) }
  },
})

export const trainingOperations: readonly Operation[] = [startTraining]
