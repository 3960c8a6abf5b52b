import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { defaultAccess, defaultLimits } from '../../../bot/config/defaults.ts'
import { readBotConfig } from '../../../bot/config/read-bot-config.ts'
import { type CodedError, listCodedErrors } from '../../../core/errors/coded-error.ts'
import { maskSecrets } from '../../../core/log/secrets.ts'
import { goodConfig, removeConfigs, secrets, writeConfig } from './write-config.ts'

const env = secrets
afterAll(removeConfigs)

function listErrors(text: string, options: { env?: Record<string, string>; files?: Record<string, string> } = {}) {
  const file = writeConfig(text, options.files)
  let errors: readonly CodedError[] = []
  try {
    readBotConfig(file, options.env ?? env)
  } catch (error) {
    errors = listCodedErrors(error)
  }
  // What an error says, as the command prints it.
  return errors.map(({ code, message, remedy, place = '', exit }) => {
    expect([code, exit]).toEqual([code === 'bot-config-invalid' ? code : expect.stringMatching(/^profile|^file/), 2])
    expect(remedy).not.toBe('')
    return `${place.replace(file, '').replace(/^:/, '')} ${message} ${remedy}`
  })
}

function replaceIn(from: string | RegExp, to: string): string {
  const text = goodConfig.replace(from, to)
  expect(text).not.toBe(goodConfig)
  return text
}

