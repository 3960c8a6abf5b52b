import { createPrivateKey } from 'node:crypto'
import { isPostgresqlUrl } from '../../core/database/postgresql.ts'

/** What is wrong with a secret, without any of it. */
export interface SecretProblem {
  problem: string
  remedy: string
}

export const leastSecretBytes = 32

/** Fewer different characters than any random text of that length has. */
const leastVariety = 8

const makeOne = 'Make one, for example with: openssl rand -hex 32'

/** Requirements R16: what opens a door is long, and no word of an example. */
function checkChosen(value: string): SecretProblem | undefined {
  const bytes = Buffer.byteLength(value)
  if (bytes < leastSecretBytes) {
    return { problem: `It has ${bytes} bytes; at least ${leastSecretBytes} are needed.`, remedy: `${makeOne}.` }
  }
  if (!/^[\x21-\x7e]+$/.test(value)) {
    return { problem: 'It holds blanks or characters that no header carries.', remedy: `${makeOne}.` }
  }
  const isExample =
    /(?:change|replace)[-_ ]?(?:me|this)|(?:your|my)[-_ ](?:token|secret|key)|development|password|example/i
  if (new Set(value).size < leastVariety || isExample.test(value)) {
    return { problem: 'It is a word of an example, which can be guessed.', remedy: `${makeOne}.` }
  }
  return undefined
}

function checkSigningKey(value: string): SecretProblem | undefined {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value) ?? []
  const remedy =
    'Take the signing token that GitLab made for the webhook, or make one: whsec_ and the base64 of 32 bytes.'
  if (base64 === undefined) return { problem: 'It is no signing key: that is whsec_ and a base64.', remedy }
  const { length } = Buffer.from(base64, 'base64')
  if (length >= leastSecretBytes) return undefined
  return { problem: `It has ${length} bytes; at least ${leastSecretBytes} are needed.`, remedy }
}

/** The key of an app as PEM; where a variable cannot hold lines, people write `\n` or base64 of the whole. */
export function readPem(value: string): string {
  const text = value.includes('-----BEGIN') ? value : Buffer.from(value, 'base64').toString('utf8')
  return text.replaceAll('\\n', '\n').trim()
}

function checkPrivateKey(value: string): SecretProblem | undefined {
  const remedy = 'Give the PEM file that GitHub made in the settings of the app, as it was downloaded.'
  try {
    const { asymmetricKeyType } = createPrivateKey(readPem(value))
    return asymmetricKeyType === 'rsa' ? undefined : { problem: 'It is no key of RSA, which GitHub asks for.', remedy }
  } catch {
    return { problem: 'It is no private key as PEM.', remedy }
  }
}

function checkToken(value: string): SecretProblem | undefined {
  if (/^[\x21-\x7e]+$/.test(value)) return undefined
  return {
    problem: 'It holds blanks or characters that no token has.',
    remedy: 'Write the token alone into the variable or file, on one line.',
  }
}

function checkDatabase(value: string): SecretProblem | undefined {
  if (isPostgresqlUrl(value) && URL.canParse(value)) return undefined
  const remedy = 'For a file of SQLite, leave it out and set "data", the folder.'
  return { problem: 'It is no URL that begins with postgresql://.', remedy }
}

/** What each kind of secret must be. */
export const secretChecks = {
  token: checkToken,
  chosen: checkChosen,
  'signing-key': checkSigningKey,
  'private-key': checkPrivateKey,
  database: checkDatabase,
} as const satisfies Record<string, (value: string) => SecretProblem | undefined>

export type SecretKind = keyof typeof secretChecks
