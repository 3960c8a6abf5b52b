// The floor of the benches of worker versions: Fastify, the look-up of the token, and the same queries, prepared; nothing else.
// It checks nothing, and answers rows as they come. Its one argument is the database.
import { createHash, randomUUID } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import fastify from 'fastify'
import pg from 'pg'

const [location] = process.argv.slice(2)

const findToken = `select token.hash, token.expires, user_account.id, email, display_name, is_admin, can_create_workers
  from token inner join user_account on user_account.id = token.user_id where token.hash = ?`
const findWorker = `select worker.*, worker_type.slug as type, (select max(held.level) from (
    select level from membership
    where membership.content_kind = 'worker' and membership.content_id = worker.id and membership.user_id = ?
    union all select group_right.level from group_right
    join group_member on group_member.group_id = group_right.group_id
    where group_right.content_kind = 'worker' and group_right.content_id = worker.id and group_member.user_id = ?
  ) as held) as held
  from worker inner join worker_type on worker_type.id = worker.type_id where worker.id = ?`
const versionColumns = `id, worker_id, configuration, revision_url, revision_hash, revision_message, revision_author,
  version, tag, branch, docker_image_iid, state, gpu_usage, model_usage, feature, created, updated`
const readPage = `select ${versionColumns} from worker_version where worker_id = ?
  order by created desc, id limit ? offset ?`

const insertColumns = [...versionColumns.split(/,\s+/), 'yaml']
const insertVersion = `insert into worker_version (${insertColumns.join(', ')}) values (${insertColumns.map(() => '?').join(', ')})`

/**
 * Gives `prepare`, which makes a function of a statement: its rows, of the values of its parameters; and `write`, which runs
 * statements with their values in one transaction.
 */
function openSqlite() {
  const file = new Sqlite(location)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) file.pragma(pragma)
  const prepare = (text) => {
    const statement = file.prepare(text)
    return (...values) => (statement.reader ? statement.all(values) : statement.run(values))
  }
  const kept = new Map()
  const find = (text) => kept.get(text) ?? kept.set(text, file.prepare(text)).get(text)
  const run = file.transaction((writes) => {
    for (const [text, values] of writes) find(text).run(values)
  }).immediate
  return { prepare, write: async (...writes) => run(writes) }
}

function openPostgresql() {
  pg.types.setTypeParser(20, Number)
  const pool = new pg.Pool({ connectionString: location, max: 10 })
  const toQuery = (text) => {
    let index = 0
    return {
      name: createHash('md5').update(text).digest('hex'),
      text: text.replace(/\?/g, () => `$${++index}`),
    }
  }
  const prepare = (text) => {
    const query = toQuery(text)
    return async (...values) => (await pool.query({ ...query, values })).rows
  }
  const kept = new Map()
  const find = (text) => kept.get(text) ?? kept.set(text, toQuery(text)).get(text)
  const write = async (...writes) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      for (const [text, values] of writes) await client.query({ ...find(text), values })
      await client.query('commit')
    } finally {
      client.release()
    }
  }
  return { prepare, write }
}

const { prepare, write } = location.startsWith('postgresql:') ? openPostgresql() : openSqlite()
const [token, worker, page] = [findToken, findWorker, readPage].map(prepare)

const countVersion = 'update worker set updated = ?, version_count = version_count + 1 where id = ?'

const app = fastify()
app.decorateRequest('user')
app.addHook('onRequest', async (request) => {
  const hash = createHash('sha256').update(request.headers.authorization.slice('Token '.length)).digest('hex')
  ;[request.user] = await token(hash)
})

app.get('/api/v1/workers/:id/versions/', async (request) => {
  const { id } = request.params
  const [found] = await worker(request.user.id, request.user.id, id)
  const results = await page(id, 20, 0)
  return { count: found.version_count, number: 1, previous: null, next: null, results }
})

/** The rows that the server writes, in one transaction: the version, and the worker's count of them. */
app.post('/api/v1/workers/:id/versions/', async ({ params, body }, reply) => {
  const created = Date.now()
  const row = {
    ...{ id: randomUUID(), worker_id: params.id, gpu_usage: 'disabled', model_usage: 'disabled', state: 'available' },
    ...{ ...body, configuration: JSON.stringify(body.configuration), created, updated: created },
  }
  await write([insertVersion, insertColumns.map((name) => row[name] ?? null)], [countVersion, [created, params.id]])
  return reply.status(201).send(row)
})

console.log(`listening on ${await app.listen({ port: 0 })}`)
process.on('SIGTERM', () => process.exit(0))
