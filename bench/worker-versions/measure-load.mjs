// Requests to a server, as many as it answers.
import { Pool } from 'undici'

/**
 * Sends requests over so many connections for so long, each its next when the last is answered. `next` gives path, method,
 * body and headers of a request. Gives how many a second were answered. Throws where an answer has another status than `expected`.
 */
export async function measureLoad(url, { token, next, expected = 200, connections = 8, milliseconds = 1000 }) {
  const pool = new Pool(url, { connections })
  const start = process.hrtime.bigint()
  const readElapsed = () => Number(process.hrtime.bigint() - start) / 1e6
  let answered = 0
  const client = async () => {
    while (readElapsed() < milliseconds) {
      const { path, method = 'GET', body, headers = {} } = next()
      const { statusCode, body: answer } = await pool.request({
        path,
        method,
        headers: {
          authorization: `Token ${token}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body ? { body } : {}),
      })
      if (statusCode !== expected) throw new Error(`${method} ${path}: ${statusCode} ${await answer.text()}`)
      await answer.dump()
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  const rate = answered / (readElapsed() / 1000)
  await pool.close()
  return rate
}

export const takeMedian = (values) => values.toSorted((left, right) => left - right)[values.length >> 1]

/** Turns that are not counted. */
const warmUps = 4

/**
 * Two loads in turns, so that whatever else the machine does weighs on both. Gives the medians of the rates, and of what the
 * first is of the second in each turn. The first turns warm both up, or one that has run for longer would look faster.
 */
export async function compareLoads(first, second, rounds) {
  const turns = []
  for (let round = 0; round < warmUps + rounds; round += 1) {
    // Who begins changes, too.
    const [one, other] = round % 2 === 0 ? [first, second] : [second, first]
    const rates = [await one(), await other()]
    if (round >= warmUps) turns.push(round % 2 === 0 ? rates : rates.reverse())
  }
  return {
    value: takeMedian(turns.map(([value]) => value)),
    floor: takeMedian(turns.map(([, floor]) => floor)),
    ratio: takeMedian(turns.map(([value, floor]) => value / floor)),
  }
}
