import type { BotConfig } from '../bot/config/bot-config.ts'
import type { BotConfigReading } from '../bot/config/read-bot-config.ts'
import { listCodedErrors } from '../core/errors/coded-error.ts'
import type { Logger } from '../core/log/create-logger.ts'

export interface Reload {
  /** Reads the configuration anew. Throws coded errors. */
  read(): BotConfigReading
  /** Puts it to use. */
  use(config: BotConfig): Promise<void>
  logger: Logger
}

/** Logs each problem of a configuration, one line each, with its place and remedy. */
function logErrors(logger: Logger, thrown: unknown): void {
  for (const { code, message, remedy, place } of listCodedErrors(thrown)) {
    logger.error({ code, remedy, ...(place === undefined ? {} : { place }) }, message)
  }
}

async function reload({ read, use, logger }: Reload): Promise<void> {
  let reading: BotConfigReading
  try {
    reading = read()
  } catch (error) {
    logErrors(logger, error)
    logger.error('The configuration was not taken: the bot goes on with the one that it has.')
    return
  }
  for (const warning of reading.warnings) logger.warn(warning)
  try {
    await use(reading.config)
  } catch (error) {
    logErrors(logger, error)
    logger.error('The configuration could not be put to use: the bot goes on with the one that it has.')
  }
}

/**
 * Reads the configuration anew at each SIGHUP, one after another. One that is wrong is told with everything that is wrong with
 * it, and the bot keeps the one that it has. Gives a function that ends this.
 */
export function reloadOnHangup(given: Reload): () => Promise<void> {
  let last = Promise.resolve()
  const onHangup = () => {
    last = last.then(() => reload(given))
  }
  process.on('SIGHUP', onHangup)
  return async () => {
    process.off('SIGHUP', onHangup)
    await last
  }
}
