import type { Kysely } from 'kysely'
import type { Clock } from '../core/database/conventions.ts'
import type { Logger } from '../core/log/create-logger.ts'
import type { AgentSettings } from './agents/agent-settings.ts'
import type { CompatRelease } from './contract/operation.ts'
import type { Exporter } from './exports/exporter.ts'
import type { ArchiveStore } from './storage/archive-store.ts'
import type { UrlSigner } from './storage/sign-url.ts'
import type { Uploads } from './storage/uploads.ts'
import type { Tables } from './tables.ts'
import type { Background } from './tasks/background.ts'
import type { AttemptLimiter } from './users/attempt-limiter.ts'

export type Database = Kysely<Tables>

/** What handlers work with; made once when the server starts. */
export interface Services {
  readonly db: Database
  readonly clock: Clock
  readonly archives: ArchiveStore
  readonly uploads: Uploads
  readonly signer: UrlSigner
  readonly logger: Logger
  readonly exporter: Exporter
  readonly agents: AgentSettings
  readonly background: Background
  /** Attempts to log in: of one user from one address, and of one address. */
  readonly logins: { readonly ofUser: AttemptLimiter; readonly ofAddress: AttemptLimiter }
  /** Hosts of image servers that may be asked for the size of images, since the operator names them. */
  readonly imageHosts: readonly string[]
  /** The release whose offer and refusals are taken on; the newest of everything where undefined. */
  readonly compat: CompatRelease | undefined
}
