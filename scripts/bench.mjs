// Runs every bench/*.bench.mjs and prints their figures: a table, or with --format json one line each. Exits 1 where one is over its goal.
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
let isOver = false
for (const file of files) {
  if (wanted.length > 0 && !wanted.includes(file.replace(/\.bench\.mjs$/, ''))) continue
  const { default: measure } = await import(pathToFileURL(path.join(root, 'bench', file)).href)
  for (const row of await measure()) {
    isOver ||= row.ratio > row.goal
    const { name, ratio, goal, value, floor, unit } = row
    console.log(
      isJson
        ? JSON.stringify({ name, ratio, goal, value, floor, unit })
        : `${ratio.toFixed(2).padStart(6)}  goal ${String(goal).padStart(4)}  ${ratio <= goal ? 'met ' : 'over'}  ${value.toFixed(1)} against ${floor.toFixed(1)} ${unit}  ${name}`,
    )
  }
}
process.exitCode = isOver ? 1 : 0
