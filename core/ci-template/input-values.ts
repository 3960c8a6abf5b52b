import { showValue } from '../findings/check-yaml-file.ts'
import { findNearest } from '../findings/suggest.ts'
import type { PlainValue } from '../worker-yaml/definition.ts'
import { hasType, nameType, type TemplateHeader, type TemplateInput } from './read-header.ts'
import type { Tell } from './read-template.ts'
import { matchesRegex } from './regex.ts'

export interface InputValue {
  value: PlainValue
  /** Whether nobody gave it: an example of its type, of which nothing can be said. */
  isSample: boolean
}

/**
 * The value of each input: what is given, else its default, else an example. Tells what is wrong with what is given; that a
 * required one is missing, only where any is given.
 *
 * @param given values by name, as they are written on the command line
 * @param isKnownElsewhere whether another file of the same run declares an input
 */
export function readInputValues(
  header: TemplateHeader,
  given: ReadonlyMap<string, string>,
  isKnownElsewhere: (name: string) => boolean,
  tell: Tell,
): Map<string, InputValue> {
  const { place } = header
  for (const name of given.keys()) {
    if (header.inputs.has(name) || isKnownElsewhere(name)) continue
    const nearest = findNearest(name, [...header.inputs.keys()])
    const advice = nearest ? ` Did you mean "${nearest}"?` : ''
    tell('given-unknown', place.start, place.end, { name: name.slice(0, 100), advice })
  }
  const values = new Map<string, InputValue>()
  for (const [name, input] of header.inputs) {
    const text = given.get(name)
    if (text !== undefined) {
      values.set(name, readGiven(input, text, tell))
    } else if (input.default !== undefined && input.default !== null) {
      values.set(name, { value: input.default, isSample: false })
    } else {
      if (given.size > 0 && input.default === undefined && !input.hasRules)
        tell('given-missing', input.place.start, input.place.end, { name })
      values.set(name, { value: makeSample(input), isSample: true })
    }
  }
  return values
}

function makeSample({ type, options }: TemplateInput): PlainValue {
  const [first] = options ?? []
  if (first !== undefined && hasType(first, type)) return first
  return { string: 'example', number: 1, boolean: false, array: [] }[type]
}

function readGiven(input: TemplateInput, text: string, tell: Tell): InputValue {
  const { name, type, options, regex, place } = input
  const value = parseGiven(text, input)
  if (value === undefined) {
    const details = { name, value: showValue(text), type: nameType(type) }
    tell('given-wrong-type', place.start, place.end, details)
    return { value: makeSample(input), isSample: true }
  }
  if (options && !options.includes(value)) {
    const details = { name, value: showValue(value), options: options.map(showValue).join(', ') }
    tell('given-not-option', place.start, place.end, details)
  }
  if (regex !== undefined && typeof value === 'string' && !matchesRegex(regex, value))
    tell('given-breaks-regex', place.start, place.end, { name, value: showValue(value), regex: regex.slice(0, 200) })
  return { value, isSample: false }
}

/** A value of the command line as the type of its input; undefined where it cannot be one. */
function parseGiven(text: string, { type }: TemplateInput): PlainValue | undefined {
  if (type === 'string') return text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  if (type === 'number') return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
  try {
    const value: unknown = JSON.parse(text)
    return isList(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether what JSON.parse gave is a list; all that it gives is plain data. */
function isList(value: unknown): value is PlainValue[] {
  return Array.isArray(value)
}
