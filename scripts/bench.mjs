// Runs every bench/*.bench.mjs, or those that are named, and prints their figures: a table, or with --format json one line each.
// A goal is the most that a ratio may be, or with `atLeast` the least. Exits 1 where one is missed.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, isBuilt } from './build.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const isJson = process.argv.some(
  (word, index) => word === '--format=json' || (word === 'json' && process.argv[index - 1] === '--format'),
)
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-') && word !== 'json')

if (!isBuilt()) await build()

const files = readdirSync(path.join(root, 'bench'))
  .filter((name) => name.endsWith('.bench.mjs'))
  .sort()
let isMissed = false
/** What benches share and give back only at the end of the run, such as a filled database. */
const releases = new Set()
try {
  for (const file of files) {
    if (wanted.length > 0 && !wanted.includes(file.replace(/\.bench\.mjs$/, ''))) continue
    const { default: measure, release } = await import(pathToFileURL(path.join(root, 'bench', file)).href)
    if (release) releases.add(release)
    for (const row of await measure()) {
      const { name, ratio, goal, value, floor, unit, atLeast = false } = row
      const isMet = atLeast ? ratio >= goal : ratio <= goal
      isMissed ||= !isMet
      console.log(
        isJson
          ? JSON.stringify({ name, ratio, goal, value, floor, unit, atLeast })
          : `${ratio.toFixed(2).padStart(6)}  goal ${atLeast ? 'at least' : 'at most '} ${String(goal).padStart(4)}  ${isMet ? 'met   ' : 'missed'}  ${value.toFixed(1)} against ${floor.toFixed(1)} ${unit}  ${name}`,
      )
    }
  }
} finally {
  for (const release of releases) await release()
}
process.exitCode = isMissed ? 1 : 0
