import { deliveryStates, listDeliveries, listJobs } from '../../bot/page/list-entries.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { writeMoment } from '../../core/time/write-moment.ts'
import { botConfigOption } from '../bot-config.ts'
import { withBotDatabase } from '../bot-database.ts'
import type { Command } from '../command.ts'
import { formatOption, printRows } from '../server-administration.ts'

/** Characters of a result in the table. */
const longestResult = 100

function shorten(text: string | null): string | null {
  if (text === null) return null
  const line = text.replace(/\s+/g, ' ')
  return line.length > longestResult ? `${line.slice(0, longestResult - 1)}…` : line
}

/** `arkindex-ci bot deliveries`. */
export const botDeliveries: Command = {
  name: 'bot deliveries',
  summary: 'Lists what the bot received and what became of it, and the work that it gave up',
  options: {
    ...botConfigOption,
    state: { type: 'string', value: 'STATE', description: 'Only those in this state', choices: deliveryStates },
    limit: { type: 'string', value: 'N', description: 'How many of each, the newest first', default: '50' },
    format: formatOption,
  },
  examples: [
    { line: 'arkindex-ci bot deliveries --config bot.yml', does: 'lists the last deliveries, and dead letters' },
    {
      line: 'arkindex-ci bot deliveries --config bot.yml --state dead --format json',
      does: 'lists what was given up as JSON',
    },
  ],
  run: async (input, context) => {
    const { options } = input
    const limit = String(options.limit)
    if (!/^[1-9]\d{0,4}$/.test(limit)) {
      const problem = `--limit is "${limit}": it is a whole number from 1 to 99999.`
      throw new CodedError('wrong-usage', { problem, command: 'bot deliveries' })
    }
    const state = deliveryStates.find((name) => name === options.state)
    const isJson = options.format === 'json'
    await withBotDatabase('bot deliveries', input, context, async (db) => {
      const { entries } = await listDeliveries(db, { state, limit: Number(limit) })
      const jobs =
        state === undefined || state === 'dead'
          ? (await listJobs(db, { state: 'dead', limit: Number(limit) })).entries
          : []
      const rows = [
        ...entries.map(({ id, received, event, forge, project, state: word, result, origin }) => ({
          ...{ kind: 'delivery', id, time: received, what: origin === 'hook' ? event : `${event} (${origin})` },
          ...{ forge, project, state: word, result },
        })),
        ...jobs.map(({ id, created, kind, forge, project, state: word, last_error: error }) => ({
          ...{ kind: 'job', id, time: created, what: kind, forge, project, state: word, result: error },
        })),
      ].sort((one, other) => other.time - one.time)
      if (rows.length === 0 && !isJson) context.stdout.write('There are none.\n')
      printRows(
        rows.map((row) => {
          const time = writeMoment(row.time)
          return { ...row, time: isJson ? time : time.slice(0, 19), result: isJson ? row.result : shorten(row.result) }
        }),
        input,
        context,
      )
    })
    return 0
  },
}
