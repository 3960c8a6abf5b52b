import path from 'node:path'
import { describeLocation } from '../../core/database/open-database.ts'
import { isPostgresqlUrl } from '../../core/database/postgresql.ts'
import { CodedError, CodedErrors, listCodedErrors } from '../../core/errors/coded-error.ts'
import { createLogger, type LogLevel } from '../../core/log/create-logger.ts'
import { gatherLines } from '../../core/log/gather-lines.ts'
import { registerSecret } from '../../core/log/secrets.ts'
import { compatReleases } from '../../server/contract/operation.ts'
import { createRuledFault, faultForm, parseFaultRule } from '../../server/http/fault-rule.ts'
import { readSeedFile, type Seed } from '../../server/seed/read-seed.ts'
import { type ServerOptions, startServer } from '../../server/start-server.ts'
import type { Command, CommandContext, OptionSpec, OptionValue } from '../command.ts'
import { fixNewObjectSpace } from '../new-object-space.ts'
import { readS3Settings, s3Options } from '../s3-options.ts'
import { addFileSettings } from '../server-config.ts'
import { limitOptions, readLimits } from '../server-limits.ts'
import { databaseOptions, readDatabaseUrl } from '../server-place.ts'

declare const __VERSION__: string

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

function readText(value: OptionValue): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Reads all settings, and throws all that is wrong with them at once. */
function readSettings(given: Readonly<Record<string, OptionValue>>, context: CommandContext) {
  const { env, cwd } = context
  const problems: CodedError[] = []
  const options = addFileSettings(given, serverOptions, context, problems)
  const refuse = (setting: string, value: string, problem: string) =>
    problems.push(new CodedError('server-setting-invalid', { setting, value, problem }))
  const port = readText(options.port) ?? '8000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) refuse('--port', port, 'a port is a number from 0 to 65535')
  const publicUrl = readText(options['public-url'])
  if (publicUrl !== undefined) {
    const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined
    const isOrigin =
      url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.username === ''
    if (!isOrigin)
      refuse('--public-url', publicUrl, 'it is scheme, host and port, such as https://arkindex.example.com')
  }
  const data = readText(options.data)
  const isInMemory = options.memory === true
  const database = readDatabaseUrl(options, env)
  if (database !== undefined && !isPostgresqlUrl(database))
    refuse('--database', describeLocation(database), 'it is a URL that begins with postgresql://')
  if (database !== undefined && isInMemory) refuse('--memory', 'true', 'with --database the data are kept there')
  const isDataShared = options['shared-data'] === true
  if (isDataShared && database === undefined)
    refuse('--shared-data', 'true', 'only servers of one PostgreSQL can share a folder')
  const s3 = readS3Settings(options, context, problems)
  if (s3 && isInMemory) refuse('--memory', 'true', 'with --s3-bucket the archives are kept there')
  const connections = readText(options['database-connections']) ?? '10'
  if (!/^[1-9]\d{0,2}$/.test(connections)) refuse('--database-connections', connections, 'it is a number from 1 to 999')
  if (isInMemory && data !== undefined) refuse('--data', data, 'with --memory there is no folder')
  const adminToken = env.ARKINDEX_ADMIN_TOKEN || undefined
  if (adminToken !== undefined) {
    registerSecret(adminToken)
    if (!/^\S{16,200}$/.test(adminToken))
      refuse('ARKINDEX_ADMIN_TOKEN', '(hidden)', 'a token has 16 to 200 characters and no space')
  }
  const farmKey = env.ARKINDEX_FARM_KEY || undefined
  if (farmKey !== undefined) {
    registerSecret(farmKey)
    if (!/^\S{16,200}$/.test(farmKey))
      refuse('ARKINDEX_FARM_KEY', '(hidden)', 'a key has 16 to 200 characters and no space')
  }
  const agentLease = readText(options['agent-lease']) ?? '60'
  if (!/^\d{1,5}(\.\d+)?$/.test(agentLease) || Number(agentLease) < 0.5)
    refuse('--agent-lease', agentLease, 'it is a number of seconds from 0.5 to 99999')
  const corsOrigins = [options['cors-origin'] ?? []].flat().map(String)
  for (const origin of corsOrigins) {
    if (origin !== '*' && !(URL.canParse(origin) && new URL(origin).origin === origin))
      refuse('--cors-origin', origin, 'it is scheme, host and port, such as https://tools.example.com, or *')
  }
  const imageHosts = [options['image-host'] ?? []].flat().map(String)
  for (const host of imageHosts) {
    if (!URL.canParse(`http://${host}/`) || new URL(`http://${host}/`).host !== host)
      refuse('--image-host', host, 'it is a host, or host and port, in small letters, such as iiif.example.com')
  }
  const faults = [options.fault ?? []].flat().map(String)
  const rules = faults.flatMap((text) => parseFaultRule(text) ?? [])
  for (const text of faults) if (parseFaultRule(text) === undefined) refuse('--fault', text, faultForm)
  const { limits, stopTime, trustedProxies } = readLimits(options, refuse)
  const seedFile = readText(options.seed)
  let seed: Seed | undefined
  try {
    if (seedFile !== undefined) seed = readSeedFile(path.resolve(cwd, seedFile), env)
  } catch (error) {
    problems.push(...listCodedErrors(error))
  }
  if (problems.length > 0) throw new CodedErrors(problems)
  const compat = compatReleases.find((release) => release === options.compat)
  const settings: ServerOptions = {
    port: Number(port),
    host: readText(options.host) ?? '127.0.0.1',
    ...(isInMemory ? {} : { data: path.resolve(cwd, data ?? 'arkindex-data') }),
    ...(database === undefined ? {} : { database, databaseConnections: Number(connections), isDataShared }),
    ...(s3 === undefined ? {} : { s3 }),
    ...(publicUrl === undefined ? {} : { publicUrl: new URL(publicUrl).origin }),
    ...(corsOrigins.length === 0 ? {} : { corsOrigins }),
    ...(imageHosts.length === 0 ? {} : { imageHosts }),
    ...(seed === undefined ? {} : { seed }),
    ...(adminToken === undefined ? {} : { adminToken }),
    ...(farmKey === undefined ? {} : { farmKey }),
    agentLease: Number(agentLease) * 1000,
    ...(compat === undefined ? {} : { compat }),
    limits,
    trustedProxies,
    ...(stopTime === undefined ? {} : { stopTime }),
    ...(rules.length === 0 ? {} : { fault: createRuledFault(rules) }),
  }
  const level: LogLevel = logLevels.find((name) => name === options['log-level']) ?? 'info'
  return { settings, level }
}

