import fc from 'fast-check'
import { type Role, roles } from './recipes.ts'
import type { Json } from './start-test-server.ts'

/** Who calls besides users: a task that runs, one that has ended, and an agent. */
export const otherCallers = ['task', 'ended', 'agent'] as const
export type ArbitraryCaller = Role | (typeof otherCallers)[number]

/** What is changed in the call of a recipe, or sent instead of it. Ids of real objects stand in it as `known-<number>-id`. */
export interface ArbitraryCall {
  readonly operationId: string
  readonly role: ArbitraryCaller
  /** Path parameters that are not the recipe's. */
  readonly path: Readonly<Record<string, string>>
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly body:
    | { readonly kind: 'changed'; readonly set: Readonly<Record<string, unknown>>; readonly drop: readonly string[] }
    | { readonly kind: 'whole'; readonly value: unknown }
    | { readonly kind: 'raw'; readonly text: string; readonly type: string }
    | undefined
}

const knownId = fc.nat(1000).map((number) => `known-${number}-id`)
const someId = fc.oneof({ weight: 4, arbitrary: knownId }, { weight: 1, arbitrary: fc.uuid() })

/** Texts that programs stumble over. */
const strangeText = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '\0', 'a\0b', '\ud800', '\udfff\ud800', '😀'.repeat(60), '\u202eright to left', 'e\u0301'.repeat(40)],
    ...['%', '%ff', '_', "'; drop table worker; --", '"', '\\', '\n', '\u2028', '../../etc/passwd', '{{x}}'],
    ...['null', 'true', 'NaN', '1e400', '-0', '0x10', '00000000-0000-0000-0000-000000000000', '__proto__', 'İ', 'ﬁ'],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.nat(5000).map((length) => 'x'.repeat(length)),
)

const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  strangeText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 53), [], {}, [[]], [null], { a: { b: [] } }, { constructor: 1 }],
  ),
  fc.nat(80).map((depth) => JSON.parse(`[${'['.repeat(depth)}${']'.repeat(depth)}]`) as unknown),
)

function arbitraryValue(schema: Json, components: Json, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref) return arbitraryValue(components.schemas[schema.$ref.split('/').at(-1)], components, depth + 1)
  if (schema.nullable) {
    const { nullable: _nullable, ...rest } = schema
    return fc.option(arbitraryValue(rest, components, depth), { freq: 4, nil: null })
  }
  for (const parts of [schema.anyOf, schema.oneOf, schema.allOf]) {
    if (parts) return fc.oneof(...parts.map((part: Json) => arbitraryValue(part, components, depth + 1)))
  }
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'string':
      return textOf(schema)
    case 'integer': {
      const min = schema.minimum ?? -10
      const max = schema.maximum ?? Number.MAX_SAFE_INTEGER
      return fc.oneof(
        fc.maxSafeNat().map((value) => min + (value % (max - min + 1))),
        fc.integer({ min, max: Math.min(max, min + 50) }),
      )
    }
    case 'number':
      return fc.double({
        noNaN: true,
        noDefaultInfinity: true,
        min: schema.minimum ?? -1e9,
        max: schema.maximum ?? 1e9,
      })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(arbitraryValue(schema.items, components, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: 4,
      })
    case 'object':
      if (!schema.properties) return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }))
      return fc.record(
        Object.fromEntries(
          Object.entries<Json>(schema.properties).map(([name, part]) => [
            name,
            arbitraryValue(part, components, depth + 1),
          ]),
        ),
        { requiredKeys: schema.required ?? [] },
      )
    default:
      return fc.jsonValue({ maxDepth: 3 })
  }
}

function textOf(schema: Json): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return someId
  if (schema.format === 'uri') {
    return fc.oneof(
      fc.webUrl(),
      fc.nat(3).map((number) => `https://git.example.com/matrix/commit/${number}`),
    )
  }
  if (schema.format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (typeof schema.pattern === 'string') return fc.stringMatching(new RegExp(schema.pattern))
  return fc.oneof(
    fc.constantFrom('a', 'b', 'main', 'v1', 'Matrix', 'matrix'),
    fc.string({ unit: 'grapheme', minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 40) }),
  )
}

