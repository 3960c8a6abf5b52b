import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detectLanguage } from '../src/detect-language.js'
import { measureBits, trainModel } from '../src/language-model.js'
import { trainAndEvaluate } from '../src/trainer.js'

const letters = [
  'My dear brother, I have received your letter of the third and thank you for it.',
  'My dear sister, the weather has been very bad and we have not left the house.',
  'I hope that this letter finds you in good health, as it leaves me.',
  'We have received no letter from our brother, and mother is not in good health.',
  'The house is cold and the roads are very bad, but the children are in good spirits.',
  'Thank you for the letter that you sent us, which we have read to the children.',
]
const heldOut = [
  'My dear mother, thank you for your letter; the children are in good health.',
  'The weather is very bad.',
]

test('a trigram model needs fewer bits for unseen text than a unigram model', () => {
  const trigram = measureBits(trainModel(letters, 3), heldOut)
  const unigram = measureBits(trainModel(letters, 1), heldOut)
  assert.ok(trigram < unigram - 0.5, `${trigram} against ${unigram}`)
})

test('texts of one character and the empty one share a probability of at most one', () => {
  const model = trainModel(['a', 'b', 'a', ''], 2)
  const share = (text) => 2 ** -(measureBits(model, [text]) * ([...text].length + 1))
  const total = ['', 'a', 'b', '?'].reduce((sum, text) => sum + share(text), 0)
  assert.ok(total > 0.5 && total <= 1, String(total))
})

test('a model survives JSON', () => {
  const model = trainModel(letters, 3)
  assert.equal(measureBits(JSON.parse(JSON.stringify(model)), heldOut), measureBits(model, heldOut))
})

test('what was never seen costs bits but is possible', () => {
  const bits = measureBits(trainModel(letters, 3), ['漢字'])
  assert.ok(Number.isFinite(bits) && bits > 4)
})

test('an order that is none is refused', () => {
  assert.throws(() => trainModel(letters, 0), /can be 1 to 8/)
})

test('training takes the order that suits the validation texts and reports against unigrams', () => {
  const { model, report } = trainAndEvaluate(
    { training: letters, validation: heldOut.slice(0, 1), test: heldOut.slice(1) },
    4,
  )
  assert.ok(model.order > 1)
  assert.ok(report.test_bits < report.unigram_bits)
  assert.equal(report.texts, letters.length)
})

test('a training set without text is an error', () => {
  assert.throws(() => trainAndEvaluate({ training: [], validation: [], test: [] }, 3), /holds no text/)
})

for (const [language, text] of [
  ['en', 'I have the honour to send you with this letter the papers that you asked for.'],
  ['fr', "J'ai l'honneur de vous envoyer avec cette lettre les papiers que vous avez demandés."],
  ['de', 'Ich habe die Ehre, Ihnen mit diesem Brief die gewünschten Papiere zu senden.'],
  ['la', 'Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae.'],
]) {
  test(`${language} is told from the other languages`, () => assert.equal(detectLanguage(text), language))
}

test('of a text that is too short no language is said', () => assert.equal(detectLanguage('Amen.'), undefined))
