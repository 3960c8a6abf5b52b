// 500 deliveries a second for 60 seconds (BENCH_SECONDS sets another time), each sent at its moment whether or not those before it are
// answered, on both engines, while the bot works on them too: none may be lost, and the 99th percentile of the answers is held against the
// median of the floor, Fastify and one durable insert, at the same rate.
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { Pool } from 'undici'
import { makeFolder, makeHeaders, makeNote, startBot, startCluster, startFloor } from './bot/deliveries.mjs'
import { withPrograms } from './worker-versions/place.mjs'

const rate = 500
const seconds = Number(process.env.BENCH_SECONDS ?? 60)
const floorSeconds = Math.min(10, seconds)
const projects = 50

/** Milliseconds from the moment at which each was to be sent to its answer, in order. */
async function send(url, duration) {
  const pool = new Pool(url, { connections: 64 })
  const times = []
  const start = performance.now()
  const sent = []
  for (let index = 0; index < rate * duration; index += 1) {
    const due = start + (index * 1000) / rate
    const rest = due - performance.now()
    if (rest > 0) await wait(rest)
    const request = pool.request({
      path: '/gitlab/webhook',
      method: 'POST',
      headers: { 'content-type': 'application/json', ...makeHeaders('Note Hook') },
      body: makeNote(1 + (index % projects)),
    })
    sent.push(
      request.then(async ({ statusCode, body }) => {
        await body.dump()
        if (statusCode !== 202) throw new Error(`a delivery was answered with ${statusCode}`)
        times.push(performance.now() - due)
      }),
    )
  }
  await Promise.all(sent)
  await pool.close()
  return times.sort((one, other) => one - other)
}

/** Waits until every delivery is worked on. Throws where one is missing. */
async function countWorked(count, expected) {
  for (const deadline = Date.now() + 300_000; ; await wait(500)) {
    const { stored, worked } = await count()
    if (Number(stored) !== expected) throw new Error(`${expected} were answered, ${stored} are stored`)
    if (Number(worked) === expected) return
    if (Date.now() > deadline) throw new Error(`${expected} were answered, ${worked} are worked on`)
  }
}

const question = `select (select count(*) from delivery) as stored,
  (select count(*) from job where kind = 'deliver' and state = 'done') as worked`

function measureEngine(engine, { bot, floor, count }) {
  return withPrograms(async (start) => {
    const bare = await start(startFloor(floor))
    await send(bare.url, 2)
    const floors = await send(bare.url, floorSeconds)
    await bare.close()
    const { url } = await start(startBot({ ...bot, logLevel: 'warn' }))
    const times = await send(url, seconds)
    await countWorked(count, times.length)
    const [value, median] = [times[Math.floor(times.length * 0.99)], floors[floors.length >> 1]]
    const name = `99th percentile of ${rate} deliveries a second for ${seconds} s, none lost, ${engine}, against the median of the floor`
    return { name, ratio: value / median, goal: 50, value, floor: median, unit: 'ms' }
  })
}

/** Rows of {name, ratio, goal, value, floor, unit}. */
export default async function measureBursts() {
  const { folder, remove } = makeFolder()
  let cluster
  try {
    const sqlite = await measureEngine('SQLite', {
      bot: { folder },
      floor: path.join(folder, 'floor.sqlite'),
      count: async () => {
        const file = new Sqlite(path.join(folder, 'data/bot.sqlite'), { readonly: true })
        const row = file.prepare(question).get()
        file.close()
        return row
      },
    })
    cluster = await startCluster()
    const database = await cluster.createDatabase('bot')
    const client = new pg.Client({ connectionString: database })
    await client.connect()
    const postgresql = await measureEngine('PostgreSQL', {
      bot: { folder, database },
      floor: await cluster.createDatabase('floor'),
      count: async () => (await client.query(question)).rows[0],
    })
    await client.end()
    return [sqlite, postgresql]
  } finally {
    await cluster?.close()
    remove()
  }
}
