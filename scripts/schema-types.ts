import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compile } from 'json-schema-to-typescript'

/** Leaves what makes types: titles would name each text and number, and what stands beside a `$ref` would make another type of it. */
function keepShape(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(keepShape)
  if (typeof schema !== 'object' || schema === null) return schema
  if ('$ref' in schema) return { $ref: schema.$ref }
  // The generator makes an intersection of it, which null is not in.
  if ('type' in schema && Array.isArray(schema.type) && 'properties' in schema) {
    return { anyOf: schema.type.map((type) => keepShape(type === 'object' ? { ...schema, type } : { type })) }
  }
  const dropped = ['$id', '$schema', 'title', 'examples', 'pattern', 'propertyNames']
  const isProperties = (key: string) => key === 'properties' || key === '$defs'
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
      if (dropped.includes(key)) return []
      if (!isProperties(key) || typeof value !== 'object' || value === null) return [[key, keepShape(value)]]
      return [[key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, keepShape(one)]))]]
    }),
  )
}

/** The types of a file as its schema in `schemas/` says it; the whole file is of the type `name`. */
export async function makeSchemaTypes(root: string, schema: string, name: string): Promise<string> {
  const parsed: unknown = JSON.parse(readFileSync(path.join(root, 'schemas', schema), 'utf8'))
  const shape = keepShape(parsed)
  const source = typeof shape === 'object' && shape !== null ? shape : {}
  const types = await compile(source, name, {
    additionalProperties: false,
    bannerComment: `// Generated from schemas/${schema} by "npm run generate". Do not edit.\n`,
    format: true,
    ignoreMinAndMaxItems: true,
    style: { semi: false, singleQuote: true, printWidth: 120 },
  })
  return types
}
