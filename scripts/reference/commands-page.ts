import type { Command } from '../../cli/command.ts'
import { commandParts } from '../../cli/command-parts.ts'
import { renderHelp } from '../../cli/help.ts'

/** The page of every command: what `--help` prints of it. */
export async function makeCommandsPage(): Promise<string> {
  const sections: string[] = []
  for (const [name, { part }] of Object.entries(commandParts)) {
    const { commands } = (await import(`../../cli/parts/${part}.ts`)) as { commands: Readonly<Record<string, Command>> }
    const command = commands[name]
    if (!command) throw new Error(`cli/parts/${part}.ts has no command "${name}"`)
    sections.push(`## ${name}`, '', '```text', renderHelp(command).trimEnd(), '```', '')
  }
  return [
    '# Commands',
    '',
    'In a CI job no option is needed: what GitLab sets is read from its variables, and each option can stand in the',
    'variable that is named beside it. A flag wins over its variable.',
    '',
    ...sections,
  ].join('\n')
}
