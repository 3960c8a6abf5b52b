import type { ErrorObject, ValidateFunction } from 'ajv'
import type { PlainValue } from '../worker-yaml/definition.ts'
import { type FindingCode, findingCodes } from './codes.ts'
import { createFinding } from './create-finding.ts'
import { decodeText } from './decode-text.ts'
import type { Finding, TextEdit } from './finding.ts'
import { YamlFile, type YamlPath, yamlLimits } from './read-yaml.ts'
import { findNearest } from './suggest.ts'

export interface CheckedYaml {
  /** The file, to locate more findings in it with `locate` and add them with `add`. */
  yaml: YamlFile
  /** The document as plain data; undefined where the text cannot be read as one YAML document. */
  data: PlainValue | undefined
  /** Whether nothing is wrong that is an error: only then has `data` the shape that the schema says. */
  isValid: boolean
  findings: Finding[]
}

/**
 * Reads a YAML text as Arkindex would, checks it by a compiled schema of `generated/validators.cjs`, and gives the plain data
 * with every finding at its place. Never throws for what stands in the text; time and memory are bounded by `yamlLimits`.
 *
 * @param text the bytes of the file, or its text where the encoding is known to be right
 * @param options.file the path that findings carry, relative to the root of the repository
 * @param options.validate the schema's validator; left out, only the YAML itself is checked
 */
export function checkYamlFile(
  text: string | Uint8Array,
  options: { file: string; validate?: ValidateFunction },
): CheckedYaml {
  const decoded = decode(text, options.file)
  const yaml = new YamlFile('text' in decoded ? decoded.text : '', options.file)
  if (!('text' in decoded)) {
    yaml.placed.splice(0, yaml.placed.length, { finding: decoded.finding, path: [] })
    yaml.data = undefined
  } else if (yaml.data === null || yaml.data === undefined) {
    if (yaml.placed.every(({ finding }) => finding.severity === 'warning')) yaml.add('yaml-empty', [], yaml.span(0, 0))
    yaml.data = undefined
  } else if (options.validate) {
    checkBySchema(yaml, yaml.data, options.validate)
  }
  return {
    yaml,
    data: yaml.data,
    isValid: yaml.data !== undefined && yaml.placed.every(({ finding }) => finding.severity !== 'error'),
    findings: yaml.findings,
  }
}

function decode(text: string | Uint8Array, file: string): { text: string } | { finding: Finding } {
  if (text.length > yamlLimits.bytes) {
    const details = { path: file, size: text.length.toLocaleString('en'), limit: yamlLimits.bytes.toLocaleString('en') }
    return { finding: createFinding('file-too-large', file, { line: 1, column: 1, endLine: 1, endColumn: 1 }, details) }
  }
  return typeof text === 'string' ? { text } : decodeText(text, file)
}

/** Checks data of a YAML file by a compiled schema and adds what is wrong to the file's findings. */
export function checkBySchema(yaml: YamlFile, data: PlainValue, validate: ValidateFunction): void {
  if (validate(data)) return
  const errors = collapseBranches(nameProperties(validate.errors ?? []))
  const renamed = new Set<string>()
  const told = new Set<string>()
  const wrongTypes = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath))
  for (const error of errors) {
    if (error.keyword === 'additionalProperties') tellUnknownKey(yaml, data, error, renamed)
  }
  for (const error of errors) {
    const { keyword, instancePath } = error
    if (keyword === 'additionalProperties' || keyword === 'if' || keyword === 'propertyNames' || keyword === '$ref')
      continue
    if (keyword !== 'type' && wrongTypes.has(instancePath)) continue
    if (keyword === 'required' && renamed.has(`${instancePath}/${String(error.params.missingProperty)}`)) continue
    const identity = `${readCode(error) ?? keyword} ${instancePath} ${String(error.params.missingProperty ?? error.propertyName ?? '')}`
    if (told.has(identity)) continue
    told.add(identity)
    tellError(yaml, data, error)
  }
}

type Schema = Readonly<Record<string, unknown>>

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readText(schema: Schema, key: string): string {
  const value = schema[key]
  return typeof value === 'string' ? value : ''
}

