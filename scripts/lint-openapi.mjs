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

/** What breaks a rule on purpose, with the reason. */
const exceptions = [
  {
    rule: 'operation-2xx-response',
    pointer: '#/paths/~1api~1v1~1modelversions~1download~1/get/responses',
    reason: 'DownloadModelVersion answers with 302, to where the archive is',
  },
]
const isException = ({ ruleId, location }) =>
  exceptions.some(({ rule, pointer }) => rule === ruleId && pointer === location[0]?.pointer)

const config = await loadConfig({ configPath: path.join(root, '.redocly.yaml') })
const found = []
for (const compat of [undefined, ...compatReleases]) {
  const source = JSON.stringify(
    buildDocument(listOperations(compat), { version: compat ?? '0', origin: 'http://127.0.0.1:8000' }),
  )
  const name = compat === undefined ? 'openapi' : `openapi of --compat ${compat}`
  for (const problem of await lintFromString({ source, config })) {
    if (isException(problem)) continue
    const { ruleId, severity, message, location } = problem
    found.push(`${name}${location[0]?.pointer ?? ''}: ${severity}: ${message} (${ruleId})`)
  }
}
process.stdout.write(
  found.length === 0 ? 'The OpenAPI document keeps all rules.\n' : `${[...new Set(found)].join('\n')}\n`,
)
if (found.length > 0) process.exitCode = 1
