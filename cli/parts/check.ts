import type { Command } from '../command.ts'
import { migrateCommand } from '../commands/migrate.ts'
import { schemaCommand } from '../commands/schema.ts'
import { validateCommand } from '../commands/validate.ts'

export const commands: Readonly<Record<string, Command>> = {
  validate: validateCommand,
  migrate: migrateCommand,
  schema: schemaCommand,
}
