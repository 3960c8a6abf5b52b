import { expect, it } from 'vitest'
import { matchesRef } from '../../../../bot/forge/github/match-ref.ts'

it.each([
  ['~ALL', 'refs/tags/anything'],
  ['refs/tags/v*', 'refs/tags/v1.0.0'],
  ['refs/tags/v?.?.?', 'refs/tags/v1.0.0'],
  ['refs/tags/**', 'refs/tags/a/b/c'],
  ['**/v1', 'refs/tags/v1'],
  ['refs/**/v1', 'refs/v1'],
])('%s takes %s', (pattern, ref) => {
  expect(matchesRef(pattern, ref)).toBe(true)
})

it.each([
  ['refs/tags/v*', 'refs/tags/1.0.0'],
  ['refs/tags/*', 'refs/tags/a/b'],
  ['refs/tags/v1', 'refs/tags/v1.0'],
  ['**/v1', 'refs/tags/xv1'],
  ['refs/tags/v?', 'refs/tags/v/'],
  ['', 'refs/tags/v1'],
])('%s does not take %s', (pattern, ref) => {
  expect(matchesRef(pattern, ref)).toBe(false)
})

it('a pattern of many stars is answered like every other', () => {
  expect(matchesRef(`refs/tags/${'*a'.repeat(90)}`, `refs/tags/${'a'.repeat(5000)}b`)).toBe(false)
})
