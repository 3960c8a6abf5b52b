// A bot that is killed a hundred times while merge requests are opened, pushed to and commented on; half of the kills come between the
// making of a note and its answer. What is counted: notes and discussions that stand there twice, notes that are not of the last commit,
// statuses that stay running, answered deliveries that were not worked. KILLS sets how often. Its leases are those of the command, 30
// seconds, so that a project whose job was killed rests as long: there are many projects.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

export default async function measure() {
  register()
  const { runStorm } = await import('../test/bot/hostile/storm.ts')
  const result = await runStorm({
    kills: Number(process.env.KILLS ?? 100),
    projects: 12,
    program: [path.join(root, 'dist/arkindex-ci.cjs'), 'bot'],
    longestLife: 2500,
    patience: 600_000,
  })
  const { wrongs, ...counts } = result
  for (const wrong of wrongs) console.error(wrong)
  console.error(JSON.stringify(counts))
  const { kills, killsAtNotes, mergeRequests } = result
  const name = `what is wrong after ${kills} kill -9 of the bot under load, ${killsAtNotes} of them between a note and its answer`
  return [{ name, ratio: wrongs.length, goal: 0, value: wrongs.length, floor: mergeRequests, unit: 'merge requests' }]
}
