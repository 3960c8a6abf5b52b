import { createId, foldText } from '../../core/database/conventions.ts'
import { forbidden } from '../contract/refusal.ts'
import { grantAdmin, levels, readLevel } from '../rights/access.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'

export interface WorkerIdentity {
  slug: string
  /** Empty for a worker of no repository. */
  repositoryUrl: string
  name: string
  type: string
  description: string
}

/** The id of the worker type with this slug, made where it is missing. */
export async function getOrCreateType(db: Database, slug: string): Promise<string> {
  const existing = await db.selectFrom('worker_type').select('id').where('slug', '=', slug).executeTakeFirst()
  if (existing) return existing.id
  await db
    .insertInto('worker_type')
    .values({ id: createId(), slug, display_name: slug })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute()
  return (await db.selectFrom('worker_type').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id
}

/**
 * The worker of a slug and repository, made where there is none; who makes it gets all rights on it.
 * Refuses with 403 where it exists for others, or where the user may not make workers. To be called in a transaction.
 */
export async function getOrCreateWorker(
  trx: Database,
  services: Pick<Services, 'clock'>,
  principal: Principal,
  identity: WorkerIdentity,
): Promise<{ worker: Row<'worker'>; isNew: boolean; level: number }> {
  const find = () =>
    trx
      .selectFrom('worker')
      .selectAll()
      .where('slug', '=', identity.slug)
      .where('repository_url', '=', identity.repositoryUrl)
      .executeTakeFirst()
  const existing = await find()
  if (!existing) {
    if (!principal.canCreateWorkers && !principal.isAdmin) throw forbidden('You are not allowed to create workers.')
    const now = services.clock.now()
    const made = await trx
      .insertInto('worker')
      .values({
        id: createId(),
        slug: identity.slug,
        name: identity.name,
        name_folded: foldText(identity.name),
        type_id: await getOrCreateType(trx, identity.type),
        description: identity.description,
        repository_url: identity.repositoryUrl,
        public: 0,
        archived: null,
        created: now,
        updated: now,
      })
      .onConflict((conflict) => conflict.columns(['slug', 'repository_url']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (made) {
      await grantAdmin(trx, { id: createId(), userId: principal.id, kind: 'worker', contentId: made.id })
      return { worker: made, isNew: true, level: levels.admin }
    }
  }
  const worker = existing ?? (await find())
  if (!worker) throw new Error('a worker was removed between two looks in one transaction')
  const level = await readLevel(trx, principal, 'worker', worker)
  if (level < levels.guest) throw forbidden('You do not have access to the worker of this slug and repository.')
  return { worker, isNew: false, level }
}
