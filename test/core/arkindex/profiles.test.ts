import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadProfiles, type Profiles, readProfiles, resolveProfile } from '../../../core/arkindex/profiles.ts'
import { openTransport, type Transport } from '../../../core/arkindex/transport.ts'
import { type CodedError, CodedErrors, listCodedErrors } from '../../../core/errors/coded-error.ts'
import { maskSecrets } from '../../../core/log/secrets.ts'
import { type Gitlab, startGitlab } from '../../gitlab/start-gitlab.ts'
import { makeClock } from './scripted-server.ts'

const token = 'f00dfeed0123456789'
const profilesText = `default_host: demo
hosts:
  demo: {url: https://demo.arkindex.org/api/v1/, token: ${token}}
  local: {url: 'http://127.0.0.1:8000', token: 'abcdef123456'}
`

let home = ''
let transport: Transport
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'profiles-'))
  transport = openTransport({ env: {}, clock: makeClock(), limits: { attempts: 2 } })
})
afterAll(async () => {
  await transport.close()
  rmSync(home, { recursive: true })
})

function write(name: string, content: string, mode = 0o600): string {
  const file = path.join(home, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
  chmodSync(file, mode)
  return file
}

function load(env: Record<string, string | undefined>, secureFile?: string): Promise<Profiles> {
  return loadProfiles({
    env: { HOME: home, ...env },
    cwd: home,
    transport,
    ...(secureFile === undefined ? {} : { secureFile }),
  })
}

async function errorsOf(work: Promise<unknown> | (() => unknown)): Promise<readonly CodedError[]> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    const errors = listCodedErrors(error)
    for (const one of errors)
      expect(JSON.stringify([one.report(), String(one.cause)]), 'no token in an error').not.toContain(token)
    return errors
  }
  throw new Error('expected an error')
}

const codesOf = async (work: Promise<unknown> | (() => unknown)) => (await errorsOf(work)).map(({ code }) => code)

describe('where profiles come from (arkindex.md 2.2)', () => {
  test('a file that is named and exists wins', async () => {
    write('named.yaml', profilesText)
    const profiles = await load(
      { ARKINDEX_API_URL: 'https://other.example', ARKINDEX_API_TOKEN: 'other-token' },
      'named.yaml',
    )
    expect(profiles).toMatchObject({ defaultSlug: 'demo', source: 'named.yaml', warnings: [] })
    expect(profiles.profiles).toEqual([
      { slug: 'demo', url: 'https://demo.arkindex.org', token },
      { slug: 'local', url: 'http://127.0.0.1:8000', token: 'abcdef123456' },
    ])
  })
  test('then the user’s own file, in XDG_CONFIG_HOME or ~/.config', async () => {
    write('.config/arkindex/cli.yaml', profilesText)
    write('xdg/arkindex/cli.yaml', profilesText.replace('default_host: demo', 'default_host: local'))
    const variables = { ARKINDEX_API_URL: 'https://other.example', ARKINDEX_API_TOKEN: 'other-token' }
    expect((await load(variables)).defaultSlug, 'the file comes before the variables').toBe('demo')
    expect((await load({ XDG_CONFIG_HOME: path.join(home, 'xdg') })).defaultSlug).toBe('local')
  })
  test('then the two variables, as the profile env', async () => {
    const nowhere = { XDG_CONFIG_HOME: path.join(home, 'nowhere') }
    const profiles = await load({
      ...nowhere,
      ARKINDEX_API_URL: 'https://demo.arkindex.org/api/v1',
      ARKINDEX_API_TOKEN: token,
    })
    expect(resolveProfile(profiles)).toEqual({ slug: 'env', url: 'https://demo.arkindex.org', token })
    for (const env of [{}, { ARKINDEX_API_URL: 'https://demo.arkindex.org' }, { ARKINDEX_API_TOKEN: token }]) {
      const [error] = await errorsOf(load({ ...nowhere, ...env }))
      expect(error).toMatchObject({ code: 'profiles-missing', exit: 2 })
    }
  })
  test('tokens are masked in every text from then on', async () => {
    write('named.yaml', profilesText)
    await load({}, 'named.yaml')
    expect(maskSecrets(`Authorization: Token ${token}`)).not.toContain(token)
  })
  test('a file that others can read is warned of', async () => {
    const file = write('open.yaml', profilesText, 0o644)
    const { warnings } = await load({}, file)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('chmod 600')
  })
  test('a file that cannot be read is told as such', async () => {
    mkdirSync(path.join(home, 'folder'), { recursive: true })
    expect(await codesOf(load({}, 'folder'))).toEqual(['file-unreadable'])
  })
})