function readSchema(error: ErrorObject): Schema {
  return isSchema(error.parentSchema) ? error.parentSchema : {}
}

/** The code that the broken schema names for its keyword, as `x-finding`: one for all, or by keyword. */
function readCode(error: ErrorObject): FindingCode | undefined {
  const named: unknown = readSchema(error)['x-finding']
  const code: unknown = isSchema(named) ? named[error.keyword] : named
  return typeof code === 'string' && isFindingCode(code) ? code : undefined
}

function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(findingCodes, code)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

/** Says of the errors about the name of a key which key it is; behind a `$ref`, ajv says it only in the error that follows. */
function nameProperties(errors: readonly ErrorObject[]): ErrorObject[] {
  const named = [...errors]
  for (const [index, error] of named.entries()) {
    if (error.keyword !== 'propertyNames') continue
    const propertyName = String(error.params.propertyName)
    for (let before = index - 1; before >= 0; before -= 1) {
      const other = named[before]
      if (other?.instancePath !== error.instancePath || other.data !== propertyName) break
      named[before] = { ...other, propertyName }
    }
  }
  return named
}

/** Of an alternative that fails, keeps only the errors of the branch that was most likely meant. */
function collapseBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = []
  for (const error of errors) {
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
    const branches = (Array.isArray(error.schema) ? error.schema : []).filter(isSchema)
    const outside = inside.filter(
      (one) =>
        one.instancePath === place && !branches.includes(readSchema(one)) && readSchema(one) === readSchema(error),
    )
    kept.push(...outside)
    if (readCode(error)) {
      kept.push(error)
      continue
    }
    const branch = chooseBranch(branches, error.data)
    const meant = branch
      ? inside.filter((one) =>
          one.instancePath === place ? readSchema(one) === branch : isOfBranch(one, place, branch),
        )
      : []
    kept.push(...(meant.length > 0 ? meant : [error]))
  }
  return kept
}

function isBelow(instancePath: string, place: string): boolean {
  return instancePath === place || instancePath.startsWith(`${place}/`)
}

function isOfBranch(error: ErrorObject, place: string, branch: Schema): boolean {
  const [step] = parsePointer(error.instancePath.slice(place.length))
  const { properties } = branch
  return step === undefined || !isSchema(properties) || Object.hasOwn(properties, step)
}

/** The branch for the kind of value that stands there; among several, the one that knows most of its keys. */
function chooseBranch(branches: readonly Schema[], data: unknown): Schema | undefined {
  const kind = kindOf(data)
  const fitting = branches.filter(({ type }) => type === kind || (kind === 'number' && type === 'integer'))
  if (fitting.length < 2 || !isSchema(data)) return fitting[0]
  const score = (branch: Schema) => {
    const properties = isSchema(branch.properties) ? branch.properties : {}
    return Object.keys(data).filter((key) => Object.hasOwn(properties, key)).length
  }
  return [...fitting].sort((left, right) => score(right) - score(left))[0]
}

