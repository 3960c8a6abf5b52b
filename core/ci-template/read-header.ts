import { showValue } from '../findings/check-yaml-file.ts'
import { findNearest } from '../findings/suggest.ts'
import type { PlainValue } from '../worker-yaml/definition.ts'
import {
  asMap,
  type ListNode,
  nameNode,
  type Place,
  readString,
  type Tell,
  type TemplateNode,
} from './read-template.ts'
import { compileRegex, matchesRegex } from './regex.ts'

export const inputTypes = ['string', 'number', 'boolean', 'array'] as const
export type InputType = (typeof inputTypes)[number]

/** An input of a template, as far as its declaration can be read. */
export interface TemplateInput {
  name: string
  /** The place of its name in the header. */
  place: Place
  type: InputType
  /** Undefined where the input is required. */
  default: PlainValue | undefined
  options: readonly PlainValue[] | undefined
  /** Undefined also where it cannot be compiled. */
  regex: string | undefined
  /** Whether its values depend on rules, which are not followed. */
  hasRules: boolean
}

/** The header of a template. */
export interface TemplateHeader {
  inputs: Map<string, TemplateInput>
  component: string[]
  /** The place of the key `inputs`, or of `spec`. */
  place: Place
}

const specKeys = ['inputs', 'component', 'include', 'description']
const inputKeys = ['default', 'description', 'options', 'regex', 'rules', 'type']
const componentKeys = ['name', 'sha', 'version', 'reference']
const mostOptions = 50
const longestDescription = 1024

/** Words for a name of an input that takes a secret itself, and not where it is to be found. */
const secretName =
  /(?:^|[-_])(?:token|password|passwd|passphrase|secret|credentials?|(?:api|private|access|signing)[-_]?key)s?$/i

/** Whether a value has a type of an input. */
export function hasType(value: PlainValue, type: InputType): boolean {
  return type === 'array' ? Array.isArray(value) : typeof value === type
}

/** A type of an input with its article. */
export function nameType(type: InputType): string {
  return type === 'array' ? 'a list' : type === 'string' ? 'text' : `a ${type}`
}

/** The plain data of a node; references are left as their path. */
export function toPlain(node: TemplateNode): PlainValue {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(toPlain)
    case 'reference':
      return [...node.path]
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, toPlain(value)]))
  }
}

/** Reads the header of a template and tells what is wrong with its inputs. */
export function readHeader(root: TemplateNode | null, hasPolicy: boolean, tell: Tell): TemplateHeader {
  const header: TemplateHeader = { inputs: new Map(), component: [], place: { start: 0, end: 0 } }
  const spec = asMap(root)?.entries.get('spec')
  if (!spec) return header
  header.place = spec.key
  checkKeys(root, ['spec'], 'the header', tell)
  if (!isOfKind(spec.value, 'map', '"spec"', tell)) return header
  checkKeys(spec.value, specKeys, '"spec"', tell)
  const component = asMap(spec.value)?.entries.get('component')
  if (component && isOfKind(component.value, 'list', '"component"', tell) && component.value.kind === 'list')
    header.component = readComponent(component.value, tell)
  const inputs = asMap(spec.value)?.entries.get('inputs')
  if (!inputs) return header
  header.place = inputs.key
  if (!isOfKind(inputs.value, 'map', '"inputs"', tell)) return header
  for (const [name, { key, value }] of asMap(inputs.value)?.entries ?? []) {
    if (!/^[\w-]+$/.test(name)) tell('input-name-invalid', key.start, key.end, { name: name.slice(0, 100) })
    if (hasPolicy && secretName.test(name)) tell('policy-secret-input', key.start, key.end, { name })
    header.inputs.set(name, readInput(name, key, value, hasPolicy, tell))
  }
  return header
}

function isOfKind(node: TemplateNode, kind: 'map' | 'list', name: string, tell: Tell): boolean {
  if (node.kind === kind || (node.kind === 'scalar' && node.value === null)) return true
  const expected = kind === 'map' ? 'a mapping' : 'a list'
  tell('spec-wrong-type', node.start, node.end, { name, actual: nameNode(node), expected })
  return false
}

function checkKeys(node: TemplateNode | null, known: readonly string[], where: string, tell: Tell): void {
  for (const [name, { key }] of asMap(node)?.entries ?? []) {
    if (known.includes(name)) continue
    const nearest = findNearest(name, known)
    const advice = nearest ? ` Did you mean "${nearest}"?` : ''
    tell('spec-key-unknown', key.start, key.end, { key: name.slice(0, 100), where, advice, known: known.join(', ') })
  }
}

function readComponent(list: ListNode, tell: Tell): string[] {
  return list.items.flatMap((item) => {
    const key = readString(item)
    if (key !== undefined && componentKeys.includes(key)) return key
    tell('component-key-unknown', item.start, item.end, { value: showValue(toPlain(item)) })
    return []
  })
}

