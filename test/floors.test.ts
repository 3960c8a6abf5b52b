import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

const refused = [
  ['core/release/one.ts', '../../server/start-server.ts'],
  ['core/worker-yaml/one.ts', '../../cli/help.ts'],
  ['core/worker-yaml/two.ts', '../release/plan.ts'],
  ['core/image/one.ts', '../release/plan.ts'],
  ['core/findings/one.ts', '../../bot/start-bot.ts'],
  ['server/users/one.ts', '../../bot/start-bot.ts'],
  ['server/users/two.ts', '../../cli/help.ts'],
  ['bot/one.ts', '../server/start-server.ts'],
] as const

const allowed = [
  ['core/release/allowed.ts', '../worker-yaml/definition.ts'],
  ['cli/commands/allowed.ts', '../../server/start-server.ts'],
  ['server/allowed.ts', '../core/release/plan.ts'],
] as const

let folder: string
let said: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-floors-'))
  copyFileSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'))
  for (const [file, imported] of [...refused, ...allowed]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), `export const load = () => import('${imported}')\n`)
  }
  const { stdout, stderr } = spawnSync(
    path.join(root, 'node_modules/.bin/biome'),
    ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '.'],
    { cwd: folder, encoding: 'utf8' },
  )
  said = stdout + stderr
})

afterAll(() => rmSync(folder, { recursive: true }))

it.each(refused)('the linter keeps %s from importing %s', (file) => {
  expect(said).toMatch(new RegExp(`${file.replaceAll('.', '\\.')}:\\d+:\\d+ lint/style/noRestrictedImports`))
})

it.each(allowed)('and lets %s import %s', (file) => {
  expect(said).not.toContain(file)
})
