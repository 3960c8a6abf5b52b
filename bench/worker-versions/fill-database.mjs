// Databases of worker versions for the benches: made by the server's own migrations, filled by bulk statements.
import { createHash, randomUUID } from 'node:crypto'
import { register } from 'tsx/esm/api'

register()
const { openDatabase } = await import('../../core/database/open-database.ts')
const { serverMigrations } = await import('../../server/migrations/list.ts')

/** What every database has, however many versions: its workers, and one user, an administrator of each of them and of nothing else. */
const workerCount = 1000
const userToken = 'token-of-the-user-of-the-bench'
const start = Date.UTC(2024, 0, 1)

/** Ids that are kept, so that a bench asks for rows from everywhere. */
const sampleSize = 20_000

/** Rows of one statement. */
const batch = 5000

const configuration = JSON.stringify({
  docker: { command: 'worker-recognizer --verbose', shm_size: '512m', environment: { OMP_NUM_THREADS: '4' } },
  configuration: [
    { key: 'batch_size', display_name: 'Batch size', help_text: 'Lines at once.', type: 'int', default: 8 },
    { key: 'mode', display_name: 'Mode', type: 'enum', choices: ['fast', 'precise'], default: 'fast' },
    { key: 'language', display_name: 'Language', type: 'string', default: 'fr', required: true },
    { key: 'threshold', display_name: 'Confidence threshold', type: 'float', default: 0.5 },
  ],
})

const yaml = `slug: worker-recognizer
display_name: Text recognizer
type: recognizer
docker:
  command: worker-recognizer --verbose
  shm_size: 512m
configuration:
  - key: batch_size
    display_name: Batch size
    type: int
    default: 8
`

const columns = [
  ...['id', 'worker_id', 'configuration', 'yaml', 'revision_url', 'version', 'tag', 'branch', 'docker_image_iid'],
  ...['state', 'gpu_usage', 'model_usage', 'created', 'updated'],
]
const integers = new Set(['version', 'created', 'updated'])

/** One worker in five has no repository, so that its versions are numbered; the first has a fifth of all versions. */
function makeWorkers() {
  return Array.from({ length: workerCount }, (_, index) => ({
    id: randomUUID(),
    index,
    hasRepository: index % 5 !== 4,
    versions: 0,
  }))
}

function makeVersion(workers, index) {
  // Towards the first ones: some workers are published every day, most are not.
  const worker = index % 5 === 0 ? workers[0] : workers[1 + Math.floor((workerCount - 1) * Math.random() ** 3)]
  worker.versions += 1
  const hash = createHash('sha1').update(String(index)).digest('hex')
  const created = start + index * 50
  return {
    id: randomUUID(),
    worker_id: worker.id,
    configuration,
    yaml: index % 4 === 0 ? yaml : null,
    revision_url: worker.hasRepository
      ? `https://gitlab.example.org/workers/worker-${worker.index}/commit/${hash}`
      : null,
    version: worker.hasRepository ? null : worker.versions,
    tag: index % 10 === 0 ? `v0.${worker.versions}.0` : null,
    branch: index % 7 === 0 ? `feature-${worker.versions}` : null,
    docker_image_iid: `registry.example.org/workers/worker-${worker.index}@sha256:${hash}${hash.slice(0, 24)}`,
    state: 'available',
    gpu_usage: 'supported',
    model_usage: 'required',
    created,
    updated: created,
  }
}

