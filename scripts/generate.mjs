// Writes every generated file that is kept in Git; with --check it writes none and fails where one is not what it would write.
// To add one, add a source to `sources` below.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'
import { build, isBuilt } from './build.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
register()
// What makes the files may use the compiled schemas.
if (!isBuilt()) await build()

async function makeContract() {
  const { default: openapiTypescript, astToString } = await import('openapi-typescript')
  const { buildDocument } = await import('../server/openapi/build-document.ts')
  const { operations } = await import('../server/operations.ts')
  const document = buildDocument(operations, { version: '0', origin: 'http://127.0.0.1:8000' })
  // Refusals are alike in every operation, and read as such: their types would be most of the file.
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) {
      operation.responses = Object.fromEntries(
        Object.entries(operation.responses).filter(([status]) => Number(status) < 400),
      )
    }
  }
  const nodes = await openapiTypescript(document, { alphabetize: true, emptyObjectsUnknown: true })
  return `// Generated from the bundled server's OpenAPI document by "npm run generate". Do not edit.\n\n${astToString(nodes)}`
}

/**
 * Every source of generated files: each gives a list of `{ file, text }`, the path from the root and what is to stand in it.
 *
 * @type {(() => Promise<readonly { file: string, text: string }[]>)[]}
 */
const sources = [
  async () => [{ file: 'core/arkindex/contract.generated.ts', text: await makeContract() }],
  async () => {
    const { makeSchemaTypes } = await import('./schema-types.ts')
    return [{ file: 'bot/config/bot-file.generated.ts', text: await makeSchemaTypes(root, 'bot.json', 'BotFile') }]
  },
  async () => {
    const { assembleComponents, compositions } = await import('./assemble-components.ts')
    return Object.keys(compositions).map((name) => ({
      file: `ci-templates/${name}/template.yml`,
      text: assembleComponents(root, name),
    }))
  },
  async () => {
    const { makeInitComponents } = await import('./init-components.ts')
    return [{ file: 'core/init/components.generated.ts', text: makeInitComponents(root) }]
  },
  async () => (await import('./reference/reference-pages.ts')).makeReferencePages(root),
]

const isCheck = process.argv.includes('--check')
const stale = []
// One after another: the later ones read what the earlier ones wrote.
for (const make of sources) {
  for (const { file, text } of await make()) {
    const target = path.join(root, file)
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue
    stale.push(file)
    if (isCheck) continue
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
}
if (isCheck && stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit what it writes.\n`)
  process.exitCode = 1
} else {
  process.stdout.write(stale.length > 0 ? `Written: ${stale.join(', ')}\n` : 'All generated files are up to date.\n')
}
