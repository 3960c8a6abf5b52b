import path from 'node:path'
import { CodedError } from '../../core/errors/coded-error.ts'
import { formatPretty } from '../../core/findings/formats/pretty.ts'
import { applyMigration, type Migration, type MigrationRemark, planMigration } from '../../core/worker-yaml/migrate.ts'
import type { Command, CommandContext } from '../command.ts'

function renderRemarks(title: string, remarks: readonly MigrationRemark[]): string {
  if (remarks.length === 0) return ''
  const lines = remarks.map(({ worker, text }) => `  ${worker === null ? '' : `${worker}: `}${text}`)
  return `${title}\n${lines.join('\n')}\n`
}

function renderReport(migration: Migration, done: { written: string[]; removed: string[] } | undefined): string {
  const parts = migration.files.map((file) => `${done ? 'written' : 'would be written'}: ${file.path}\n`)
  if (!done) parts.push(...migration.files.map(({ path: name, text }) => `\n# ${name}\n${text}`), '\n')
  parts.push(renderRemarks('Good to know:', migration.notes), renderRemarks('Lost:', migration.losses))
  if (done) {
    parts.push(
      done.removed.length > 0
        ? `removed: ${done.removed.join(', ')}\n`
        : '.arkindex.yml is kept, as it says more than the new files do.\n',
    )
  } else {
    parts.push(
      migration.losses.length > 0
        ? 'Something would be lost.\n'
        : 'Nothing would be lost: .arkindex.yml would be removed.\n',
    )
  }
  return parts.join('')
}

function tellFindings(migration: Migration, isJson: boolean, context: CommandContext): void {
  if (isJson) {
    context.stdout.write(`${JSON.stringify({ findings: migration.findings }, null, 2)}\n`)
    return
  }
  const text = formatPretty(migration.findings, {
    hasColor: context.stdout.hasColor,
    columns: context.stdout.columns,
    files: new Set(migration.findings.map(({ file }) => file)).size,
    readLines: () => undefined,
  })
  context.stdout.write(`${text}Mend the errors first; "arkindex-ci validate" shows them in their lines.\n`)
}

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Rewrites .arkindex.yml as one file a worker in arkindex/, or says what would be lost',
  positionals: '[PATH]',
  options: {
    check: {
      type: 'boolean',
      description: 'Writes nothing: shows the files and what would be lost; exits 1 if something would',
    },
    'allow-loss': {
      type: 'boolean',
      description: 'Writes the files although something is lost, and keeps .arkindex.yml',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: ['text', 'json'],
      default: 'text',
      description: 'How the result is printed',
    },
  },
  examples: [
    { line: 'arkindex-ci migrate --check', does: 'shows what the workers of this repository would become' },
    {
      line: 'arkindex-ci migrate',
      does: 'writes arkindex/SLUG.yml for each worker and removes .arkindex.yml, if nothing is lost',
    },
  ],
  async run({ options, positionals }, context) {
    const [place = '.', extra] = positionals
    if (extra !== undefined)
      throw new CodedError('wrong-usage', { problem: `"${extra}" is one argument too many.`, command: 'migrate' })
    const root = path.resolve(context.cwd, place)
    const isJson = options.format === 'json'
    const migration = planMigration(root)
    if (migration.findings.length > 0) {
      tellFindings(migration, isJson, context)
      return 1
    }
    const isLossy = migration.losses.length > 0
    const mayWrite = options.check !== true && (!isLossy || options['allow-loss'] === true)
    const done = mayWrite ? applyMigration(root, migration) : undefined
    if (isJson) {
      const { files, losses, notes } = migration
      context.stdout.write(
        `${JSON.stringify({ files, losses, notes, written: done?.written ?? [], removed: done?.removed ?? [] }, null, 2)}\n`,
      )
    } else {
      context.stdout.write(renderReport(migration, done))
    }
    if (done || !isLossy) return 0
    // As JSON, the one document that is printed says it.
    if (options.check !== true && !isJson)
      throw new CodedError('migration-would-lose', { count: migration.losses.length })
    return 1
  },
}
