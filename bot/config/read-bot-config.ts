import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readBaseUrl } from '../../core/arkindex/base-url.ts'
import { isJsonObject } from '../../core/arkindex/openapi-document.ts'
import { type Profile, readProfilesFile } from '../../core/arkindex/profiles.ts'
import { CodedError, CodedErrors, describeSystemError, listCodedErrors } from '../../core/errors/coded-error.ts'
import { checkBySchema, checkYamlFile } from '../../core/findings/check-yaml-file.ts'
import type { YamlFile, YamlPath } from '../../core/findings/read-yaml.ts'
import { findNearest } from '../../core/findings/suggest.ts'
import { maskSecrets, registerSecret } from '../../core/log/secrets.ts'
import type { PlainValue } from '../../core/worker-yaml/definition.ts'
import validators from '../../generated/validators.cjs'
import { accessLevels } from '../forge/forge.ts'
import type { BotConfig, BotLimits, GithubSettings, GitlabSettings, InstanceSettings } from './bot-config.ts'
import type { BotFile, Secret } from './bot-file.generated.ts'
import { checkAddress, tidyAddress } from './check-address.ts'
import { readPem, type SecretKind, secretChecks } from './check-secret.ts'
import { defaultAccess, defaultDataFolder, defaultLimits } from './defaults.ts'
import { readSecret } from './read-secret.ts'
import { listItems, readAt, selectPlaces, writePath } from './select-places.ts'

export interface BotConfigReading {
  config: BotConfig
  /** What is allowed, and still should be known. */
  warnings: readonly string[]
}

/** Where secrets stand, what each kind must be, and whether it opens a door of the bot, so that it may serve for nothing else. */
const secretPlaces: ReadonlyArray<{ pattern: readonly string[]; kind: SecretKind; isOwn: boolean }> = [
  { pattern: ['database'], kind: 'database', isOwn: false },
  { pattern: ['page_token'], kind: 'chosen', isOwn: true },
  { pattern: ['gitlab', '*', 'token'], kind: 'token', isOwn: false },
  { pattern: ['gitlab', '*', 'webhook_tokens', '*'], kind: 'chosen', isOwn: true },
  { pattern: ['gitlab', '*', 'signing_keys', '*'], kind: 'signing-key', isOwn: true },
  { pattern: ['github', '*', 'private_key'], kind: 'private-key', isOwn: false },
  { pattern: ['github', '*', 'webhook_secrets', '*'], kind: 'chosen', isOwn: true },
  { pattern: ['instances', '*', 'token'], kind: 'token', isOwn: false },
]

const addressPatterns = [
  ['public_url'],
  ['gitlab', '*', 'url'],
  ['github', '*', 'url'],
  ['github', '*', 'api_url'],
  ['instances', '*', 'url'],
] as const

const githubUrl = 'https://github.com'

function isBotFile(data: PlainValue | undefined): data is PlainValue & BotFile {
  return validators.bot(data)
}

/** What a reading gathers on its way, so that everything that is wrong is told at once. */
interface Reading {
  readonly file: string
  readonly folder: string
  readonly yaml: YamlFile
  readonly data: PlainValue
  readonly env: Readonly<Record<string, string | undefined>>
  readonly secrets: Map<string, string>
  readonly profiles: Map<string, Profile>
  readonly errors: CodedError[]
  readonly warnings: string[]
}

function refuse(
  reading: Reading,
  at: YamlPath,
  problem: string,
  remedy: string,
  part: 'key' | 'value' = 'value',
): void {
  const { line, column } = reading.yaml.locate(at, part)
  const where = writePath(at)
  const message = maskSecrets(where === '' ? problem : `${where}: ${problem}`)
  reading.errors.push(
    new CodedError(
      'bot-config-invalid',
      { problem: message, remedy: maskSecrets(remedy) },
      { place: `${reading.file}:${line}:${column}` },
    ),
  )
}

