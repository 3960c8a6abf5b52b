import { describe, expect, it } from 'vitest'
import { mapLimited } from '../../../core/release/map-limited.ts'

describe('mapLimited', () => {
  it('keeps the order and never has more under way than allowed', async () => {
    let underWay = 0
    let most = 0
    const results = await mapLimited([5, 1, 4, 2, 3], 2, async (item) => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise((resolve) => setTimeout(resolve, item))
      underWay -= 1
      return item * 2
    })
    expect(results).toEqual([10, 2, 8, 4, 6])
    expect(most).toBe(2)
  })

  it('throws the first failure and begins nothing after it', async () => {
    const begun: number[] = []
    const failing = mapLimited([1, 2, 3, 4], 1, async (item) => {
      begun.push(item)
      if (item === 2) throw new Error('two')
      return item
    })
    await expect(failing).rejects.toThrow('two')
    expect(begun).toEqual([1, 2])
  })
})
