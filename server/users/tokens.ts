import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { RawBuilder } from 'kysely'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import type { Database, Services } from '../services.ts'
import { anonymous, type Principal } from './principal.ts'

/** Tokens are stored as their SHA-256: they are long and random, so nothing slower is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export function createToken(): string {
  return randomBytes(20).toString('hex')
}

/** The longest that a token may be; longer ones are not even looked up. */
export const maximumTokenLength = 500

export async function storeToken(
  db: Database,
  token: { value: string; userId: string; name: string; created: number; expires?: number | null },
): Promise<void> {
  await db
    .insertInto('token')
    .values({
      hash: hashToken(token.value),
      user_id: token.userId,
      name: token.name,
      created: token.created,
      expires: token.expires ?? null,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}

/** Asked at every request, so that a token which is removed is refused at once, whichever server it is sent to. */
export function selectUserOfToken(db: Database, hash: RawBuilder<string>) {
  return db
    .selectFrom('token')
    .innerJoin('user_account', 'user_account.id', 'token.user_id')
    .select(['token.hash', 'token.expires', 'token.user_id'])
    .select(['user_account.email', 'user_account.display_name', 'user_account.is_admin'])
    .select('user_account.can_create_workers')
    .where('token.hash', '=', hash)
}

const findUserOfToken = prepareQuery((db: Database, { hash }: Placeholders<{ hash: string }>) =>
  selectUserOfToken(db, hash),
)

type UserOfToken = Awaited<ReturnType<typeof findUserOfToken>>[number]

/**
 * The user of a token, and the row that `find` gives of its hash; undefined where there is none or the token has expired.
 */
export async function findByToken<Row extends UserOfToken>(
  token: string,
  find: (hash: string) => Promise<Row[]>,
): Promise<{ principal: Principal; row: Row } | undefined> {
  if (token.length > maximumTokenLength) return undefined
  const hash = hashToken(token)
  const [row] = await find(hash)
  if (!row || !timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash))) return undefined
  if (row.expires !== null && row.expires <= Date.now()) return undefined
  const principal = {
    id: row.user_id,
    email: row.email,
    displayName: row.display_name,
    isAdmin: row.is_admin === 1,
    canCreateWorkers: row.can_create_workers === 1,
    token,
  }
  return { principal, row }
}

/** The user of a token, or undefined where there is none or it has expired. */
export async function findPrincipal({ db }: Pick<Services, 'db'>, token: string): Promise<Principal | undefined> {
  return (await findByToken(token, (hash) => findUserOfToken(db, { hash })))?.principal
}

/**
 * The task of a token, acting for the creator of its process; undefined where there is none. A token belongs to one attempt
 * and is forgotten when that ends, so that a task which is over is a stranger (reference/arkindex.md 3.2).
 */
export async function findTaskPrincipal(services: Pick<Services, 'db'>, token: string): Promise<Principal | undefined> {
  if (token.length > maximumTokenLength) return undefined
  const hash = hashToken(token)
  const row = await services.db
    .selectFrom('task')
    .innerJoin('process', 'process.id', 'task.process_id')
    .innerJoin('user_account', 'user_account.id', 'process.creator_id')
    .select(['task.token_hash', 'task.id as task_id', 'task.process_id', 'task.worker_run_id'])
    .select(['user_account.id', 'email', 'display_name', 'is_admin'])
    .where('task.token_hash', '=', hash)
    .where('task.state', 'in', ['running', 'stopping'])
    .executeTakeFirst()
  if (!row?.token_hash || !timingSafeEqual(Buffer.from(row.token_hash), Buffer.from(hash))) return undefined
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    isAdmin: row.is_admin === 1,
    canCreateWorkers: false,
    token,
    task: { id: row.task_id, processId: row.process_id, workerRunId: row.worker_run_id },
  }
}

/** The agent of a token, or undefined where there is none: an agent that another one took the name of is a stranger. */
export async function findAgentPrincipal(
  services: Pick<Services, 'db'>,
  token: string,
): Promise<Principal | undefined> {
  if (token.length > maximumTokenLength) return undefined
  const hash = hashToken(token)
  const row = await services.db
    .selectFrom('agent')
    .select(['id', 'farm_id', 'name', 'token_hash'])
    .where('token_hash', '=', hash)
    .executeTakeFirst()
  if (!row || !timingSafeEqual(Buffer.from(row.token_hash), Buffer.from(hash))) return undefined
  return { ...anonymous, token, agent: { id: row.id, farmId: row.farm_id, name: row.name } }
}
