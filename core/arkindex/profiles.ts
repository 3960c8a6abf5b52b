import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { profiles as validateProfiles } from '../../generated/validators.cjs'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { checkYamlFile } from '../findings/check-yaml-file.ts'
import { maskSecrets, registerSecret } from '../log/secrets.ts'
import { readBaseUrl } from './base-url.ts'
import { isJsonObject } from './openapi-document.ts'
import { downloadSecureFile } from './secure-file.ts'
import type { Transport } from './transport.ts'

/** Where an instance is, and the token to use there and nowhere else. */
export interface Profile {
  slug: string
  /** Base URL, without `/api/v1` and without a closing slash. */
  url: string
  token: string
}

export interface Profiles {
  profiles: readonly Profile[]
  defaultSlug: string | undefined
  /** Where they come from, for messages. */
  source: string
  /** What the user should know, one line each. */
  warnings: readonly string[]
}

export interface LoadProfilesOptions {
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  /** `--gitlab-secure-file`: a file of this path, else the GitLab secure file of this name. */
  secureFile?: string
  transport: Transport
  signal?: AbortSignal
}

/** `$XDG_CONFIG_HOME/arkindex/cli.yaml`, by default `~/.config/arkindex/cli.yaml`. */
export function findProfilesFile(env: LoadProfilesOptions['env']): string {
  return path.join(env.XDG_CONFIG_HOME || path.join(env.HOME || homedir(), '.config'), 'arkindex', 'cli.yaml')
}

/**
 * Loads the profiles in the order of arkindex.md 2.2: a file that was named and exists, the GitLab secure file of that name, the
 * user's own file, and else ARKINDEX_API_URL with ARKINDEX_API_TOKEN as the profile `env`. Their tokens are masked in every log
 * from here on. Throws coded errors; none holds a token.
 */
export async function loadProfiles(options: LoadProfilesOptions): Promise<Profiles> {
  const { env, cwd, secureFile } = options
  if (secureFile !== undefined) {
    const file = path.resolve(cwd, secureFile)
    if (existsSync(file)) return readProfilesFile(file, secureFile)
    const bytes = await downloadSecureFile(secureFile, options)
    return readProfiles(bytes, `the GitLab secure file ${secureFile}`, [])
  }
  const file = findProfilesFile(env)
  if (existsSync(file)) return readProfilesFile(file, file)
  const { ARKINDEX_API_URL: url, ARKINDEX_API_TOKEN: token } = env
  if (!url || !token) throw new CodedError('profiles-missing', { file })
  return {
    profiles: [checkProfile('env', url, token)],
    defaultSlug: 'env',
    source: 'ARKINDEX_API_URL and ARKINDEX_API_TOKEN',
    warnings: [],
  }
}

/** Reads a profiles file of the disk, with a warning where others may read it. Throws `file-unreadable`, and what `readProfiles` throws. */
export function readProfilesFile(file: string, source: string): Profiles {
  try {
    const { mode, uid } = statSync(file)
    const isOpen = (mode & 0o077) !== 0 && uid === process.getuid?.()
    const warning = `${source} holds tokens and can be read by other users of this machine; run: chmod 600 ${source}`
    return readProfiles(readFileSync(file), source, isOpen ? [warning] : [])
  } catch (error) {
    if (error instanceof CodedError) throw error
    throw new CodedError('file-unreadable', { file: source, reason: describeSystemError(error) })
  }
}

/** What stands after `token:` anywhere, so that no message about a damaged file can show it. */
function registerTokens(text: string): void {
  for (const [, token] of text.matchAll(/\btoken["']?\s*:\s*["']?([^\s"',}]+)/gi)) registerSecret(token ?? '')
}

/** A message about a profiles file without the values that it quotes: an address may hold a password, and anything a token. */
function hideValues(message: string, data: unknown): string {
  const hosts = isJsonObject(data) && isJsonObject(data.hosts) ? Object.keys(data.hosts) : []
  const keys = new Set(['hosts', 'default_host', 'gpg_key', 'url', 'token', ...hosts])
  return maskSecrets(message).replace(/"([^"]*)"/g, (quoted, text: string) => (keys.has(text) ? quoted : '"…"'))
}

/** Reads a profiles file. Throws `profiles-invalid` with the place of the first thing that is wrong, or `profile-invalid`. */
export function readProfiles(bytes: Uint8Array, source: string, warnings: readonly string[]): Profiles {
  registerTokens(Buffer.from(bytes).toString('utf8'))
  const { data, isValid, findings } = checkYamlFile(bytes, { file: source, validate: validateProfiles })
  if (!isValid || !isJsonObject(data) || !isJsonObject(data.hosts)) {
    const finding = findings.find(({ severity }) => severity === 'error') ?? findings[0]
    const reason = hideValues(finding?.message ?? 'it holds no hosts', data).replace(/\.$/, '')
    throw new CodedError(
      'profiles-invalid',
      { source, reason },
      finding ? { place: `${source}:${finding.line}:${finding.column}` } : {},
    )
  }
  const profiles = Object.entries(data.hosts).map(([slug, host]) => {
    const { url, token } = isJsonObject(host) ? host : {}
    return checkProfile(slug, typeof url === 'string' ? url : '', typeof token === 'string' ? token : '')
  })
  const { default_host: chosen } = data
  return { profiles, defaultSlug: typeof chosen === 'string' ? chosen : undefined, source, warnings }
}

function checkProfile(slug: string, address: string, token: string): Profile {
  registerSecret(token)
  const url = readBaseUrl(address)
  if (url === undefined) {
    const reason = 'its URL must be http or https, without a name and password in it, a query or a fragment'
    throw new CodedError('profile-invalid', { slug, reason })
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new CodedError('profile-invalid', { slug, reason: 'its token holds blanks or characters that no token has' })
  }
  return { slug, url, token }
}

/** The profile of a slug; without one, the default profile or the only one. Throws `profile-unknown` or `profile-not-chosen`. */
export function resolveProfile({ profiles, defaultSlug, source }: Profiles, slug?: string): Profile {
  const known = profiles.map((one) => one.slug).join(', ') || 'none'
  const wanted = slug ?? defaultSlug ?? (profiles.length === 1 ? profiles[0]?.slug : undefined)
  if (wanted === undefined) throw new CodedError('profile-not-chosen', { source, known })
  const profile = profiles.find((one) => one.slug === wanted)
  if (!profile) throw new CodedError('profile-unknown', { slug: wanted, source, known })
  return profile
}
