// Pages of worker versions on both engines: against the bare floor, and what a million rows cost against ten thousand.
import { compareLoads, measureLoad } from './worker-versions/measure-load.mjs'
import { fillPostgresql, fillSqlite, withPrograms } from './worker-versions/place.mjs'
import { startFloor, startServer } from './worker-versions/start-program.mjs'

const rounds = 9
const [many, few] = [1_000_000, 10_000]

const pick = (values) => values[Math.floor(Math.random() * values.length)]

/** Half of them of the worker with the most versions, a fifth of all. Each has twenty: most workers of a small database have fewer. */
function listLoad({ url }, { token, fullPageIds }) {
  const next = () => ({ path: `/api/v1/workers/${Math.random() < 0.5 ? fullPageIds[0] : pick(fullPageIds)}/versions/` })
  return () => measureLoad(url, { token, next })
}

function retrieveLoad({ url }, { token, versionIds }) {
  return () => measureLoad(url, { token, next: () => ({ path: `/api/v1/workers/versions/${pick(versionIds)}/` }) })
}

/** How many milliseconds an answer takes, where the rates are answers in a second. */
const toTime = ({ value, floor, ratio }) => ({ ratio: 1 / ratio, value: 1000 / value, floor: 1000 / floor })

function measureEngine(engine, large, small) {
  return withPrograms(async (start) => {
    const server = await start(startServer(large.place))
    const floor = await start(startFloor(large.location))
    const page = await compareLoads(listLoad(server, large.content), listLoad(floor, large.content), rounds)
    const rows = [
      {
        name: `a page of 20 of 1,000,000 worker versions with its count, ${engine}, against Fastify, token and queries alone`,
        ...page,
        goal: 0.8,
        atLeast: true,
        unit: 'pages/s',
      },
    ]
    const smallServer = await start(startServer(small.place))
    for (const [what, load] of [
      ['a page of 20 worker versions', listLoad],
      ['a worker version', retrieveLoad],
    ]) {
      const cost = toTime(await compareLoads(load(server, large.content), load(smallServer, small.content), rounds))
      rows.push({ name: `${what} of 1,000,000, ${engine}, against one of 10,000`, ...cost, goal: 1.3, unit: 'ms' })
    }
    return rows
  })
}

/** Rows of {name, ratio, goal, value, floor, unit, atLeast}. */
export default async function measureLists() {
  return [
    ...(await measureEngine('SQLite', await fillSqlite(many), await fillSqlite(few))),
    ...(await measureEngine('PostgreSQL', await fillPostgresql(many), await fillPostgresql(few))),
  ]
}

export { release } from './worker-versions/place.mjs'
