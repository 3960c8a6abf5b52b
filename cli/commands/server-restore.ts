import { restore } from '../../server/transfer/restore.ts'
import type { Command } from '../command.ts'
import { readFileArgument } from '../file-argument.ts'
import { placeOptions, readServerPlace } from '../server-place.ts'

/** `arkindex-ci server restore`. */
export const serverRestore: Command = {
  name: 'server restore',
  summary: 'Fills an empty place with a backup of a server',
  positionals: 'FILE',
  options: placeOptions,
  examples: [
    {
      line: 'arkindex-ci server restore /backups/arkindex.tar --data /srv/arkindex',
      does: 'brings back what was saved; what the place holds is never overwritten',
    },
  ],
  run: async ({ options, positionals }, context) => {
    const file = readFileArgument('server restore', positionals, context.cwd)
    const { rows, archives } = await restore(readServerPlace(options, context), file)
    context.stdout.write(`Restored ${rows} rows and ${archives} archives.\n`)
    return 0
  },
}