async function writeAccounts(db, workers) {
  const userId = randomUUID()
  const typeId = randomUUID()
  const user = { email: 'user@example.org', display_name: 'User', password: null, is_admin: 0, can_create_workers: 1 }
  await db
    .insertInto('user_account')
    .values({ id: userId, ...user, created: start })
    .execute()
  const hash = createHash('sha256').update(userToken).digest('hex')
  await db.insertInto('token').values({ hash, user_id: userId, name: 'bench', created: start, expires: null }).execute()
  await db.insertInto('worker_type').values({ id: typeId, slug: 'recognizer', display_name: 'Recognizer' }).execute()
  for (const { id, index, hasRepository } of workers) {
    const name = `Worker ${String(index).padStart(4, '0')}`
    await db
      .insertInto('worker')
      .values({
        id,
        slug: `worker-${index}`,
        name,
        name_folded: name.toLowerCase(),
        type_id: typeId,
        description: 'Recognizes the text of lines, on one page or on many.',
        repository_url: hasRepository ? `https://gitlab.example.org/workers/worker-${index}` : '',
        public: 0,
        archived: null,
        created: start,
        updated: start,
      })
      .execute()
    const membership = { content_kind: 'worker', content_id: id, level: 100 }
    await db
      .insertInto('membership')
      .values({ id: randomUUID(), user_id: userId, ...membership })
      .execute()
  }
}

async function fillSqlite(location, versions) {
  const { default: Sqlite } = await import('better-sqlite3')
  const file = new Sqlite(location)
  // Nothing is lost here that could not be made again.
  for (const pragma of ['synchronous = OFF', 'cache_size = -1000000', 'foreign_keys = OFF']) file.pragma(pragma)
  const insert = file.prepare(
    `insert into worker_version (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  )
  file.transaction(() => {
    for (const row of versions) insert.run(columns.map((name) => row[name]))
  })()
  file.exec('update worker set version_count = (select count(*) from worker_version where worker_id = worker.id)')
  file.pragma('wal_checkpoint(TRUNCATE)')
  file.close()
}

async function fillPostgresql(location, versions) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: location })
  await client.connect()
  await client.query('set synchronous_commit = off')
  // No checkpoints while it is filled.
  await client.query("alter system set max_wal_size = '16GB'")
  await client.query('select pg_reload_conf()')
  const arrays = columns.map((name, index) => `$${index + 1}::${integers.has(name) ? 'bigint' : 'text'}[]`)
  const write = (rows) =>
    client.query(
      `insert into worker_version (${columns.join(', ')}) select * from unnest(${arrays.join(', ')})`,
      columns.map((name) => rows.map((row) => row[name])),
    )
  let waiting = []
  for (const row of versions) {
    waiting.push(row)
    if (waiting.length < batch) continue
    await write(waiting)
    waiting = []
  }
  if (waiting.length > 0) await write(waiting)
  await client.query(
    'update worker set version_count = (select count(*) from worker_version where worker_id = worker.id)',
  )
  // What autovacuum does after so many rows came in.
  await client.query('vacuum (analyze)')
  await client.query('checkpoint')
  await client.end()
}

/**
 * Fills an empty database, a file of SQLite or a `postgresql://` URL, with so many worker versions. Gives the token of its
 * user, the ids of its workers, the one with the most versions first, those with a repository, ids of versions from
 * everywhere in it, and the configuration that each version has.
 */
export async function fillDatabase(location, versionCount) {
  const workers = makeWorkers()
  const { db, close } = await openDatabase({ location, migrations: serverMigrations })
  await db.transaction().execute((trx) => writeAccounts(trx, workers))
  await close()
  const versionIds = []
  const step = Math.max(1, Math.floor(versionCount / sampleSize))
  function* makeVersions() {
    for (let index = 0; index < versionCount; index += 1) {
      const row = makeVersion(workers, index)
      if (index % step === 0) versionIds.push(row.id)
      yield row
    }
  }
  await (location.startsWith('postgresql:') ? fillPostgresql : fillSqlite)(location, makeVersions())
  return {
    token: userToken,
    workerIds: workers.map(({ id }) => id),
    /** Workers whose first page is full, as many rows in a small database as in a large one. */
    fullPageIds: workers.filter(({ versions }) => versions >= 20).map(({ id }) => id),
    repositories: workers.filter(({ hasRepository }) => hasRepository).map(({ id, index }) => ({ id, index })),
    versionIds,
    configuration,
  }
}
