import { yamlLimits } from '../findings/read-yaml.ts'
import { findNearest } from '../findings/suggest.ts'
import type { PlainValue } from '../worker-yaml/definition.ts'
import type { TemplateInput } from './read-header.ts'
import type { Place, Tell } from './read-template.ts'

/** What one `$[[ ... ]]` became. */
export interface Piece extends Place {
  /** Where it stands in the source. */
  source: Place
  /** The input whose value it is, if it is one. */
  input: string | undefined
  isArray: boolean
  /** Whether the value is only an example, as nobody gave one: what is wrong with it says nothing. */
  isSample: boolean
}

/** A text with its inputs filled in, which knows where each part of it comes from. */
export class InterpolatedText {
  readonly text: string
  readonly pieces: readonly Piece[]
  /** Names of the inputs that are used, also of those that are not declared. */
  readonly used: ReadonlySet<string>
  readonly #start: number

  /** @param start where in the source the text begins */
  constructor(text: string, start: number, pieces: readonly Piece[], used: ReadonlySet<string>) {
    this.text = text
    this.#start = start
    this.pieces = pieces
    this.used = used
  }

  /** The pieces that a place of the text touches. */
  listPieces({ start, end }: Place): Piece[] {
    const found: Piece[] = []
    for (let at = this.#countBefore(end + 1) - 1; at >= 0; at -= 1) {
      const piece = this.pieces[at]
      if (!piece || piece.end < start) break
      const isTouched = piece.start === piece.end || start === end || (piece.start < end && piece.end > start)
      if (isTouched) found.unshift(piece)
    }
    return found
  }

