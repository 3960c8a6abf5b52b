// Compiles schemas/*.json into generated/validators/*.cjs with ajv's standalone output, so that the command loads no ajv.
// generated/validators.cjs loads each when it first checks something; generated/schemas.cjs has the schemas as text.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { readCiSchema } from './read-ci-schema.mjs'

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

const shared = 'urn:arkindex-ci:schema:arkindex-yml:3'

/** Version 2 of .arkindex.yml repeats the definitions of version 3, so that each file stands alone in an editor; their code is compiled once. */
function share(schema) {
  if (schema.$id !== 'urn:arkindex-ci:schema:arkindex-yml:2') return schema
  const { $defs, ...rest } = schema
  return JSON.parse(JSON.stringify(rest).replaceAll('"$ref":"#/', `"$ref":"${shared}#/`))
}

/** The module that holds a validator: those of .arkindex.yml share theirs. */
function nameModule(name) {
  return name.startsWith('arkindex_yml_') ? 'arkindex_yml' : name
}

const require = createRequire(import.meta.url)

// A run checks by one or two of the schemas: the code of a validator is loaded when it first checks something.
const loader = `function whenAsked(load) {
  let loaded
  function validate(data) {
    loaded ??= load()
    const isValid = loaded(data)
    validate.errors = loaded.errors
    return isValid
  }
  return validate
}
`

const ciSchemaName = 'gitlab_ci'

/** GitLab's schema is of an older draft and looser than ours, so it has an ajv of its own. */
async function compileCiSchema() {
  const Ajv = require('ajv').default
  const standalone = require('ajv/dist/standalone').default
  const options = { allErrors: true, strict: false, validateFormats: false, verbose: true, inlineRefs: false }
  const ajv = new Ajv({ ...options, code: { source: true, lines: false } })
  return standalone(ajv, { [ciSchemaName]: ajv.compile(await readCiSchema()).schema.$id })
}

export async function compileValidators(root) {
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
    const schema = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
    ajv.addSchema(share(schema))
    const name = file.replace(/\.json$/, '')
    names[name.replace(/[^a-zA-Z0-9]/g, '_')] = schema.$id
    texts[name] = JSON.stringify(schema)
  }
  Object.assign(names, parts)
  const target = path.join(root, 'generated/validators')
  mkdirSync(target, { recursive: true })
  const files = new Map()
  for (const module of new Set(Object.keys(names).map(nameModule))) {
    const own = Object.fromEntries(Object.entries(names).filter(([name]) => nameModule(name) === module))
    files.set(`${module}.cjs`, standalone(ajv, own))
  }
  names[ciSchemaName] = 'urn:arkindex-ci:schema:gitlab-ci'
  files.set(`${ciSchemaName}.cjs`, await compileCiSchema())
  for (const [file, code] of files) writeChanged(path.join(target, file), code)
  for (const file of readdirSync(target)) {
    if (!files.has(file)) rmSync(path.join(target, file))
  }
  writeChanged(
    path.join(root, 'generated/validators.cjs'),
    `${loader}${Object.keys(names)
      .map((name) => `exports.${name} = whenAsked(() => require('./validators/${nameModule(name)}.cjs').${name})\n`)
      .join('')}`,
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
