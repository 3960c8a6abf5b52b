import { type Check, type CheckState, checkStates, chooseExit } from '../../bot/doctor/check.ts'
import { examineBot } from '../../bot/doctor/examine-bot.ts'
import { createForgeOpener } from '../../bot/forge/open-forge.ts'
import { openTransport } from '../../core/arkindex/transport.ts'
import { createLogger } from '../../core/log/create-logger.ts'
import { maskSecrets } from '../../core/log/secrets.ts'
import { openPaint, tidy } from '../../core/release/render-text.ts'
import { botConfigOption, readConfigOption } from '../bot-config.ts'
import type { Command, CommandContext } from '../command.ts'
import { formatOption } from '../server-administration.ts'

const colors = { good: 'green', mended: 'green', warning: 'yellow', problem: 'red', unreachable: 'red' } as const

function renderCheck({ subject, of, name, state, message, remedy }: Check, { stdout }: CommandContext): string {
  const paint = openPaint(stdout.hasColor)
  const place = of === null ? '' : ` of ${tidy(of)}`
  const lines = [`${paint(state.padEnd(11), colors[state])} ${subject}${place}, ${tidy(name)}: ${tidy(message)}`]
  if (remedy !== null) lines.push(`${' '.repeat(12)}remedy: ${tidy(remedy)}`)
  return `${maskSecrets(lines.join('\n'))}\n`
}

function countChecks(checks: readonly Check[]): Record<CheckState, number> {
  const count = (wanted: CheckState) => checks.filter(({ state }) => state === wanted).length
  const [good, mended, warning, problem, unreachable] = checkStates.map(count)
  return {
    good: good ?? 0,
    mended: mended ?? 0,
    warning: warning ?? 0,
    problem: problem ?? 0,
    unreachable: unreachable ?? 0,
  }
}

/** `arkindex-ci bot doctor`. */
export const botDoctor: Command = {
  name: 'bot doctor',
  summary: 'Checks tokens, projects, webhooks and instances of the bot; makes and mends the webhooks',
  options: {
    ...botConfigOption,
    fix: { type: 'boolean', description: 'Make webhooks that are missing, and mend those that are wrong' },
    format: { ...formatOption, description: 'How the result is printed' },
  },
  examples: [
    { line: 'arkindex-ci bot doctor --config bot.yml', does: 'tells what is missing, and changes nothing' },
    {
      line: 'arkindex-ci bot doctor --config bot.yml --fix',
      does: 'makes the webhooks, as often as it is run each once',
    },
  ],
  run: async ({ options }, context) => {
    const { config, warnings } = readConfigOption('bot doctor', options, context)
    for (const warning of warnings) context.stderr.write(`warning: ${warning}\n`)
    const transport = openTransport({ env: context.env })
    const logger = createLogger({ level: 'warn', destination: context.stderr })
    try {
      const checks = await examineBot(config, {
        transport,
        openForge: createForgeOpener({ transport, logger }),
        isFixing: options.fix === true,
        now: Date.now(),
        signal: context.signal,
      })
      const counts = countChecks(checks)
      if (options.format === 'json') {
        context.stdout.write(`${maskSecrets(JSON.stringify({ checks, counts }, null, 2))}\n`)
      } else {
        for (const check of checks) context.stdout.write(renderCheck(check, context))
        const { good, mended, warning, problem, unreachable } = counts
        context.stdout.write(
          `${good} good, ${mended} mended, ${warning} to look at, ${problem} wrong, ${unreachable} not reached.\n`,
        )
      }
      return chooseExit(checks)
    } finally {
      await transport.close()
    }
  },
}
