// The two figures of `validate`: one file as a whole process against an empty Node, and a thousand files against parsing alone.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const command = path.join(root, 'dist/arkindex-ci.cjs')

const worker = (slug) => `slug: ${slug}
display_name: Text recognizer
type: recognizer
description: |
  Recognizes the text of lines.
gpu_usage: supported
model_usage: required
docker:
  command: worker-recognizer
  shm_size: 512m
configuration:
  - key: batch_size
    display_name: Batch size
    help_text: How many lines are recognized at once.
    type: int
    default: 8
  - key: mode
    display_name: Mode
    type: enum
    choices: [fast, precise]
    default: fast
`

const takeMedian = (values) => values.toSorted((left, right) => left - right)[values.length >> 1]

function writeWorkers(count) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-validate-'))
  mkdirSync(path.join(folder, 'arkindex'))
  for (let index = 0; index < count; index += 1) {
    writeFileSync(path.join(folder, `arkindex/worker-${index}.yml`), worker(`worker-${index}`))
  }
  return folder
}

function timeProcess(args, cwd) {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  const took = Number(process.hrtime.bigint() - start) / 1e6
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return took
}

function measureProcess() {
  const folder = writeWorkers(1)
  try {
    const floors = []
    const values = []
    // The two take turns, so that whatever else the machine does weighs on both.
    for (let run = 0; run < 41; run += 1) {
      floors.push(timeProcess(['-e', '0'], folder))
      values.push(timeProcess([command, 'validate'], folder))
    }
    const floor = takeMedian(floors)
    const value = takeMedian(values)
    return {
      name: 'validate of one file, whole process, against node -e 0',
      ratio: value / floor,
      goal: 1.5,
      value,
      floor,
      unit: 'ms',
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measureThousand() {
  const folder = writeWorkers(1000)
  const { parse } = require('yaml')
  const { commands } = require(path.join(root, 'dist/parts/check.cjs'))
  const quiet = { write: () => {}, isTerminal: false, hasColor: false, columns: 80 }
  const context = { env: {}, cwd: folder, stdout: quiet, stderr: quiet, signal: new AbortController().signal }
  const names = readdirSync(path.join(folder, 'arkindex')).map((name) => path.join(folder, 'arkindex', name))
  const time = async (work) => {
    const start = process.hrtime.bigint()
    await work()
    return Number(process.hrtime.bigint() - start) / 1e6
  }
  try {
    const floors = []
    const values = []
    for (let run = 0; run < 13; run += 1) {
      floors.push(await time(() => names.map((name) => parse(readFileSync(name, 'utf8')))))
      values.push(
        await time(async () => {
          const exit = await commands.validate.run({ options: { format: 'json' }, positionals: [] }, context)
          if (exit !== 0) throw new Error(`validate ended with ${exit}`)
        }),
      )
    }
    // The first turns warm both up.
    const floor = takeMedian(floors.slice(3))
    const value = takeMedian(values.slice(3))
    return {
      name: 'validate of 1,000 small worker files, in one process, against yaml alone',
      ratio: value / floor,
      goal: 1.6,
      value,
      floor,
      unit: 'ms',
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Rows of {name, ratio, goal, value, floor, unit}. */
export default async function measureValidate() {
  return [measureProcess(), await measureThousand()]
}
