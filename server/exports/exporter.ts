import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { createId } from '../../core/database/conventions.ts'
import type { Database, Services } from '../services.ts'
import { keepStray, noteStray, removeStray } from '../storage/stray-archives.ts'
import type { Row } from '../tables.ts'
import type { ExportOrder } from './export-thread.ts'
import { exportFormats } from './structure.ts'

declare const __dirname: string

/** Milliseconds for which a server that writes an export holds it; another one may begin it anew afterwards. */
const lease = 60_000
const renewal = lease / 3

/** Milliseconds between two looks for exports that nobody writes, and for old ones. */
const sweepInterval = 30_000

/** Milliseconds for which an export is kept (reference/arkindex.md 3.7). */
export const exportLifetime = 14 * 24 * 3_600_000

/** Milliseconds after which the file of an export that was never recorded as done is removed. */
const abandonedAfter = 24 * 3_600_000

/** Bytes; a bound against filling the disk. */
const maximumExportSize = 64 * 1024 ** 3

export interface Exporter {
  /** Looks at once for exports that wait. */
  wake(): void
  /** Ends when the export that is being written is given back, for another server or the next start. */
  close(): Promise<void>
}

type ExporterServices = Pick<Services, 'db' | 'archives' | 'clock' | 'logger'>

/** The thread's code: beside the command's other parts, and from the sources where those are run. */
function findThread(): string {
  const beside = path.join(__dirname, 'export-thread.cjs')
  return existsSync(beside) ? beside : path.resolve(__dirname, '../../dist/parts/export-thread.cjs')
}

function runThread(order: ExportOrder, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // Its memory is bounded by the portions that it reads: more would be a defect, and must not take the server with it.
    const thread = new Worker(findThread(), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 },
    })
    const stop = () => void thread.terminate()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    let isDone = false
    thread.on('message', () => {
      isDone = true
    })
    thread.once('error', reject)
    thread.once('exit', () => {
      signal.removeEventListener('abort', stop)
      if (isDone) resolve()
      else reject(new Error('the export thread ended before the export'))
    })
  })
}

/** The export that waits longest, taken by this server; undefined where there is none. */
async function claim({ db, clock }: ExporterServices): Promise<Row<'export'> | undefined> {
  const now = clock.now()
  const waiting = await db
    .selectFrom('export')
    .select(['id', 'state', 'lease_expires'])
    .where((eb) =>
      eb.or([eb('state', '=', 'created'), eb.and([eb('state', '=', 'running'), eb('lease_expires', '<', now)])]),
    )
    .orderBy('created')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return undefined
  return db
    .updateTable('export')
    .set({ state: 'running', lease_expires: now + lease, updated: now })
    .where('id', '=', waiting.id)
    .where('state', '=', waiting.state)
    .where((eb) =>
      waiting.lease_expires === null
        ? eb('lease_expires', 'is', null)
        : eb('lease_expires', '=', waiting.lease_expires),
    )
    .returningAll()
    .executeTakeFirst()
}

/** Removes what is older than its time; rows first, so that no link leads to a file that is gone. */
async function removeOld(services: ExporterServices): Promise<void> {
  const { db, clock } = services
  const archives = await db.transaction().execute(async (trx) => {
    const old = await trx
      .deleteFrom('export')
      .where('created', '<', clock.now() - exportLifetime)
      .where('state', 'in', ['done', 'failed'])
      .returning('upload_key')
      .execute()
    const keys = old.flatMap(({ upload_key: key }) => key ?? [])
    await noteStray(trx, keys, clock.now())
    return keys
  })
  await removeStray(services, archives)
}

/**
 * Writes the exports that were asked for, one at a time, each in a thread of its own. What a server that was killed had begun
 * is begun anew by whoever finds it. `location` is that of the database; one in memory is copied to a file first.
 */
export function startExporter(services: ExporterServices, location: string): Exporter {
  const { db, archives, clock, logger } = services
  const ending = new AbortController()
  let current: Promise<void> = Promise.resolve()
  let isBusy = false

  const write = async (row: Row<'export'>): Promise<{ key: string; size: number }> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'arkindex-ci-export-'))
    try {
      let source = location
      if (location === ':memory:') {
        source = path.join(folder, 'database.sqlite')
        await sql`vacuum into ${source}`.execute(db)
      }
      const file = path.join(folder, 'export.sqlite')
      const format = exportFormats.find((known) => known === row.format)
      if (!format) throw new Error(`nothing writes exports of format ${row.format}`)
      await runThread({ location: source, corpusId: row.corpus_id, format, file }, ending.signal)
      const key = `${row.id}.${createId()}`
      await noteStray(db, [key], clock.now() + abandonedAfter)
      const { size } = await archives.receive(key, createReadStream(file), maximumExportSize)
      return { key, size }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  const isMine = (row: Row<'export'>, trx: Database = db) =>
    trx.updateTable('export').where('id', '=', row.id).where('state', '=', 'running').where('created', '=', row.created)

  const process = async (row: Row<'export'>): Promise<void> => {
    const renew = setInterval(() => {
      isMine(row)
        .set({ lease_expires: clock.now() + lease })
        .execute()
        .catch((error: unknown) =>
          logger.warn({ err: error, export: row.id }, 'the lease of an export was not renewed'),
        )
    }, renewal)
    try {
      const { key, size } = await write(row)
      const isKept = await db.transaction().execute(async (trx) => {
        const done = await isMine(row, trx)
          .set({ state: 'done', upload_key: key, size, lease_expires: null, updated: clock.now() })
          .executeTakeFirst()
        if (done.numUpdatedRows === 0n) return false
        if (!(await keepStray(trx, key))) throw new Error('the file of an export took too long to be stored')
        return true
      })
      // It was deleted in the meantime, or another server was faster.
      if (!isKept) await removeStray(services, [key])
    } catch (error) {
      const state = ending.signal.aborted ? 'created' : 'failed'
      if (state === 'failed') logger.error({ err: error, export: row.id }, 'an export failed')
      await isMine(row).set({ state, lease_expires: null, updated: clock.now() }).execute()
    } finally {
      clearInterval(renew)
    }
  }

  const sweep = async (): Promise<void> => {
    await removeOld(services)
    while (!ending.signal.aborted) {
      const row = await claim(services)
      if (!row) return
      await process(row)
    }
  }

  const wake = () => {
    if (isBusy || ending.signal.aborted) return
    isBusy = true
    current = sweep()
      .catch((error: unknown) => logger.error({ err: error }, 'the look for exports failed'))
      .finally(() => {
        isBusy = false
      })
  }
  const timer = setInterval(wake, sweepInterval)
  timer.unref()
  return {
    wake,
    close: async () => {
      clearInterval(timer)
      ending.abort()
      await current
    },
  }
}
