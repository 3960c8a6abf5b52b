import { sql } from 'kysely'
import { readJsonObject, readJsonTexts } from '../../core/database/conventions.ts'
import { notFound } from '../contract/refusal.ts'
import { boolean, choice, component, freeObject, list, nullable, object, text, uuid } from '../contract/shape.ts'
import { trainingFields } from '../processes/training-fields.ts'
import type { Database } from '../services.ts'
import { activityStates, processModes, type Row, taskStates } from '../tables.ts'
import { describeWorkerConfiguration, workerConfigurationShape } from '../worker-configurations/operations.ts'
import { describeWorkerVersion, readVersions, workerVersionShape } from '../worker-versions/worker-version-shape.ts'

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

/** Describes worker runs in the order given; what they refer to is read for all of them at once. */
export async function describeWorkerRuns(db: Database, runs: readonly Row<'worker_run'>[]) {
  if (runs.length === 0) return []
  const listIds = (read: (run: Row<'worker_run'>) => string | null) => [
    ...new Set(runs.flatMap((run) => read(run) ?? [])),
  ]
  const versionIds = listIds((run) => run.worker_version_id)
  const modelVersionIds = listIds((run) => run.model_version_id)
  const configurationIds = listIds((run) => run.configuration_id)
  const processIds = listIds((run) => run.process_id)
  const processes = await db.selectFrom('process').selectAll().where('id', 'in', processIds).execute()
  const versions = await readVersions(
    db,
    sql<boolean>`worker_version.id in (${sql.join(versionIds)})`,
    versionIds.length,
    0,
  )
  const modelVersions =
    modelVersionIds.length === 0
      ? []
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
          .where('model_version.id', 'in', modelVersionIds)
          .execute()
  const configurations =
    configurationIds.length === 0
      ? []
      : await db.selectFrom('worker_configuration').selectAll().where('id', 'in', configurationIds).execute()
  const processOf = new Map(processes.map((row) => [row.id, describeProcess(row)]))
  const versionOf = new Map(versions.map((row) => [row.id, describeWorkerVersion(row)]))
  const modelVersionOf = new Map(modelVersions.map((row) => [row.id, row]))
  const configurationOf = new Map(configurations.map((row) => [row.id, row]))
  return runs.flatMap((run) => {
    const process = processOf.get(run.process_id)
    const version = versionOf.get(run.worker_version_id)
    // It was deleted between two of the questions.
    if (!process || !version) return []
    const modelVersion = run.model_version_id === null ? undefined : modelVersionOf.get(run.model_version_id)
    const configuration = run.configuration_id === null ? undefined : configurationOf.get(run.configuration_id)
    return [
      {
        id: run.id,
        parents: readJsonTexts(run.parents),
        worker_version: version,
        model_version: modelVersion
          ? {
              id: modelVersion.id,
              tag: modelVersion.tag,
              configuration: readJsonObject(modelVersion.configuration),
              model: { id: modelVersion.model_id, name: modelVersion.name },
            }
          : null,
        configuration: configuration ? describeWorkerConfiguration(configuration) : null,
        process,
        summary: run.summary,
      },
    ]
  })
}

/** Refuses with 404 where it is gone. */
export async function describeWorkerRun(db: Database, run: Row<'worker_run'>) {
  const [described] = await describeWorkerRuns(db, [run])
  if (!described) throw notFound()
  return described
}

function describeProcess(process: Row<'process'>) {
  return {
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
