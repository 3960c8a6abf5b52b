import { afterEach, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
afterEach(() => stage?.close())

describe('a release of a tag', () => {
  it('creates what is missing, and changes nothing when it is applied again', async () => {
    stage = await openStage()
    const first = await stage.apply()
    console.log(first.run.stdout, first.run.stderr)
    const second = await stage.apply()
    console.log(second.run.stdout, second.run.stderr)
    expect(second.steps.map(({ outcome }) => outcome)).toEqual(first.steps.map(() => 'unchanged'))
  })
})
