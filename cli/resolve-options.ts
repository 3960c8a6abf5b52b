import { parseArgs } from 'node:util'
import { CodedError, CodedErrors } from '../core/errors/coded-error.ts'
import type { Command, CommandInput, OptionSpec, OptionValue } from './command.ts'

/** The variable that may stand for an option: `--code-quality` is `ARKINDEX_CI_CODE_QUALITY`. */
export function nameVariable(option: string): string {
  return `ARKINDEX_CI_${option.replaceAll('-', '_').toUpperCase()}`
}

function readList(text: string): string[] {
  if (text.trimStart().startsWith('[')) {
    try {
      const items: unknown = JSON.parse(text)
      if (Array.isArray(items)) return items.map(String)
    } catch {
      // Not JSON: read as a comma-separated list below.
    }
  }
  return text
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function readVariable(spec: OptionSpec, text: string, variable: string): OptionValue | CodedError {
  if (spec.type === 'boolean') {
    if (/^(1|true|yes|on)$/i.test(text)) return true
    if (/^(0|false|no|off)$/i.test(text)) return false
    return new CodedError('wrong-usage', { problem: `${variable} is "${text}", not true or false.`, command: '' })
  }
  return spec.multiple ? readList(text) : text
}

/** Reads the arguments of one command, and the variables that stand for those not given. Reports all that is wrong at once. */
export function resolveOptions(
  command: Command,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandInput {
  const specs = command.options
  const wrong = (problem: string) => new CodedError('wrong-usage', { problem, command: command.name })
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      strict: true,
      options: Object.fromEntries(
        Object.entries(specs).map(([name, { type, short, multiple }]) => [
          name,
          { type, ...(short ? { short } : {}), ...(multiple ? { multiple } : {}) },
        ]),
      ),
    })
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
  const problems: CodedError[] = []
  const options: Record<string, OptionValue> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const variable = nameVariable(name)
    const given = parsed.values[name] as OptionValue
    const fromVariable = spec.fromEnvironment === false ? undefined : env[variable]
    let value: OptionValue | CodedError = given
    if (value === undefined && fromVariable) value = readVariable(spec, fromVariable, variable)
    if (value === undefined) value = spec.default
    if (value instanceof CodedError) {
      problems.push(value)
      continue
    }
    const { choices } = spec
    const texts = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
    for (const text of texts) {
      if (choices && !choices.includes(text)) {
        problems.push(wrong(`--${name} is "${text}"; it can be ${choices.join(', ')}.`))
      }
    }
    options[name] = value
  }
  if (!command.positionals && parsed.positionals.length > 0) {
    problems.push(wrong(`"${parsed.positionals[0]}" is one argument too many.`))
  }
  if (problems.length === 1) throw problems[0]
  if (problems.length > 1) throw new CodedErrors(problems)
  return { options, positionals: parsed.positionals }
}
