import { setTimeout as wait } from 'node:timers/promises'
import { type Clock, createId } from '../../core/database/conventions.ts'
import type { Logger } from '../../core/log/create-logger.ts'
import { forbidden, invalid, notFound, Refusal } from '../contract/refusal.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'
import {
  ArchiveMissing,
  type ArchiveStore,
  ArchiveTooLarge,
  PartsRefused,
  type StoredArchive,
  type StoredPart,
} from './archive-store.ts'

export interface UploadLimits {
  /** Bytes of an archive at most; a bound against filling the disk by one mistake. */
  readonly archiveBytes: number
  /** Milliseconds after which an upload that was begun and not ended is removed. */
  readonly unfinishedTime: number
  /** Milliseconds for which one request waits until an archive is read; the next one goes on waiting. */
  readonly checkTime: number
}

export const defaultUploadLimits: UploadLimits = {
  archiveBytes: 64 * 1024 ** 3,
  unfinishedTime: 7 * 24 * 3_600_000,
  checkTime: 20_000,
}

/** Milliseconds for which the outcome of a check that nobody waited for is kept. */
const outcomeTime = 600_000

/** Milliseconds that work under way gets when the server stops. */
const stopTime = 2_000

/** Milliseconds between two looks for what was left behind. */
const cleaningInterval = 3_600_000

/** The key of the archive that an upload in parts becomes. */
export function nameJoinedArchive(upload: Pick<Row<'multipart_upload'>, 'id' | 'model_version_id'>): string {
  return `${upload.model_version_id}.${upload.id}`
}

/**
 * The way of an archive into the store and out of it, so that database and store never disagree for long: what is on its way
 * in, or on its way out, stands in the table `stray_archive`, and is removed even where the server is killed in between.
 */
export interface Uploads {
  readonly limits: UploadLimits
  /** Takes in the archive of a version. Throws refusals, and what `take` throws. */
  store(versionId: string, take: (key: string) => Promise<StoredArchive>): Promise<StoredArchive>
  /** Takes over what a client put into the store by itself, if anything; `expected` is the MD5 that it should have. */
  adopt(versionId: string, expected: string | undefined): Promise<void>
  /** Makes the parts of an upload the version's archive; all that are there, where none are named. */
  join(upload: Row<'multipart_upload'>, parts: readonly { number: number; etag: string }[] | undefined): Promise<void>
  /** Ends an upload in parts, and removes them. */
  abort(upload: Row<'multipart_upload'>): Promise<void>
  /** Removes what is left of uploads to a version that is available now, or gone; it does not fail. */
  tidy(versionId: string): Promise<void>
  /** Removes an archive that stands in `stray_archive`; it does not fail: what cannot be removed now is removed later. */
  discard(key: string): Promise<void>
  /** Removes all that is left behind of uploads that nobody goes on with. */
  clean(): Promise<void>
  /** Looks for it again and again. `isAlone`: no other server has the database, so what was under way is so no more. */
  startCleaning(isAlone: boolean): Promise<void>
  close(): Promise<void>
}

/** How many parts an upload has. */
export function countParts({ size, part_size }: Pick<Row<'multipart_upload'>, 'size' | 'part_size'>): number {
  return Math.max(1, Math.ceil(size / part_size))
}

function listNumbers(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 20).join(', ')
  return numbers.length > 20 ? `${shown} and ${numbers.length - 20} more` : shown
}

/** All that keeps these parts from being the announced archive. */
function findPartProblems(
  upload: Row<'multipart_upload'>,
  stored: readonly StoredPart[],
  wanted: readonly { number: number; etag: string }[],
): string[] {
  const count = countParts(upload)
  const problems: string[] = []
  const isInOrder = wanted.every(({ number }, index) => index === 0 || number > (wanted[index - 1]?.number ?? 0))
  if (!isInOrder) problems.push('The parts are not in ascending order, each once.')
  const strange = wanted.filter(({ number }) => number > count).map(({ number }) => number)
  if (strange.length > 0) problems.push(`There are ${count} parts; not ${listNumbers(strange)}.`)
  const named = new Set(wanted.map(({ number }) => number))
  const byNumber = new Map(stored.map((part) => [part.number, part]))
  const all = Array.from({ length: count }, (_value, index) => index + 1)
  const unnamed = all.filter((number) => !named.has(number) && byNumber.has(number))
  if (unnamed.length > 0) problems.push(`Parts that are not named: ${listNumbers(unnamed)}.`)
  const absent = all.filter((number) => !byNumber.has(number))
  if (absent.length > 0) problems.push(`Parts that have not been uploaded: ${listNumbers(absent)}.`)
  const other = wanted.filter(
    ({ number, etag }) => byNumber.has(number) && !stored.some((part) => part.number === number && part.etag === etag),
  )
  if (other.length > 0) problems.push(`Parts with another ETag: ${listNumbers(other.map(({ number }) => number))}.`)
  if (problems.length > 0) return problems
  const size = wanted.reduce(
    (sum, { number, etag }) => sum + (stored.find((part) => part.number === number && part.etag === etag)?.size ?? 0),
    0,
  )
  if (size !== upload.size) problems.push(`The parts hold ${size} bytes together, expected ${upload.size} bytes.`)
  return problems
}

