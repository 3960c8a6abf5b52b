import { existsSync } from 'node:fs'
import { openDatabase } from '../core/database/open-database.ts'
import { CodedError } from '../core/errors/coded-error.ts'
import { serverMigrations } from '../server/migrations/list.ts'
import type { Database } from '../server/services.ts'
import type { Tables } from '../server/tables.ts'
import { locateDatabase } from '../server/transfer/place.ts'
import type { CommandContext, CommandInput } from './command.ts'
import { readServerPlace } from './server-place.ts'

/**
 * Does something with the database of a server, which may be running: SQLite lets a second process in (DESIGN decision 6).
 * A database that is not there is an error, not a new one.
 */
export async function withServerDatabase<T>(
  { options }: CommandInput,
  context: CommandContext,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const place = readServerPlace(options, context)
  const location = locateDatabase(place)
  if (place.database === undefined && !existsSync(location)) throw new CodedError('database-empty', { location })
  const { db, close } = await openDatabase<Tables>({ location, migrations: serverMigrations })
  try {
    return await work(db)
  } finally {
    await close()
  }
}

/** Refuses arguments that are not as many as the action takes. */
export function readArguments(
  command: string,
  actions: Readonly<Record<string, readonly string[]>>,
  positionals: readonly string[],
): { action: string; values: readonly string[] } {
  const [action = '', ...values] = positionals
  const wanted = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (!wanted) {
    const problem = `Name what to do: ${Object.keys(actions).join(', ')}.`
    throw new CodedError('wrong-usage', { problem, command })
  }
  const needed = wanted.filter((name) => !name.startsWith('['))
  if (values.length < needed.length || values.length > wanted.length) {
    throw new CodedError('wrong-usage', { problem: `It is "${[command, action, ...wanted].join(' ')}".`, command })
  }
  return { action, values }
}

/** Rows as a table for people, or as JSON. */
export function printRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  { options }: CommandInput,
  { stdout }: CommandContext,
): void {
  if (options.format === 'json') {
    stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
    return
  }
  const [first] = rows
  if (!first) return
  const names = Object.keys(first)
  const show = (value: unknown) =>
    value === null ? '-' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
  const lines = [names, ...rows.map((row) => names.map((name) => show(row[name])))]
  const widths = names.map((_name, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  for (const line of lines) {
    stdout.write(
      `${line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
  }
}

export const formatOption = {
  type: 'string',
  value: 'FORMAT',
  description: 'How lists are printed',
  default: 'text',
  choices: ['text', 'json'],
} as const
