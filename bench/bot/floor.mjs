// The floor of accepting a delivery: Fastify, and one durable insert of the body; nothing is checked, and nothing else is written.
// Its one argument is the database, a file of SQLite or a URL of PostgreSQL.
import { randomUUID } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import fastify from 'fastify'
import pg from 'pg'

const [location] = process.argv.slice(2)
const table =
  'create table if not exists taken (id text not null primary key, received bigint not null, body text not null)'

async function openInsert() {
  if (location.startsWith('postgresql:')) {
    const pool = new pg.Pool({ connectionString: location, max: 10 })
    await pool.query(table)
    return (values) => pool.query({ name: 'insert', text: 'insert into taken values ($1, $2, $3)', values })
  }
  const file = new Sqlite(location)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) file.pragma(pragma)
  file.exec(table)
  const statement = file.prepare('insert into taken values (?, ?, ?)')
  return (values) => statement.run(values)
}

const insert = await openInsert()
const app = fastify()
app.post('/gitlab/webhook', async ({ body }, reply) => {
  const id = randomUUID()
  await insert([id, Date.now(), JSON.stringify(body)])
  return reply.status(202).send({ id })
})
console.log(`listening on ${await app.listen({ port: 0 })}`)
process.on('SIGTERM', () => process.exit(0))