function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** They have no defaults of their own, so that a setting of the file counts where no flag is given. */
const serverOptions: Readonly<Record<string, OptionSpec>> = {
  config: {
    type: 'string',
    value: 'FILE',
    description: 'YAML of any of these settings, by the names of the flags; flags and variables go before it',
  },
  port: { type: 'string', value: 'PORT', description: 'The port; 0 takes any that is free (default 8000)' },
  host: { type: 'string', value: 'HOST', description: 'The address to listen on (default 127.0.0.1)' },
  ...databaseOptions,
  ...s3Options,
  'database-connections': {
    type: 'string',
    value: 'N',
    description: 'How many connections to PostgreSQL this server keeps at most (default 10)',
  },
  'shared-data': {
    type: 'boolean',
    description: 'Several servers of one PostgreSQL use this data folder, on a disk that they share',
  },
  memory: { type: 'boolean', description: 'Keep nothing when the server ends, as for a CI job' },
  seed: {
    type: 'string',
    value: 'FILE',
    description: 'YAML of users, models, corpora and datasets to make before the server is ready',
  },
  'public-url': {
    type: 'string',
    value: 'URL',
    description: 'Where clients reach the server, for signed URLs and links behind a proxy',
  },
  'cors-origin': {
    type: 'string',
    multiple: true,
    value: 'ORIGIN',
    description: 'An origin whose pages may call the API, such as https://tools.example.com; * is all of them',
  },
  'image-host': {
    type: 'string',
    multiple: true,
    value: 'HOST',
    description:
      'A IIIF server, such as iiif.example.com, that may be asked for the size of the images that users name',
  },
  ...limitOptions,
  compat: {
    type: 'string',
    value: 'RELEASE',
    description: 'Offer and refuse what this Arkindex does',
    choices: compatReleases,
  },
  'agent-lease': {
    type: 'string',
    value: 'SECONDS',
    description: 'How long an agent has its tasks without a word from it (default 60)',
  },
  'log-level': {
    type: 'string',
    value: 'LEVEL',
    description: 'What is logged on standard error (default info)',
    choices: logLevels,
  },
  fault: {
    type: 'string',
    multiple: true,
    value: 'RULE',
    description:
      'What goes wrong with chosen requests: "METHOD PATH: WHAT WHEN", where WHAT is cut, double, delay 2s or fail 503',
  },
}

/** `arkindex-ci server`. */
export const server: Command = {
  name: 'server',
  summary: 'Starts the bundled Arkindex API server',
  options: serverOptions,
  examples: [
    { line: 'arkindex-ci server', does: 'serves on http://127.0.0.1:8000 and keeps its data in ./arkindex-data' },
    {
      line: 'arkindex-ci server --memory --port 0 --seed seed.yml',
      does: 'serves a seeded throw-away instance on a free port',
    },
    {
      line: 'DATABASE_URL=postgresql://arkindex:secret@db/arkindex arkindex-ci server --data /srv/arkindex --shared-data',
      does: 'is one of several servers that share a PostgreSQL and the folder of the archives',
    },
    {
      line: "arkindex-ci server --memory --fault 'POST /api/v1/workers/*: cut after once'",
      does: 'cuts the connection of the first publication after it was stored, before the answer',
    },
  ],
  run: async ({ options }, context) => {
    const { settings, level } = readSettings(options, context)
    fixNewObjectSpace()
    const logger = createLogger({ level, destination: gatherLines(context.stderr) })
    if (settings.fault) logger.warn('faults were asked for: chosen requests fail')
    const running = await startServer({ ...settings, logger, version: __VERSION__ })
    if (running.adminToken !== undefined && settings.adminToken === undefined) {
      context.stdout.write(`The token of the first administrator, told only now: ${running.adminToken}\n`)
    }
    context.stdout.write(`Arkindex API server listening on ${running.url}\n`)
    await waitForAbort(context.signal)
    logger.info('stopping')
    await running.close()
    return 0
  },
}
