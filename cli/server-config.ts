import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseDocument } from 'yaml'
import { CodedError, describeSystemError } from '../core/errors/coded-error.ts'
import type { CommandContext, OptionSpec, OptionValue } from './command.ts'

type Options = Readonly<Record<string, OptionValue>>

/** The value of one setting as the flag would have it, or what is wrong with it. */
function readValue(spec: OptionSpec, value: unknown): { value: OptionValue } | { problem: string } {
  if (spec.type === 'boolean') return typeof value === 'boolean' ? { value } : { problem: 'it is true or false' }
  const isText = (one: unknown) => typeof one === 'string' || typeof one === 'number'
  if (spec.multiple) {
    const list: unknown[] = Array.isArray(value) ? value : [value]
    return list.every(isText) ? { value: list.map(String) } : { problem: 'it is a text or a list of texts' }
  }
  if (!isText(value)) return { problem: 'it is a text or a number' }
  const text = String(value)
  if (spec.choices && !spec.choices.includes(text)) return { problem: `it can be ${spec.choices.join(', ')}` }
  return { value: text }
}

function readEntries(file: string): [string, unknown][] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) }, { cause: error })
  }
  const refuse = (problem: string) =>
    new CodedError('server-setting-invalid', { setting: '--config', value: file, problem })
  const document = parseDocument(text)
  const [first] = document.errors
  // The first line of the message: those below it quote the file, which may hold a password.
  if (first) throw refuse(`it is no YAML: ${first.message.split('\n', 1)[0] ?? ''}`)
  const data: unknown = document.toJS({ maxAliasCount: 0 })
  if (data === null) return []
  if (typeof data !== 'object' || Array.isArray(data)) throw refuse('it holds settings by their names')
  return Object.entries(data)
}

/**
 * The options with the settings of the file of `--config` for those that neither a flag nor a variable gives. What is wrong is
 * added to `problems`, all of it.
 *
 * @param specs the options that may stand in the file, by the names of their flags
 */
export function addFileSettings(
  options: Options,
  specs: Readonly<Record<string, OptionSpec>>,
  { env, cwd }: Pick<CommandContext, 'env' | 'cwd'>,
  problems: CodedError[],
): Options {
  if (typeof options.config !== 'string' || options.config === '') return options
  const file = path.resolve(cwd, options.config)
  let entries: [string, unknown][]
  try {
    entries = readEntries(file)
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    problems.push(error)
    return options
  }
  const merged: Record<string, OptionValue> = { ...options }
  for (const [name, given] of entries) {
    const spec = name !== 'config' && Object.hasOwn(specs, name) ? specs[name] : undefined
    const reading = spec ? readValue(spec, given) : { problem: 'there is no such setting' }
    if ('problem' in reading) {
      const value = typeof given === 'object' || name === 'database' ? '…' : String(given)
      const { problem } = reading
      problems.push(new CodedError('server-setting-invalid', { setting: `${name} in ${file}`, value, problem }))
      continue
    }
    const isGiven = merged[name] !== undefined || (name === 'database' && Boolean(env.DATABASE_URL))
    if (!isGiven) merged[name] = reading.value
  }
  return merged
}
