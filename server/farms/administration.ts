import { createId } from '../../core/database/conventions.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import type { Database } from '../services.ts'
import { type Row, toFlag } from '../tables.ts'
import { renewFarmKey } from './farm-keys.ts'

function refuse(problem: string): CodedError {
  return new CodedError('administration-refused', { problem })
}

async function requireFarm(db: Database, name: string): Promise<Row<'farm'>> {
  const farms = await db
    .selectFrom('farm')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', name), eb('name', '=', name)]))
    .limit(2)
    .execute()
  const [first, second] = farms
  if (!first) throw refuse(`There is no farm ${name}.`)
  if (second) throw refuse(`Several farms are named ${name}: name the one by its id.`)
  return first
}

/** Makes a farm, and gives the key that agents register with; only its hash is stored. */
export async function addFarm(db: Database, name: string, isPublic: boolean): Promise<string> {
  if (name.trim() === '' || name.length > 100) throw refuse('The name of a farm has 1 to 100 characters.')
  return db.transaction().execute(async (trx) => {
    const held = await trx.selectFrom('farm').select('id').where('name', '=', name).executeTakeFirst()
    if (held) throw refuse(`The farm ${name} exists already.`)
    const id = createId()
    await trx
      .insertInto('farm')
      .values({ id, name, is_default: 0, public: toFlag(isPublic), created: Date.now() })
      .execute()
    return renewFarmKey(trx, id)
  })
}

/** Gives a farm a new key: no agent registers with the old one any more. Those that did go on. */
export async function changeFarmKey(db: Database, name: string): Promise<string> {
  const { id } = await requireFarm(db, name)
  return renewFarmKey(db, id)
}

/** Makes a farm the one of processes that name none. */
export async function setDefaultFarm(db: Database, name: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { id } = await requireFarm(trx, name)
    await trx.updateTable('farm').set({ is_default: 0 }).where('is_default', '=', 1).execute()
    await trx.updateTable('farm').set({ is_default: 1 }).where('id', '=', id).execute()
  })
}

/** Lets everyone use a farm, or those only who have a right on it. */
export async function setFarmPublic(db: Database, name: string, isPublic: boolean): Promise<void> {
  const { id } = await requireFarm(db, name)
  await db
    .updateTable('farm')
    .set({ public: toFlag(isPublic) })
    .where('id', '=', id)
    .execute()
}

/** Removes a farm with its agents. Refused for the default one, and while a process waits for it or runs on it. */
export async function removeFarm(db: Database, name: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const farm = await requireFarm(trx, name)
    if (farm.is_default === 1) throw refuse(`${farm.name} is the default farm: make another one the default first.`)
    const process = await trx
      .selectFrom('process')
      .select('id')
      .where('farm_id', '=', farm.id)
      .where('state', 'in', ['pending', 'running', 'stopping'])
      .limit(1)
      .executeTakeFirst()
    if (process) throw refuse(`The process ${process.id} is on the farm ${farm.name}: wait for its end, or stop it.`)
    await trx.updateTable('process').set({ farm_id: null }).where('farm_id', '=', farm.id).execute()
    await trx.deleteFrom('membership').where('content_kind', '=', 'farm').where('content_id', '=', farm.id).execute()
    await trx.deleteFrom('group_right').where('content_kind', '=', 'farm').where('content_id', '=', farm.id).execute()
    await trx.deleteFrom('farm').where('id', '=', farm.id).execute()
  })
}

export async function listFarms(db: Database) {
  const farms = await db.selectFrom('farm').selectAll().orderBy('name').execute()
  const agents = await db
    .selectFrom('agent')
    .select('farm_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy('farm_id')
    .execute()
  return farms.map((farm) => ({
    id: farm.id,
    name: farm.name,
    is_default: farm.is_default === 1,
    public: farm.public === 1,
    has_key: farm.key_hash !== null,
    agents: agents.find(({ farm_id }) => farm_id === farm.id)?.count ?? 0,
  }))
}
