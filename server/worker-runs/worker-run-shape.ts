import { readJsonObject, readJsonTexts } from '../../core/database/conventions.ts'
import { boolean, choice, component, freeObject, list, nullable, object, text, uuid } from '../contract/shape.ts'
import { trainingFields } from '../processes/training-fields.ts'
import type { Database } from '../services.ts'
import { activityStates, processModes, type Row, taskStates } from '../tables.ts'
import { describeWorkerConfiguration, workerConfigurationShape } from '../worker-configurations/operations.ts'
import { findWorkerVersion, workerVersionShape } from '../worker-versions/worker-version-shape.ts'

/** What base-worker reads of a worker run (reference/arkindex.md 3.9). */
export const workerRunShape = component(
  'WorkerRun',
  object({
    id: uuid(),
    parents: list(uuid(), { max: 1000, description: 'The worker runs of the process that come before it.' }),
    worker_version: workerVersionShape,
    model_version: nullable(
      component(
        'WorkerRunModelVersion',
        object({
          id: uuid(),
          tag: nullable(text()),
          configuration: freeObject(),
          model: component('ModelReference', object({ id: uuid(), name: text() })),
        }),
      ),
    ),
    configuration: nullable(workerConfigurationShape),
    process: component(
      'WorkerRunProcess',
      object({
        id: uuid(),
        name: text({ canBeBlank: true }),
        state: choice(taskStates),
        mode: choice(processModes),
        corpus: nullable(uuid('Null for a local process.')),
        use_cache: boolean(),
        activity_state: choice(activityStates),
        ...trainingFields,
      }),
    ),
    summary: text({ description: 'Worker, model and configuration in one line.' }),
  }),
)

export async function describeWorkerRun(db: Database, run: Row<'worker_run'>) {
  const process = await db.selectFrom('process').selectAll().where('id', '=', run.process_id).executeTakeFirstOrThrow()
  const modelVersion =
    run.model_version_id === null
      ? undefined
      : await db
          .selectFrom('model_version')
          .innerJoin('model', 'model.id', 'model_version.model_id')
          .select([
            'model_version.id',
            'model_version.tag',
            'model_version.configuration',
            'model.id as model_id',
            'model.name',
          ])
          .where('model_version.id', '=', run.model_version_id)
          .executeTakeFirstOrThrow()
  const configuration =
    run.configuration_id === null
      ? undefined
      : await db
          .selectFrom('worker_configuration')
          .selectAll()
          .where('id', '=', run.configuration_id)
          .executeTakeFirstOrThrow()
  return {
    id: run.id,
    parents: readJsonTexts(run.parents),
    worker_version: await findWorkerVersion(db, run.worker_version_id),
    model_version: modelVersion
      ? {
          id: modelVersion.id,
          tag: modelVersion.tag,
          configuration: readJsonObject(modelVersion.configuration),
          model: { id: modelVersion.model_id, name: modelVersion.name },
        }
      : null,
    configuration: configuration ? describeWorkerConfiguration(configuration) : null,
    process: {
      id: process.id,
      name: process.name,
      state: process.state,
      mode: process.mode,
      corpus: process.mode === 'local' ? null : process.corpus_id,
      use_cache: process.use_cache === 1,
      activity_state: process.activity_state,
      model_id: process.model_id,
      train_folder_id: process.train_folder_id,
      validation_folder_id: process.validation_folder_id,
      test_folder_id: process.test_folder_id,
    },
    summary: run.summary,
  }
}

/** The line that tells a worker run from others (the supplement, 3.9). */
export function summarizeRun(parts: {
  worker: string
  version: Pick<Row<'worker_version'>, 'tag' | 'branch' | 'revision_url' | 'version' | 'id'>
  model: { name: string; versionId: string } | undefined
  configuration: string | undefined
}): string {
  const { worker, version, model, configuration } = parts
  const references = [version.tag, version.branch].filter((name) => name !== null).join(', ')
  const commit = version.revision_url?.split('/').at(-1)?.slice(0, 8)
  const place =
    references || commit || (version.version === null ? version.id.slice(0, 8) : `version ${version.version}`)
  return [
    `Worker ${worker} @ ${place}`,
    model ? ` with model ${model.name} @ ${model.versionId.slice(0, 6)}` : '',
    configuration === undefined ? '' : ` using configuration '${configuration}'`,
  ].join('')
}