/** A value that the schema takes, or now and then one that no schema does. */
function maybeStrange(schema: Json, components: Json): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 3, arbitrary: arbitraryValue(schema, components) }, { weight: 1, arbitrary: strangeValue })
}

/** Who is refused whatever is sent need not send much. */
const weights: Record<ArbitraryCaller, number> = {
  anonymous: 1,
  stranger: 3,
  guest: 3,
  contributor: 4,
  admin: 6,
  instance: 6,
  expired: 1,
  task: 4,
  ended: 1,
  agent: 3,
}

/** What fetch would make another path of: nothing, and a step up. */
const segment = fc
  .oneof({ weight: 4, arbitrary: someId }, { weight: 1, arbitrary: strangeText })
  .map((text) => text.toWellFormed())
  .filter((text) => !['', '.', '..'].includes(text))

function bodyOf(operation: Json, components: Json): fc.Arbitrary<ArbitraryCall['body']> {
  const raw = fc.record({
    kind: fc.constant('raw' as const),
    text: fc.oneof(strangeText, fc.json(), fc.constantFrom('{', '{"a":1,"a":2}', '[', '\ufeff{}', '"', '{"a":\ud800}')),
    type: fc.constantFrom('application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data'),
  })
  const schema = operation.requestBody?.content['application/json'].schema
  if (!schema) return fc.option(raw, { freq: 4, nil: undefined })
  const fields = Object.entries<Json>(schema.properties ?? {})
  const changed = fc.record({
    kind: fc.constant('changed' as const),
    set: fc.record(
      Object.fromEntries([
        ...fields.map(([name, part]) => [name, maybeStrange(part, components)] as const),
        ['surprise', strangeValue] as const,
      ]),
      { requiredKeys: [] },
    ),
    drop: fc.subarray(fields.map(([name]) => name)),
  })
  // The recipe as it is, with one thing changed or a few.
  const nearly = fc.tuple(changed, fc.nat(2)).map(([{ kind, set, drop }, count]) => ({
    kind,
    set: Object.fromEntries(Object.entries(set).slice(0, count)),
    drop: count === 0 ? drop.slice(0, 1) : [],
  }))
  const whole = fc.record({ kind: fc.constant('whole' as const), value: maybeStrange(schema, components) })
  return fc.oneof(
    { weight: 5, arbitrary: nearly },
    { weight: 3, arbitrary: changed },
    { weight: 3, arbitrary: whole },
    { weight: 1, arbitrary: raw },
  )
}

/** Calls of an operation, right and wrong, made of what the document says of it. */
export function arbitraryCall(operation: Json, components: Json): fc.Arbitrary<ArbitraryCall> {
  const parameters: Json[] = operation.parameters ?? []
  const inPath = parameters.filter((one) => one.in === 'path')
  const inQuery = parameters.filter((one) => one.in === 'query')
  const pairs = inQuery.map(({ name, schema }: Json) =>
    fc.tuple(
      fc.constant(name as string),
      fc
        .oneof({ weight: 3, arbitrary: arbitraryValue(schema, components) }, { weight: 1, arbitrary: strangeText })
        .map((value) => String(value).toWellFormed()),
    ),
  )
  const surprise = fc.tuple(fc.constantFrom('surprise', '__proto__', 'constructor', 'page'), fc.constant('1'))
  return fc.record({
    operationId: fc.constant(operation.operationId as string),
    role: fc.oneof(
      ...[...roles, ...otherCallers].map((role) => ({ weight: weights[role], arbitrary: fc.constant(role) })),
    ),
    path: fc
      .tuple(fc.nat(2), fc.record(Object.fromEntries(inPath.map(({ name }: Json) => [name as string, segment]))))
      // Two thirds keep the recipe's.
      .map(([dice, values]): Record<string, string> => (dice === 0 ? values : {})),
    query: fc.array(
      pairs.length === 0
        ? surprise
        : fc.oneof({ weight: 9, arbitrary: fc.oneof(...pairs) }, { weight: 1, arbitrary: surprise }),
      { maxLength: pairs.length === 0 ? 1 : 3 },
    ),
    body: bodyOf(operation, components),
  })
}
