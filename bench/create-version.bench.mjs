// CreateWorkerVersion among a million versions on both engines, against the bare insert of the same row at the same durability:
// one statement behind Fastify and the look-up of the token, with nothing checked. SQLite with WAL and synchronous=FULL,
// PostgreSQL with fsync and synchronous_commit; as many clients at once for both.
import { randomBytes } from 'node:crypto'
import { compareLoads, measureLoad } from './worker-versions/measure-load.mjs'
import { fillPostgresql, fillSqlite, withPrograms } from './worker-versions/place.mjs'
import { startFloor, startServer } from './worker-versions/start-program.mjs'

const rounds = 9
const many = 1_000_000

function createLoad({ url }, { token, repositories, configuration }) {
  const next = () => {
    const { id, index } = repositories[Math.floor(Math.random() * repositories.length)]
    const body = {
      configuration: JSON.parse(configuration),
      revision_url: `https://gitlab.example.org/workers/worker-${index}/commit/${randomBytes(20).toString('hex')}`,
      docker_image_iid: `registry.example.org/workers/worker-${index}@sha256:${randomBytes(32).toString('hex')}`,
    }
    return { path: `/api/v1/workers/${id}/versions/`, method: 'POST', body: JSON.stringify(body) }
  }
  return () => measureLoad(url, { token, next, expected: 201 })
}

function measureEngine(engine, { place, location, content }) {
  return withPrograms(async (start) => {
    const server = await start(startServer(place))
    const floor = await start(startFloor(location))
    const rates = await compareLoads(createLoad(server, content), createLoad(floor, content), rounds)
    const name = `CreateWorkerVersion, ${engine}, against the bare insert at the same durability`
    return { name, ...rates, goal: 0.6, atLeast: true, unit: 'versions/s' }
  })
}

/** Rows of {name, ratio, goal, value, floor, unit, atLeast}. */
export default async function measureCreation() {
  return [
    await measureEngine('SQLite', await fillSqlite(many)),
    await measureEngine('PostgreSQL', await fillPostgresql(many)),
  ]
}

export { release } from './worker-versions/place.mjs'
