// Elements on SQLite: how fast the API makes many of them against bare inserts of the same rows, and a page of children among a million.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { fillDatabase, openFile, polygon, prepareInsert, userToken } from './elements/fill-database.mjs'
import { compareLoads, measureLoad } from './worker-versions/measure-load.mjs'
import { withPrograms } from './worker-versions/place.mjs'
import { startProgram, startServer } from './worker-versions/start-program.mjs'

const rounds = 9
/** Elements of one request, and of one transaction of the floor. */
const bulk = 1000
const requests = 10
/** Parents, of which each turn takes one: more than there are turns. */
const spare = 4 * rounds
const root = path.dirname(fileURLToPath(import.meta.url))
const pick = (values) => values[Math.floor(Math.random() * values.length)]

function makePlace(folder, name) {
  const data = path.join(folder, name)
  mkdirSync(data)
  return { data, location: path.join(data, 'arkindex.sqlite') }
}

/** 10,000 elements an hour are what a comparable import was seen to make (reference/arkindex.md 7). */
const comparableRate = 10_000 / 3600

async function measureBulk(folder) {
  const [served, bare] = [makePlace(folder, 'served'), makePlace(folder, 'bare')]
  const content = await fillDatabase(served.location, spare, 0)
  const bareContent = await fillDatabase(bare.location, spare, 0)
  const file = openFile(bare.location)
  const makeTransaction = prepareInsert(file, bareContent)
  const elements = Array.from({ length: bulk }, (_one, index) => {
    return { type: 'text_line', name: `Line ${index}`, polygon: JSON.parse(polygon), confidence: 0.5 }
  })
  const body = JSON.stringify({ elements })
  return withPrograms(async (start) => {
    const { url } = await start(startServer({ data: served.data }))
    let [round, bareRound] = [0, 0]
    const throughApi = async () => {
      const target = `${url}/api/v1/element/${content.pageIds[round++]}/children/bulk/`
      const headers = { authorization: `Token ${userToken}`, 'content-type': 'application/json' }
      const begin = performance.now()
      for (let index = 0; index < requests; index += 1) {
        const response = await fetch(target, { method: 'POST', headers, body })
        const made = await response.json()
        if (made.length !== bulk) throw new Error(`${response.status}: ${JSON.stringify(made).slice(0, 500)}`)
      }
      return (requests * bulk) / ((performance.now() - begin) / 1000)
    }
    const bareInserts = async () => {
      const parent = bareContent.pageIds[bareRound++]
      const work = Array.from({ length: requests }, (_one, index) => makeTransaction(parent, bulk, index * bulk))
      const begin = performance.now()
      for (const run of work) run()
      return (requests * bulk) / ((performance.now() - begin) / 1000)
    }
    const rates = await compareLoads(throughApi, bareInserts, rounds)
    file.close()
    return [
      {
        name: 'elements made 1,000 at a time through the API, SQLite, against bare inserts of the same rows',
        ...rates,
        goal: 0.5,
        atLeast: true,
        unit: 'elements/s',
      },
      {
        name: 'elements made 1,000 at a time through the API, SQLite, against 10,000 an hour',
        value: rates.value,
        floor: comparableRate,
        ratio: rates.value / comparableRate,
        goal: 100,
        atLeast: true,
        unit: 'elements/s',
      },
    ]
  })
}

async function measureChildren(folder) {
  const { data, location } = makePlace(folder, 'million')
  const { pageIds } = await fillDatabase(location, 10_000, 100)
  return withPrograms(async (start) => {
    const server = await start(startServer({ data }))
    const floor = await start(startProgram([path.join(root, 'elements/floor.mjs'), location], {}))
    const next = () => ({ path: `/api/v1/elements/${pick(pageIds)}/children/` })
    const load =
      ({ url }) =>
      () =>
        measureLoad(url, { token: userToken, next })
    return [
      {
        name: 'a page of 20 children of an element among 1,000,000, SQLite, against Fastify, token and queries alone',
        ...(await compareLoads(load(server), load(floor), rounds)),
        goal: 0.8,
        atLeast: true,
        unit: 'pages/s',
      },
    ]
  })
}

/** Rows of {name, ratio, goal, value, floor, unit, atLeast}. */
export default async function measureElements() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-elements-'))
  try {
    return [...(await measureBulk(folder)), ...(await measureChildren(folder))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