/** Secrets that someone wrote where they do not belong, so that no message about the file shows them. */
function registerWritten(text: string): void {
  const written = /(?:tokens?|secrets?|keys?|password)["']?\s*:\s*[[\s"'-]*(?!env\b|file\b|\{)([^\s"',\]}]{6,})/gi
  for (const [, secret] of text.matchAll(written)) registerSecret(secret ?? '')
  for (const [, user, secret] of text.matchAll(/:\/\/([^\s/@:]*)(?::([^\s/@]*))?@/g)) {
    registerSecret(user ?? '')
    registerSecret(secret ?? '')
  }
  for (const [, secret] of text.matchAll(/[?&][\w-]*(?:token|secret|key)=([^\s&"']+)/gi)) registerSecret(secret ?? '')
}

function checkShape(reading: Reading): void {
  const { yaml, data, file } = reading
  const literals = secretPlaces.flatMap(({ pattern }) =>
    selectPlaces(data, pattern).filter(({ value }) => typeof value === 'string' || typeof value === 'number'),
  )
  const isLiteral = (at: YamlPath) => literals.some((place) => writePath(place.path) === writePath(at))
  checkBySchema(yaml, data, validators.bot)
  for (const { finding, path: at } of yaml.placed) {
    if (finding.severity !== 'error')
      reading.warnings.push(`${file}:${finding.line}:${finding.column}: ${finding.message}`)
    // Told by readSecrets, with a better remedy.
    else if (!isLiteral(at)) {
      const problem = maskSecrets(finding.message)
      const place = `${file}:${finding.line}:${finding.column}`
      reading.errors.push(
        new CodedError('bot-config-invalid', { problem, remedy: maskSecrets(finding.remedy) }, { place }),
      )
    }
  }
}

function readSecrets(reading: Reading): void {
  const { data, env, folder, secrets, warnings } = reading
  const seen = new Map<string, { at: YamlPath; isOwn: boolean }>()
  for (const { pattern, kind, isOwn } of secretPlaces) {
    for (const { path: at, value } of selectPlaces(data, pattern)) {
      const found = readSecret(value, { env, folder })
      if (found === undefined) continue
      if ('problem' in found) {
        refuse(reading, at, found.problem, found.remedy)
        continue
      }
      if (found.warning !== undefined) warnings.push(found.warning)
      const wrong = secretChecks[kind](found.value)
      if (wrong) refuse(reading, at, wrong.problem, wrong.remedy)
      const other = seen.get(found.value)
      if (other && (isOwn || other.isOwn)) {
        const problem = `It is the same secret as ${writePath(other.at)}.`
        refuse(reading, at, problem, 'Make one for each use, for example with: openssl rand -hex 32.')
      }
      seen.set(found.value, { at, isOwn })
      secrets.set(writePath(at), found.value)
    }
  }
}

/** Whether `allow_http` stands beside a value. */
function allowsHttp(data: PlainValue, at: YamlPath): boolean {
  return readAt(data, [...at.slice(0, -1), 'allow_http']) === true
}

function checkAddresses(reading: Reading): void {
  const { data, warnings } = reading
  for (const pattern of addressPatterns) {
    for (const { path: at, value } of selectPlaces(data, pattern)) {
      // Of another scheme, the schema tells.
      if (typeof value !== 'string' || !/^https?:\/\/[^\s/]/.test(value)) continue
      const isAllowed = allowsHttp(data, at)
      const wrong = checkAddress(value, isAllowed)
      const isPublic = at.length === 1
      const remedy = 'Write https://, the address of the proxy before the bot that has a certificate.'
      if (wrong) refuse(reading, at, wrong.problem, isPublic && wrong.isPlain ? remedy : wrong.remedy)
      else if (isAllowed && checkAddress(value, false)) {
        warnings.push(`${writePath(at)}: secrets go to ${value} without encryption, as allow_http says`)
      }
    }
  }
}

interface ForgePlace {
  at: YamlPath
  kind: 'gitlab' | 'github'
  url: string
}

function listForges(data: PlainValue): ForgePlace[] {
  return (['gitlab', 'github'] as const).flatMap((kind) =>
    listItems(data, [kind]).map(({ path: at }) => {
      const url = readAt(data, [...at, 'url']) ?? (kind === 'github' ? githubUrl : undefined)
      return { at, kind, url: typeof url === 'string' && URL.canParse(url) ? tidyAddress(url) : writePath(at) }
    }),
  )
}

function checkNames(reading: Reading, forges: readonly ForgePlace[]): void {
  const known = new Map<string, YamlPath>()
  for (const { at } of forges) {
    const name = readAt(reading.data, [...at, 'name'])
    if (typeof name !== 'string') continue
    const other = known.get(name)
    if (other) {
      const problem = `The name "${name}" is that of ${writePath(other)} too.`
      refuse(reading, [...at, 'name'], problem, 'Give each forge a name of its own.')
    }
    known.set(name, at)
  }
}

/** Requirements R16: without a secret anyone could send deliveries. An app of GitHub must have one by the schema. */
function checkHasSecret(reading: Reading, { at, kind }: ForgePlace): void {
  if (kind === 'github') return
  const isGiven = ['webhook_tokens', 'signing_keys'].some((key) => listItems(reading.data, [...at, key]).length > 0)
  if (isGiven) return
  const problem = 'It has no webhook secret, so anyone could send deliveries.'
  refuse(reading, at, problem, 'Add "webhook_tokens" or "signing_keys", with at least one secret.')
}

/** Two entries for one project would write every note twice. */
function checkProjects(reading: Reading, forges: readonly ForgePlace[]): void {
  const { data } = reading
  const groups = new Map<string, { owner: string; at: YamlPath }>()
  const list = (key: 'groups' | 'projects') =>
    forges.flatMap(({ at, url }) =>
      listItems(data, [...at, key]).flatMap((place) =>
        typeof place.value === 'string'
          ? [
              {
                owner: writePath(at),
                at: place.path,
                name: place.value,
                parts: place.value.toLowerCase().split('/'),
                url,
              },
            ]
          : [],
      ),
    )
  const tell = (at: YamlPath, name: string, other: YamlPath) =>
    refuse(
      reading,
      at,
      `"${name}" is covered by ${writePath(other)} too.`,
      'Leave it to one entry, or every note would be written twice.',
    )
  const projects = new Map<string, { owner: string; at: YamlPath }>()
  for (const { owner, at, url, parts } of list('groups')) {
    const key = `${url} ${parts.join('/')}`
    if (!groups.has(key)) groups.set(key, { owner, at })
  }
  for (const { owner, at, name, url, parts } of [...list('groups'), ...list('projects')]) {
    const covering = parts
      .map((_part, index) => groups.get(`${url} ${parts.slice(0, index + 1).join('/')}`))
      .find((group) => group && group.owner !== owner)
    if (covering) tell(at, name, covering.at)
  }
  for (const { owner, at, name, url, parts } of list('projects')) {
    const key = `${url} ${parts.join('/')}`
    const other = projects.get(key)
    if (other && other.owner !== owner) tell(at, name, other.at)
    projects.set(key, { owner, at })
  }
}

function checkForges(reading: Reading): void {
  const forges = listForges(reading.data)
  if (forges.length === 0) refuse(reading, [], 'It names no forge.', 'Add an entry below "gitlab" or "github".')
  checkNames(reading, forges)
  checkProjects(reading, forges)
  for (const forge of forges) {
    checkHasSecret(reading, forge)
    const isEmpty = ['projects', 'groups'].every((key) => listItems(reading.data, [...forge.at, key]).length === 0)
    if (isEmpty) {
      const problem = 'It names no project and no group, so the bot would do nothing there.'
      refuse(reading, forge.at, problem, 'Add "projects" or "groups".')
    }
  }
}

function readProfiles(reading: Reading): void {
  const { data, folder, profiles, errors, warnings } = reading
  const named = readAt(data, ['profiles'])
  if (typeof named !== 'string' || named === '') return
  const file = path.resolve(folder, named)
  try {
    const found = readProfilesFile(file, file)
    warnings.push(...found.warnings)
    for (const profile of found.profiles) profiles.set(profile.slug, profile)
  } catch (error) {
    errors.push(...listCodedErrors(error))
  }
}

/** Each instance has URL and token here, or both in the profiles file: a token belongs to its host (requirements R14). */
function checkInstances(reading: Reading): void {
  const { data, profiles } = reading
  const hasProfiles = typeof readAt(data, ['profiles']) === 'string'
  for (const { path: at, value } of selectPlaces(data, ['instances', '*'])) {
    const slug = String(at.at(-1))
    const [hasUrl, hasToken] = ['url', 'token'].map((key) => isJsonObject(value) && value[key] !== undefined)
    if (hasUrl !== hasToken) {
      const problem = `It has a ${hasUrl ? 'URL' : 'token'} without a ${hasUrl ? 'token' : 'URL'}.`
      refuse(reading, at, problem, 'Give both here, or neither to take both from the profiles file.', 'key')
    } else if (!hasUrl && !hasProfiles) {
      const remedy = 'Give its url and token, or name the file that has them as "profiles".'
      refuse(reading, at, 'Nothing says where this instance is.', remedy, 'key')
    } else if (!hasUrl && profiles.size > 0) {
      checkProfile(reading, at, slug)
    }
  }
}

function checkProfile(reading: Reading, at: YamlPath, slug: string): void {
  const { profiles, data } = reading
  const profile = profiles.get(slug)
  if (!profile) {
    const known = [...profiles.keys()]
    const near = findNearest(slug, known)
    const advice = near === undefined ? `It has ${known.join(', ')}.` : `Did you mean ${near}?`
    refuse(reading, at, 'The profiles file has no instance of this slug.', advice, 'key')
    return
  }
  const wrong = checkAddress(profile.url, readAt(data, [...at, 'allow_http']) === true)
  if (wrong) refuse(reading, at, `Of its profile: ${wrong.problem}`, wrong.remedy, 'key')
}

function warnOfAccess({ data, warnings }: Reading): void {
  const tooLow: readonly unknown[] = accessLevels.slice(0, accessLevels.indexOf('developer'))
  for (const action of ['deploy', 'train', 'approve']) {
    if (tooLow.includes(readAt(data, ['access', action]))) {
      warnings.push(`access.${action}: people who may not write to a project could ${action} what others wrote`)
    }
  }
}

/** Plans that are too long for a note are linked to the page. */
function warnOfPage({ data, warnings }: Reading): void {
  if (readAt(data, ['public_url']) === undefined || readAt(data, ['page_token']) !== undefined) return
  warnings.push('page_token is not given: there is no page for the links of notes whose plan is cut, and no metrics')
}

function takeSecret({ secrets }: Reading, at: string): string {
  const value = secrets.get(at)
  if (value === undefined) throw new TypeError(`there is no secret at ${at}`)
  return value
}

function takeSecrets(reading: Reading, at: string, list: readonly Secret[] = []): string[] {
  return list.map((_secret, index) => takeSecret(reading, `${at}[${index}]`))
}

function buildForges(reading: Reading, { gitlab = [], github = [] }: BotFile): (GitlabSettings | GithubSettings)[] {
  return [
    ...gitlab.map(
      (entry, index): GitlabSettings => ({
        kind: 'gitlab',
        name: entry.name,
        url: tidyAddress(entry.url),
        token: takeSecret(reading, `gitlab[${index}].token`),
        webhookTokens: takeSecrets(reading, `gitlab[${index}].webhook_tokens`, entry.webhook_tokens),
        signingKeys: takeSecrets(reading, `gitlab[${index}].signing_keys`, entry.signing_keys),
        projects: entry.projects ?? [],
        groups: entry.groups ?? [],
      }),
    ),
    ...github.map((entry, index): GithubSettings => {
      const url = tidyAddress(entry.url ?? githubUrl)
      return {
        kind: 'github',
        name: entry.name,
        url,
        apiUrl: tidyAddress(entry.api_url ?? (url === githubUrl ? 'https://api.github.com' : `${url}/api/v3`)),
        appId: String(entry.app_id),
        privateKey: readPem(takeSecret(reading, `github[${index}].private_key`)),
        webhookSecrets: takeSecrets(reading, `github[${index}].webhook_secrets`, entry.webhook_secrets),
        projects: entry.projects ?? [],
        groups: entry.groups ?? [],
      }
    }),
  ]
}

function buildInstances(reading: Reading, { instances }: BotFile): InstanceSettings[] {
  return Object.entries(instances).map(([slug, entry]) => {
    const profile = reading.profiles.get(slug)
    const url = entry?.url === undefined ? profile?.url : readBaseUrl(entry.url)
    const token = entry?.url === undefined ? profile?.token : takeSecret(reading, `instances.${slug}.token`)
    if (url === undefined || token === undefined) throw new TypeError(`the instance ${slug} has no address`)
    return { slug, url, token, requiresApproval: entry?.requires_approval ?? false }
  })
}

function buildLimits({ limits = {} }: BotFile): BotLimits {
  return {
    body: limits.body_bytes ?? defaultLimits.body,
    treeEntries: limits.tree_entries ?? defaultLimits.treeEntries,
    commitBytes: limits.commit_bytes ?? defaultLimits.commitBytes,
    discussions: limits.discussions ?? defaultLimits.discussions,
    note: limits.note_characters ?? defaultLimits.note,
    workers: limits.workers ?? defaultLimits.workers,
    jobTime: limits.job_seconds === undefined ? defaultLimits.jobTime : limits.job_seconds * 1000,
    attempts: limits.attempts ?? defaultLimits.attempts,
    retentionDays: limits.retention_days ?? defaultLimits.retentionDays,
    sweepMinutes: limits.sweep_minutes ?? defaultLimits.sweepMinutes,
  }
}

function buildConfig(reading: Reading, file: BotFile): BotConfig {
  const { folder, secrets } = reading
  return {
    forges: buildForges(reading, file),
    instances: buildInstances(reading, file),
    publicUrl: file.public_url === undefined ? null : tidyAddress(file.public_url),
    database: secrets.get('database') ?? path.resolve(folder, file.data ?? defaultDataFolder, 'bot.sqlite'),
    access: { ...defaultAccess, ...file.access },
    limits: buildLimits(file),
    isDryRun: file.dry_run ?? false,
    pageToken: secrets.get('page_token') ?? null,
  }
}

/** In the order of the file; what is about other files comes last. */
function sortByPlace({ errors, file }: Reading): CodedError[] {
  const read = ({ place = '' }: CodedError): readonly number[] =>
    place.startsWith(`${file}:`)
      ? place
          .slice(file.length + 1)
          .split(':')
          .map(Number)
      : [Number.MAX_SAFE_INTEGER, 0]
  return [...errors].sort((left, right) => {
    const [line = 0, column = 0] = read(left)
    const [otherLine = 0, otherColumn = 0] = read(right)
    return line - otherLine || column - otherColumn
  })
}

/**
 * Reads the bot's configuration and the secrets that it names, which are masked in every log from here on. Paths in it count
 * from its own folder.
 *
 * Throws `file-unreadable`, or `bot-config-invalid` once for each thing that is wrong: all of them together, none with a secret.
 */
export function readBotConfig(file: string, env: Readonly<Record<string, string | undefined>>): BotConfigReading {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) }, { cause: error })
  }
  registerWritten(bytes.toString('utf8'))
  const { yaml, data, findings } = checkYamlFile(bytes, { file })
  const reading: Reading = {
    file,
    folder: path.dirname(path.resolve(file)),
    yaml,
    data: data ?? null,
    env,
    secrets: new Map(),
    profiles: new Map(),
    errors: [],
    warnings: [],
  }
  if (data === undefined) {
    for (const { message, remedy, line, column } of findings.filter(({ severity }) => severity === 'error')) {
      const place = `${file}:${line}:${column}`
      reading.errors.push(
        new CodedError('bot-config-invalid', { problem: maskSecrets(message), remedy: maskSecrets(remedy) }, { place }),
      )
    }
  } else if (!isJsonObject(data)) {
    checkShape(reading)
  } else {
    readSecrets(reading)
    checkShape(reading)
    checkAddresses(reading)
    checkForges(reading)
    readProfiles(reading)
    checkInstances(reading)
    warnOfAccess(reading)
    warnOfPage(reading)
  }
  if (reading.errors.length > 0 || !isBotFile(data)) throw new CodedErrors(sortByPlace(reading))
  return { config: buildConfig(reading, data), warnings: reading.warnings }
}