  /** The place in the source of a place of the text; of a part of a value that was filled in, the whole `$[[ ... ]]`. */
  locate({ start, end }: Place): Place {
    const first = this.pieces[this.#countBefore(start + 1) - 1]
    // What an empty value became has no width of its own.
    if (first && start === end && first.start === start) return first.source
    const last = this.pieces[this.#countBefore(Math.max(start, end)) - 1]
    return {
      start: !first
        ? start + this.#start
        : start < first.end
          ? first.source.start
          : first.source.end + start - first.end,
      end: !last ? end + this.#start : end <= last.end ? last.source.end : last.source.end + end - last.end,
    }
  }

  /** How many pieces begin before an offset. */
  #countBefore(offset: number): number {
    let low = 0
    let high = this.pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.pieces[middle]?.start ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

const mostFunctions = 3
const longestText = 2 * yamlLimits.bytes
const componentKeys = ['name', 'sha', 'version', 'reference']
const functionNames = ['expand_vars', 'truncate', 'posix_escape', 'split']

export interface InterpolationContext {
  inputs: ReadonlyMap<string, TemplateInput>
  /** The value of each input: what was given, else its default, else an example of its type. */
  values: ReadonlyMap<string, { value: PlainValue; isSample: boolean }>
  /** What `spec: component` lists. */
  component: readonly string[]
}

interface Filled {
  text: string
  input?: string
  isArray?: boolean
  isSample: boolean
}

/**
 * Fills the inputs into a part of a file as GitLab does: in the text, before it is read as YAML. Lists become JSON. Undefined
 * where that makes it too long, which is told.
 *
 * @param part the part of the source, whose offsets `tell` is given
 */
export function interpolate(
  source: string,
  part: Place,
  context: InterpolationContext,
  tell: Tell,
): InterpolatedText | undefined {
  const pieces: Piece[] = []
  const used = new Set<string>()
  let text = ''
  let last = part.start
  for (let at = source.indexOf('$[[', part.start); at !== -1 && at < part.end; at = source.indexOf('$[[', at)) {
    const close = source.indexOf(']]', at + 3)
    if (close === -1 || close >= part.end) {
      tell('interpolation-syntax', at, at + 3, { problem: 'its "]]" is missing' })
      break
    }
    const place = { start: at, end: close + 2 }
    const filled = fill(source.slice(at + 3, close), place, context, used, tell)
    if (text.length > longestText) {
      const details = { limit: longestText.toLocaleString('en'), things: 'characters with its inputs filled in' }
      tell('yaml-too-complex', place.start, place.end, details)
      return undefined
    }
    if (filled) {
      text += source.slice(last, at)
      const start = text.length
      text += filled.text
      const { input, isArray = false, isSample } = filled
      pieces.push({ start, end: text.length, source: place, input, isArray, isSample })
      last = place.end
    }
    at = place.end
  }
  return new InterpolatedText(text + source.slice(last, part.end), part.start, pieces, used)
}

function fill(
  inner: string,
  place: Place,
  context: InterpolationContext,
  used: Set<string>,
  tell: Tell,
): Filled | undefined {
  const wrong = (problem: string) => tell('interpolation-syntax', place.start, place.end, { problem })
  const [access = '', ...functions] = inner.split('|').map((word) => word.trim())
  const unknown: Filled = { text: 'example', isSample: true }
  if (/[\n\r]/.test(inner.trim())) {
    wrong('it goes over several lines')
    return undefined
  }
  if (access === '') {
    wrong('it names no input')
    return unknown
  }
  if (access.length > 1024) wrong('it has more than 1024 characters')
  if (functions.length > mostFunctions) wrong(`it has ${functions.length} functions`)
  const [scope = '', name, ...rest] = access.split('.')
  if (scope === 'matrix') return { text: `$[[${inner}]]`, isSample: true }
  if (scope === 'component' && name !== undefined && rest.length === 0 && componentKeys.includes(name)) {
    if (!context.component.includes(name))
      tell('interpolation-component-undeclared', place.start, place.end, { key: name })
    applyFunctions('1.0.0', functions, place, tell)
    return { text: '1.0.0', isSample: true }
  }
  if (scope !== 'inputs' || name === undefined || name === '' || rest.length > 0) {
    const nearest = findNearest(scope, ['inputs', 'component'])
    const advice = nearest && nearest !== scope ? ` Did you mean "${nearest}"?` : ''
    tell('interpolation-unknown', place.start, place.end, { access: access.slice(0, 100), advice })
    return unknown
  }
  used.add(name)
  const known = context.values.get(name)
  if (!known) {
    const nearest = findNearest(name, [...context.inputs.keys()])
    const advice = nearest ? ` Did you mean "${nearest}"?` : ''
    tell('interpolation-unknown-input', place.start, place.end, { name: name.slice(0, 100), advice })
    return unknown
  }
  const value = applyFunctions(known.value, functions, place, tell)
  return {
    text: typeof value === 'string' ? value : JSON.stringify(value),
    input: name,
    isArray: Array.isArray(value),
    isSample: known.isSample,
  }
}

/** The value after the functions; as it was, after one that cannot take it. */
function applyFunctions(value: PlainValue, functions: readonly string[], place: Place, tell: Tell): PlainValue {
  let current = value
  for (const call of functions.slice(0, mostFunctions)) {
    const name = /^\w*/.exec(call)?.[0] ?? ''
    const misused = (problem: string) =>
      tell('interpolation-function-misused', place.start, place.end, { name: name.slice(0, 100), problem })
    if (!functionNames.includes(name)) {
      const nearest = findNearest(name, functionNames)
      const advice = nearest ? ` Did you mean "${nearest}"?` : ''
      const shown = (name || call).slice(0, 100)
      tell('interpolation-function-unknown', place.start, place.end, { name: shown, advice })
      continue
    }
    const cut = /^truncate\(\s*(\d{1,9})\s*,\s*(\d{1,9})\s*\)$/.exec(call)
    const separator = /^split\('([^']+)'\)$/.exec(call)?.[1]
    if (name === 'truncate' ? !cut : name === 'split' ? separator === undefined : call !== name) {
      misused('has the wrong arguments')
    } else if (typeof current !== 'string') {
      misused(`takes text, not ${Array.isArray(current) ? 'a list' : `a ${typeof current}`}`)
    } else if (cut) {
      current = current.slice(Number(cut[1]), Number(cut[1]) + Number(cut[2]))
    } else if (separator !== undefined) {
      current = current.split(separator).flatMap((word) => word.trim() || [])
    } else if (name === 'posix_escape') {
      current = current === '' ? "''" : current.replace(/[^A-Za-z0-9_\-.,:+/@\n]/g, '\\$&')
    }
  }
  return current
}