function parsePointer(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The path of a JSON pointer, with numbers for positions of lists. */
function readPath(data: PlainValue, pointer: string): YamlPath {
  let value: unknown = data
  return parsePointer(pointer).map((step) => {
    const isPosition = Array.isArray(value)
    value = isSchema(value) ? value[step] : Array.isArray(value) ? value[Number(step)] : undefined
    return isPosition ? Number(step) : step
  })
}

/** Names a value for a message: `"docker"`, `item 2 of "workers"`, or `the file`. */
export function namePath(path: YamlPath): string {
  const last = path.at(-1)
  if (last === undefined) return 'the file'
  return typeof last === 'number'
    ? `item ${last + 1} of ${namePath(path.slice(0, -1))}`
    : JSON.stringify(last.slice(0, 100))
}

function tellWhere(path: YamlPath): string {
  return path.length === 0 ? '' : ` in ${namePath(path)}`
}

/** A value as a message shows it, shortened. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'number') return Number.isNaN(value) ? 'NaN' : String(value)
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

const kindNames: Readonly<Record<string, string>> = {
  null: 'nothing',
  boolean: 'a boolean',
  number: 'a number',
  integer: 'a whole number',
  string: 'text',
  array: 'a list',
  object: 'a mapping',
}

/** Names the kind of a value for a message: `a list`, `text`, `a whole number`. */
export function nameKind(value: unknown): string {
  return kindNames[kindOf(value)] ?? 'something else'
}

function nameTypes(types: unknown): string {
  const list = (Array.isArray(types) ? types : String(types).split(',')).map(String)
  const named = list.filter((type) => type !== 'null' || list.length === 1)
  return named.map((type) => (type === 'boolean' ? 'true or false' : (kindNames[type] ?? type))).join(' or ')
}

function count(length: number, one = 'entry', several = 'entries'): string {
  return length === 0 ? `no ${one}` : length === 1 ? `one ${one}` : `${length} ${several}`
}

function tellUnknownKey(yaml: YamlFile, data: PlainValue, error: ErrorObject, renamed: Set<string>): void {
  const path = readPath(data, error.instancePath)
  const key = String(error.params.additionalProperty)
  const schema = readSchema(error)
  const properties = isSchema(schema.properties) ? schema.properties : {}
  const present = isSchema(error.data) ? error.data : {}
  const free = Object.keys(properties).filter((name) => !Object.hasOwn(present, name))
  const former = free.find((name) => {
    const property = properties[name]
    const names: unknown = isSchema(property) ? property['x-former-names'] : undefined
    return Array.isArray(names) && names.includes(key)
  })
  const meant =
    former ??
    findNearest(
      key,
      free.filter((name) => !renamed.has(`${error.instancePath}/${name}`)),
    )
  const span = yaml.locate([...path, key], 'key')
  if (meant) renamed.add(`${error.instancePath}/${meant}`)
  const twin = meant ? undefined : findNearest(key, Object.keys(properties))
  const advice = meant
    ? `Write "${meant}".`
    : twin
      ? `Remove it: "${twin}" is there already.`
      : `Remove it. Known here are ${Object.keys(properties).join(', ')}.`
  const isWritten = meant !== undefined && yaml.text.slice(...rangeOf(yaml, span)).replace(/^["']|["']$/g, '') === key
  const edit: TextEdit | undefined = meant && isWritten ? { ...span, newText: meant } : undefined
  yaml.add(
    readCode(error) ?? 'key-unknown',
    [...path, key],
    span,
    { key: key.slice(0, 100), where: tellWhere(path), advice },
    edit,
  )
}

function rangeOf(
  yaml: YamlFile,
  span: { line: number; column: number; endLine: number; endColumn: number },
): [number, number] {
  const start = yaml.offset(span.line, span.column)
  return [start, yaml.offset(span.endLine, span.endColumn)]
}

function tellError(yaml: YamlFile, data: PlainValue, error: ErrorObject): void {
  const path = readPath(data, error.instancePath)
  const schema = readSchema(error)
  const about = readText(schema, 'description')
  const value: unknown = error.data
  const name = namePath(path)
  const code = readCode(error)
  const span = yaml.locate(path)
  const limit = String(error.params.limit ?? '')
  switch (error.keyword) {
    case 'required': {
      const key = String(error.params.missingProperty)
      const properties = isSchema(schema.properties) ? schema.properties : {}
      const property = properties[key]
      const text = isSchema(property) ? readText(property, 'description') : ''
      yaml.add(
        code ?? 'key-missing',
        path,
        path.length === 0 || typeof path.at(-1) === 'number' ? yaml.locateStart(path) : yaml.locate(path, 'key'),
        {
          key,
          where: tellWhere(path),
          about: text,
          type: readType(yaml, path),
        },
      )
      return
    }
    case 'type':
      if (code?.startsWith('default-')) {
        tellDefault(yaml, code, path, value, String(error.params.type))
      } else {
        const edit = mendType(yaml, path, value, String(error.params.type))
        const advice = edit ? ` Write ${edit.newText}.` : ''
        yaml.add(
          code ?? 'value-wrong-type',
          path,
          span,
          { name, expected: nameTypes(error.params.type), actual: nameKind(value), about, advice },
          edit,
        )
      }
      return
    case 'enum':
    case 'const': {
      const allowed = error.keyword === 'enum' && Array.isArray(error.schema) ? error.schema : [error.schema]
      const { advice, edit } = adviseValue(yaml, path, value, allowed)
      yaml.add(
        code ?? 'value-unknown',
        path,
        span,
        { value: showValue(value), name, advice, type: readType(yaml, path.slice(0, -1)) },
        edit,
      )
      return
    }
    case 'pattern':
    case 'format': {
      if (error.propertyName !== undefined) {
        const key = error.propertyName
        yaml.add(code ?? 'value-wrong-form', [...path, key], yaml.locate([...path, key], 'key'), {
          value: showValue(key),
          name: `key of ${name}`,
          about,
        })
        return
      }
      if (code?.startsWith('default-')) {
        tellDefault(yaml, code, path, value, 'identifier')
        return
      }
      const edit = code === 'shm-size-invalid' ? mendShmSize(yaml, path, value) : undefined
      yaml.add(code ?? 'value-wrong-form', path, span, { value: showValue(value), name, about }, edit)
      return
    }
    case 'minLength':
      yaml.add(code ?? 'text-empty', path, span, { name, about, value: showValue(value) })
      return
    case 'maxLength':
      yaml.add(code ?? 'value-too-long', path, span, {
        name,
        length: [...String(value)].length,
        limit,
        value: showValue(value),
      })
      return
    case 'minItems':
    case 'minProperties':
    case 'maxItems':
    case 'maxProperties': {
      const length = Array.isArray(value) ? value.length : isSchema(value) ? Object.keys(value).length : 0
      const generic = error.keyword.startsWith('min') ? 'list-too-short' : 'list-too-long'
      const isChoices = path.at(-1) === 'choices'
      const details = { name, length: isChoices ? count(length, 'choice', 'choices') : count(length), limit, about }
      yaml.add(code ?? generic, path, yaml.locate(path, 'key'), details)
      return
    }
    case 'uniqueItems': {
      const [later, earlier] = [Number(error.params.i), Number(error.params.j)].sort((a, b) => b - a)
      const place = [...path, later ?? earlier ?? 0]
      const item: unknown = Array.isArray(value) ? value[later ?? 0] : value
      yaml.add(code ?? 'list-duplicate', place, yaml.locate(place), { name, value: showValue(item) })
      return
    }
    case 'not':
    case 'false schema': {
      const isKeyProblem = code?.endsWith('-misplaced') ?? false
      yaml.add(code ?? 'key-unknown', path, isKeyProblem ? yaml.locate(path, 'key') : span, {
        key: String(path.at(-1) ?? ''),
        where: tellWhere(path.slice(0, -1)),
        advice: 'Remove it.',
        name,
        value: showValue(value),
        type: readType(yaml, path.slice(0, -1)),
      })
      return
    }
    case 'oneOf':
    case 'anyOf': {
      if (code) {
        yaml.add(code, path, yaml.locateStart(path), { name })
        return
      }
      const branches = (Array.isArray(error.schema) ? error.schema : []).filter(isSchema)
      const types = [...new Set(branches.map(({ type }) => String(type)))]
      const about = readText(schema, 'description')
      yaml.add('value-wrong-type', path, span, {
        name,
        expected: nameTypes(types),
        actual: nameKind(value),
        about,
        advice: '',
      })
      return
    }
    default:
      yaml.add(code ?? 'value-wrong-form', path, span, { name, value: showValue(value), about })
  }
}

/** The type of the option at a path, as its file says it. */
function readType(yaml: YamlFile, path: YamlPath): string {
  let value: unknown = yaml.data
  for (const step of path)
    value = isSchema(value) ? value[String(step)] : Array.isArray(value) ? value[Number(step)] : undefined
  const type: unknown = isSchema(value) ? value.type : undefined
  return typeof type === 'string' ? type : 'this type'
}

/** Adds a finding about a default value, with the mend where the value only needs or has too many quotes. */
export function tellDefault(yaml: YamlFile, code: FindingCode, path: YamlPath, value: unknown, expected: string): void {
  const at = path.lastIndexOf('default')
  const type = readType(yaml, path.slice(0, at === -1 ? -1 : at))
  const span = yaml.locate(path)
  if (typeof value === 'number' && !Number.isFinite(value) && /integer|number/.test(expected)) {
    yaml.add('default-not-finite', path, span, { value: Number.isNaN(value) ? 'NaN' : 'infinite' })
    return
  }
  const edit = code === 'default-not-list' ? mendList(yaml, path, value) : mendType(yaml, path, value, expected)
  const advice = edit ? ` Here: ${edit.newText}.` : ''
  const named = expected === 'identifier' ? 'a UUID' : nameTypes(expected)
  yaml.add(
    code,
    path,
    span,
    {
      type,
      expected: named,
      actual: expected === 'identifier' && typeof value === 'string' ? showValue(value) : nameKind(value),
      advice,
      value: showValue(value),
    },
    edit,
  )
}

function mendList(yaml: YamlFile, path: YamlPath, value: unknown): TextEdit | undefined {
  const source = yaml.readSource(path)
  if (source === undefined || value === null || typeof value === 'object') return undefined
  return { ...yaml.locate(path), newText: `[${source}]` }
}

/** A float as PyYAML reads it back: with a point, and a sign in the exponent. */
export function writeFloat(value: number): string {
  const text = String(value)
  const [digits = '', exponent] = text.split('e')
  const mantissa = digits.includes('.') ? digits : `${digits}.0`
  return exponent === undefined ? mantissa : `${mantissa}e${/^[-+]/.test(exponent) ? exponent : `+${exponent}`}`
}

/** The edit that makes a scalar of the expected kind, where only its quotes or its spelling stand in the way. */
function mendType(yaml: YamlFile, path: YamlPath, value: unknown, expected: string): TextEdit | undefined {
  const source = yaml.readSource(path)
  if (source === undefined) return undefined
  const types = expected.split(',')
  const span = yaml.locate(path)
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) {
    return { ...span, newText: JSON.stringify(source) }
  }
  if (typeof value !== 'string') return undefined
  if (types.includes('boolean') && /^(?:true|yes|y|on|false|no|n|off)$/i.test(value)) {
    return { ...span, newText: /^(?:true|yes|y|on)$/i.test(value) ? 'true' : 'false' }
  }
  if (types.includes('integer') && /^[-+]?(?:0|[1-9][0-9]{0,14})$/.test(value)) return { ...span, newText: value }
  if (
    types.includes('number') &&
    /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/.test(value) &&
    Number.isFinite(Number(value))
  ) {
    return { ...span, newText: writeFloat(Number(value)) }
  }
  return undefined
}

function mendShmSize(yaml: YamlFile, path: YamlPath, value: unknown): TextEdit | undefined {
  if (typeof value !== 'string') return undefined
  const near = value
    .replaceAll(/\s/g, '')
    .toLowerCase()
    .replace(/^([0-9]+)([bkmg])i?b$/, '$1$2')
  if (near === value || !/^0*[1-9][0-9]*[bkmg]?$/.test(near)) return undefined
  const source = yaml.readSource(path)
  const quote = source?.startsWith('"') ? '"' : source?.startsWith("'") ? "'" : ''
  return source === undefined ? undefined : { ...yaml.locate(path), newText: `${quote}${near}${quote}` }
}

function adviseValue(
  yaml: YamlFile,
  path: YamlPath,
  value: unknown,
  allowed: readonly unknown[],
): { advice: string; edit?: TextEdit } {
  const words = allowed.filter((one): one is string => typeof one === 'string')
  const listed = `Write ${allowed.length > 1 ? 'one of ' : ''}${allowed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(', ')}.`
  const span = yaml.locate(path)
  const source = yaml.readSource(path)
  let meant: string | undefined
  if (typeof value === 'string') meant = findNearest(value, words)
  else if (typeof value === 'boolean' && words.includes('required') && words.includes('disabled'))
    meant = value ? 'required' : 'disabled'
  if (typeof value === 'string' && meant === undefined) {
    const other = allowed.find((one) => typeof one !== 'string' && String(one) === value)
    if (other !== undefined) meant = String(other)
  }
  if (meant === undefined) return { advice: listed }
  const advice = `Write ${meant}. Possible are ${allowed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(', ')}.`
  return source === undefined ? { advice } : { advice, edit: { ...span, newText: meant } }
}
