import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseDocument } from 'yaml'
import { CodedError, describeSystemError } from '../core/errors/coded-error.ts'
import { registerSecret } from '../core/log/secrets.ts'
import type { S3Settings } from '../server/storage/s3-settings.ts'
import type { CommandContext, OptionSpec, OptionValue } from './command.ts'

/** The options of a store of archives that speaks S3, the same in every command about a server's data. The key is in none of them. */
export const s3Options: Readonly<Record<string, OptionSpec>> = {
  's3-bucket': {
    type: 'string',
    value: 'BUCKET',
    description:
      'Keep model archives in this bucket of an S3-compatible store, with the key of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (default: the data folder)',
  },
  's3-endpoint': {
    type: 'string',
    value: 'URL',
    description: 'Where the store is, such as https://s3.example.com (default: AWS)',
  },
  's3-public-endpoint': {
    type: 'string',
    value: 'URL',
    description: 'Where clients reach the store, for signed URLs (default: as --s3-endpoint)',
  },
  's3-region': { type: 'string', value: 'REGION', description: 'Its region (default: AWS_REGION, else us-east-1)' },
  's3-prefix': {
    type: 'string',
    value: 'PREFIX',
    description: 'Where the keys in the bucket begin (default: nothing)',
  },
  's3-path-style': {
    type: 'string',
    value: 'YES-OR-NO',
    description: 'Whether the bucket stands in the path of URLs (default: yes with --s3-endpoint, else no)',
    choices: ['yes', 'no'],
  },
  's3-behind-server': {
    type: 'boolean',
    description: 'Clients cannot reach the store: this server passes archives on',
  },
  's3-credentials': {
    type: 'string',
    value: 'FILE',
    description: 'YAML of access_key_id, secret_access_key and session_token, in place of the variables',
  },
}

function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')
}

const credentialNames = {
  access_key_id: 'AWS_ACCESS_KEY_ID',
  secret_access_key: 'AWS_SECRET_ACCESS_KEY',
  session_token: 'AWS_SESSION_TOKEN',
} as const

/** What the file of `--s3-credentials` holds. Nothing of it stands in what is said of a wrong one. */
function readCredentialsFile(file: string): Map<string, string> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) }, { cause: error })
  }
  const refuse = (problem: string) =>
    new CodedError('server-setting-invalid', { setting: '--s3-credentials', value: file, problem })
  const document = parseDocument(text)
  const data: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 })
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw refuse('it is YAML of access_key_id and secret_access_key')
  const entries = Object.entries(data)
  const strange = entries.find(([name, value]) => !Object.hasOwn(credentialNames, name) || typeof value !== 'string')
  if (strange) throw refuse(`it holds the texts ${Object.keys(credentialNames).join(', ')} and nothing else`)
  return new Map(entries.map(([name, value]) => [name, String(value)]))
}

/**
 * Reads the settings of the store; undefined where archives are kept in the data folder. All that is wrong is added to
 * `problems`. The key is known as a secret from here on.
 */
export function readS3Settings(
  options: Readonly<Record<string, OptionValue>>,
  { env, cwd }: Pick<CommandContext, 'env' | 'cwd'>,
  problems: CodedError[],
): S3Settings | undefined {
  const read = (name: string) => {
    const value = options[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const refuse = (setting: string, value: string, problem: string) =>
    problems.push(new CodedError('server-setting-invalid', { setting, value, problem }))
  const bucket = read('s3-bucket')
  if (bucket === undefined) {
    for (const name of Object.keys(s3Options)) {
      const value = options[name]
      if (value !== undefined && value !== false && value !== '')
        refuse(`--${name}`, String(value), 'it needs --s3-bucket')
    }
    return undefined
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    refuse('--s3-bucket', bucket, 'a bucket has 3 to 63 small letters, digits, points and hyphens')
  const endpoint = read('s3-endpoint')
  const publicEndpoint = read('s3-public-endpoint')
  for (const name of ['s3-endpoint', 's3-public-endpoint']) {
    const value = read(name)
    if (value !== undefined && !isOrigin(value))
      refuse(`--${name}`, value, 'it is scheme, host and port, such as https://s3.example.com')
  }
  const prefix = (read('s3-prefix') ?? '').replace(/^\/+|\/+$/g, '')
  if (prefix !== '' && !/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(prefix))
    refuse(
      '--s3-prefix',
      prefix,
      'it is words of letters, digits, points, hyphens and underscores, with slashes between',
    )
  const region = read('s3-region') ?? (env.AWS_REGION || 'us-east-1')
  const file = read('s3-credentials')
  let given = new Map(
    Object.entries(credentialNames).flatMap(([name, variable]): [string, string][] => {
      const value = env[variable]
      return value ? [[name, value]] : []
    }),
  )
  try {
    if (file !== undefined) given = readCredentialsFile(path.resolve(cwd, file))
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    problems.push(error)
    return undefined
  }
  const accessKeyId = given.get('access_key_id')
  const secretAccessKey = given.get('secret_access_key')
  const sessionToken = given.get('session_token')
  for (const secret of [secretAccessKey, sessionToken]) if (secret) registerSecret(secret)
  if (!accessKeyId || !secretAccessKey) {
    const missing = [accessKeyId ? [] : ['AWS_ACCESS_KEY_ID'], secretAccessKey ? [] : ['AWS_SECRET_ACCESS_KEY']].flat()
    refuse(
      '--s3-bucket',
      bucket,
      `its key is missing: set ${missing.join(' and ')}, or name a file with --s3-credentials`,
    )
    return undefined
  }
  const style = read('s3-path-style')
  return {
    bucket,
    prefix,
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(publicEndpoint === undefined ? {} : { publicEndpoint }),
    isPathStyle: style === undefined ? endpoint !== undefined : style === 'yes',
    isBehindServer: options['s3-behind-server'] === true,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
  }
}
