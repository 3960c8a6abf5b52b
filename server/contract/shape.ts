import type { JsonObject, JsonValue } from '../../core/database/conventions.ts'
import type { Problems } from './refusal.ts'

export type Reading<T> = { ok: true; value: T } | { ok: false; problems: Problems }

/**
 * What a value must look like: one description that gives the type, the check with Django REST Framework's messages, and
 * the schema for the OpenAPI document. Nothing is compiled, so a hundred operations cost no time at start.
 */
export interface Shape<T> {
  /** OpenAPI 3.0.3, with `$ref` to components. */
  readonly schema: JsonObject
  /** Schemas of the components that `schema` refers to, by name. */
  readonly components: Readonly<Record<string, JsonObject>>
  read(value: unknown): Reading<T>
}

export interface Field<T, IsOptional extends boolean = boolean> {
  readonly shape: Shape<T>
  readonly isOptional: IsOptional
}

export type Fields = Readonly<Record<string, Shape<unknown> | Field<unknown>>>

type ValueOf<F> = F extends Shape<infer T> ? T : F extends Field<infer T> ? T : never
type OptionalNames<F extends Fields> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F]
export type ValuesOf<F extends Fields> = { [K in Exclude<keyof F, OptionalNames<F>>]: ValueOf<F[K]> } & {
  [K in OptionalNames<F>]?: ValueOf<F[K]>
}

export interface ObjectShape<T> extends Shape<T> {
  readonly fields: Fields
}

const noComponents = {}

function fail<T>(...problems: string[]): Reading<T> {
  return { ok: false, problems }
}

function pass<T>(value: T): Reading<T> {
  return { ok: true, value }
}

const nullMessage = 'This field may not be null.'

/** What is wrong with a text whatever it is for, if anything: databases take neither of these. */
function findBadCharacter(text: string): string | undefined {
  if (text.includes('\0')) return 'Null characters are not allowed.'
  if (!text.isWellFormed()) return 'Surrogate characters are not allowed: U+D800 to U+DFFF.'
  return undefined
}

export interface TextRules {
  max?: number
  /** True where an empty text is a value. */
  canBeBlank?: boolean
  /** A pattern that means the same in JavaScript and in Python, and what to say of a text that breaks it. */
  pattern?: { source: string; message: string }
  format?: string
  /** False where space at the ends belongs to the text. */
  isTrimmed?: boolean
  description?: string
  example?: string
}

export function text(rules: TextRules = {}): Shape<string> {
  const { max, canBeBlank = false, pattern, format, isTrimmed = true, description, example } = rules
  const test = pattern && new RegExp(pattern.source, 'u')
  return {
    schema: {
      type: 'string',
      ...(canBeBlank ? {} : { minLength: 1 }),
      ...(max === undefined ? {} : { maxLength: max }),
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
      ...(format === undefined ? {} : { format }),
      ...(description === undefined ? {} : { description }),
      ...(example === undefined ? {} : { example }),
    },
    components: noComponents,
    read: (value) => {
      if (value === null) return fail(nullMessage)
      if (typeof value !== 'string') return fail('Not a valid string.')
      const bad = findBadCharacter(value)
      if (bad) return fail(bad)
      const held = isTrimmed ? value.trim() : value
      if (!canBeBlank && held === '') return fail('This field may not be blank.')
      if (max !== undefined && held.length > max) return fail(`Ensure this field has no more than ${max} characters.`)
      if (pattern && test && !test.test(held)) return fail(pattern.message)
      return pass(held)
    },
  }
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value)
}

export function uuid(description?: string): Shape<string> {
  return {
    schema: { type: 'string', format: 'uuid', ...(description === undefined ? {} : { description }) },
    components: noComponents,
    read: (value) => {
      if (value === null) return fail(nullMessage)
      return isUuid(value) ? pass(value.toLowerCase()) : fail('Must be a valid UUID.')
    },
  }
}

export interface NumberRules {
  min?: number
  max?: number
  description?: string
  example?: number
}

export function integer({ min, max = Number.MAX_SAFE_INTEGER, description, example }: NumberRules = {}): Shape<number> {
  return {
    schema: {
      type: 'integer',
      ...(min === undefined ? {} : { minimum: min }),
      maximum: max,
      ...(description === undefined ? {} : { description }),
      ...(example === undefined ? {} : { example }),
    },
    components: noComponents,
    read: (value) => {
      if (value === null) return fail(nullMessage)
      if (typeof value !== 'number' || !Number.isInteger(value)) return fail('A valid integer is required.')
      if (min !== undefined && value < min) return fail(`Ensure this value is greater than or equal to ${min}.`)
      if (value > max) return fail(`Ensure this value is less than or equal to ${max}.`)
      return pass(value)
    },
  }
}

