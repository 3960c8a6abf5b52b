// Accepting a delivery (the token is checked, the body stored durably with the job that reads it, the call answered) on both engines,
// against the bare floor: Fastify and one durable insert. The forge is away, so that none of the work behind it is measured.
import path from 'node:path'
import { makeFolder, makeHeaders, makeMergeRequest, startBot, startCluster, startFloor } from './bot/deliveries.mjs'
import { compareLoads, measureLoad } from './worker-versions/measure-load.mjs'
import { withPrograms } from './worker-versions/place.mjs'

const rounds = 9
let count = 0

const createLoad = ({ url }) => {
  const next = () => {
    count += 1
    const headers = makeHeaders('Merge Request Hook')
    return { path: '/gitlab/webhook', method: 'POST', body: makeMergeRequest(1 + (count % 20)), headers }
  }
  return () => measureLoad(url, { token: 'none', next, expected: 202 })
}

function measureEngine(engine, bot, floor) {
  return withPrograms(async (start) => {
    const rates = await compareLoads(
      createLoad(await start(startBot(bot))),
      createLoad(await start(startFloor(floor))),
      rounds,
    )
    const name = `accepting a delivery, ${engine}, against Fastify and one durable insert`
    return { name, ...rates, goal: 0.7, atLeast: true, unit: 'deliveries/s' }
  })
}

/** Rows of {name, ratio, goal, value, floor, unit, atLeast}. */
export default async function measureAccepting() {
  const { folder, remove } = makeFolder()
  let cluster
  try {
    const sqlite = await measureEngine('SQLite', { folder }, path.join(folder, 'floor.sqlite'))
    cluster = await startCluster()
    const [database, floor] = [await cluster.createDatabase('bot'), await cluster.createDatabase('floor')]
    return [sqlite, await measureEngine('PostgreSQL', { folder, database }, floor)]
  } finally {
    await cluster?.close()
    remove()
  }
}
