import type { Command } from './command.ts'
import { nameVariable } from './resolve-options.ts'

/** The text of `--help` of one command. */
export function renderHelp(command: Command): string {
  const lines = [
    command.summary,
    '',
    `Usage: arkindex-ci ${command.name}${command.positionals ? ` ${command.positionals}` : ''} [options]`,
  ]
  const rows = Object.entries(command.options).map(([name, spec]) => {
    const flag = `${spec.short ? `-${spec.short}, ` : '    '}--${name}${spec.type === 'string' ? ` ${spec.value ?? 'VALUE'}` : ''}`
    const notes = [
      spec.choices && `one of ${spec.choices.join(', ')}`,
      spec.multiple && 'may be repeated',
      spec.default !== undefined && `default ${spec.default}`,
      spec.fromEnvironment !== false && `variable ${nameVariable(name)}`,
    ].filter(Boolean)
    return { flag, text: `${spec.description}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}` }
  })
  const width = Math.max(0, ...rows.map(({ flag }) => flag.length))
  if (rows.length > 0) {
    lines.push('', 'Options:', ...rows.map(({ flag, text }) => `  ${flag.padEnd(width)}  ${text}`))
    lines.push(`  ${'-h, --help'.padEnd(width)}  Shows this text`)
  }
  lines.push('', 'Examples:', ...command.examples.flatMap(({ line, does }) => [`  # ${does}`, `  ${line}`]))
  return `${lines.join('\n')}\n`
}
