import path from 'node:path'
import { describeLocation } from '../core/database/open-database.ts'
import { isPostgresqlUrl } from '../core/database/postgresql.ts'
import { CodedError, CodedErrors } from '../core/errors/coded-error.ts'
import { registerSecret } from '../core/log/secrets.ts'
import type { ServerPlace } from '../server/transfer/place.ts'
import type { CommandContext, OptionSpec, OptionValue } from './command.ts'
import { readS3Settings, s3Options } from './s3-options.ts'

/** The options that say where a server keeps its data, the same in every command about one. */
export const databaseOptions: Readonly<Record<'data' | 'database', OptionSpec>> = {
  data: {
    type: 'string',
    value: 'DIR',
    description: 'The folder of the database and the model archives (default ./arkindex-data)',
  },
  database: {
    type: 'string',
    value: 'URL',
    description:
      'A PostgreSQL, as postgresql://user:password@host/name; better given as DATABASE_URL, where no list of processes shows it (default: SQLite in the data folder)',
  },
}

/** Those of commands that work on the archives too. */
export const placeOptions: Readonly<Record<string, OptionSpec>> = { ...databaseOptions, ...s3Options }

/** The URL of `--database`, else of DATABASE_URL; undefined where SQLite is to be used. It is known as a secret from here on. */
export function readDatabaseUrl(
  options: Readonly<Record<string, OptionValue>>,
  env: CommandContext['env'],
): string | undefined {
  const url = options.database || env.DATABASE_URL
  if (typeof url !== 'string' || url === '') return undefined
  registerSecret(url)
  return url
}

/** The place that a command about a server's data works on. Throws `server-setting-invalid`. */
export function readServerPlace(
  options: Readonly<Record<string, OptionValue>>,
  { env, cwd }: CommandContext,
): ServerPlace {
  const problems: CodedError[] = []
  const database = readDatabaseUrl(options, env)
  if (database !== undefined && !isPostgresqlUrl(database)) {
    const problem = 'it is a URL that begins with postgresql://'
    problems.push(
      new CodedError('server-setting-invalid', { setting: '--database', value: describeLocation(database), problem }),
    )
  }
  const s3 = readS3Settings(options, { env, cwd }, problems)
  if (problems.length > 0) throw new CodedErrors(problems)
  const { data } = options
  return {
    data: path.resolve(cwd, typeof data === 'string' && data !== '' ? data : 'arkindex-data'),
    ...(database === undefined ? {} : { database }),
    ...(s3 === undefined ? {} : { s3 }),
  }
}
