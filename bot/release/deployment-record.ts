import type { Kysely } from 'kysely'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { BotTables, DeploymentTable } from '../tables.ts'

/** What is applied where. */
export interface DeploymentKey {
  forge: string
  project: string
  instance: string
  ref: string
  isTag: boolean
  sha: string
}

/** The newest record of an application of this commit under this name. */
export async function findDeployment(
  db: Kysely<BotTables>,
  { forge, project, instance, ref, isTag, sha }: DeploymentKey,
): Promise<DeploymentTable | undefined> {
  return db
    .selectFrom('deployment')
    .selectAll()
    .where('forge', '=', forge)
    .where('project', '=', project)
    .where('instance', '=', instance)
    .where('ref', '=', ref)
    .where('is_tag', '=', isTag ? 1 : 0)
    .where('sha', '=', sha)
    .orderBy('created', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Notes that an application runs: the record of the commit is taken again where there is one, so an attempt after an interruption adds none. */
export async function beginDeployment(db: Kysely<BotTables>, key: DeploymentKey, now: number): Promise<string> {
  const known = await findDeployment(db, key)
  if (known) {
    await db.updateTable('deployment').set({ state: 'running', ended: null }).where('id', '=', known.id).execute()
    return known.id
  }
  const id = createOrderedIds(1)[0] ?? ''
  const { forge, project, instance, ref, isTag, sha } = key
  await db
    .insertInto('deployment')
    .values({
      id,
      ...{ forge, project, instance, ref, sha },
      is_tag: isTag ? 1 : 0,
      image: null,
      state: 'running',
      report: null,
      forge_deployment: null,
      created: now,
      ended: null,
    })
    .execute()
  return id
}

/** Notes how an application ended. */
export async function endDeployment(
  db: Kysely<BotTables>,
  id: string,
  end: { state: 'success' | 'failed' | 'canceled'; report: string | null; image: string | null; now: number },
): Promise<void> {
  const { state, report, image, now } = end
  await db
    .updateTable('deployment')
    .set({ state, ended: now, ...(report === null ? {} : { report }), ...(image === null ? {} : { image }) })
    .where('id', '=', id)
    .execute()
}

/** Notes which deployment of the forge it is, so that it can be ended even by another replica. */
export async function keepForgeDeployment(db: Kysely<BotTables>, id: string, deployment: string): Promise<void> {
  await db.updateTable('deployment').set({ forge_deployment: deployment }).where('id', '=', id).execute()
}