function readInput(name: string, place: Place, spec: TemplateNode, hasPolicy: boolean, tell: Tell): TemplateInput {
  const input: TemplateInput = {
    name,
    place,
    type: 'string',
    default: undefined,
    options: undefined,
    regex: undefined,
    hasRules: false,
  }
  const shown = name.slice(0, 100)
  if (!isOfKind(spec, 'map', `The input "${shown}"`, tell)) return input
  checkKeys(spec, inputKeys, `the input "${shown}"`, tell)
  const entries = asMap(spec)?.entries
  input.hasRules = entries?.has('rules') ?? false
  checkDescription(shown, place, entries?.get('description')?.value, hasPolicy, tell)
  input.type = readType(entries?.get('type')?.value, tell)
  const options = entries?.get('options')
  if (options) {
    if (input.type === 'boolean' || input.type === 'array')
      tell('input-options-misplaced', options.key.start, options.key.end, { name: shown, type: input.type })
    else input.options = readOptions(shown, input.type, options.value, tell)
  }
  const regex = entries?.get('regex')
  if (regex) input.regex = readRegex(shown, input.type, regex.key, regex.value, tell)
  const written = entries?.get('default')?.value
  if (written) {
    input.default = toPlain(written)
    checkDefault(input, shown, written, tell)
  }
  return input
}

function checkDescription(
  name: string,
  place: Place,
  description: TemplateNode | undefined,
  hasPolicy: boolean,
  tell: Tell,
): void {
  const text = readString(description)
  if (description && text === undefined && !(description.kind === 'scalar' && description.value === null)) {
    const details = { name: `The description of "${name}"`, actual: nameNode(description), expected: 'text' }
    tell('spec-wrong-type', description.start, description.end, details)
  } else if (hasPolicy && (text ?? '').trim() === '') {
    tell('input-description-missing', place.start, place.end, { name })
  } else if (description && [...(text ?? '')].length > longestDescription) {
    tell('input-description-long', description.start, description.end, { name, length: [...(text ?? '')].length })
  }
}

function readType(node: TemplateNode | undefined, tell: Tell): InputType {
  if (!node) return 'string'
  const word = readString(node)
  const type = inputTypes.find((one) => one === word)
  if (type) return type
  const nearest = word === undefined ? undefined : findNearest(word, inputTypes)
  const advice = nearest ? ` Did you mean "${nearest}"?` : ''
  tell('input-type-unknown', node.start, node.end, { value: showValue(toPlain(node)), advice })
  return nearest === undefined ? 'string' : (inputTypes.find((one) => one === nearest) ?? 'string')
}

function readOptions(name: string, type: InputType, node: TemplateNode, tell: Tell): PlainValue[] | undefined {
  const wrong = (place: Place, problem: string) => {
    tell('input-options-wrong', place.start, place.end, { name, problem })
    return undefined
  }
  if (node.kind !== 'list') return wrong(node, `are ${nameNode(node)}, not a list`)
  if (node.items.length === 0) return wrong(node, 'are an empty list')
  if (node.items.length > mostOptions) return wrong(node, `are ${node.items.length}; GitLab takes ${mostOptions}`)
  const options: PlainValue[] = []
  for (const item of node.items) {
    const option = toPlain(item)
    if (!hasType(option, type))
      wrong(item, `hold ${showValue(option)}, which is ${nameNode(item)} and not ${nameType(type)}`)
    else if (options.includes(option)) wrong(item, `hold ${showValue(option)} twice`)
    options.push(option)
  }
  return options
}

function readRegex(name: string, type: InputType, key: Place, node: TemplateNode, tell: Tell): string | undefined {
  if (type !== 'string') {
    tell('input-regex-misplaced', key.start, key.end, { name, type })
    return undefined
  }
  const source = readString(node)
  const compiled = source === undefined ? { problem: `it is ${nameNode(node)}, not text` } : compileRegex(source)
  if ('regex' in compiled) return source
  tell('input-regex-invalid', node.start, node.end, { name, problem: compiled.problem })
  return undefined
}

function checkDefault(input: TemplateInput, name: string, node: TemplateNode, tell: Tell): void {
  const value = toPlain(node)
  if (input.hasRules && value === null) return
  if (!hasType(value, input.type)) {
    tell('input-default-type', node.start, node.end, { name, actual: nameNode(node), type: input.type })
    input.default = undefined
    return
  }
  if (input.options && !input.options.includes(value))
    tell('input-default-option', node.start, node.end, { name, value: showValue(value) })
  if (input.regex !== undefined && typeof value === 'string' && !matchesRegex(input.regex, value))
    tell('input-default-regex', node.start, node.end, { name, value: showValue(value) })
}
