// Compiles schemas/*.json into generated/validators/*.cjs with ajv's standalone output, so that the command loads no ajv.
// generated/validators.cjs loads each when it is first asked for; generated/schemas.cjs has their texts.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)

/** Parts of schemas that are checked on their own: entries of .arkindex.yml may stand in files of their own. */
const parts = {
  arkindex_yml_worker: 'urn:arkindex-ci:schema:arkindex-yml:3#/$defs/worker',
  arkindex_yml_model: 'urn:arkindex-ci:schema:arkindex-yml:3#/$defs/model',
}

/** Writes only what changed, so that a rebuild does not touch the time of a file that others watch. */
function writeChanged(target, text) {
  let before
  try {
    before = readFileSync(target, 'utf8')
  } catch {
    // Not there yet.
  }
  if (before !== text) writeFileSync(target, text)
}

export function compileValidators(root) {
  const Ajv = require('ajv/dist/2020.js').default
  const standalone = require('ajv/dist/standalone').default
  const addFormats = require('ajv-formats').default
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    // The schema that an error breaks comes with the error: the findings take their code, title and description from it.
    verbose: true,
    inlineRefs: false,
    code: { source: true, lines: false },
    keywords: ['x-finding', 'x-former-names'],
  })
  addFormats(ajv)
  const folder = path.join(root, 'schemas')
  const names = {}
  const texts = {}
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const text = readFileSync(path.join(folder, file), 'utf8')
    const schema = JSON.parse(text)
    ajv.addSchema(schema)
    const name = file.replace(/\.json$/, '')
    names[name.replace(/[^a-zA-Z0-9]/g, '_')] = schema.$id
    texts[name] = text
  }
  Object.assign(names, parts)
  mkdirSync(path.join(root, 'generated/validators'), { recursive: true })
  for (const [name, id] of Object.entries(names)) {
    writeChanged(path.join(root, `generated/validators/${name}.cjs`), standalone(ajv, ajv.getSchema(id)))
  }
  writeChanged(
    path.join(root, 'generated/validators.cjs'),
    Object.keys(names)
      .map(
        (name) =>
          `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('./validators/${name}.cjs') })\n`,
      )
      .join(''),
  )
  writeChanged(
    path.join(root, 'generated/validators.d.cts'),
    `import type { ValidateFunction } from 'ajv'\n${Object.keys(names)
      .map((name) => `export const ${name}: ValidateFunction\n`)
      .join('')}`,
  )
  writeChanged(path.join(root, 'generated/schemas.cjs'), `exports.schemaTexts = ${JSON.stringify(texts)}\n`)
  writeChanged(
    path.join(root, 'generated/schemas.d.cts'),
    `export const schemaTexts: Readonly<Record<${Object.keys(texts)
      .map((name) => JSON.stringify(name))
      .join(' | ')}, string>>\n`,
  )
}
