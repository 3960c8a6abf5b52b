// Compiles schemas/*.json into generated/validators.cjs with ajv's standalone output, so that the command loads no ajv.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)

export function compileValidators(root) {
  const Ajv = require('ajv/dist/2020.js').default
  const standalone = require('ajv/dist/standalone').default
  const addFormats = require('ajv-formats').default
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    code: { source: true, lines: false },
    keywords: ['x-finding'],
    verbose: false,
  })
  addFormats(ajv)
  const folder = path.join(root, 'schemas')
  const names = {}
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const schema = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
    ajv.addSchema(schema)
    names[file.replace(/\.json$/, '').replace(/[^a-zA-Z0-9]/g, '_')] = schema.$id
  }
  mkdirSync(path.join(root, 'generated'), { recursive: true })
  const code = standalone(ajv, names)
  const target = path.join(root, 'generated/validators.cjs')
  writeFileSync(target, code)
  writeFileSync(
    path.join(root, 'generated/validators.d.cts'),
    `import type { ValidateFunction } from 'ajv'\n${Object.keys(names)
      .map((name) => `export const ${name}: ValidateFunction\n`)
      .join('')}`,
  )
}
