import path from 'node:path'
import { expect, it } from 'vitest'
import { runStorm } from './storm.ts'

it('a bot that is killed again and again, also between a note and its answer, doubles no note and no discussion, leaves nothing running and loses no delivery', async () => {
  const result = await runStorm({
    kills: Number(process.env.KILLS ?? 4),
    projects: 3,
    program: ['--import', 'tsx', path.join(import.meta.dirname, 'run-bot.ts')],
    longestLife: 1500,
    patience: 100_000,
  })
  expect(result.wrongs, JSON.stringify(result)).toEqual([])
  expect(result.killsAtNotes).toBeGreaterThan(0)
  expect(result.answered).toBeGreaterThan(0)
}, 150_000)
