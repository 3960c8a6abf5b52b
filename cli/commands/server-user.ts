import { CodedError } from '../../core/errors/coded-error.ts'
import { registerSecret } from '../../core/log/secrets.ts'
import { addUser, listUsers, removeUser, type UserSettings, updateUser } from '../../server/users/administration.ts'
import type { Command, CommandContext, CommandInput } from '../command.ts'
import { formatOption, printRows, readArguments, withServerDatabase } from '../server-administration.ts'
import { databaseOptions } from '../server-place.ts'

const name = 'server user'
const actions = { add: ['EMAIL'], update: ['EMAIL'], remove: ['EMAIL'], list: [] }

function readChoice(value: unknown): boolean | undefined {
  return value === 'yes' ? true : value === 'no' ? false : undefined
}

function readPassword(variable: unknown, env: CommandContext['env']): string | undefined {
  if (typeof variable !== 'string' || variable === '') return undefined
  const password = env[variable]
  if (password === undefined || password.length < 8 || password.length > 128) {
    throw new CodedError('server-setting-invalid', {
      setting: '--password-env',
      value: variable,
      problem: 'that variable must hold 8 to 128 characters',
    })
  }
  registerSecret(password)
  return password
}

function readSettings({ options }: CommandInput, env: CommandContext['env']): UserSettings {
  const [isAdmin, canCreateWorkers] = [readChoice(options.admin), readChoice(options['create-workers'])]
  const password = readPassword(options['password-env'], env)
  return {
    ...(typeof options.name === 'string' ? { name: options.name } : {}),
    ...(isAdmin === undefined ? {} : { isAdmin }),
    ...(canCreateWorkers === undefined ? {} : { canCreateWorkers }),
    ...(password === undefined ? {} : { password }),
  }
}

/** `arkindex-ci server user`. */
export const serverUser: Command = {
  name,
  summary: 'Adds, changes, removes and lists the users of the bundled server',
  positionals: 'ACTION [EMAIL]',
  options: {
    ...databaseOptions,
    name: { type: 'string', value: 'NAME', description: 'The name that is shown', fromEnvironment: false },
    admin: {
      type: 'string',
      value: 'YES',
      description: 'Whether the user is an administrator of the instance',
      choices: ['yes', 'no'],
      fromEnvironment: false,
    },
    'create-workers': {
      type: 'string',
      value: 'YES',
      description: 'Whether the user may create workers (yes where it is left out)',
      choices: ['yes', 'no'],
      fromEnvironment: false,
    },
    'password-env': {
      type: 'string',
      value: 'VARIABLE',
      description: 'The variable that holds the password; a user without one has tokens only',
      fromEnvironment: false,
    },
    format: formatOption,
  },
  examples: [
    { line: 'arkindex-ci server user add ada@example.com', does: 'adds a user, who can be given a token then' },
    { line: 'arkindex-ci server user list --format json', does: 'lists the users' },
  ],
  run: async (input, context) => {
    const { action, values } = readArguments(name, actions, input.positionals)
    const [email = ''] = values
    const settings = readSettings(input, context.env)
    await withServerDatabase(input, context, async (db) => {
      if (action === 'list') printRows(await listUsers(db), input, context)
      else if (action === 'add') await addUser(db, email, settings)
      else if (action === 'update') await updateUser(db, email, settings)
      else await removeUser(db, email)
    })
    return 0
  },
}