/**
 * @param db not the database of one request: an archive is read to its end even where the request that asked for it was given up
 */
export function createUploads({
  db,
  clock,
  archives,
  logger,
  limits,
}: {
  db: Database
  clock: Clock
  archives: ArchiveStore
  logger: Logger
  limits: UploadLimits
}): Uploads {
  /** Work by its name: who asks for what is under way waits for that. */
  const running = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let cleaning = Promise.resolve()

  const runOnce = async (name: string, work: () => Promise<void>): Promise<void> => {
    const job = running.get(name) ?? work()
    running.set(name, job)
    let late: NodeJS.Timeout | undefined
    const tooLate = new Promise<'late'>((resolve) => {
      late = setTimeout(() => resolve('late'), limits.checkTime)
    })
    const ended = job.then(
      () => 'ended' as const,
      () => 'ended' as const,
    )
    const outcome = await Promise.race([ended, tooLate])
    clearTimeout(late)
    if (outcome === 'late') {
      ended.then(() => {
        setTimeout(() => {
          if (running.get(name) === job) running.delete(name)
        }, outcomeTime).unref()
      })
      const detail = 'The archive is still being read. Ask again in a moment: the server goes on with it meanwhile.'
      throw new Refusal(503, { detail }, { 'retry-after': '5' })
    }
    running.delete(name)
    await job
  }

  const markStray = (trx: Database, key: string, removeAfter: number) =>
    trx
      .insertInto('stray_archive')
      .values({ key, remove_after: removeAfter })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ remove_after: removeAfter }))
      .execute()

  const discard = async (key: string): Promise<void> => {
    try {
      await archives.remove(key)
      await db.deleteFrom('stray_archive').where('key', '=', key).execute()
    } catch (error) {
      logger.warn({ err: error, archive: key }, 'an archive could not be removed; it is tried again later')
    }
  }

  /** Makes a stored archive that of its version, where `release` still finds it announced. Gives the key to be removed. */
  const record = async (
    versionId: string,
    key: string,
    stored: StoredArchive,
    release: (trx: Database) => Promise<boolean>,
  ): Promise<{ isRecorded: boolean; discarded: string | null }> =>
    db.transaction().execute(async (trx) => {
      const version = await trx
        .selectFrom('model_version')
        .select(['state', 'upload_key'])
        .where('id', '=', versionId)
        .executeTakeFirst()
      if (version?.upload_key === key) return { isRecorded: true, discarded: null }
      const isAnnounced = await release(trx)
      if (!isAnnounced || !version || version.state === 'available') {
        await markStray(trx, key, 0)
        return { isRecorded: false, discarded: key }
      }
      await trx
        .updateTable('model_version')
        .set({ upload_key: key, upload_size: stored.size, upload_md5: stored.md5, updated: clock.now() })
        .where('id', '=', versionId)
        .execute()
      if (version.upload_key !== null) await markStray(trx, version.upload_key, 0)
      return { isRecorded: true, discarded: version.upload_key }
    })

  const settle = async ({ isRecorded, discarded }: { isRecorded: boolean; discarded: string | null }) => {
    if (discarded !== null) await discard(discarded)
    if (!isRecorded) throw forbidden('The model version became available, or was removed, in the meantime.')
  }

  const take = async <Stored extends StoredArchive | undefined>(
    versionId: string,
    bring: (key: string) => Promise<Stored>,
  ): Promise<Stored> => {
    const key = `${versionId}.${createId()}`
    await markStray(db, key, Date.now() + limits.unfinishedTime)
    let stored: Stored
    try {
      stored = await bring(key)
    } catch (error) {
      await discard(key)
      throw error
    }
    if (stored === undefined) await discard(key)
    else {
      const release = async (trx: Database) => {
        const released = await trx
          .deleteFrom('stray_archive')
          .where('key', '=', key)
          .where('remove_after', '>', 0)
          .executeTakeFirst()
        return released.numDeletedRows > 0n
      }
      await settle(await record(versionId, key, stored, release))
    }
    return stored
  }

  const join = async (
    upload: Row<'multipart_upload'>,
    parts: readonly { number: number; etag: string }[] | undefined,
  ): Promise<void> => {
    const key = nameJoinedArchive(upload)
    const gone = notFound('The parts of this upload are gone: begin a new one.')
    if (upload.store_id === null) throw gone
    const name = { key, id: upload.store_id }
    const isJoined = await archives.has(key)
    const stored = isJoined ? [] : await archives.listParts(name)
    const wanted = parts ?? stored.map(({ number, etag }) => ({ number, etag }))
    const problems = isJoined ? [] : findPartProblems(upload, stored, wanted)
    if (problems.length > 0) throw invalid({ parts: problems })
    const measured = await archives.joinParts(name, wanted).catch((error: unknown) => {
      if (error instanceof PartsRefused) throw invalid({ parts: [error.message] })
      throw error
    })
    const release = async (trx: Database) => {
      const released = await trx
        .deleteFrom('multipart_upload')
        .where('id', '=', upload.id)
        .where('created', '>', 0)
        .executeTakeFirst()
      return released.numDeletedRows > 0n
    }
    await settle(await record(upload.model_version_id, key, measured, release))
  }

  const abort = async (upload: Row<'multipart_upload'>): Promise<void> => {
    const key = nameJoinedArchive(upload)
    // From here on it can be completed no more, and is removed later where that fails now.
    const { numUpdatedRows } = await db
      .updateTable('multipart_upload')
      .set({ created: 0 })
      .where('id', '=', upload.id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await archives.abortParts({ key, id: upload.store_id ?? undefined })
    const user = await db.selectFrom('model_version').select('id').where('upload_key', '=', key).executeTakeFirst()
    if (!user) await archives.remove(key)
    await db.deleteFrom('multipart_upload').where('id', '=', upload.id).execute()
  }

  const tidy = async (versionId: string): Promise<void> => {
    try {
      const uploads = await db
        .selectFrom('multipart_upload')
        .selectAll()
        .where('model_version_id', '=', versionId)
        .execute()
      for (const upload of uploads) await abort(upload)
      await archives.direct?.forget(versionId)
    } catch (error) {
      logger.warn(
        { err: error, version: versionId },
        'what is left of an upload could not be removed; it is tried later',
      )
    }
  }

  const clean = async (): Promise<void> => {
    const now = Date.now()
    const strays = await db.selectFrom('stray_archive').selectAll().where('remove_after', '<=', now).execute()
    for (const { key } of strays) {
      const isStray = await db.transaction().execute(async (trx) => {
        const user = await findUser(trx, key)
        if (user) await trx.deleteFrom('stray_archive').where('key', '=', key).execute()
        else await trx.updateTable('stray_archive').set({ remove_after: 0 }).where('key', '=', key).execute()
        return user === undefined
      })
      if (isStray) await discard(key)
    }
    const uploads = await db
      .selectFrom('multipart_upload')
      .leftJoin('model_version', 'model_version.id', 'multipart_upload.model_version_id')
      .selectAll('multipart_upload')
      .where((eb) =>
        eb.or([
          eb('multipart_upload.created', '<=', now - limits.unfinishedTime),
          eb('model_version.id', 'is', null),
          eb('model_version.state', '=', 'available'),
        ]),
      )
      .execute()
    for (const upload of uploads) {
      if (!running.has(`join ${upload.id}`)) await abort(upload)
    }
    await archives.direct?.forgetBefore(now - limits.unfinishedTime)
  }

  /** What names an archive, should it stand in the list of strays all the same. */
  const findUser = async (trx: Database, key: string): Promise<{ id: string } | undefined> => {
    for (const table of ['model_version', 'artifact', 'export'] as const) {
      const user = await trx.selectFrom(table).select('id').where('upload_key', '=', key).executeTakeFirst()
      if (user) return user
    }
    return undefined
  }

  const cleanQuietly = async () => {
    try {
      await clean()
    } catch (error) {
      logger.warn({ err: error }, 'what is left of uploads could not be removed; it is tried again later')
    }
  }

  return {
    limits,
    store: (versionId, bring) => take(versionId, bring),
    adopt: (versionId, expected) =>
      runOnce(`adopt ${versionId} ${expected}`, async () => {
        const { direct } = archives
        if (!direct) return
        await take(versionId, (key) => direct.adopt(versionId, key, { expected, limit: limits.archiveBytes })).catch(
          (error: unknown) => {
            if (error instanceof ArchiveTooLarge) {
              throw invalid({ size: ['The archive is too large to be uploaded as a whole: upload it in parts.'] })
            }
            throw error
          },
        )
      }),
    join: (upload, parts) =>
      runOnce(`join ${upload.id}`, async () => {
        await join(upload, parts).catch((error: unknown) => {
          if (error instanceof ArchiveMissing) throw notFound('The parts of this upload are gone: begin a new one.')
          throw error
        })
      }),
    abort,
    tidy,
    discard,
    clean,
    startCleaning: async (isAlone) => {
      if (isAlone) await db.updateTable('stray_archive').set({ remove_after: 0 }).execute()
      const run = () => {
        cleaning = cleaning.then(cleanQuietly)
      }
      timer = setInterval(run, cleaningInterval)
      timer.unref()
      run()
    },
    close: async () => {
      clearInterval(timer)
      await cleaning
      // An archive that takes longer to read is read again by the next request for it.
      await Promise.race([Promise.allSettled(running.values()), wait(stopTime, undefined, { ref: false })])
    },
  }
}
