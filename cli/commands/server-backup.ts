import { backUp } from '../../server/transfer/backup.ts'
import type { Command } from '../command.ts'
import { readFileArgument } from '../file-argument.ts'
import { placeOptions, readServerPlace } from '../server-place.ts'

/** `arkindex-ci server backup`. */
export const serverBackup: Command = {
  name: 'server backup',
  summary: 'Saves database and model archives of a server as one file, while it runs',
  positionals: 'FILE',
  options: placeOptions,
  examples: [
    {
      line: 'arkindex-ci server backup /backups/arkindex.tar --data /srv/arkindex',
      does: 'saves what the server of /srv/arkindex keeps; the file holds secrets, so keep it safe',
    },
  ],
  run: async ({ options, positionals }, context) => {
    const file = readFileArgument('server backup', positionals, context.cwd)
    const { rows, archives } = await backUp(readServerPlace(options, context), file)
    context.stdout.write(`Saved ${rows} rows and ${archives} archives to ${file}.\n`)
    return 0
  },
}