describe('the configuration of the bot', () => {
  it('is read whole, with defaults where it says nothing', () => {
    const file = writeConfig(goodConfig)
    const { config, warnings } = readBotConfig(file, env)
    expect(warnings).toEqual([])
    expect(config).toEqual({
      forges: [
        {
          kind: 'gitlab',
          name: 'gitlab',
          url: 'https://gitlab.example.com',
          token: secrets.GITLAB_TOKEN,
          webhookTokens: [secrets.WEBHOOK_TOKEN],
          signingKeys: [],
          projects: ['workers/recognizer'],
          groups: [],
        },
      ],
      instances: [
        { slug: 'demo', url: 'https://demo.example.com', token: secrets.DEMO_TOKEN, requiresApproval: false },
      ],
      publicUrl: 'https://bot.example.com',
      database: path.join(path.dirname(file), 'arkindex-bot-data/bot.sqlite'),
      access: defaultAccess,
      limits: defaultLimits,
      isDryRun: false,
      pageToken: secrets.PAGE_TOKEN,
    })
  })

  it('has the defaults that its schema tells', () => {
    const schema = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../schemas/bot.json'), 'utf8'))
    const { access, limits } = schema.properties
    for (const [action, level] of Object.entries(defaultAccess)) expect(access.properties[action].default).toBe(level)
    const told = Object.values<{ default: number }>(limits.properties).map((limit) => limit.default)
    const { jobTime, ...others } = defaultLimits
    expect(told.sort()).toEqual([...Object.values(others), jobTime / 1000].sort())
  })

  it('takes secrets from files too, GitHub apps, approvals, limits and access', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    const file = writeConfig(
      `version: 1
data: /var/lib/bot
dry_run: true
github:
  - name: github
    app_id: 1234
    private_key: { env: APP_KEY }
    webhook_secrets: [{ file: hook.txt }]
    groups: [my-organisation]
  - name: enterprise
    url: https://github.example.com
    app_id: '7'
    private_key: { file: app.pem }
    webhook_secrets: [{ env: WEBHOOK_TOKEN }]
    projects: [team/worker]
instances:
  demo: { url: http://127.0.0.1:8000, token: { env: DEMO_TOKEN }, requires_approval: true }
access: { deploy: owner }
limits: { job_seconds: 60, workers: 8 }
`,
      { 'hook.txt': `${secrets.OLD_WEBHOOK_TOKEN}\n`, 'app.pem': pem },
    )
    const { config, warnings } = readBotConfig(file, { ...env, APP_KEY: pem.replaceAll('\n', '\\n') })
    expect(warnings).toEqual([])
    expect(config.forges).toMatchObject([
      {
        kind: 'github',
        url: 'https://github.com',
        apiUrl: 'https://api.github.com',
        appId: '1234',
        privateKey: pem.trim(),
        webhookSecrets: [secrets.OLD_WEBHOOK_TOKEN],
      },
      { apiUrl: 'https://github.example.com/api/v3', appId: '7', privateKey: pem.trim() },
    ])
    expect(config.instances[0]?.requiresApproval).toBe(true)
    expect(config).toMatchObject({
      isDryRun: true,
      database: '/var/lib/bot/bot.sqlite',
      pageToken: null,
      publicUrl: null,
    })
    expect(config.access).toEqual({ ...defaultAccess, deploy: 'owner' })
    expect(config.limits).toEqual({ ...defaultLimits, jobTime: 60_000, workers: 8 })
  })

  it('takes instances from the profiles file of the Arkindex command line', () => {
    const profiles = `hosts:\n  demo: { url: https://demo.example.com/, token: ${secrets.DEMO_TOKEN} }\n  other: { url: http://far.example.com, token: abcdef123456 }\n`
    const named = replaceIn(/instances:[\s\S]*/, 'profiles: cli.yaml\ninstances:\n  demo:\n')
    const { config } = readBotConfig(writeConfig(named, { 'cli.yaml': profiles }), env)
    expect(config.instances).toEqual([
      { slug: 'demo', url: 'https://demo.example.com', token: secrets.DEMO_TOKEN, requiresApproval: false },
    ])
    const files = { 'cli.yaml': profiles }
    const [unknown, ...rest] = listErrors(named.replace('demo:', 'dem0:'), { files })
    expect(rest).toEqual([])
    expect(unknown).toMatch(
      /^13:3 instances\.dem0: The profiles file has no instance of this slug\. Did you mean demo\?/,
    )
    const far = listErrors(named.replace('demo:', 'other:'), { files })
    expect(far).toEqual([expect.stringContaining('Secrets would go there without encryption.')])
    expect(listErrors(named, {})).toEqual([expect.stringContaining('it does not exist')])
  })

  it('tells everything that is wrong at once, each at its place', () => {
    const errors = listErrors(
      `version: 1
public_url: http://bot.example.com
page_token: { env: SHORT }
gitlab:
  - name: gitlab
    url: https://user:pa55w0rd-in-url@gitlab.example.com
    token: glpat-written-into-the-file
    webhook_tokens: [{ env: DEVELOPMENT }, { env: MISSING }, { file: none.txt }]
    signing_keys: [{ env: DEMO_TOKEN }]
    projekts: [workers/recognizer]
  - name: gitlab
    url: gitlab.example.com
    token: { env: GITLAB_TOKEN, file: x }
  - { url: 'https://gitlab.example.com?private_token=abcdef987654', token: { env: EMPTY }, projects: [a/b] }
instances:
  demo: { url: https://demo.example.com }
  other: { token: { env: GITLAB_TOKEN } }
  third: {}
access: { deploy: admin, merge: owner }
limits: { workers: 0 }
`,
      { env: { ...env, SHORT: 'abcdef', DEVELOPMENT: 'development', EMPTY: '' } },
    )
    const said = errors.join('\n')
    for (const part of [
      '2:13 public_url: Secrets would go there without encryption.',
      '3:13 page_token: It has 6 bytes; at least 32 are needed.',
      '6:10 gitlab[0].url: A name or password stands in the URL.',
      '7:12 gitlab[0].token: A secret stands there as it is. Write { env: NAME } or { file: PATH } there',
      '8:22 gitlab[0].webhook_tokens[0]: It has 11 bytes; at least 32 are needed.',
      '8:44 gitlab[0].webhook_tokens[1]: The variable MISSING that it names is not set.',
      'none.txt cannot be read: it does not exist.',
      '9:20 gitlab[0].signing_keys[0]: It is no signing key',
      '10:5 The key "projekts" is not known in item 1 of "gitlab". Write "projects".',
      '5:5 gitlab[0]: It names no project and no group',
      '11:11 gitlab[1].name: The name "gitlab" is that of gitlab[0] too.',
      '12:10 "gitlab.example.com" is not a valid "url".',
      '13:5 "token" holds 2 entries; at most 1 may stand there.',
      '14:7 "name" is missing in item 3 of "gitlab".',
      '14:12 gitlab[2].url: A query or fragment stands in the URL.',
      '14:76 gitlab[2].token: The variable EMPTY that it names is empty.',
      'gitlab[2]: It has no webhook secret, so anyone could send deliveries.',
      '16:3 instances.demo: It has a URL without a token.',
      '17:3 instances.other: It has a token without a URL.',
      '18:3 instances.third: Nothing says where this instance is.',
      '19:19 "admin" is not a value of "deploy".',
      '19:26 The key "merge" is not known in "access".',
      '20:20 0 is not a valid "workers". Jobs that are worked on at once. From 1 to 64.',
    ]) {
      expect(said).toContain(part)
    }
    for (const secret of [
      'glpat-written-into-the-file',
      'pa55w0rd-in-url',
      'abcdef987654',
      ...Object.values(secrets),
    ]) {
      expect(said).not.toContain(secret)
    }
  })

  it.each([
    ['a webhook secret of 31 bytes', { WEBHOOK_TOKEN: secrets.WEBHOOK_TOKEN.slice(0, 31) }, 'It has 31 bytes'],
    ['one of few characters', { WEBHOOK_TOKEN: 'abab'.repeat(10) }, 'can be guessed'],
    ['one of an example', { WEBHOOK_TOKEN: 'change-me-to-something-very-random-0123456789' }, 'can be guessed'],
    ['one with a blank', { WEBHOOK_TOKEN: `${secrets.WEBHOOK_TOKEN} and more` }, 'no header carries'],
    [
      'the token of the API as one',
      { WEBHOOK_TOKEN: 'a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5', GITLAB_TOKEN: 'a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5' },
      'It is the same secret as',
    ],
    ['the token of the page as one', { PAGE_TOKEN: secrets.WEBHOOK_TOKEN }, 'It is the same secret as page_token'],
    ['an empty page token', { PAGE_TOKEN: '' }, 'is empty'],
    ['a token of two lines', { GITLAB_TOKEN: 'glpat-one\nglpat-two' }, 'characters that no token has'],
  ])('refuses %s', (_name, changed, part) => {
    const errors = listErrors(goodConfig, { env: { ...env, ...changed } })
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain(part)
  })

  it.each([
    ['no forge', replaceIn(/gitlab:[\s\S]*?instances/, 'instances'), ['It names no forge.']],
    ['an empty list of forges', replaceIn(/gitlab:[\s\S]*?instances/, 'gitlab: []\ninstances'), ['It names no forge.']],
    ['no webhook secret', replaceIn(/ {4}webhook_tokens:\n.*\n/, ''), ['It has no webhook secret']],
    ['an empty list of them', replaceIn(/webhook_tokens:\n.*\n/, 'webhook_tokens: []\n'), ['It has no webhook secret']],
    ['no instance', replaceIn(/instances:[\s\S]*/, ''), ['"instances" is missing']],
    ['a text', 'just a text', ['the file must be a mapping, not text']],
    ['nothing', '', ['']],
    ['broken YAML', `${goodConfig}  - }`, ['']],
    [
      'a literal that is a number',
      replaceIn('{ env: GITLAB_TOKEN }', '1234567890123'),
      ['A secret stands there as it is.'],
    ],
    [
      'a secret as the key of a mapping',
      replaceIn('{ env: GITLAB_TOKEN }', '{ glpat-asakey123456 }'),
      ['is not known in "token"'],
    ],
    [
      'plain HTTP to an instance',
      replaceIn('https://demo', 'http://demo'),
      ['Secrets would go there without encryption.'],
    ],
    [
      'a project that two entries have',
      replaceIn(
        'instances:',
        `  - name: second
    url: https://GITLAB.example.com
    token: { env: DEMO_TOKEN }
    webhook_tokens: [{ env: OLD_WEBHOOK_TOKEN }]
    projects: [Workers/Recognizer]
instances:`,
      ),
      ['"Workers/Recognizer" is covered by gitlab[0].projects[0] too.'],
    ],
    [
      'a project in the group of another entry',
      replaceIn(
        'instances:',
        `  - name: second
    url: https://gitlab.example.com
    token: { env: DEMO_TOKEN }
    webhook_tokens: [{ env: OLD_WEBHOOK_TOKEN }]
    groups: [workers]
instances:`,
      ),
      ['"workers/recognizer" is covered by gitlab[1].groups[0] too.'],
    ],
    [
      'one webhook secret for two forges',
      replaceIn(
        'instances:',
        `  - name: second
    url: https://gitlab.example.com
    token: { env: DEMO_TOKEN }
    webhook_tokens: [{ env: WEBHOOK_TOKEN }]
    groups: [others]
instances:`,
      ),
      ['gitlab[1].webhook_tokens[0]: It is the same secret as gitlab[0].webhook_tokens[0].'],
    ],
    [
      'a database that is none',
      `database: { env: DEMO_TOKEN }\n${goodConfig}`,
      ['It is no URL that begins with postgresql://.'],
    ],
  ])('refuses %s', (_name, text, parts) => {
    const errors = listErrors(text)
    expect(errors).toHaveLength(parts.length)
    for (const [index, part] of parts.entries()) expect(errors[index]).toContain(part)
    expect(errors.join('\n')).not.toMatch(/asakey|1234567890123/)
  })

  it.each([
    ['in place of the name of its variable', replaceIn('{ env: GITLAB_TOKEN }', '{ env: glpat-misplaced-0123456789 }')],
    ['the same, which could be a name', replaceIn('{ env: GITLAB_TOKEN }', '{ env: misplaced0123456789 }')],
    ['in place of the path of its file', replaceIn('{ env: GITLAB_TOKEN }', '{ file: glpat-misplaced-0123456789 }')],
    [
      'as the user of a URL',
      replaceIn('https://gitlab.example.com/', 'ftp://glpat-misplaced-0123456789@gitlab.example.com/'),
    ],
    [
      'as a password of a URL',
      replaceIn('https://gitlab.example.com/', 'ftp://me:misplaced0123456789@gitlab.example.com/'),
    ],
    ['in a query', replaceIn('https://gitlab.example.com/', 'ftp://gitlab.example.com/?token=misplaced0123456789')],
    ['under a key that is misspelled', replaceIn('token: { env: GITLAB_TOKEN }', 'tokne: glpat-misplaced-0123456789')],
    ['in a list that is none', replaceIn(/webhook_tokens:\n.*/, 'webhook_tokens: misplaced0123456789')],
    ['in YAML that is broken', replaceIn('{ env: GITLAB_TOKEN }', '"glpat-misplaced-0123456789')],
    ['in a block that is broken', replaceIn('{ env: GITLAB_TOKEN }', '\n  glpat-misplaced-0123456789: [')],
  ])('repeats no secret that was written %s', (_name, text) => {
    const errors = listErrors(text)
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.join('\n')).not.toContain('misplaced')
  })

  it('refuses a private key that is none', () => {
    const text = replaceIn(
      /gitlab:[\s\S]*?instances/,
      `github:
  - { name: github, app_id: 1, private_key: { env: DEMO_TOKEN }, webhook_secrets: [{ env: WEBHOOK_TOKEN }], groups: [a] }
instances`,
    )
    expect(listErrors(text)).toEqual([expect.stringContaining('It is no private key as PEM.')])
  })

  it('takes plain HTTP where it is allowed, and warns; so it does of open files and low levels', () => {
    const text = `${replaceIn('https://demo.example.com/api/v1/', 'http://server:8000\n    allow_http: true')}access: { train: reporter }\n`
    const file = writeConfig(text.replace('{ env: GITLAB_TOKEN }', '{ file: token.txt }'), {
      'token.txt': secrets.GITLAB_TOKEN,
    })
    chmodSync(path.join(path.dirname(file), 'token.txt'), 0o644)
    const { config, warnings } = readBotConfig(file, env)
    expect(config.instances[0]?.url).toBe('http://server:8000')
    expect(warnings).toEqual([
      expect.stringContaining('token.txt holds a secret and can be read by other users of this machine'),
      expect.stringContaining('instances.demo.url: secrets go to http://server:8000 without encryption'),
      expect.stringContaining('access.train: people who may not write'),
    ])
  })

  it('warns of links to a page that is not there', () => {
    const { warnings } = readBotConfig(writeConfig(replaceIn('page_token: { env: PAGE_TOKEN }\n', '')), env)
    expect(warnings).toEqual([expect.stringContaining('page_token is not given')])
  })

  it('says where the file is when it is not there', () => {
    expect(() => readBotConfig('/nowhere/bot.yml', env)).toThrow('/nowhere/bot.yml cannot be read: it does not exist.')
  })

  it('has its secrets masked from then on', () => {
    readBotConfig(writeConfig(goodConfig), env)
    for (const name of ['GITLAB_TOKEN', 'WEBHOOK_TOKEN', 'PAGE_TOKEN', 'DEMO_TOKEN'] as const) {
      expect(maskSecrets(`it is ${secrets[name]}.`)).toBe('it is [redacted].')
    }
  })
})
