import type { Migration } from '../../core/database/migrate.ts'
import { firstCut } from './0001-first-cut.ts'
import { groups } from './0002-groups.ts'
import { multipart } from './0003-multipart.ts'
import { versionCount } from './0004-version-count.ts'
import { training } from './0005-training.ts'

/** Every migration of the server's database, in order. */
export const serverMigrations: readonly Migration[] = [firstCut, groups, multipart, versionCount, training]
