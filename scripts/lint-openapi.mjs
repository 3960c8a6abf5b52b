// Lints the OpenAPI document of the bundled server, for each release that it can take on, by the rules of .redocly.yaml.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lintFromString, loadConfig } from '@redocly/openapi-core'
import { register } from 'tsx/esm/api'
import { build, isBuilt } from './build.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
register()
// What describes the operations may use the compiled schemas.
if (!isBuilt()) await build()
const { buildDocument } = await import('../server/openapi/build-document.ts')
const { listOperations } = await import('../server/operations.ts')
const { compatReleases } = await import('../server/contract/operation.ts')

/** The rule asks for a 2xx; a download answers with 302 alone, to where the file is. */
function isDownload(document, { ruleId, location }) {
  if (ruleId !== 'operation-2xx-response') return false
  const [, , path, method] = (location[0]?.pointer ?? '').split('/')
  const responses = document.paths[path?.replaceAll('~1', '/').replaceAll('~0', '~')]?.[method]?.responses
  return responses?.[302] !== undefined
}

const config = await loadConfig({ configPath: path.join(root, '.redocly.yaml') })
const found = []
for (const compat of [undefined, ...compatReleases]) {
  const document = buildDocument(listOperations(compat), { version: compat ?? '0', origin: 'http://127.0.0.1:8000' })
  const source = JSON.stringify(document)
  const name = compat === undefined ? 'openapi' : `openapi of --compat ${compat}`
  for (const problem of await lintFromString({ source, config })) {
    if (isDownload(document, problem)) continue
    const { ruleId, severity, message, location } = problem
    found.push(`${name}${location[0]?.pointer ?? ''}: ${severity}: ${message} (${ruleId})`)
  }
}
process.stdout.write(
  found.length === 0 ? 'The OpenAPI document keeps all rules.\n' : `${[...new Set(found)].join('\n')}\n`,
)
if (found.length > 0) process.exitCode = 1
