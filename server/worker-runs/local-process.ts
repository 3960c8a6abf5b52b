import { createId } from '../../core/database/conventions.ts'
import { localCorpusId } from '../rights/access.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'

/**
 * The one process of a user whose workers run elsewhere than on this server (the supplement, 3.9), made at its first use.
 * To be called in a transaction.
 */
export async function getOrCreateLocalProcess(
  trx: Database,
  services: Pick<Services, 'clock'>,
  principal: Principal,
): Promise<Row<'process'>> {
  const now = services.clock.now()
  // Two requests of one user take turns here, so that there is never a second process.
  await trx
    .updateTable('user_account')
    .set((eb) => ({ created: eb.ref('created') }))
    .where('id', '=', principal.id)
    .execute()
  const existing = await trx
    .selectFrom('process')
    .selectAll()
    .where('mode', '=', 'local')
    .where('creator_id', '=', principal.id)
    .executeTakeFirst()
  if (existing) return existing
  await trx
    .insertInto('corpus')
    .values({ id: localCorpusId, name: 'Local processes', description: '', public: 0, created: now, updated: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return trx
    .insertInto('process')
    .values({
      id: createId(),
      name: 'Local process',
      name_folded: 'local process',
      corpus_id: localCorpusId,
      creator_id: principal.id,
      mode: 'local',
      state: 'unscheduled',
      farm_id: null,
      selection: '{}',
      chunks: 1,
      thumbnails: 0,
      use_cache: 0,
      use_gpu: 0,
      worker_activity: 0,
      started: null,
      finished: null,
      created: now,
      updated: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
