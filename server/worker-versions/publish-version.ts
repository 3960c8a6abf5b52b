import { createId, type JsonObject } from '../../core/database/conventions.ts'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import type { Database, Services } from '../services.ts'
import type { Row, Usage, WorkerVersionState } from '../tables.ts'

export interface References {
  branch?: string | null
  tag?: string | null
}

/** A branch or tag stands on one version of a worker: the others lose it. To be called before it is set, in the same transaction. */
export async function releaseReferences(
  trx: Database,
  workerId: string,
  exceptId: string,
  { branch, tag }: References,
): Promise<void> {
  for (const [column, name] of [
    ['branch', branch],
    ['tag', tag],
  ] as const) {
    if (name === undefined || name === null) continue
    await trx
      .updateTable('worker_version')
      .set({ [column]: null })
      .where('worker_id', '=', workerId)
      .where(column, '=', name)
      .where('id', '!=', exceptId)
      .execute()
  }
}

/** Moves a branch and a tag to a version. What is undefined stays as it is. */
export async function moveReferences(
  trx: Database,
  now: number,
  version: { id: string; worker_id: string },
  references: References,
): Promise<void> {
  await releaseReferences(trx, version.worker_id, version.id, references)
  const { branch, tag } = references
  await trx
    .updateTable('worker_version')
    .set({ ...(branch === undefined ? {} : { branch }), ...(tag === undefined ? {} : { tag }), updated: now })
    .where('id', '=', version.id)
    .execute()
}

export interface NewVersion extends References {
  workerId: string
  configuration: JsonObject
  yaml?: string
  /** Undefined gives the version the worker's next number. */
  revisionUrl?: string
  revision?: { hash: string; message: string; author: string }
  image?: string | null
  state: WorkerVersionState
  gpuUsage: Usage
  modelUsage: Usage
}

type OfRevision = Placeholders<{ workerId: string; revisionUrl: string }>

const findOfRevision = prepareQuery((db: Database, { workerId, revisionUrl }: OfRevision) =>
  db.selectFrom('worker_version').selectAll().where('worker_id', '=', workerId).where('revision_url', '=', revisionUrl),
)

const countVersion = prepareQuery((db: Database, { workerId, now }: Placeholders<{ workerId: string; now: number }>) =>
  db
    .updateTable('worker')
    .set((eb) => ({ updated: now, version_count: eb('version_count', '+', 1) }))
    .where('id', '=', workerId),
)

/** Inserts a version, and gives its id; nothing where the worker has one of this revision. */
const insertVersion = prepareQuery((db: Database, row: Placeholders<Row<'worker_version'>>) =>
  db
    .insertInto('worker_version')
    .values({
      id: row.id,
      worker_id: row.worker_id,
      configuration: row.configuration,
      yaml: row.yaml,
      revision_url: row.revision_url,
      revision_hash: row.revision_hash,
      revision_message: row.revision_message,
      revision_author: row.revision_author,
      version: row.version,
      tag: row.tag,
      branch: row.branch,
      docker_image_iid: row.docker_image_iid,
      state: row.state,
      gpu_usage: row.gpu_usage,
      model_usage: row.model_usage,
      feature: row.feature,
      created: row.created,
      updated: row.updated,
    })
    .onConflict((conflict) => conflict.columns(['worker_id', 'revision_url']).doNothing())
    .returning('id'),
)

/** The number of a worker's next version of no commit. */
async function readNextNumber(trx: Database, workerId: string): Promise<number> {
  const last = await trx
    .selectFrom('worker_version')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('worker_id', '=', workerId)
    .executeTakeFirst()
  return (last?.version ?? 0) + 1
}

/**
 * Adds a version to a worker and moves its branch and tag to it. Gives `existing` where the worker has a version of this
 * revision already; nothing is changed then. To be called in a transaction.
 */
export async function publishVersion(
  trx: Database,
  services: Pick<Services, 'clock'>,
  given: NewVersion,
): Promise<{ made: Row<'worker_version'>; existing?: undefined } | { existing: Row<'worker_version'> }> {
  const { workerId, revisionUrl, branch, tag } = given
  const now = services.clock.now()
  const id = createId()
  const findExisting = async () =>
    revisionUrl === undefined ? undefined : (await findOfRevision(trx, { workerId, revisionUrl }))[0]
  // A new version of a commit that takes no branch or tag from another is one insert: it needs no look first, and no turn.
  const isPlain = revisionUrl !== undefined && !branch && !tag
  if (!isPlain) {
    const existing = await findExisting()
    if (existing) return { existing }
    // It changes the worker, so publications of one worker take turns: two at once would take the same number, or the same branch.
    await countVersion(trx, { workerId, now })
    await releaseReferences(trx, workerId, id, given)
  }
  const made = {
    id,
    worker_id: workerId,
    configuration: JSON.stringify(given.configuration),
    yaml: given.yaml ?? null,
    revision_url: revisionUrl ?? null,
    revision_hash: given.revision?.hash ?? null,
    revision_message: given.revision?.message ?? null,
    revision_author: given.revision?.author ?? null,
    version: revisionUrl === undefined ? await readNextNumber(trx, workerId) : null,
    tag: tag ?? null,
    branch: branch ?? null,
    docker_image_iid: given.image ?? null,
    state: given.state,
    gpu_usage: given.gpuUsage,
    model_usage: given.modelUsage,
    feature: null,
    created: now,
    updated: now,
  }
  const inserted = await insertVersion(trx, made)
  if (inserted.length === 0) {
    const existing = await findExisting()
    if (!existing) throw new Error('a version stood in the way of another and is not there')
    return { existing }
  }
  if (isPlain) await countVersion(trx, { workerId, now })
  return { made }
}
