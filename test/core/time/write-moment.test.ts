import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeMoment } from '../../../core/time/write-moment.ts'

it('a moment is written as a Date writes it, whatever came before it', () => {
  const moments = fc.oneof(
    fc.integer({ min: 1.7e12, max: 1.7e12 + 200_000_000 }),
    fc.integer({ min: -6e13, max: 2.5e14 }),
  )
  fc.assert(fc.property(moments, (moment) => writeMoment(moment) === new Date(moment).toISOString()))
  for (const moment of [0, 86_399_999, 86_400_000, -1]) expect(writeMoment(moment)).toBe(new Date(moment).toISOString())
})
