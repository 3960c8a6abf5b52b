import type { Command } from '../command.ts'
import { lintTemplateCommand } from '../commands/lint-template.ts'

export const commands: Readonly<Record<string, Command>> = {
  'lint-template': lintTemplateCommand,
}
