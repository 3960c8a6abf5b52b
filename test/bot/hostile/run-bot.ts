// The bot as a process of its own that the tests kill, with leases that end within the time of a test. Its argument is the configuration.
import { readBotConfig } from '../../../bot/config/read-bot-config.ts'
import { startBot } from '../../../bot/start-bot.ts'
import { createLogger } from '../../../core/log/create-logger.ts'

const [file = '', port = '0'] = process.argv.slice(2)
const { config } = readBotConfig(file, process.env)
const bot = await startBot(config, {
  env: process.env,
  port: Number(port),
  logger: createLogger({ level: 'info', destination: process.stderr }),
  queueTimes: { lease: 4000, heartbeat: 500, poll: 100, firstRetry: 100 },
})
process.on('SIGTERM', () => bot.stop().then(() => process.exit(0)))
process.stdout.write(`The bot listens on ${bot.url}\n`)
