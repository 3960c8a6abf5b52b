import {
  addGroup,
  joinGroup,
  leaveGroup,
  listGroups,
  removeGroup,
  setDefaultGroup,
} from '../../server/users/administration.ts'
import type { Command } from '../command.ts'
import { formatOption, printRows, readArguments, withServerDatabase } from '../server-administration.ts'
import { databaseOptions } from '../server-place.ts'

const name = 'server group'
const actions = {
  add: ['NAME'],
  remove: ['NAME'],
  join: ['NAME', 'EMAIL'],
  leave: ['NAME', 'EMAIL'],
  default: ['[NAME]'],
  list: [],
}

/** `arkindex-ci server group`. */
export const serverGroup: Command = {
  name,
  summary: 'Manages groups of users of the bundled server',
  positionals: 'ACTION [NAME] [EMAIL]',
  options: { ...databaseOptions, format: formatOption },
  examples: [
    { line: 'arkindex-ci server group add readers', does: 'makes a group' },
    { line: 'arkindex-ci server group default readers', does: 'puts every user into it who is made from now on' },
    { line: 'arkindex-ci server group join readers ada@example.com', does: 'puts a user into it' },
  ],
  run: async (input, context) => {
    const { action, values } = readArguments(name, actions, input.positionals)
    const [group = '', email = ''] = values
    await withServerDatabase(input, context, async (db) => {
      if (action === 'list') {
        const rows = await listGroups(db)
        const isText = input.options.format !== 'json'
        printRows(isText ? rows.map((row) => ({ ...row, members: row.members.join(', ') })) : rows, input, context)
      } else if (action === 'add') await addGroup(db, group)
      else if (action === 'remove') await removeGroup(db, group)
      else if (action === 'default') await setDefaultGroup(db, values[0])
      else if (action === 'join') await joinGroup(db, group, email)
      else await leaveGroup(db, group, email)
    })
    return 0
  },
}
