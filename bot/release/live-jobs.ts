import type { Kysely } from 'kysely'
import type { BotTables } from '../tables.ts'

/** Whether a job of this subject waits or runs. */
export async function isUnderWay(db: Kysely<BotTables>, forge: string, subject: string): Promise<boolean> {
  const found = await db
    .selectFrom('job')
    .select('id')
    .where('forge', '=', forge)
    .where('subject', '=', subject)
    .where('ended', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
