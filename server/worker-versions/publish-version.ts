import { createId, type JsonObject } from '../../core/database/conventions.ts'
import type { Database, Services } from '../services.ts'
import type { Row, Usage, WorkerVersionState } from '../tables.ts'

export interface References {
  branch?: string | null
  tag?: string | null
}

/** A branch or tag stands on one version of a worker: the others lose it. To be called before it is set, in the same transaction. */
export async function releaseReferences(
  trx: Database,
  workerId: string,
  exceptId: string,
  { branch, tag }: References,
): Promise<void> {
  for (const [column, name] of [
    ['branch', branch],
    ['tag', tag],
  ] as const) {
    if (name === undefined || name === null) continue
    await trx
      .updateTable('worker_version')
      .set({ [column]: null })
      .where('worker_id', '=', workerId)
      .where(column, '=', name)
      .where('id', '!=', exceptId)
      .execute()
  }
}

/** Moves a branch and a tag to a version. What is undefined stays as it is. */
export async function moveReferences(
  trx: Database,
  now: number,
  version: { id: string; worker_id: string },
  references: References,
): Promise<void> {
  await releaseReferences(trx, version.worker_id, version.id, references)
  const { branch, tag } = references
  await trx
    .updateTable('worker_version')
    .set({ ...(branch === undefined ? {} : { branch }), ...(tag === undefined ? {} : { tag }), updated: now })
    .where('id', '=', version.id)
    .execute()
}

export interface NewVersion extends References {
  workerId: string
  configuration: JsonObject
  yaml?: string
  /** Undefined gives the version the worker's next number. */
  revisionUrl?: string
  revision?: { hash: string; message: string; author: string }
  image?: string | null
  state: WorkerVersionState
  gpuUsage: Usage
  modelUsage: Usage
}

/**
 * Adds a version to a worker and moves its branch and tag to it. Gives `existing` where the worker has a version of this
 * revision already; nothing is changed then. To be called in a transaction.
 */
export async function publishVersion(
  trx: Database,
  services: Pick<Services, 'clock'>,
  given: NewVersion,
): Promise<{ id: string; existing?: undefined } | { existing: Row<'worker_version'> }> {
  const { workerId, revisionUrl } = given
  // Publications of one worker take turns: two at once would take the same number, or the same branch.
  await trx.updateTable('worker').set({ updated: services.clock.now() }).where('id', '=', workerId).execute()
  if (revisionUrl !== undefined) {
    const existing = await trx
      .selectFrom('worker_version')
      .selectAll()
      .where('worker_id', '=', workerId)
      .where('revision_url', '=', revisionUrl)
      .executeTakeFirst()
    if (existing) return { existing }
  }
  const last =
    revisionUrl === undefined
      ? await trx
          .selectFrom('worker_version')
          .select((eb) => eb.fn.max('version').as('version'))
          .where('worker_id', '=', workerId)
          .executeTakeFirst()
      : undefined
  const id = createId()
  const now = services.clock.now()
  await releaseReferences(trx, workerId, id, given)
  await trx
    .insertInto('worker_version')
    .values({
      id,
      worker_id: workerId,
      configuration: JSON.stringify(given.configuration),
      yaml: given.yaml ?? null,
      revision_url: revisionUrl ?? null,
      revision_hash: given.revision?.hash ?? null,
      revision_message: given.revision?.message ?? null,
      revision_author: given.revision?.author ?? null,
      version: revisionUrl === undefined ? (last?.version ?? 0) + 1 : null,
      tag: given.tag ?? null,
      branch: given.branch ?? null,
      docker_image_iid: given.image ?? null,
      state: given.state,
      gpu_usage: given.gpuUsage,
      model_usage: given.modelUsage,
      feature: null,
      created: now,
      updated: now,
    })
    .execute()
  return { id }
}
