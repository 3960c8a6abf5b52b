import { type RawBuilder, sql } from 'kysely'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import { writeMoment } from '../../core/time/write-moment.ts'
import { notFound } from '../contract/refusal.ts'
import {
  choice,
  component,
  freeObject,
  integer,
  link,
  moment,
  nullable,
  object,
  text,
  uuid,
} from '../contract/shape.ts'
import { WrittenJson, written } from '../contract/written-json.ts'
import type { Database } from '../services.ts'
import { type Row, usages, workerVersionStates } from '../tables.ts'
import { describeWorker, type WorkerRow, workerShape } from '../workers/worker-shape.ts'

/** What a version may be used for by Arkindex itself (reference/arkindex.md 3.8 and the supplement). */
export const features = [
  'init_elements',
  'file_import',
  's3_ingest',
  'pdf_export',
  'pagexml_export',
  'docx_export',
  'csv_export',
  'thumbnails_generator',
  'dataset_extractor',
] as const

export const revisionUrl = link('The commit that it was built from.')
export const reference = text({ max: 250, example: 'v1.0.0' })
export const image = text({
  max: 500,
  description: 'The Docker image, by tag or digest.',
  example: 'registry.example.com/workers/recognizer:v1.0.0',
})

export const workerVersionShape = component(
  'WorkerVersion',
  object({
    id: uuid(),
    worker: written(workerShape),
    configuration: written(
      freeObject('What the worker YAML said, apart from the attributes that have a field of their own.'),
    ),
    revision_url: nullable(revisionUrl),
    revision: nullable(
      component(
        'Revision',
        object({
          hash: text(),
          name: text({ canBeBlank: true, description: 'The first line of the message.' }),
          message: text({ canBeBlank: true }),
          author: text({ canBeBlank: true }),
          commit_url: nullable(revisionUrl),
        }),
      ),
    ),
    version: nullable(integer({ min: 1, description: 'The number of a version that belongs to no commit.' })),
    tag: nullable(reference),
    branch: nullable(reference),
    docker_image_iid: nullable(image),
    state: choice(workerVersionStates),
    gpu_usage: choice(usages),
    model_usage: choice(usages),
    feature: nullable(choice(features)),
    created: moment(),
    updated: moment(),
  }),
)

/** All that is answered of a version; the worker file as it was imported is not. */
const versionColumns = [
  'worker_version.id',
  'worker_version.worker_id',
  'worker_version.configuration',
  'worker_version.revision_url',
  'worker_version.revision_hash',
  'worker_version.revision_message',
  'worker_version.revision_author',
  'worker_version.version',
  'worker_version.tag',
  'worker_version.branch',
  'worker_version.docker_image_iid',
  'worker_version.state',
  'worker_version.gpu_usage',
  'worker_version.model_usage',
  'worker_version.feature',
  'worker_version.created',
  'worker_version.updated',
] as const

type VersionRow = Omit<Row<'worker_version'>, 'yaml'>

function selectVersions(db: Database) {
  return db
    .selectFrom('worker_version')
    .innerJoin('worker', 'worker.id', 'worker_version.worker_id')
    .innerJoin('worker_type', 'worker_type.id', 'worker.type_id')
    .select(versionColumns)
    .select([
      'worker.name',
      'worker.slug',
      'worker.description',
      'worker.repository_url',
      'worker.public',
      'worker.archived',
      'worker_type.slug as type',
    ])
}

type WorkerVersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>

/** A worker as it stands in the answer of each of its versions. */
export function writeWorker(row: WorkerRow): WrittenJson {
  return new WrittenJson(JSON.stringify(describeWorker(row)))
}

/** A version as it is answered. */
export function describeVersionOf(worker: WrittenJson, row: VersionRow) {
  const created = writeMoment(row.created)
  return {
    id: row.id,
    worker,
    configuration: new WrittenJson(row.configuration),
    revision_url: row.revision_url,
    revision:
      row.revision_hash === null
        ? null
        : {
            hash: row.revision_hash,
            name: row.revision_message?.split('\n', 1)[0] ?? '',
            message: row.revision_message ?? '',
            author: row.revision_author ?? '',
            commit_url: row.revision_url,
          },
    version: row.version,
    tag: row.tag,
    branch: row.branch,
    docker_image_iid: row.docker_image_iid,
    state: row.state,
    gpu_usage: row.gpu_usage,
    model_usage: row.model_usage,
    feature: features.find((feature) => feature === row.feature) ?? null,
    created,
    updated: row.updated === row.created ? created : writeMoment(row.updated),
  }
}

export function describeWorkerVersion(row: WorkerVersionRow) {
  return describeVersionOf(writeWorker({ ...row, id: row.worker_id }), row)
}

const findVersion = prepareQuery((db: Database, { id }: Placeholders<{ id: string }>) =>
  selectVersions(db).where('worker_version.id', '=', id),
)

/** Refuses with 404 where it is gone. */
export async function findWorkerVersion(db: Database, id: string) {
  const [row] = await findVersion(db, { id })
  if (!row) throw notFound()
  return describeWorkerVersion(row)
}

/** A page of the versions of one worker, the newest first. */
export const readVersionsOf = prepareQuery(
  (db: Database, { workerId, limit, offset }: Placeholders<{ workerId: string; limit: number; offset: number }>) =>
    db
      .selectFrom('worker_version')
      .select(versionColumns)
      .where('worker_id', '=', workerId)
      .orderBy('created', 'desc')
      .orderBy('id')
      .limit(limit)
      .offset(offset),
)

/** A condition: the versions that worker runs of a corpus's processes use. */
export function usedInCorpus(corpusId: string): RawBuilder<boolean> {
  return sql<boolean>`worker_version.id in (select worker_run.worker_version_id from worker_run
    join process on process.id = worker_run.process_id where process.corpus_id = ${corpusId})`
}

/** The versions that a condition chooses, the newest first. */
export function readVersions(
  db: Database,
  condition: RawBuilder<boolean>,
  limit: number,
  offset: number,
): Promise<WorkerVersionRow[]> {
  return selectVersions(db)
    .where(condition)
    .orderBy('worker_version.created', 'desc')
    .orderBy('worker_version.id')
    .limit(limit)
    .offset(offset)
    .execute()
}
