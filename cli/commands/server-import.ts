import { describeS3 } from '../../server/storage/s3-settings.ts'
import { importFromFile } from '../../server/transfer/import-from-file.ts'
import type { Command } from '../command.ts'
import { readFileArgument } from '../file-argument.ts'
import { placeOptions, readServerPlace } from '../server-place.ts'

/** `arkindex-ci server import`. */
export const serverImport: Command = {
  name: 'server import',
  summary: 'Fills an empty database with an export, of either engine',
  positionals: 'FILE',
  options: placeOptions,
  examples: [
    {
      line: 'arkindex-ci server import arkindex.jsonl --data copy',
      does: 'fills an empty folder with what was exported',
    },
    {
      line: 'DATABASE_URL=postgresql://arkindex:secret@db/arkindex arkindex-ci server import arkindex.jsonl',
      does: 'moves what was exported, from SQLite for instance, to an empty PostgreSQL',
    },
  ],
  run: async ({ options, positionals }, context) => {
    const file = readFileArgument('server import', positionals, context.cwd)
    const place = readServerPlace(options, context)
    const { rows, missingArchives } = await importFromFile(place, file)
    context.stdout.write(`Imported ${rows} rows.\n`)
    if (missingArchives.length > 0) {
      context.stderr.write(
        `${missingArchives.length} model archives are not in ${place.s3 ? describeS3(place.s3) : `${place.data}/archives`}: copy them there, or use "server backup" and "server restore", which take them along. The first is ${missingArchives[0]}.\n`,
      )
    }
    return 0
  },
}