describe('what a profiles file may hold', () => {
  const read = (text: string) => readProfiles(Buffer.from(text), 'cli.yaml', [])
  test('JSON, null for default_host and gpg_key, and slugs that mean something to the language', () => {
    const profiles = read(
      `{"default_host": null, "gpg_key": null, "hosts": {"constructor": {"url": "https://a.example", "token": "${token}"}}}`,
    )
    expect(profiles.defaultSlug).toBeUndefined()
    expect(resolveProfile(profiles).slug, 'the only profile needs no name').toBe('constructor')
  })
  test('what is wrong is told with its place, and never with a token', async () => {
    // Each a token of its own, that no test before made known.
    let count = 0
    const secret = () => `beadfeed00${count++}`
    for (const [text, place] of [
      [`hosts:\n  demo:\n    url: https://demo.arkindex.org\n    tokem: ${secret()}\n`, 'cli.yaml:'],
      [`hosts:\n  demo:\n    url: ftp://demo\n    token: ${secret()}\n`, 'cli.yaml:3:10'],
      [`hosts:\n  demo:\n    url: https://demo\n    token: [${secret()}]\n`, 'cli.yaml:4:'],
      [`hosts:\n  demo: {url: https://demo, token: ${secret()}\n`, 'cli.yaml:'],
      [`- ${secret()}\n`, 'cli.yaml:1:1'],
      [`hosts:\n  demo:\n    url: https://demo\n    token: 3141592653589793\n`, 'cli.yaml:4:'],
      [`hosts:\n  demo:\n    url: https://demo\n    token: !${secret()} x\n`, 'cli.yaml:4:'],
      [`hosts:\n  demo:\n    url: https://demo\n    token: *${secret()}\n`, 'cli.yaml:4:'],
      [`hosts:\n  demo:\n    url: ftp://ada:${secret()}@demo\n    token: abcdefgh\n`, 'cli.yaml:3:'],
      ['', 'cli.yaml:1:1'],
    ] as const) {
      const [error] = await errorsOf(() => read(text))
      expect(JSON.stringify(error?.report()), text).not.toMatch(/beadfeed|3141592653589793/)
      expect(error, text).toMatchObject({ code: 'profiles-invalid', exit: 2, place: expect.stringContaining(place) })
    }
  })
  test('an address with a password, and a token that no header takes, are refused', async () => {
    const [withPassword] = await errorsOf(() =>
      read('hosts: {demo: {url: "https://user:hunter2@demo.arkindex.org", token: abcdefgh}}'),
    )
    expect(withPassword).toMatchObject({ code: 'profile-invalid', exit: 2 })
    expect(withPassword?.message).not.toContain('hunter2')
    expect(
      await codesOf(() => read('hosts: {demo: {url: "https://demo.arkindex.org", token: "abc\\r\\nX-Evil: 1"}}')),
    ).toEqual(['profile-invalid'])
    expect(await codesOf(() => read('hosts: {demo: {url: "https://demo.arkindex.org?a=b", token: abcdefgh}}'))).toEqual(
      ['profile-invalid'],
    )
  })
  test('a profile that is missing is told with those that exist', async () => {
    const profiles = read(profilesText)
    expect(resolveProfile(profiles).slug).toBe('demo')
    expect(resolveProfile(profiles, 'local').slug).toBe('local')
    const [unknown] = await errorsOf(() => resolveProfile(profiles, 'prod'))
    expect(unknown).toMatchObject({ code: 'profile-unknown', exit: 2 })
    expect(unknown?.message).toContain('demo, local')
    const [unchosen] = await errorsOf(() => resolveProfile({ ...profiles, defaultSlug: undefined }))
    expect(unchosen).toMatchObject({ code: 'profile-not-chosen', exit: 2 })
    expect(await codesOf(() => resolveProfile({ ...profiles, defaultSlug: 'gone' }))).toEqual(['profile-unknown'])
  })
})

