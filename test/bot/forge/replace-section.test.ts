import { expect, it } from 'vitest'
import { replaceSection } from '../../../bot/forge/replace-section.ts'

it('a part is added after what is there, replaced in its place, and the same part changes nothing', () => {
  const first = replaceSection('Written by hand.\n', 'arkindex-ci release', 'one')
  expect(first).toBe('Written by hand.\n\n<!-- arkindex-ci release -->\none\n<!-- /arkindex-ci release -->\n')
  const second = replaceSection(`${first}More by hand.`, 'arkindex-ci release', 'two')
  expect(second).toBe(
    'Written by hand.\n\n<!-- arkindex-ci release -->\ntwo\n<!-- /arkindex-ci release -->\nMore by hand.',
  )
  expect(replaceSection(second, 'arkindex-ci release', 'two')).toBe(second)
})
