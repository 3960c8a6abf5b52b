import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { findingCodes } from '../../core/findings/codes.ts'

const require = createRequire(import.meta.url)
const folder = path.join(import.meta.dirname, '../../schemas')
type Schema = { [key: string]: unknown }

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function read(name: string): Schema {
  const schema: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
  if (!isSchema(schema)) throw new Error(`${name} is no schema`)
  return schema
}

const names = readdirSync(folder).filter((name) => name.endsWith('.json'))

/** Every place where a value is described: properties, items, definitions and branches, but not the conditions between them. */
function* walk(schema: Schema, pointer: string): Generator<[string, Schema]> {
  yield [pointer, schema]
  for (const key of ['properties', '$defs']) {
    const named = schema[key]
    for (const [name, one] of isSchema(named) ? Object.entries(named) : []) {
      if (isSchema(one)) yield* walk(one, `${pointer}/${key}/${name}`)
    }
  }
  for (const key of ['items', 'additionalProperties']) {
    const one = schema[key]
    if (isSchema(one) && !('$ref' in one && Object.keys(one).length === 1)) yield* walk(one, `${pointer}/${key}`)
  }
}

function createAjv(): Ajv2020 {
  const { default: Ajv } = require('ajv/dist/2020.js')
  const { default: addFormats } = require('ajv-formats')
  const ajv: Ajv2020 = new Ajv({
    allErrors: true,
    strictTypes: false,
    allowUnionTypes: true,
    keywords: ['x-finding', 'x-former-names'],
  })
  addFormats(ajv)
  for (const name of names) ajv.addSchema(read(name))
  return ajv
}

const ajv = createAjv()

describe.each(names)('%s', (name) => {
  const schema = read(name)
  const places = [...walk(schema, '#')]

  it('names its dialect and has an identifier with a version', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema.$id).toMatch(/^urn:arkindex-ci:schema:[a-z-]+:[1-9][0-9]*$/)
  })

  it('has a title, a description and examples at every property', () => {
    const incomplete = places.filter(([pointer, place]) => {
      const isReference = '$ref' in place
      const isProperty = /\/properties\/[^/]+$/.test(pointer)
      if (!isProperty || isReference) return false
      return !(
        typeof place.title === 'string' &&
        typeof place.description === 'string' &&
        Array.isArray(place.examples) &&
        place.examples.length > 0
      )
    })
    expect(incomplete.map(([pointer]) => pointer)).toEqual([])
  })

  it('validates its own examples', () => {
    const wrong = places.flatMap(([pointer, { examples }]) => {
      const fragment = pointer.slice(1).replaceAll('$', '%24')
      const validate = ajv.getSchema(`${String(schema.$id)}#${decodeURIComponent(fragment)}`)
      return (Array.isArray(examples) ? examples : [])
        .filter((example) => !validate?.(example))
        .map((example) => [pointer, example, validate?.errors?.[0]?.message])
    })
    expect(wrong).toEqual([])
  })

  it('names only findings that there are', () => {
    const named = [...JSON.stringify(schema).matchAll(/"x-finding":("[a-z-]+"|\{[^}]*\})/g)].flatMap(([, found]) => {
      const parsed: unknown = JSON.parse(found ?? 'null')
      return isSchema(parsed) ? Object.values(parsed) : [parsed]
    })
    expect(named.filter((code) => !Object.hasOwn(findingCodes, String(code)))).toEqual([])
  })
})

describe('the two versions of .arkindex.yml', () => {
  it('have the same definitions, which are compiled once', () => {
    const [two, three] = [read('arkindex-yml-2.json'), read('arkindex-yml-3.json')]
    expect(two.$defs).toEqual(three.$defs)
  })
})

describe('the schema of a worker file, as an editor uses it', () => {
  const validate = ajv.getSchema('urn:arkindex-ci:schema:worker:1')
  const worker = (option: object) => ({
    slug: 'a',
    display_name: 'A',
    type: 't',
    description: 'D',
    configuration: [{ key: 'k', display_name: 'K', ...option }],
  })

  it.each([
    { type: 'int', default: 1 },
    { type: 'float', default: 1 },
    { type: 'bool', default: false },
    { type: 'dict', default: { a: 'b' } },
    { type: 'string', default: 'x', editable: false },
    { type: 'string', default: null },
    { type: 'int', many: true, default: [1, 2] },
    { type: 'element_type', many: true },
    { type: 'enum', choices: ['a', 'b'], default: 'a' },
    { type: 'group', children: [{ key: 'c', display_name: 'C', type: 'int' }] },
  ])('takes %j', (option) => {
    expect(validate?.(worker(option))).toBe(true)
  })

  it.each([
    { type: 'number' },
    { type: 'int', default: 'x' },
    { type: 'int', default: 1.5 },
    { type: 'int', default: [1] },
    { type: 'int', many: true, default: 1 },
    { type: 'int', many: true, default: ['x'] },
    { type: 'bool', default: 1 },
    { type: 'bool', many: true },
    { type: 'dict', default: { a: 1 } },
    { type: 'text', many: true },
    { type: 'secret', default: 'x' },
    { type: 'group', default: 1, children: [{ key: 'c', display_name: 'C', type: 'int' }] },
    { type: 'string', editable: false },
    { type: 'string', editable: false, default: null },
    { type: 'model', editable: false },
    { type: 'enum' },
    { type: 'enum', choices: ['a'] },
    { type: 'enum', choices: ['a', 'a'] },
    { type: 'int', choices: ['a', 'b'] },
    { type: 'group' },
    { type: 'group', children: [] },
    { type: 'group', editable: false, children: [{ key: 'c', display_name: 'C', type: 'int' }] },
    { type: 'group', required: true, children: [{ key: 'c', display_name: 'C', type: 'int' }] },
    {
      type: 'group',
      children: [
        { key: 'c', display_name: 'C', type: 'group', children: [{ key: 'd', display_name: 'D', type: 'int' }] },
      ],
    },
    { type: 'int', children: [{ key: 'c', display_name: 'C', type: 'int' }] },
    { type: 'int', help: 'x' },
    { type: 'int', display_name: 'x'.repeat(251) },
  ])('refuses %j', (option) => {
    expect(validate?.(worker(option))).toBe(false)
  })
})

describe('reference/arkindex.md 1.4: sizes of shared memory', () => {
  const validate = ajv.getSchema('urn:arkindex-ci:schema:worker:1#/properties/docker/properties/shm_size')

  it.each(['123g', '64m', '123456789b', '1'])('%s is one', (size) => {
    expect(validate?.(size)).toBe(true)
  })

  it.each(['test', '', '123G', '64M', '64aM', '12.3m', '0', '0g', '42a', '-12m', 1])('%s is none', (size) => {
    expect(validate?.(size)).toBe(false)
  })
})
