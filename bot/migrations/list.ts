import type { Migration } from '../../core/database/migrate.ts'
import { firstCut } from './0001-first-cut.ts'

/** The bot's migrations, in the order in which they are applied. */
export const botMigrations: readonly Migration[] = [firstCut]
