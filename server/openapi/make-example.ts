import type { JsonObject, JsonValue } from '../../core/database/conventions.ts'

const byFormat: Readonly<Record<string, string>> = {
  uuid: '5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10',
  'date-time': '2026-11-21T09:30:00.000Z',
  uri: 'https://git.example.com/workers/recognizer',
  email: 'user@example.com',
  password: 'correct horse battery',
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function makeText({ format, pattern, enum: values, maxLength }: JsonObject): JsonValue {
  if (Array.isArray(values)) return values[0] ?? null
  if (typeof format === 'string' && byFormat[format] !== undefined) return byFormat[format]
  // The only patterns without an example of their own are those of hashes.
  if (typeof pattern === 'string' && pattern.includes('{32}')) return '9e107d9d372bb6826bd81d3542a419d6'
  return typeof maxLength === 'number' && maxLength < 4 ? 'a' : 'text'
}

/** An example that a schema accepts: the one that it names, else one that is made of its parts. */
export function makeExample(
  schema: JsonValue | undefined,
  components: Readonly<Record<string, JsonObject>>,
): JsonValue {
  if (!isObject(schema)) return null
  if (schema.example !== undefined) return schema.example
  const { $ref: reference, allOf, anyOf, type } = schema
  if (typeof reference === 'string') return makeExample(components[reference.split('/').at(-1) ?? ''], components)
  for (const parts of [allOf, anyOf]) if (Array.isArray(parts)) return makeExample(parts[0], components)
  switch (type) {
    case 'string':
      return makeText(schema)
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1
    case 'boolean':
      return false
    case 'array':
      return [makeExample(schema.items, components)]
    case 'object':
      return Object.fromEntries(
        Object.entries(isObject(schema.properties) ? schema.properties : {}).map(([name, part]) => [
          name,
          makeExample(part, components),
        ]),
      )
    default:
      return null
  }
}
