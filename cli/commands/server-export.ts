import { exportToFile } from '../../server/transfer/export-to-file.ts'
import type { Command } from '../command.ts'
import { readFileArgument } from '../file-argument.ts'
import { databaseOptions, readServerPlace } from '../server-place.ts'

/** `arkindex-ci server export`. */
export const serverExport: Command = {
  name: 'server export',
  summary: "Writes a server's database as text that diffs, while it runs",
  positionals: 'FILE',
  options: databaseOptions,
  examples: [
    {
      line: 'arkindex-ci server export arkindex.jsonl',
      does: 'writes the database of ./arkindex-data; the file holds password hashes and the key of signed URLs, so keep it safe',
    },
  ],
  run: async ({ options, positionals }, context) => {
    const file = readFileArgument('server export', positionals, context.cwd)
    const rows = await exportToFile(readServerPlace(options, context), file)
    context.stdout.write(`Exported ${rows} rows to ${file}. Model archives are no part of an export.\n`)
    return 0
  },
}
