import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { connectDatabase } from '../../core/database/open-database.ts'
import { saveWhole } from '../../core/files/save-whole.ts'
import { exportDatabase } from './export-database.ts'
import { locateDatabase, type ServerPlace } from './place.ts'
import type { AnyTables } from './transfer-file.ts'

/** Lines are handed on in portions of about this many characters. */
const portion = 65_536

async function* joinLines(lines: AsyncIterable<string>, count: () => void): AsyncGenerator<string> {
  let text = ''
  for await (const line of lines) {
    count()
    text += `${line}\n`
    if (text.length < portion) continue
    yield text
    text = ''
  }
  yield text
}

/** Writes the export of a database into a file that is there already. Gives the number of rows. */
export async function writeExport(place: ServerPlace, file: string): Promise<number> {
  const open = await connectDatabase<AnyTables>({ location: locateDatabase(place), isReadOnly: true })
  let lines = 0
  try {
    const text = joinLines(exportDatabase(open), () => {
      lines += 1
    })
    await pipeline(Readable.from(text, { objectMode: true }), createWriteStream(file))
  } finally {
    await open.close()
  }
  // Head and foot are no rows.
  return lines - 2
}

/**
 * Exports what a server keeps in its database, which may be in use, to a file. Gives the number of rows.
 * Throws `database-*` and `file-unwritable`.
 */
export async function exportToFile(place: ServerPlace, file: string): Promise<number> {
  return saveWhole(file, (target) => writeExport(place, target))
}
