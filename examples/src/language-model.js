// A character n-gram model with interpolated Witten-Bell smoothing: the weight of the shorter context is the number of
// different characters that were seen after the longer one.

const start = '\u0002'
const end = '\u0003'

/** Characters of a text with its borders, so that beginnings and ends are learnt too. */
function frame(text, order) {
  return [...Array.from({ length: order - 1 }, () => start), ...text, end]
}

/** Counts the n-grams of the texts up to `order` characters. The result is plain data that JSON can hold. */
export function trainModel(texts, order) {
  if (!Number.isInteger(order) || order < 1 || order > 8)
    throw new RangeError(`the order is ${order}; it can be 1 to 8`)
  const contexts = {}
  const alphabet = new Set([end])
  for (const text of texts) {
    const symbols = frame(text, order)
    for (let at = order - 1; at < symbols.length; at += 1) {
      const symbol = symbols[at]
      alphabet.add(symbol)
      for (let length = 0; length < order; length += 1) {
        const context = symbols.slice(at - length, at).join('')
        contexts[context] ??= {}
        contexts[context][symbol] = (contexts[context][symbol] ?? 0) + 1
      }
    }
  }
  return { format: 1, order, alphabet: [...alphabet].sort().join(''), contexts }
}

/** Prepares a model for measuring: sums and numbers of different characters by context. */
function openModel({ order, alphabet, contexts }) {
  const tables = new Map()
  for (const [context, counts] of Object.entries(contexts)) {
    const values = Object.values(counts)
    tables.set(context, { counts, total: values.reduce((sum, count) => sum + count, 0), kinds: values.length })
  }
  // One more than was seen: what never was in a text has a share too.
  return { order, tables, floor: 1 / ([...alphabet].length + 1) }
}

function findProbability({ tables, floor, order }, before, symbol) {
  let probability = floor
  for (let length = 0; length < order; length += 1) {
    const table = tables.get(before.slice(before.length - length).join(''))
    if (!table) break
    probability = ((table.counts[symbol] ?? 0) + table.kinds * probability) / (table.total + table.kinds)
  }
  return probability
}

/** How many bits a model needs for each character of the texts: the fewer, the better it knows them. */
export function measureBits(model, texts) {
  const open = openModel(model)
  let bits = 0
  let characters = 0
  for (const text of texts) {
    const symbols = frame(text, open.order)
    for (let at = open.order - 1; at < symbols.length; at += 1) {
      bits -= Math.log2(findProbability(open, symbols.slice(at - open.order + 1, at), symbols[at]))
      characters += 1
    }
  }
  if (characters === 0) throw new RangeError('there is no text to measure')
  return bits / characters
}
