import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { registerSecret } from '../log/secrets.ts'
import type { Host } from './host.ts'

export interface BuildSecret {
  /** The `id` by which a step of the Dockerfile mounts it. */
  id: string
  /** The variable of the type File, which holds the path of the secret. */
  variable: string
}

/** Reads `ID=VARIABLE` each. Throws `wrong-usage`. */
export function readBuildSecrets(texts: readonly string[]): BuildSecret[] {
  return texts.map((text) => {
    const [, id, variable] = /^([A-Za-z0-9_][A-Za-z0-9_.-]*)=([A-Za-z_][A-Za-z0-9_]*)$/.exec(text) ?? []
    if (id !== undefined && variable !== undefined) return { id, variable }
    throw new CodedError('wrong-usage', {
      // What was given may be the secret itself, so that only its beginning is told.
      problem: `--build-secret takes ID=VARIABLE, where VARIABLE is the name of a variable of the type File; "${text.split('=')[0]}" is not followed by one.`,
      command: 'build',
    })
  })
}

/** What of a file of secrets could stand in a log by itself: its lines, what they assign, and passwords in URLs. */
function listSecretTexts(text: string): string[] {
  return text.split('\n').flatMap((raw) => {
    const line = raw.trim()
    const [, assigned] = /^[\w.-]+\s*[=:]\s*(.+)$/.exec(line) ?? []
    const [, password] = /:\/\/[^/\s:@]*:([^@\s]+)@/.exec(line) ?? []
    // As in .netrc; a word without a digit is hardly a secret, and masking it would hide too much.
    const [, word] = /\s(?=\S*\d)(\S{8,})$/.exec(line) ?? []
    return [line, assigned, password, word].filter((one) => one !== undefined)
  })
}

/**
 * Copies the secrets to `folder`, for its owner alone, and gives the builder's arguments. They name files: no value is on a command
 * line. From here on the values are masked. Throws `build-secret-missing`.
 */
export async function placeBuildSecrets(
  secrets: readonly BuildSecret[],
  env: Host['env'],
  folder: string,
): Promise<string[]> {
  const args: string[] = []
  for (const [index, { id, variable }] of secrets.entries()) {
    const file = env[variable]
    if (!file) throw new CodedError('build-secret-missing', { variable, id, reason: 'it is not set, or empty' })
    let value: Buffer
    try {
      value = readFileSync(file)
    } catch (error) {
      // Where the variable is of another type its value is the secret: the reason must not show it.
      const reason = describeSystemError(error).replaceAll(file, 'it')
      throw new CodedError('build-secret-missing', { variable, id, reason: `it is no path of a file: ${reason}` })
    }
    for (const text of listSecretTexts(value.toString('utf8'))) registerSecret(text)
    // A name of our own: a comma in the file's would end the argument.
    const copy = path.join(folder, `secret-${index}`)
    await writeFile(copy, value, { mode: 0o600 })
    args.push('--secret', `id=${id},src=${copy}`)
  }
  return args
}
