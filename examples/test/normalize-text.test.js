import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalizeText } from '../src/normalize-text.js'

for (const [name, text, expected] of [
  ['the long s becomes s', 'Congreſs aſſembled', 'Congress assembled'],
  ['ligatures are taken apart', 'ﬁne oﬃce', 'fine office'],
  ['words divided at a line end are joined', 'the let-\nters came', 'the letters came'],
  ['a dash before a capital stays', 'Anglo-\nSaxon', 'Anglo-\nSaxon'],
  ['accents are one character', 'e\u0301te\u0301', 'été'],
  ['spaces become one, lines stay', '  a \u00a0 b\t c \n d ', 'a b c\nd'],
  ['soft hyphens go', 'let\u00adters', 'letters'],
]) {
  test(name, () => assert.equal(normalizeText(text), expected))
}

test('each rule can be turned off', () => {
  assert.equal(normalizeText('Congreſs let-\nters', { longS: false, joinHyphens: false }), 'Congreſs let-\nters')
})
