import { readFileSync } from 'node:fs'
import { CodedError, CodedErrors, describeSystemError } from '../../core/errors/coded-error.ts'
import { checkYamlFile } from '../../core/findings/check-yaml-file.ts'
import { registerSecret } from '../../core/log/secrets.ts'
import type { PlainValue } from '../../core/worker-yaml/definition.ts'
import validators from '../../generated/validators.cjs'
import type { SeedFile, SeedUser } from './seed-file.ts'

/** A user whose token and password were read from where the seed says. */
export interface ResolvedUser extends SeedUser {
  tokenValue: string | undefined
  passwordValue: string | undefined
}

/** A seed that was checked, with the secrets that it names. */
export interface Seed {
  users: readonly ResolvedUser[]
  contents: Pick<SeedFile, 'farms' | 'workers' | 'models' | 'corpora'>
}

function isSeedFile(data: PlainValue | undefined): data is PlainValue & SeedFile {
  return validators.seed(data)
}

function listDoubles(file: SeedFile): string[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['user', (file.users ?? []).map(({ email }) => email.toLowerCase())],
    ['farm', (file.farms ?? []).map(({ name }) => name)],
    ['worker', (file.workers ?? []).map(({ slug, repository_url }) => `${slug} ${repository_url ?? ''}`.trim())],
    ['model', (file.models ?? []).map(({ name }) => name)],
    ['corpus', (file.corpora ?? []).map(({ name }) => name)],
    ...(file.corpora ?? []).map(
      (corpus) => [`dataset of ${corpus.name}`, (corpus.datasets ?? []).map(({ name }) => name)] as const,
    ),
  ]
  return lists.flatMap(([kind, names]) =>
    [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
      (name) => `The ${kind} "${name}" stands in it twice.`,
    ),
  )
}

/**
 * Checks the text of a seed and reads the variables that it names. Throws `seed-invalid`, once for each problem.
 *
 * @param place the file, for messages
 */
export function readSeed(
  text: string | Uint8Array,
  place: string,
  env: Readonly<Record<string, string | undefined>>,
): Seed {
  const { data, findings } = checkYamlFile(text, { file: place, validate: validators.seed })
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ message, line, column }) =>
        new CodedError('seed-invalid', { problem: message }, { place: `${place}:${line}:${column}` }),
    )
  if (errors.length > 0) throw new CodedErrors(errors)
  if (!isSeedFile(data))
    throw new CodedError('seed-invalid', { problem: 'The seed does not match its schema.' }, { place })
  const problems = listDoubles(data)
  for (const { email, token_expires: expires } of data.users ?? []) {
    if (expires !== undefined && Number.isNaN(Date.parse(expires))) problems.push(`${email}: ${expires} is no moment.`)
  }
  const readVariable = (name: string | undefined, wanted: RegExp, rule: string) => {
    if (name === undefined) return undefined
    const value = env[name]
    if (value === undefined || value === '') problems.push(`The variable ${name} that it names is not set.`)
    else if (!wanted.test(value)) problems.push(`The variable ${name} must hold ${rule}.`)
    else registerSecret(value)
    return value
  }
  const users = (data.users ?? []).map((user) => {
    if (user.token !== undefined) registerSecret(user.token)
    return {
      ...user,
      email: user.email.toLowerCase(),
      tokenValue: user.token ?? readVariable(user.token_env, /^\S{16,200}$/, '16 to 200 characters without space'),
      passwordValue: readVariable(user.password_env, /^.{8,128}$/s, '8 to 128 characters'),
    }
  })
  if (problems.length > 0)
    throw new CodedErrors(problems.map((problem) => new CodedError('seed-invalid', { problem }, { place })))
  const file: SeedFile = data
  const { farms, workers, models, corpora } = file
  return { users, contents: { farms, workers, models, corpora } }
}

/** Reads a seed from a file. Throws `file-unreadable` and `seed-invalid`. */
export function readSeedFile(file: string, env: Readonly<Record<string, string | undefined>>): Seed {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) }, { cause: error })
  }
  return readSeed(bytes, file, env)
}
