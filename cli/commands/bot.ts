import type { BotConfigReading } from '../../bot/config/read-bot-config.ts'
import { startBot } from '../../bot/start-bot.ts'
import { CodedError, CodedErrors, listCodedErrors } from '../../core/errors/coded-error.ts'
import { createLogger, type Logger, type LogLevel } from '../../core/log/create-logger.ts'
import { gatherLines } from '../../core/log/gather-lines.ts'
import { botConfigOption, readConfigOption } from '../bot-config.ts'
import type { Command, CommandContext, OptionSpec, OptionValue } from '../command.ts'
import { fixNewObjectSpace } from '../new-object-space.ts'
import { reloadOnHangup } from '../reload-on-hangup.ts'

declare const __VERSION__: string

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const satisfies readonly LogLevel[]

const options: Readonly<Record<string, OptionSpec>> = {
  ...botConfigOption,
  port: { type: 'string', value: 'PORT', description: 'The port; 0 takes any that is free', default: '8080' },
  host: { type: 'string', value: 'HOST', description: 'The address to listen on', default: '127.0.0.1' },
  'dry-run': {
    type: 'boolean',
    description: 'Only say what would be done: nothing is written to a forge or an instance',
  },
  'stop-timeout': {
    type: 'string',
    value: 'SECONDS',
    description: 'What work under way gets to end when the bot is told to stop, and then once more to give way',
    default: '8',
  },
  'log-level': {
    type: 'string',
    value: 'LEVEL',
    description: 'What is logged on standard error',
    default: 'info',
    choices: logLevels,
  },
}

interface Settings {
  port: number
  host: string
  /** Milliseconds. */
  stopTime: number
  level: LogLevel
  /** Reads the configuration, with `--dry-run` over it. */
  read: () => BotConfigReading
  reading: BotConfigReading
}

/** Reads flags and configuration, and throws all that is wrong with both at once. */
function readSettings(given: Readonly<Record<string, OptionValue>>, context: CommandContext): Settings {
  const problems: CodedError[] = []
  const readNumber = (name: string, most: number): number => {
    const text = String(given[name] ?? '')
    if (/^\d{1,6}$/.test(text) && Number(text) <= most) return Number(text)
    const problem = `--${name} is "${text}": it is a whole number from 0 to ${most}.`
    problems.push(new CodedError('wrong-usage', { problem, command: 'bot' }))
    return 0
  }
  const port = readNumber('port', 65_535)
  const stopTime = readNumber('stop-timeout', 86_400) * 1000
  const read = (): BotConfigReading => {
    const { config, warnings } = readConfigOption('bot', given, context)
    return { config: { ...config, isDryRun: config.isDryRun || given['dry-run'] === true }, warnings }
  }
  let reading: BotConfigReading | undefined
  try {
    reading = read()
  } catch (error) {
    problems.push(...listCodedErrors(error))
  }
  if (problems.length > 0 || reading === undefined) throw new CodedErrors(problems)
  const level = logLevels.find((name) => name === given['log-level']) ?? 'info'
  return { port, stopTime, read, reading, level, host: String(given.host ?? '127.0.0.1') }
}

function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Stops within the time that was given; what hangs beyond it is left, as its lease ends by itself. */
async function stopInTime(stop: () => Promise<void>, { stopTime }: Settings, logger: Logger): Promise<number> {
  let timer: NodeJS.Timeout | undefined
  const isLate = await Promise.race([
    stop().then(() => false),
    // Twice the time: first the work may end, then it has to give way.
    new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(true), stopTime * 2 + 2000)
    }),
  ])
  clearTimeout(timer)
  if (!isLate) return 0
  logger.error('The bot did not stop in time; its work goes on after the next start, when its leases have ended.')
  setTimeout(() => process.exit(1), 100).unref()
  return 1
}

/** `arkindex-ci bot`. */
export const bot: Command = {
  name: 'bot',
  summary: 'Starts the webhook bot of GitLab and GitHub',
  options,
  examples: [
    {
      line: 'arkindex-ci bot --config bot.yml --port 8080',
      does: 'receives webhooks at /gitlab/webhook and /github/webhook',
    },
    { line: 'arkindex-ci bot --config bot.yml --dry-run', does: 'only logs what it would do, in the same words' },
    {
      line: 'arkindex-ci bot doctor --config bot.yml --fix',
      does: 'checks everything that it needs, and makes the webhooks',
    },
  ],
  run: async ({ options: given }, context) => {
    const settings = readSettings(given, context)
    const { config, warnings } = settings.reading
    fixNewObjectSpace()
    const logger = createLogger({ level: settings.level, destination: gatherLines(context.stderr) })
    for (const warning of warnings) logger.warn(warning)
    const { port, host, stopTime } = settings
    const running = await startBot(config, { port, host, logger, stopTime, env: context.env, version: __VERSION__ })
    const endReload = reloadOnHangup({ read: settings.read, use: (fresh) => running.reload(fresh), logger })
    const only = config.isDryRun ? ', and only says what it would do' : ''
    context.stdout.write(`The bot listens on ${running.url}${only}\n`)
    await waitForAbort(context.signal)
    await endReload()
    return stopInTime(() => running.stop(), settings, logger)
  },
}
