import { describe, expect, it } from 'vitest'
import { writeLineTime } from '../../../core/log/line-time.ts'

describe('the time of a line', () => {
  it('is the moment to the millisecond, within a second and from one to another, forwards and back', () => {
    for (const moment of [1795267410007, 1795267410367, 1795267411000, 1795267410999, 0]) {
      expect(JSON.parse(`{"level":30${writeLineTime(moment)}}`).time).toBe(new Date(moment).toISOString())
    }
  })
})
