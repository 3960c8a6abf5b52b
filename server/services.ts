import type { Kysely } from 'kysely'
import type { Clock } from '../core/database/conventions.ts'
import type { Logger } from '../core/log/create-logger.ts'
import type { CompatRelease } from './contract/operation.ts'
import type { ArchiveStore } from './storage/archive-store.ts'
import type { UrlSigner } from './storage/sign-url.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>

/** What handlers work with; made once when the server starts. */
export interface Services {
  readonly db: Database
  readonly clock: Clock
  readonly archives: ArchiveStore
  readonly signer: UrlSigner
  readonly logger: Logger
  /** The release whose offer and refusals are taken on; the newest of everything where undefined. */
  readonly compat: CompatRelease | undefined
}
