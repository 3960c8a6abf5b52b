import type { ErrorObject } from 'ajv'
import validators from '../../generated/validators.cjs'
import { namePath, showValue } from '../findings/check-yaml-file.ts'
import { findNearest } from '../findings/suggest.ts'
import { toPlain } from './read-header.ts'
import { asMap, nameNode, type Place, type Tell, type TemplateNode } from './read-template.ts'

type Schema = Readonly<Record<string, unknown>>

interface Located {
  node: TemplateNode
  /** Where the key or the position is that holds the node. */
  key: Place
  path: Array<string | number>
}

/**
 * Checks a body by GitLab's own schema. Of a value that fits none of several forms, the form that was most likely meant.
 *
 * @param isSample whether a value is only an example, so that nothing can be said of it
 */
export function checkSchema(
  body: TemplateNode,
  isSample: (node: TemplateNode, key: Place) => boolean,
  tell: Tell,
): void {
  if (validators.gitlab_ci(toPlain(body))) return
  const told = new Set<string>()
  for (const error of collapse(validators.gitlab_ci.errors ?? [])) {
    const located = locate(body, error.instancePath)
    const { node, key } = located
    if (isSample(node, key)) continue
    // One place, one finding: what else is wrong there is seen when the first is mended.
    const identity = `${error.instancePath} ${String(error.params.additionalProperty ?? error.params.missingProperty ?? '')}`
    if (told.has(identity)) continue
    told.add(identity)
    tellError(error, located, tell)
  }
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function listTypes(error: ErrorObject): string[] {
  const type: unknown = error.params.type
  return Array.isArray(type) ? type.map(String) : [String(type)]
}

function fitsType(error: ErrorObject): boolean {
  const kind = kindOf(error.data)
  return listTypes(error).some((type) => type === kind || (type === 'integer' && kind === 'number'))
}

/** Replaces the errors of alternatives that all fail by the ones that matter. Those of its branches stand before each. */
function collapse(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = []
  for (const error of errors) {
    if (error.keyword === 'if' || error.keyword === 'not') {
      if (error.keyword === 'not') kept.push(error)
      continue
    }
    if (error.keyword !== 'oneOf' && error.keyword !== 'anyOf') {
      kept.push(error)
      continue
    }
    const place = error.instancePath
    const inside: ErrorObject[] = []
    for (let last = kept.at(-1); last && isBelow(last.instancePath, place); last = kept.at(-1)) {
      inside.unshift(last)
      kept.pop()
    }
    kept.push(...choose(inside, error))
  }
  return kept
}

function isBelow(instancePath: string, place: string): boolean {
  return instancePath === place || instancePath.startsWith(`${place}/`)
}

function measureDepth(error: ErrorObject): number {
  return error.instancePath.split('/').length
}

function choose(inside: readonly ErrorObject[], whole: ErrorObject): ErrorObject[] {
  const place = whole.instancePath
  const here = inside.filter(({ instancePath }) => instancePath === place)
  const below = inside.filter(({ instancePath }) => instancePath !== place)
  const wrongTypes = here.filter((error) => error.keyword === 'type' && !fitsType(error))
  const others = here.filter((error) => !wrongTypes.includes(error))
  // A branch whose type fits was meant: what is wrong inside of it says most where it is deepest.
  if (below.length > 0) {
    const deepest = Math.max(...below.map(measureDepth))
    const chosen = below.filter((error) => measureDepth(error) === deepest)
    return [mergeAlike(chosen)]
  }
  if (others.length > 0) {
    const unknown = others.filter(({ keyword }) => keyword === 'additionalProperties')
    const shared = unknown.filter((error) => isUnknownToAll(error, others))
    const [first] = shared
    if (first) return [first]
    const missing = others.find(({ keyword }) => keyword === 'required')
    return [missing ?? mergeAlike(others)]
  }
  return wrongTypes.length > 0 ? [mergeAlike(wrongTypes)] : [whole]
}

/** Whether no branch knows the key that one of them does not know. */
function isUnknownToAll(error: ErrorObject, others: readonly ErrorObject[]): boolean {
  const key = String(error.params.additionalProperty)
  return others.every(({ parentSchema }) => {
    const properties: unknown = isSchema(parentSchema) ? parentSchema.properties : undefined
    return !isSchema(properties) || !Object.hasOwn(properties, key)
  })
}

/** One error for several of a place: of types, the types together; of values, the values together. */
function mergeAlike(errors: readonly ErrorObject[]): ErrorObject {
  const [first, ...rest] = errors
  if (!first) throw new Error('there is an error to merge')
  const alike = rest.filter(
    ({ keyword, instancePath }) => keyword === first.keyword && instancePath === first.instancePath,
  )
  if (first.keyword === 'type') {
    const types = [first, ...alike].flatMap(listTypes)
    return { ...first, params: { type: [...new Set(types)] } }
  }
  if (first.keyword === 'enum') {
    const values = [first, ...alike].flatMap(({ params }): unknown[] =>
      Array.isArray(params.allowedValues) ? params.allowedValues : [],
    )
    return { ...first, params: { allowedValues: [...new Set(values)] } }
  }
  return first
}

function locate(body: TemplateNode, pointer: string): Located {
  const path: Array<string | number> = []
  let node = body
  let key: Place = body
  const steps = pointer.split('/').slice(1)
  for (const step of steps.map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    if (node.kind === 'map') {
      const entry = node.entries.get(step)
      if (!entry) break
      node = entry.value
      key = entry.key
      path.push(step)
    } else if (node.kind === 'list') {
      const item = node.items[Number(step)]
      if (!item) break
      node = item
      key = item
      path.push(Number(step))
    } else {
      break
    }
  }
  return { node, key, path }
}

const typeNames: Readonly<Record<string, string>> = {
  null: 'nothing',
  boolean: 'a boolean',
  number: 'a number',
  integer: 'a whole number',
  string: 'text',
  array: 'a list',
  object: 'a mapping',
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function advise(word: string, known: readonly string[]): string {
  const nearest = findNearest(word, known)
  return nearest ? ` Did you mean "${nearest}"?` : ''
}

function tellError(error: ErrorObject, { node, key, path }: Located, tell: Tell): void {
  const name = path.length === 0 ? 'The file' : namePath(path)
  const shown = node.start < node.end ? node : key
  const { params, keyword } = error
  switch (keyword) {
    case 'additionalProperties': {
      const unknown = String(params.additionalProperty)
      const place = asMap(node)?.entries.get(unknown)?.key ?? key
      const properties: unknown = isSchema(error.parentSchema) ? error.parentSchema.properties : undefined
      const advice = advise(unknown, isSchema(properties) ? Object.keys(properties) : [])
      const where = path.length === 0 ? 'the file' : namePath(path)
      tell('ci-key-unknown', place.start, place.end, { key: unknown.slice(0, 100), where, advice })
      return
    }
    case 'required':
      tell('ci-key-missing', key.start, key.end, { name, key: String(params.missingProperty) })
      return
    case 'type': {
      const expected = joinWords(listTypes(error).map((type) => typeNames[type] ?? type))
      tell('ci-wrong-type', shown.start, shown.end, { name, actual: nameNode(node), expected })
      return
    }
    case 'enum':
    case 'const': {
      const listed: unknown[] = Array.isArray(params.allowedValues) ? params.allowedValues : [params.allowedValue]
      const value = toPlain(node)
      const advice = advise(String(value), listed.map(String))
      const allowed = listed.map(showValue).join(', ')
      tell('ci-value-unknown', shown.start, shown.end, { value: showValue(value), name, advice, allowed })
      return
    }
    default: {
      const isForm = describeProblem(error) === undefined
      const place = isForm ? key : shown
      const problem = describeProblem(error) ?? 'has none of the forms that GitLab takes'
      tell('ci-value-wrong', place.start, place.end, { name, problem })
    }
  }
}

/** What is wrong with a value that has a form of its own; nothing for one that fits none of several. */
function describeProblem({ keyword, params }: ErrorObject): string | undefined {
  const limit = String(params.limit ?? '')
  switch (keyword) {
    case 'minLength':
      return limit === '1' ? 'is empty' : `has fewer than ${limit} characters`
    case 'maxLength':
      return `has more than ${limit} characters`
    case 'minItems':
    case 'minProperties':
      return limit === '1' ? 'is empty' : `has fewer than ${limit} entries`
    case 'maxItems':
    case 'maxProperties':
      return `has more than ${limit} entries`
    case 'uniqueItems':
      return 'holds the same twice'
    case 'minimum':
      return `is less than ${limit}`
    case 'maximum':
      return `is more than ${limit}`
    case 'pattern':
      return `does not have the form ${String(params.pattern).slice(0, 200)}`
    case 'oneOf':
      return Array.isArray(params.passingSchemas) ? 'mixes several forms of which GitLab takes one' : undefined
    default:
      return undefined
  }
}