describe('the GitLab secure file (arkindex.md 2.3)', () => {
  const jobToken = 'glcbt-job-token-1234'
  let gitlab: Gitlab
  let env: Record<string, string>
  beforeAll(async () => {
    gitlab = await startGitlab({
      folder: path.join(home, 'gitlab'),
      jobs: [{ token: jobToken, project: 'acme/demo' }],
      projects: [{ path: 'acme/demo' }],
    })
    const project = gitlab.project('acme/demo')
    for (let at = 0; at < 130; at++) project.addSecureFile(`other-${at}.yaml`, 'x')
    project.addSecureFile('arkindex-cli.yaml', profilesText)
    project.addSecureFile('large.yaml', 'x'.repeat(5 * 1024 * 1024 + 1))
    env = { CI: 'true', CI_API_V4_URL: gitlab.apiUrl, CI_JOB_TOKEN: jobToken, CI_PROJECT_ID: String(project.id) }
  })
  afterEach(() => gitlab.clearFaults())
  afterAll(() => gitlab.close())

  test('is found by its exact name on a later page, with the job’s token', async () => {
    const profiles = await load(env, 'arkindex-cli.yaml')
    expect(resolveProfile(profiles)).toEqual({ slug: 'demo', url: 'https://demo.arkindex.org', token })
    expect(gitlab.requests.slice(-3)).toMatchObject([
      { actor: 'job', query: '?per_page=100&page=1' },
      { actor: 'job', query: '?per_page=100&page=2' },
      { actor: 'job', path: expect.stringMatching(/\/download$/) },
    ])
  })
  test('is not sought where a file of this name exists', async () => {
    write('arkindex-cli.yaml', profilesText)
    const before = gitlab.requests.length
    await load(env, 'arkindex-cli.yaml')
    expect(gitlab.requests).toHaveLength(before)
    rmSync(path.join(home, 'arkindex-cli.yaml'))
  })
  test('each variable that is not set is told, all at once', async () => {
    const thrown = await load({ CI_API_V4_URL: gitlab.apiUrl }, 'arkindex-cli.yaml').catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(CodedErrors)
    const errors = listCodedErrors(thrown)
    expect(errors.map(({ code }) => code)).toEqual(Array(3).fill('secure-file-variable-missing'))
    expect(errors.map(({ message }) => /`?(CI\w*)`? is not set/.exec(message)?.[1])).toEqual([
      'CI',
      'CI_JOB_TOKEN',
      'CI_PROJECT_ID',
    ])
    expect(errors[0]?.exit).toBe(2)
  })
  test('a name that is not there is told, and no name that only looks like it is taken', async () => {
    for (const name of ['Arkindex-cli.yaml', 'arkindex-cli', 'other-1']) {
      expect(await codesOf(load(env, name))).toEqual(['secure-file-not-found'])
    }
    expect(await codesOf(load({ ...env, CI_PROJECT_ID: '99' }, 'arkindex-cli.yaml'))).toEqual(['secure-file-not-found'])
  })
  test('a wrong token and a redirect to the log-in page are the same error', async () => {
    expect(await codesOf(load({ ...env, CI_JOB_TOKEN: 'wrong-token' }, 'arkindex-cli.yaml'))).toEqual([
      'secure-file-refused',
    ])
    gitlab.addFault({ path: /secure_files/, status: 302, headers: { location: `${gitlab.url}/users/sign_in` } })
    const before = gitlab.requests.length
    expect(await codesOf(load(env, 'arkindex-cli.yaml'))).toEqual(['secure-file-refused'])
    expect(gitlab.requests.length - before, 'the redirect is not followed').toBe(1)
  })
  test('a passing failure is repeated, a lasting one told', async () => {
    gitlab.addFault({ path: /secure_files$/, status: 502, times: 1 })
    expect((await load(env, 'arkindex-cli.yaml')).defaultSlug).toBe('demo')
    gitlab.addFault({ path: /secure_files$/, status: 500 })
    expect(await codesOf(load(env, 'arkindex-cli.yaml'))).toEqual(['gitlab-failed'])
    gitlab.clearFaults()
    gitlab.addFault({ path: /secure_files$/, cut: 'before' })
    const [lost] = await errorsOf(load(env, 'arkindex-cli.yaml'))
    expect(lost).toMatchObject({ code: 'connection-lost', exit: 3 })
    expect(lost?.message).toContain('GitLab')
    gitlab.clearFaults()
    gitlab.addFault({ path: /secure_files$/, status: 200, body: 'no list' })
    expect(await codesOf(load(env, 'arkindex-cli.yaml'))).toEqual(['answer-not-json'])
  })
  test('a file whose checksum is wrong, and one above 5 MB, are refused', async () => {
    const file = gitlab.project('acme/demo').secureFiles.find(({ name }) => name === 'arkindex-cli.yaml')
    const content = file?.content
    if (!file || !content) throw new Error('the file is there')
    file.content = Buffer.from(profilesText.replace('demo.arkindex.org', 'evil.example'))
    expect(await codesOf(load(env, 'arkindex-cli.yaml'))).toEqual(['secure-file-damaged'])
    file.content = content
    expect(await codesOf(load(env, 'large.yaml'))).toEqual(['answer-too-large'])
  })
  test('an address that is none is told', async () => {
    expect(await codesOf(load({ ...env, CI_API_V4_URL: 'gitlab' }, 'arkindex-cli.yaml'))).toEqual([
      'gitlab-address-invalid',
    ])
  })
})
