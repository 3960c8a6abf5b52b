// The floor of the bench of children: Fastify, the look-up of the token, and the queries of a page of children, prepared; nothing
// else. It checks nothing, and answers rows as they come. Its one argument is the file of SQLite.
import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import fastify from 'fastify'

const file = new Sqlite(process.argv[2])
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) file.pragma(pragma)

const findToken = file.prepare(`select token.hash, token.expires, user_account.id, email, display_name, is_admin,
  can_create_workers from token inner join user_account on user_account.id = token.user_id where token.hash = ?`)
const findElement = file.prepare(`select element.*, corpus.public,
    (select max(level) from membership where content_kind = 'corpus' and content_id = corpus.id and user_id = ?) as own_level,
    (select max(group_right.level) from group_right join group_member on group_member.group_id = group_right.group_id
      where content_kind = 'corpus' and content_id = corpus.id and group_member.user_id = ?) as group_level
  from element join corpus on corpus.id = element.corpus_id where element.id = ?`)
const countChildren = file.prepare('select count(*) as count from element_path where parent_id = ?')
const readPage =
  file.prepare(`select element.*, element_type.slug as type, worker_run.summary, image.path, image.width, image.height,
    image.status, image_server.url, image_server.display_name, image_server.max_width, image_server.max_height
  from element_path join element on element.id = element_path.child_id join element_type on element_type.id = element.type_id
  left join worker_run on worker_run.id = element.worker_run_id left join image on image.id = element.image_id
  left join image_server on image_server.id = image.server_id
  where element_path.parent_id = ? order by ordering, child_id limit ? offset ?`)

const app = fastify()
app.decorateRequest('user')
app.addHook('onRequest', async (request) => {
  const token = request.headers.authorization.slice('Token '.length)
  request.user = findToken.get(createHash('sha256').update(token).digest('hex'))
})
app.get('/api/v1/elements/:id/children/', async ({ params, user }) => {
  findElement.get(user.id, user.id, params.id)
  const { count } = countChildren.get(params.id)
  return { count, number: 1, previous: null, next: null, results: readPage.all(params.id, 20, 0) }
})

console.log(`listening on ${await app.listen({ port: 0 })}`)
process.on('SIGTERM', () => process.exit(0))
