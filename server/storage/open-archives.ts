import { CodedError } from '../../core/errors/coded-error.ts'
import type { Database } from '../services.ts'
import { type ArchiveStore, ArchiveStoreFailure } from './archive-store.ts'
import { claimFolder, claimStore } from './claim-folder.ts'
import { archiveFolder } from './data-folder.ts'
import { openFolderStore, openTemporaryStore } from './folder-store.ts'
import { describeS3, type S3Settings } from './s3-settings.ts'
import { openS3Store } from './s3-store.ts'

/** Where a server keeps its archives: in an S3-compatible store, else in its data folder, else only while it runs. */
export interface ArchivePlace {
  readonly data?: string | undefined
  readonly s3?: S3Settings | undefined
  /** A `postgresql://` URL, where several servers may share the place. */
  readonly database?: string | undefined
  readonly isDataShared?: boolean | undefined
}

function toCoded(error: unknown, settings: S3Settings): unknown {
  if (!(error instanceof ArchiveStoreFailure)) return error
  const { failure, reason } = error
  const store = describeS3(settings)
  return failure === 'unreachable'
    ? new CodedError('archive-store-unreachable', { store, reason }, { cause: error })
    : new CodedError('archive-store-refused', { store, reason }, { cause: error })
}

/** What `work` gives. Throws `archive-store-unreachable` and `archive-store-refused` in place of the store's own failures. */
export async function withStoreErrors<Result>({ s3 }: ArchivePlace, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw s3 ? toCoded(error, s3) : error
  }
}

/** Opens the store of a place without a look at whose archives it holds. */
export async function openStore({ data, s3, isDataShared = false }: ArchivePlace): Promise<ArchiveStore> {
  if (s3) return openS3Store(s3)
  return data === undefined ? openTemporaryStore() : openFolderStore(archiveFolder(data), { isShared: isDataShared })
}

/**
 * Opens the store of a server's archives, and makes sure that it can be written and is the one of this database.
 * Throws `archives-elsewhere`, `archive-store-unreachable` and `archive-store-refused`.
 */
export async function openArchives(db: Database, location: string, place: ArchivePlace): Promise<ArchiveStore> {
  const { data, database, s3 } = place
  const { archives } = await withStoreErrors(place, async () => {
    if (!s3) return { archives: await openStore(place) }
    const store = await openS3Store(s3)
    try {
      await claimStore(db, await store.readName(), { place: describeS3(s3), location, has: store.has })
    } catch (error) {
      await store.close()
      throw error
    }
    return { archives: store }
  })
  // A folder of one server alone needs no name, but where the database knows another place.
  if (!s3 && data !== undefined)
    await claimFolder(db, archiveFolder(data), location, { isShared: database !== undefined })
  return archives
}
