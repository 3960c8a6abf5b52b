import { CodedError } from '../../core/errors/coded-error.ts'
import { addToken, listTokens, revokeToken } from '../../server/users/administration.ts'
import type { Command, OptionValue } from '../command.ts'
import { formatOption, printRows, readArguments, withServerDatabase } from '../server-administration.ts'
import { databaseOptions } from '../server-place.ts'

const name = 'server token'
const actions = { add: ['EMAIL'], list: ['[EMAIL]'], revoke: ['ID'] }

function readDays(value: OptionValue): number | undefined {
  if (typeof value !== 'string') return undefined
  const days = Number(value)
  if (/^\d+(\.\d+)?$/.test(value) && days > 0 && days <= 36_500) return days
  throw new CodedError('server-setting-invalid', {
    setting: '--days',
    value,
    problem: 'it is a number of days up to 36500, such as 30 or 0.5',
  })
}

/** `arkindex-ci server token`. The token is printed once, on standard output; it is never taken from a command line. */
export const serverToken: Command = {
  name,
  summary: 'Makes, lists and revokes tokens of users of the bundled server',
  positionals: 'ACTION [EMAIL or ID]',
  options: {
    ...databaseOptions,
    days: { type: 'string', value: 'N', description: 'Days after which it expires (never)', fromEnvironment: false },
    name: {
      type: 'string',
      value: 'NAME',
      description: 'What the token is for, as lists show it',
      default: 'command',
      fromEnvironment: false,
    },
    format: formatOption,
  },
  examples: [
    { line: 'arkindex-ci server token add ada@example.com --days 90', does: 'prints a new token, this once' },
    { line: 'arkindex-ci server token list', does: 'lists the tokens by the ids that revoke takes' },
  ],
  run: async (input, context) => {
    const { action, values } = readArguments(name, actions, input.positionals)
    const [value] = values
    const days = readDays(input.options.days)
    await withServerDatabase(input, context, async (db) => {
      if (action === 'list') printRows(await listTokens(db, value), input, context)
      else if (action === 'revoke') await revokeToken(db, value ?? '')
      else {
        const token = await addToken(db, value ?? '', { name: String(input.options.name), days })
        const isJson = input.options.format === 'json'
        context.stdout.write(isJson ? `${JSON.stringify({ token })}\n` : `${token}\n`)
      }
    })
    return 0
  },
}