export function float(description?: string): Shape<number> {
  return {
    schema: { type: 'number', ...(description === undefined ? {} : { description }) },
    components: noComponents,
    read: (value) => {
      if (value === null) return fail(nullMessage)
      return typeof value === 'number' ? pass(value) : fail('A valid number is required.')
    },
  }
}

export function boolean(description?: string): Shape<boolean> {
  return {
    schema: { type: 'boolean', ...(description === undefined ? {} : { description }) },
    components: noComponents,
    read: (value) => {
      if (value === null) return fail(nullMessage)
      return typeof value === 'boolean' ? pass(value) : fail('Must be a valid boolean.')
    },
  }
}

export function choice<const T extends string>(values: readonly T[], description?: string): Shape<T> {
  return {
    schema: { type: 'string', enum: [...values], ...(description === undefined ? {} : { description }) },
    components: noComponents,
    read: (value) => {
      if (value === null) return fail(nullMessage)
      const found = values.find((one) => one === value)
      return found === undefined ? fail(`${JSON.stringify(value)} is not a valid choice.`) : pass(found)
    },
  }
}

/** A moment as it is answered: ISO 8601 in UTC. */
export function moment(description?: string): Shape<string> {
  return text({ format: 'date-time', ...(description === undefined ? {} : { description }) })
}

export function link(description?: string): Shape<string> {
  const shape = text({ max: 2048, format: 'uri', ...(description === undefined ? {} : { description }) })
  return {
    ...shape,
    read: (value) => {
      const reading = shape.read(value)
      if (!reading.ok) return reading
      const url = URL.canParse(reading.value) ? new URL(reading.value) : undefined
      const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
      return isWeb && !/\s/.test(reading.value) ? reading : fail('Enter a valid URL.')
    },
  }
}

function nameType(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}

export function list<T>(item: Shape<T>, rules: { min?: number; max: number; description?: string }): Shape<T[]> {
  const { min = 0, max, description } = rules
  return {
    schema: {
      type: 'array',
      items: item.schema,
      ...(min > 0 ? { minItems: min } : {}),
      maxItems: max,
      ...(description === undefined ? {} : { description }),
    },
    components: item.components,
    read: (value) => {
      if (value === null) return fail(nullMessage)
      if (!Array.isArray(value)) return fail(`Expected a list of items but got type "${nameType(value)}".`)
      if (value.length < min)
        return fail(min === 1 ? 'This list may not be empty.' : `Ensure this field has at least ${min} elements.`)
      if (value.length > max) return fail(`Ensure this field has no more than ${max} elements.`)
      const values: T[] = []
      const problems: Record<string, Problems> = {}
      for (const [index, one] of value.entries()) {
        const reading = item.read(one)
        if (reading.ok) values.push(reading.value)
        else problems[String(index)] = reading.problems
      }
      return Object.keys(problems).length > 0 ? { ok: false, problems } : pass(values)
    },
  }
}

/** Deeper than any configuration of a person; JSON.stringify would give up at some thousands. */
const maximumDepth = 50

/** Whether a value is JSON that can be stored; `problems` gets what keeps it from that. */
function isPlain(value: unknown, depth: number, problems: string[]): value is JsonValue {
  const refuse = (problem: string | undefined) => {
    if (problem !== undefined) problems.push(problem)
    return problem === undefined
  }
  if (depth > maximumDepth) return refuse(`Ensure this value is nested no deeper than ${maximumDepth} levels.`)
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return true
  if (typeof value === 'string') return refuse(findBadCharacter(value))
  if (Array.isArray(value)) return value.every((one) => isPlain(one, depth + 1, problems))
  if (typeof value !== 'object') return refuse('Value must be valid JSON.')
  for (const [key, one] of Object.entries(value)) {
    if (!refuse(findBadCharacter(key)) || !isPlain(one, depth + 1, problems)) return false
  }
  return true
}

/** Any JSON. */
export function anyJson(description?: string): Shape<JsonValue> {
  return {
    // No type at all is any value, null too.
    schema: description === undefined ? {} : { description },
    components: noComponents,
    read: (value) => {
      const problems: string[] = []
      return isPlain(value, 0, problems) ? pass(value) : fail(...problems)
    },
  }
}

/** A JSON object with whatever keys. */
export function freeObject(description?: string, example?: JsonObject): Shape<JsonObject> {
  return {
    schema: {
      type: 'object',
      additionalProperties: {},
      ...(description === undefined ? {} : { description }),
      ...(example === undefined ? {} : { example }),
    },
    components: noComponents,
    read: (value) => {
      if (value === null) return fail(nullMessage)
      if (typeof value !== 'object' || Array.isArray(value)) {
        return fail(`Expected a dictionary of items but got type "${nameType(value)}".`)
      }
      const problems: string[] = []
      return isPlain(value, 0, problems) && !Array.isArray(value) ? pass(value) : fail(...problems)
    },
  }
}

