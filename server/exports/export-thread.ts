import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { connectDatabase } from '../../core/database/open-database.ts'
import type { Tables } from '../tables.ts'
import { type ExportFormat, exportFormats } from './structure.ts'
import { writeCorpus } from './write-corpus.ts'

/** What a thread is started with. */
export interface ExportOrder {
  /** Of the server's database. */
  readonly location: string
  readonly corpusId: string
  readonly format: ExportFormat
  /** A path where nothing is yet. */
  readonly file: string
}

/** The order that came as data: it is checked, since a thread is started with anything. */
function readOrder(data: unknown): ExportOrder {
  if (typeof data === 'object' && data !== null && 'location' in data && 'corpusId' in data && 'file' in data) {
    const { location, corpusId, file } = data
    const format = exportFormats.find((known) => 'format' in data && known === data.format)
    if (typeof location === 'string' && typeof corpusId === 'string' && typeof file === 'string' && format) {
      return { location, corpusId, file, format }
    }
  }
  throw new Error('an export thread was started without its order')
}

/** Writes one export in a thread of its own, since writing a file of SQLite keeps a thread from everything else. */
async function main(): Promise<void> {
  const { location, corpusId, format, file } = readOrder(workerData)
  const source = await connectDatabase<Tables>({ location, isReadOnly: true, connections: 1 })
  try {
    const target = new Sqlite(file)
    try {
      const rows = await writeCorpus(source.db, target, { corpusId, format })
      parentPort?.postMessage({ rows })
    } finally {
      target.close()
    }
  } finally {
    await source.close()
  }
}

void main().catch((error: unknown) => {
  // Thrown where the server hears it as the thread's error.
  setImmediate(() => {
    throw error
  })
})
