import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { isJsonObject } from '../../core/arkindex/openapi-document.ts'
import { describeSystemError } from '../../core/errors/coded-error.ts'
import { registerSecret } from '../../core/log/secrets.ts'
import type { PlainValue } from '../../core/worker-yaml/definition.ts'

export type SecretReading =
  | { value: string; warning?: string }
  | { problem: string; remedy: string }
  /** The schema tells what is wrong. */
  | undefined

export interface SecretSource {
  env: Readonly<Record<string, string | undefined>>
  /** Folder that relative paths count from. */
  folder: string
}

const largest = 64 * 1024

/** Makes what was written in place of a reference known as a secret: someone may have written one there. */
function registerLiterals(value: PlainValue): void {
  if (typeof value === 'string' || typeof value === 'number') registerSecret(String(value))
  if (!isJsonObject(value)) return
  for (const [key, item] of Object.entries(value)) {
    if (key !== 'env' && key !== 'file') {
      registerSecret(key)
      if (typeof item === 'string') registerSecret(item)
    }
  }
}

/** A secret that was written where its name belongs looks like no name: it is not repeated in the error about it. */
function registerMisplaced(name: string, usual: RegExp): void {
  if (!usual.test(name)) registerSecret(name)
}

function readVariable(name: string, { env }: SecretSource): SecretReading {
  const value = env[name]
  if (value === undefined) registerMisplaced(name, /^[A-Z_][A-Z0-9_]*$/)
  if (value === undefined || value === '') {
    const problem = `The variable ${name} that it names is ${value === undefined ? 'not set' : 'empty'}.`
    return { problem, remedy: `Set ${name} in the environment of the bot, or name another variable or a file.` }
  }
  registerSecret(value)
  return { value }
}

function readSecretFile(name: string, { folder }: SecretSource): SecretReading {
  const file = path.resolve(folder, name)
  try {
    const { size, mode, uid } = statSync(file)
    if (size > largest) {
      return { problem: `${file} has ${size} bytes, which is no secret.`, remedy: 'Name the file that holds it alone.' }
    }
    const text = readFileSync(file, 'utf8')
    const value = text.replace(/^\ufeff/, '').replace(/[\r\n]+$/, '')
    if (value === '') return { problem: `${file} is empty.`, remedy: 'Write the secret into it, or name another file.' }
    registerSecret(value)
    const isOpen = (mode & 0o077) !== 0 && uid === process.getuid?.()
    const warning = `${file} holds a secret and can be read by other users of this machine; run: chmod 600 ${file}`
    return isOpen ? { value, warning } : { value }
  } catch (error) {
    registerMisplaced(name, /[./]|^.{1,19}$/)
    const problem = `${file} cannot be read: ${describeSystemError(error)}.`
    return { problem, remedy: 'Check that the path is right and that the user of the bot may read it.' }
  }
}

/** Reads a secret from the variable or the file that a configuration names; it is masked in every log from here on. */
export function readSecret(reference: PlainValue, source: SecretSource): SecretReading {
  registerLiterals(reference)
  if (typeof reference === 'string' || typeof reference === 'number') {
    const remedy =
      'Write { env: NAME } or { file: PATH } there, and change the secret: it was in a file that is no place for one.'
    return { problem: 'A secret stands there as it is.', remedy }
  }
  if (!isJsonObject(reference)) return undefined
  const { env, file } = reference
  if (typeof env === 'string' && file === undefined) return readVariable(env, source)
  if (typeof file === 'string' && env === undefined && file !== '') return readSecretFile(file, source)
  return undefined
}