/** The schema that a `$ref` stands for: in OpenAPI 3.0.3 `nullable` goes with a `type`, and nothing goes with a `$ref`. */
function resolve({ schema, components }: Shape<unknown>): JsonObject {
  const { $ref: reference } = schema
  return typeof reference === 'string' ? (components[reference.split('/').at(-1) ?? ''] ?? schema) : schema
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  const schema: JsonObject = { ...resolve(shape), nullable: true }
  const { enum: values } = shape.schema
  if (Array.isArray(values)) schema.enum = [...values, null]
  return {
    schema,
    components: shape.components,
    read: (value) => (value === null ? pass(null) : shape.read(value)),
  }
}

/** One of two shapes, told apart by trying the first. */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return {
    schema: { anyOf: [first.schema, second.schema] },
    components: { ...first.components, ...second.components },
    read: (value) => {
      const reading = first.read(value)
      return reading.ok ? reading : second.read(value)
    },
  }
}

/** The same shape with another description. */
export function described<T>(shape: Shape<T>, description: string): Shape<T> {
  return { ...shape, schema: { ...shape.schema, description } }
}

export function optional<T>(shape: Shape<T>): Field<T, true> {
  return { shape, isOptional: true }
}

function toField(field: Shape<unknown> | Field<unknown>): Field<unknown> {
  return 'shape' in field ? field : { shape: field, isOptional: false }
}

/** The one place where a checked object gets its type: every field has been read by the shape that the type is made of. */
function isRead<F extends Fields>(_values: Record<string, unknown>): _values is ValuesOf<F> & Record<string, unknown> {
  return true
}

export function object<const F extends Fields>(fields: F, description?: string): ObjectShape<ValuesOf<F>> {
  const entries = Object.entries(fields).map(([name, field]) => ({ name, ...toField(field) }))
  const names = new Set(entries.map(({ name }) => name))
  const required = entries.filter(({ isOptional }) => !isOptional).map(({ name }) => name)
  return {
    fields,
    schema: {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      properties: Object.fromEntries(entries.map(({ name, shape }) => [name, shape.schema])),
      ...(description === undefined ? {} : { description }),
    },
    components: Object.assign({}, ...entries.map(({ shape }) => shape.components)),
    read: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return {
          ok: false,
          problems: { non_field_errors: [`Invalid data. Expected a dictionary, but got ${nameType(value)}.`] },
        }
      }
      const given: Readonly<Record<string, unknown>> = { ...value }
      const values: Record<string, unknown> = {}
      const problems: Record<string, Problems> = {}
      for (const { name, shape, isOptional } of entries) {
        const one = Object.hasOwn(given, name) ? given[name] : undefined
        if (one === undefined) {
          if (!isOptional) problems[name] = ['This field is required.']
          continue
        }
        const reading = shape.read(one)
        if (reading.ok) values[name] = reading.value
        else problems[name] = reading.problems
      }
      for (const name of Object.keys(given)) {
        if (!names.has(name)) problems[findBadCharacter(name) ? 'non_field_errors' : name] = ['Unknown field.']
      }
      if (Object.keys(problems).length > 0) return { ok: false, problems }
      if (!isRead<F>(values)) throw new Error('unreachable')
      return pass(values)
    },
  }
}

type Partially<F extends Fields> = { [K in keyof F]: Field<ValueOf<F[K]>, true> }

function isPartial<F extends Fields>(
  _fields: Record<string, Field<unknown, true>>,
): _fields is Partially<F> & Record<string, Field<unknown, true>> {
  return true
}

/** The same fields, none of them required: the body of a PATCH. */
export function partial<const F extends Fields>(fields: F): Partially<F> {
  const loose = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, optional(toField(field).shape)]),
  )
  if (!isPartial<F>(loose)) throw new Error('unreachable')
  return loose
}

/** Puts the schema among the document's components, and refers to it by name. */
export function component<T>(name: string, shape: Shape<T>): Shape<T> {
  return {
    schema: { $ref: `#/components/schemas/${name}` },
    components: { ...shape.components, [name]: shape.schema },
    read: (value) => shape.read(value),
  }
}

/** Reads the text of a query parameter by a shape of a number or boolean. */
export function readParameter<T>(shape: Shape<T>, given: string): Reading<T> {
  const { type } = shape.schema
  if (type === 'integer' && /^[+-]?\d{1,15}$/.test(given)) return shape.read(Number(given))
  if (type === 'number' && /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/.test(given)) return shape.read(Number(given))
  if (type === 'boolean' && /^(true|1)$/i.test(given)) return shape.read(true)
  if (type === 'boolean' && /^(false|0)$/i.test(given)) return shape.read(false)
  return shape.read(given)
}
