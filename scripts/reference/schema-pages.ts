import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { renderTable } from './markdown.ts'

interface Schema {
  $id?: string
  $ref?: string
  $defs?: Readonly<Record<string, Schema>>
  title?: string
  description?: string
  type?: string | readonly string[]
  enum?: readonly unknown[]
  const?: unknown
  default?: unknown
  examples?: readonly unknown[]
  required?: readonly string[]
  properties?: Readonly<Record<string, Schema>>
  additionalProperties?: boolean | Schema
  items?: Schema
  oneOf?: readonly Schema[]
  anyOf?: readonly Schema[]
  allOf?: readonly Schema[]
}

interface Row {
  path: string
  schema: Schema
  isRequired: boolean
}

function describeType(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' ')
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.type) return [schema.type].flat().join(' or ')
  const branches = schema.oneOf ?? schema.anyOf
  if (branches) return [...new Set(branches.map(describeType))].join(' or ')
  return 'any'
}

/** Follows `$ref`s over all schemas; what stands beside a `$ref` wins over what it names. */
function resolve(schema: Schema, home: Schema, all: ReadonlyMap<string, Schema>): { schema: Schema; home: Schema } {
  if (!schema.$ref) return { schema, home }
  const [id = '', pointer = ''] = schema.$ref.split('#')
  const owner = id === '' ? home : all.get(id)
  if (!owner) throw new Error(`${schema.$ref} names no schema`)
  let target: unknown = owner
  for (const step of pointer.split('/').filter(Boolean)) target = (target as Record<string, unknown>)[step]
  const { $ref: _, ...beside } = schema
  const found = resolve(target as Schema, owner, all)
  return { schema: { ...found.schema, ...beside }, home: found.home }
}

function listRows(
  given: Schema,
  givenHome: Schema,
  all: ReadonlyMap<string, Schema>,
  prefix: string,
  depth = 0,
): Row[] {
  if (depth > 12) return []
  const { schema, home } = resolve(given, givenHome, all)
  const rows: Row[] = []
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const place = prefix === '' ? name : `${prefix}.${name}`
    const { schema: resolved } = resolve(property, home, all)
    rows.push({ path: place, schema: resolved, isRequired: schema.required?.includes(name) ?? false })
    rows.push(...listRows(property, home, all, place, depth + 1))
  }
  if (typeof schema.additionalProperties === 'object') {
    rows.push(...listRows(schema.additionalProperties, home, all, `${prefix}.*`, depth + 1))
  }
  if (schema.items) rows.push(...listRows(schema.items, home, all, `${prefix}[]`, depth + 1))
  for (const branch of [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) {
    rows.push(...listRows(branch, home, all, prefix, depth + 1))
  }
  const seen = new Set<string>()
  return rows.filter(({ path: place }) => !seen.has(place) && seen.add(place))
}

/** One page for each schema of `schemas/`: its properties, with type, meaning, default and an example. */
export function makeSchemaPages(root: string): ReadonlyArray<{ file: string; text: string }> {
  const folder = path.join(root, 'schemas')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
  const schemas = files.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Schema)
  const all = new Map(schemas.map((schema) => [schema.$id ?? '', schema]))
  return files.map((name, index) => {
    const schema = schemas[index] ?? {}
    const rows = listRows(schema, schema, all, '').map(({ path: place, schema: property, isRequired }) => [
      `\`${place}\``,
      describeType(property),
      isRequired
        ? 'yes'
        : property.default === undefined
          ? 'no'
          : `no, default \`${JSON.stringify(property.default)}\``,
      property.description ?? property.title ?? '',
      property.examples?.[0] === undefined ? '' : `\`${JSON.stringify(property.examples[0])}\``,
    ])
    const text = [
      `# ${schema.title}`,
      '',
      schema.description ?? '',
      '',
      `Schema: \`schemas/${name}\` (\`${schema.$id}\`), printed by \`arkindex-ci schema ${name.replace(/\.json$/, '')}\`.`,
      '`[]` stands for each item of a list, `*` for each key that you choose.',
      '',
      renderTable(['Key', 'Type', 'Required', 'Meaning', 'Example'], rows),
      '',
    ].join('\n')
    return { file: `docs/reference/files/${name.replace(/\.json$/, '.md')}`, text }
  })
}
