import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepPlan } from '../../../bot/merge-request/keep-plan.ts'
import { keepLastCheck, readLastCheck } from '../../../bot/merge-request/last-check.ts'
import { openBotDatabase } from '../../../bot/open-bot-database.ts'
import type { Plan } from '../../../core/release/plan.ts'
import { startEngine } from '../../postgresql/test-engine.ts'
import { makeForge } from '../bot-stage.ts'

const engine = startEngine()
let opened: Awaited<ReturnType<typeof openBotDatabase>>

beforeAll(async () => {
  opened = await openBotDatabase(await engine.makeLocation())
})
afterAll(() => opened.close())

const plan: Plan = {
  ...{ format: 1, intentDigest: `sha256:${'0'.repeat(64)}`, bound: null, instances: [], defaults: [] },
  intent: { workers: {}, models: {}, manifest: '', objects: {} },
  ...{ steps: [], unchanged: [], skipped: [], failed: [], optionChanges: [], breaking: [], bumps: [], findings: [] },
}

it('on PostgreSQL too, one plan is kept for each commit and the newest few, and one check for each merge request', async () => {
  let time = 0
  const store = {
    db: opened.db,
    forge: makeForge({ name: 'gitlab', url: 'https://gitlab.example.com' }),
    now: () => ++time,
  }
  const place = { project: '7', number: 3 }
  const first = await keepPlan({ ...place, sha: 'first' }, plan, store)
  expect(await keepPlan({ ...place, sha: 'first' }, plan, store)).toBe(first)
  const others = []
  for (const sha of ['b', 'c', 'd', 'e', 'f']) others.push(await keepPlan({ ...place, sha }, plan, store))
  const kept = await opened.db.selectFrom('kept_plan').select(['id', 'sha']).orderBy('created').execute()
  expect(kept.map(({ id }) => id)).toEqual(others)

  expect(await readLastCheck(place, store)).toBeUndefined()
  await keepLastCheck(place, { sha: 'first', errors: ['1'], unplaced: [] }, store)
  await keepLastCheck(place, { sha: 'second', errors: ['1', '2'], unplaced: ['2'] }, store)
  expect(await readLastCheck(place, store)).toEqual({ sha: 'second', errors: ['1', '2'], unplaced: ['2'] })
})
