import { replay } from '../../bot/queue/replay.ts'
import { createClock } from '../../core/database/conventions.ts'
import { CodedError, CodedErrors, listCodedErrors } from '../../core/errors/coded-error.ts'
import { botConfigOption } from '../bot-config.ts'
import { withBotDatabase } from '../bot-database.ts'
import type { Command } from '../command.ts'
import { formatOption, printRows } from '../server-administration.ts'

/** `arkindex-ci bot replay`. */
export const botReplay: Command = {
  name: 'bot replay',
  summary: 'Has deliveries, or work that was given up, worked on again; a running bot finds it within a second',
  positionals: 'ID...',
  options: { ...botConfigOption, format: formatOption },
  examples: [
    {
      line: 'arkindex-ci bot replay --config bot.yml 0199a1de-6f0c-7000-8000-5b1f0c2d3e4f',
      does: 'has one delivery or dead job worked on again; "bot deliveries" has the ids',
    },
  ],
  run: async (input, context) => {
    const { positionals } = input
    if (positionals.length === 0) {
      throw new CodedError('wrong-usage', { problem: 'Name what is to be worked on again.', command: 'bot replay' })
    }
    const clock = createClock()
    const problems: CodedError[] = []
    const rows: { replayed: string; kind: string; as: string }[] = []
    await withBotDatabase('bot replay', input, context, async (db) => {
      for (const id of positionals) {
        try {
          const again = await replay(db, clock.now, id)
          rows.push({ replayed: id, kind: again.kind, as: again.id })
        } catch (error) {
          problems.push(...listCodedErrors(error))
        }
      }
    })
    // With problems, the errors are the output as JSON: one document.
    if (problems.length === 0 || input.options.format !== 'json') printRows(rows, input, context)
    if (problems.length > 0) throw new CodedErrors(problems)
    return 0
  },
}
