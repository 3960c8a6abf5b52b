import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyUndisturbed, openScene } from './scene.ts'
import { lettersWithModel, makeRepository, type Repository } from './stage.ts'

let repository: Repository
let undisturbed: Awaited<ReturnType<typeof applyUndisturbed>>

/** Kills an apply at its k-th request, then applies again and looks at what the server holds. */
async function killAt(index: number, moment: 'before' | 'after'): Promise<void> {
  const scene = await openScene(repository)
  try {
    const { child, result } = scene.start(['apply'])
    scene.proxy[moment] = (request) => {
      if (request.index !== index) return 'pass'
      child.kill('SIGKILL')
      return moment === 'before' ? 'cut-before' : 'cut-after'
    }
    const killed = await result
    expect(killed.signal, `request ${index} of ${undisturbed.requests.length} was never made`).toBe('SIGKILL')
    scene.proxy[moment] = () => 'pass'
    const again = await scene.run(['apply', '--format', 'json'])
    expect(again.exit, again.stderr).toBe(0)
    expect(await scene.describe(), `killed at request ${index}`).toEqual(undisturbed.state)
  } finally {
    await scene.close()
  }
}

beforeAll(async () => {
  repository = makeRepository(lettersWithModel, 'v1.0.0')
  undisturbed = await applyUndisturbed(repository)
})

afterAll(() => repository.remove())

describe('apply that is killed and run again', () => {
  it.each(['before', 'after'] as const)(
    'ends in the same state, whichever request it is killed at, %s the server has it',
    async (moment) => {
      for (let index = 1; index <= undisturbed.requests.length; index += 1) await killAt(index, moment)
    },
    300_000,
  )
})
