import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdSerializers } from 'pino'
import { writeMoment } from '../time/write-moment.ts'
import { mask, maskSecrets } from './secrets.ts'

export type { Logger } from 'pino'
export type LogLevel = LevelWithSilent

export interface LoggerOptions {
  level: LogLevel
  /** Takes each line; standard error where none is given. Every known secret is masked before it gets there. */
  destination?: DestinationStream
}

/** Fields that hold secrets by their nature, wherever they stand in what is logged. */
const secretFields = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'auth_token',
  'password',
  'private-token',
  'job-token',
]

function listRedactedPaths(): string[] {
  const quoted = secretFields.map((name) => `["${name}"]`)
  return [...quoted, ...quoted.map((name) => `*${name}`), ...quoted.map((name) => `*.*${name}`)]
}

/**
 * The one logger of the program: a JSON line each, without secrets. Errors are logged by type, message and stack,
 * never with what hangs on them, such as a request with its headers.
 */
export function createLogger({ level, destination = process.stderr }: LoggerOptions): Logger {
  const serializeError = (error: Error) => {
    const { type, message, stack } = stdSerializers.err(error)
    return { type, message, stack }
  }
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${writeMoment(Date.now())}"`,
      redact: { paths: listRedactedPaths(), censor: mask },
      serializers: { err: serializeError, error: serializeError },
    },
    { write: (line) => destination.write(maskSecrets(line)) },
  )
}
