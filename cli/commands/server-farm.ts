import {
  addFarm,
  changeFarmKey,
  listFarms,
  removeFarm,
  setDefaultFarm,
  setFarmPublic,
} from '../../server/farms/administration.ts'
import type { Command } from '../command.ts'
import { formatOption, printRows, readArguments, withServerDatabase } from '../server-administration.ts'
import { databaseOptions } from '../server-place.ts'

const name = 'server farm'
const actions = {
  list: [],
  add: ['NAME'],
  key: ['NAME'],
  default: ['NAME'],
  open: ['NAME'],
  close: ['NAME'],
  remove: ['NAME'],
}

/** `arkindex-ci server farm`. A key is printed once, on standard output; it is never taken from a command line. */
export const serverFarm: Command = {
  name,
  summary: 'Manages the farms of the bundled server, and the keys that agents register with',
  positionals: 'ACTION [NAME]',
  options: { ...databaseOptions, format: formatOption },
  examples: [
    { line: 'arkindex-ci server farm key "Default farm"', does: 'prints a new key of the farm, this once' },
    { line: 'arkindex-ci server farm add GPUs', does: 'makes a farm that nobody may use yet, and prints its key' },
    { line: 'arkindex-ci server farm open GPUs', does: 'lets everyone use it; close takes that back' },
  ],
  run: async (input, context) => {
    const { action, values } = readArguments(name, actions, input.positionals)
    const [farm = ''] = values
    await withServerDatabase(input, context, async (db) => {
      if (action === 'list') printRows(await listFarms(db), input, context)
      else if (action === 'default') await setDefaultFarm(db, farm)
      else if (action === 'open' || action === 'close') await setFarmPublic(db, farm, action === 'open')
      else if (action === 'remove') await removeFarm(db, farm)
      else {
        const key = action === 'add' ? await addFarm(db, farm, false) : await changeFarmKey(db, farm)
        const isJson = input.options.format === 'json'
        context.stdout.write(isJson ? `${JSON.stringify({ key })}\n` : `${key}\n`)
      }
    })
    return 0
  },
}
