import { measureBits, trainModel } from './language-model.js'
import { samples } from './language-samples.js'

const models = Object.entries(samples).map(([language, sample]) => ({
  language,
  model: trainModel(
    sample
      .toLowerCase()
      .replaceAll('\n', ' ')
      .split(/(?<=\.) /),
    3,
  ),
}))

/** The language among de, en, fr and la whose sample fits a text best; undefined for texts too short to tell. */
export function detectLanguage(text, minimumLength = 20) {
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim()
  if ([...plain].length < minimumLength) return undefined
  const ranked = models
    .map(({ language, model }) => ({ language, bits: measureBits(model, [plain]) }))
    .sort((left, right) => left.bits - right.bits)
  return ranked[0].language
}
