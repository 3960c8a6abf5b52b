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

/** Gives a function for a statement: its rows, of the values of its parameters. */
function openSqlite() {
  const file = new Sqlite(location)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) file.pragma(pragma)
  return (text) => {
    const statement = file.prepare(text)
    return (...values) => (statement.reader ? statement.all(values) : statement.run(values))
  }
}

function openPostgresql() {
  pg.types.setTypeParser(20, Number)
  const pool = new pg.Pool({ connectionString: location, max: 10 })
  return (text) => {
    let index = 0
    const numbered = text.replace(/\?/g, () => `$${++index}`)
    const name = createHash('md5').update(text).digest('hex')
    return async (...values) => (await pool.query({ name, text: numbered, values })).rows
  }
}

const prepare = location.startsWith('postgresql:') ? openPostgresql() : openSqlite()
const [token, worker, page, insert] = [findToken, findWorker, readPage, insertVersion].map(prepare)

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

/** One statement, which is a transaction of its own. */
app.post('/api/v1/workers/:id/versions/', async ({ params, body }, reply) => {
  const created = Date.now()
  const row = {
    ...{ id: randomUUID(), worker_id: params.id, gpu_usage: 'disabled', model_usage: 'disabled', state: 'available' },
    ...{ ...body, configuration: JSON.stringify(body.configuration), created, updated: created },
  }
  await insert(...insertColumns.map((name) => row[name] ?? null))
  return reply.status(201).send(row)
})

console.log(`listening on ${await app.listen({ port: 0 })}`)
process.on('SIGTERM', () => process.exit(0))
