import { describe, expect, it } from 'vitest'
import { ForgeLimitedError } from '../../../../bot/forge/requester/forge-errors.ts'
import { openHostBudgets } from '../../../../bot/forge/requester/host-budgets.ts'
import { makeClock } from '../../../core/arkindex/scripted-server.ts'

const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
const start = Date.parse(date) / 1000
const admission = { peer: 'GitLab', what: 'GET projects', longestWait: 20_000 }

function write(remaining: number, seconds: number, name?: string): Record<string, string> {
  return {
    date,
    'ratelimit-limit': '100',
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(start + seconds),
    ...(name === undefined ? {} : { 'ratelimit-name': name }),
  }
}

describe('the budget of a host', () => {
  it('is one for the host, and another for another', async () => {
    const budgets = openHostBudgets(makeClock())
    expect(budgets.of('a.example.org')).toBe(budgets.of('a.example.org'))
    budgets.of('a.example.org').block(500)
    await expect(budgets.of('a.example.org').enter(admission)).rejects.toBeInstanceOf(ForgeLimitedError)
    await budgets.of('b.example.org').enter(admission)
  })

  it('tells what the host said last, and nothing before', async () => {
    const budget = openHostBudgets(makeClock()).of('a')
    expect(budget.read()).toBeUndefined()
    await budget.enter(admission)
    budget.leave(write(40, 30))
    expect(budget.read()).toEqual({ limit: 100, remaining: 40, resetAt: (start + 30) * 1000 })
    await budget.enter(admission)
    budget.leave({ 'ratelimit-remaining': 'many', 'ratelimit-limit': '-1' })
    expect(budget.read()?.remaining).toBe(40)
  })

  it('counts what is under way, so that many at once do not spend what is left twice', async () => {
    const clock = makeClock()
    const budget = openHostBudgets(clock).of('a')
    await budget.enter(admission)
    budget.leave(write(2, 100))
    await budget.enter(admission)
    await budget.enter(admission)
    await expect(budget.enter(admission)).rejects.toMatchObject({ seconds: 100 })
    budget.leave(write(1, 100))
    budget.leave(write(0, 100))
    await expect(budget.enter(admission)).rejects.toBeInstanceOf(ForgeLimitedError)
  })

  it('is not led astray by an answer that comes late', async () => {
    const budget = openHostBudgets(makeClock()).of('a')
    await budget.enter(admission)
    await budget.enter(admission)
    budget.leave(write(0, 100))
    budget.leave(write(1, 100))
    await expect(budget.enter(admission)).rejects.toBeInstanceOf(ForgeLimitedError)
  })

  it('opens again with the new window, by the clock of the host', async () => {
    const clock = makeClock()
    const budget = openHostBudgets(clock).of('a')
    await budget.enter(admission)
    // The host's clock is a day behind: its reset is 15 s away all the same.
    budget.leave({ ...write(0, -86_400 + 15), date: 'Wed, 31 Dec 2025 00:00:00 GMT' })
    await budget.enter(admission)
    expect(clock.slept).toHaveLength(1)
    expect(clock.slept[0]).toBeGreaterThanOrEqual(15_000)
    expect(clock.slept[0]).toBeLessThan(17_000)
  })

  it('keeps limits of different names apart', async () => {
    const budget = openHostBudgets(makeClock()).of('a')
    await budget.enter(admission)
    await budget.enter(admission)
    budget.leave(write(0, 300, 'throttle_files'))
    budget.leave(write(99, 60, 'throttle_api'))
    expect(budget.read()?.remaining).toBe(0)
    await expect(budget.enter(admission)).rejects.toMatchObject({ seconds: 300 })
  })

  it('ends a wait with the signal', async () => {
    const budget = openHostBudgets(makeClock()).of('a')
    budget.block(10)
    const reason = new Error('stopped')
    await expect(budget.enter({ ...admission, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
