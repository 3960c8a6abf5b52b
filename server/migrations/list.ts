import type { Migration } from '../../core/database/migrate.ts'
import { firstCut } from './0001-first-cut.ts'

/** Every migration of the server's database, in order. */
export const serverMigrations: readonly Migration[] = [firstCut]
