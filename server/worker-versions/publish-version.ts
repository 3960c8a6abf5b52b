import { sql } from 'kysely'
import { type Clock, createId, type JsonObject } from '../../core/database/conventions.ts'
import { readDatabaseFailure } from '../../core/database/database-failure.ts'
import { canNestWrites } from '../../core/database/direct-adapter.ts'
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

type NewRow = Placeholders<Row<'worker_version'>>

const columns = [
  'id',
  'worker_id',
  'configuration',
  'yaml',
  'revision_url',
  'revision_hash',
  'revision_message',
  'revision_author',
  'version',
  'tag',
  'branch',
  'docker_image_iid',
  'state',
  'gpu_usage',
  'model_usage',
  'feature',
  'created',
  'updated',
] as const satisfies readonly (keyof Row<'worker_version'>)[]

const writeColumns = sql.join(columns.map((name) => sql.ref(name)))

const insertVersion = prepareQuery((db: Database, row: NewRow) => ({
  compile: () =>
    sql<never>`insert into worker_version (${writeColumns}) values (${sql.join(columns.map((name) => row[name]))})`.compile(
      db,
    ),
}))

/** A branch or tag that the new version takes from others. A branch that is null is nobody's. */
const releaseBoth = (row: NewRow) => sql`
  update worker_version set
    branch = case when branch = ${row.branch} then null else branch end,
    tag = case when tag = ${row.tag} then null else tag end
  where worker_id = ${row.worker_id} and (branch = ${row.branch} or tag = ${row.tag}) and exists (select 1 from turn)
  returning 1`

/**
 * A publication of a commit as one statement, which gives the id of the new version. It gives nothing, and does nothing, where
 * the worker has a version of the commit, and where somebody else publishes to the worker: it waits for nobody. Each part needs
 * the one before it, so they happen in this order, the one in which publications in a transaction take their locks, too.
 */
function prepareAtOnce(hasReferences: boolean) {
  return prepareQuery((db: Database, row: NewRow) => ({
    compile: () =>
      sql<{ id: string }>`with turn as (
        update worker set updated = ${row.created}, version_count = version_count + 1
        where id = (select id from worker where id = ${row.worker_id} for no key update skip locked)
        and not exists (
          select 1 from worker_version where worker_id = ${row.worker_id} and revision_url = ${row.revision_url}
        )
        returning id
      ), released as (${hasReferences ? releaseBoth(row) : sql`select 1`}), made as (
        insert into worker_version (${writeColumns}) select ${sql.join(columns.map((name) => row[name]))}
        from turn, (select count(*) from released) as done
        returning id
      ) select id from made`.compile(db),
  }))
}

const publishPlain = prepareAtOnce(false)
const publishWithReferences = prepareAtOnce(true)

/** The number of a worker's next version of no commit. */
async function readNextNumber(trx: Database, workerId: string): Promise<number> {
  const last = await trx
    .selectFrom('worker_version')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('worker_id', '=', workerId)
    .executeTakeFirst()
  return (last?.version ?? 0) + 1
}

function makeRow(clock: Clock, given: NewVersion, version: number | null): Row<'worker_version'> {
  const now = clock.now()
  return {
    id: createId(),
    worker_id: given.workerId,
    configuration: JSON.stringify(given.configuration),
    yaml: given.yaml ?? null,
    revision_url: given.revisionUrl ?? null,
    revision_hash: given.revision?.hash ?? null,
    revision_message: given.revision?.message ?? null,
    revision_author: given.revision?.author ?? null,
    version,
    tag: given.tag ?? null,
    branch: given.branch ?? null,
    docker_image_iid: given.image ?? null,
    state: given.state,
    gpu_usage: given.gpuUsage,
    model_usage: given.modelUsage,
    feature: null,
    created: now,
    updated: now,
  }
}

type Published = { made: Row<'worker_version'>; existing?: undefined } | { existing: Row<'worker_version'> }

/**
 * Adds a version to a worker and moves its branch and tag to it. Gives `existing` where the worker has a version of this
 * revision already; nothing is changed then. To be called in a transaction.
 */
export async function publishInTransaction(trx: Database, clock: Clock, given: NewVersion): Promise<Published> {
  const { workerId, revisionUrl } = given
  if (revisionUrl !== undefined) {
    const [existing] = await findOfRevision(trx, { workerId, revisionUrl })
    if (existing) return { existing }
  }
  // It changes the worker, so publications of one worker take turns: two at once would take the same number, or the same branch.
  await countVersion(trx, { workerId, now: clock.now() })
  const made = makeRow(clock, given, revisionUrl === undefined ? await readNextNumber(trx, workerId) : null)
  await releaseReferences(trx, workerId, made.id, given)
  await insertVersion(trx, made)
  return { made }
}

/** The version that one statement has made; undefined where it made none, so that a transaction must look why. */
async function publishAtOnce(
  db: Database,
  clock: Clock,
  given: NewVersion,
): Promise<Row<'worker_version'> | undefined> {
  const row = makeRow(clock, given, null)
  const publish = given.branch || given.tag ? publishWithReferences : publishPlain
  try {
    return (await publish(db, row)).length === 0 ? undefined : row
  } catch (error) {
    const failure = readDatabaseFailure(error)
    // Somebody made the same, or moved the same branch, since the statement began.
    if (failure === 'duplicate' || failure === 'busy') return undefined
    throw error
  }
}

/** Like `publishInTransaction`, by one statement where the engine has it and nobody is in its way, else in a transaction of its own. */
export async function publishVersion(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  given: NewVersion,
): Promise<Published> {
  if (given.revisionUrl !== undefined && canNestWrites(db)) {
    const made = await publishAtOnce(db, clock, given)
    if (made) return { made }
  }
  return db.transaction().execute((trx) => publishInTransaction(trx, clock, given))
}
