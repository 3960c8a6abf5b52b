import { createId } from '../../core/database/conventions.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { deleteExports } from '../exports/export-archives.ts'
import { grantLevel, levels } from '../rights/access.ts'
import type { Database } from '../services.ts'
import { type ContentKind, type Row, toFlag } from '../tables.ts'
import { hashPassword } from './passwords.ts'
import { createToken, storeToken } from './tokens.ts'

/** The kinds of objects that rights are granted on. */
export const contentKinds = ['worker', 'model', 'corpus', 'farm'] as const
export const levelNames = ['guest', 'contributor', 'admin', 'none'] as const

function refuse(problem: string): CodedError {
  return new CodedError('administration-refused', { problem })
}

async function requireUser(db: Database, email: string): Promise<Row<'user_account'>> {
  const user = await db
    .selectFrom('user_account')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (!user) throw refuse(`There is no user ${email}.`)
  return user
}

async function requireGroup(db: Database, name: string): Promise<Row<'user_group'>> {
  const group = await db.selectFrom('user_group').selectAll().where('name', '=', name).executeTakeFirst()
  if (!group) throw refuse(`There is no group ${name}.`)
  return group
}

export interface UserSettings {
  name?: string
  isAdmin?: boolean
  canCreateWorkers?: boolean
  password?: string
}

/** The setting that names the group which new users join, as those of Arkindex do at registration (reference/arkindex.md 3.13). */
const defaultGroupSetting = 'default-group'

/** Makes a group the one that new users join; none where it is left out. Who is there already stays as they are. */
export async function setDefaultGroup(db: Database, name: string | undefined): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const group = name === undefined ? undefined : await requireGroup(trx, name)
    await trx.deleteFrom('setting').where('key', '=', defaultGroupSetting).execute()
    if (group) await trx.insertInto('setting').values({ key: defaultGroupSetting, value: group.id }).execute()
  })
}

/** Puts a new user into the group for it, if there is one. */
export async function joinDefaultGroup(db: Database, userId: string): Promise<void> {
  const group = await db
    .selectFrom('setting')
    .innerJoin('user_group', 'user_group.id', 'setting.value')
    .select('user_group.id')
    .where('setting.key', '=', defaultGroupSetting)
    .executeTakeFirst()
  if (!group) return
  await db
    .insertInto('group_member')
    .values({ group_id: group.id, user_id: userId, created: Date.now() })
    .onConflict((conflict) => conflict.columns(['user_id', 'group_id']).doNothing())
    .execute()
}

/** Makes a user. Throws `administration-refused` where there is one of this address. */
export async function addUser(db: Database, email: string, settings: UserSettings): Promise<string> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) throw refuse(`${email} is no email address.`)
  const password = settings.password === undefined ? null : await hashPassword(settings.password)
  const made = await db
    .insertInto('user_account')
    .values({
      id: createId(),
      email: email.toLowerCase(),
      display_name: settings.name ?? email,
      password,
      is_admin: toFlag(settings.isAdmin ?? false),
      can_create_workers: toFlag(settings.canCreateWorkers ?? true),
      created: Date.now(),
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw refuse(`The user ${email} exists already.`)
  await joinDefaultGroup(db, made.id)
  return made.id
}

/** Changes a user; what is undefined stays. Throws `administration-refused`, also for the last administrator's right. */
export async function updateUser(db: Database, email: string, settings: UserSettings): Promise<void> {
  const password = settings.password === undefined ? undefined : await hashPassword(settings.password)
  await db.transaction().execute(async (trx) => {
    const user = await requireUser(trx, email)
    if (user.is_admin === 1 && settings.isAdmin === false) await requireOtherAdmin(trx, user.id)
    await trx
      .updateTable('user_account')
      .set({
        display_name: settings.name ?? user.display_name,
        is_admin: settings.isAdmin === undefined ? user.is_admin : toFlag(settings.isAdmin),
        can_create_workers:
          settings.canCreateWorkers === undefined ? user.can_create_workers : toFlag(settings.canCreateWorkers),
        password: password ?? user.password,
      })
      .where('id', '=', user.id)
      .execute()
  })
}

async function requireOtherAdmin(trx: Database, userId: string): Promise<void> {
  const other = await trx
    .selectFrom('user_account')
    .select('id')
    .where('is_admin', '=', 1)
    .where('id', '!=', userId)
    .limit(1)
    .executeTakeFirst()
  if (!other) throw refuse('This is the only administrator of the instance.')
}

/** Removes a user with their tokens and rights. Refused while a process or dataset names them as its maker. */
export async function removeUser(db: Database, email: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const user = await requireUser(trx, email)
    if (user.is_admin === 1) await requireOtherAdmin(trx, user.id)
    for (const table of ['process', 'dataset'] as const) {
      const made = await trx
        .selectFrom(table)
        .select('id')
        .where('creator_id', '=', user.id)
        .limit(1)
        .executeTakeFirst()
      if (made) throw refuse(`${email} made a ${table} that is kept. Revoke the tokens instead.`)
    }
    // Their files are removed by a server.
    await deleteExports(trx, { userId: user.id }, Date.now())
    await trx.deleteFrom('user_account').where('id', '=', user.id).execute()
  })
}

export async function listUsers(db: Database) {
  const rows = await db.selectFrom('user_account').selectAll().orderBy('email').execute()
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.display_name,
    is_admin: row.is_admin === 1,
    can_create_workers: row.can_create_workers === 1,
    has_password: row.password !== null,
  }))
}

export async function addGroup(db: Database, name: string): Promise<string> {
  const made = await db
    .insertInto('user_group')
    .values({ id: createId(), name, created: Date.now() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw refuse(`The group ${name} exists already.`)
  return made.id
}

/** Removes a group with the rights that it gave. */
export async function removeGroup(db: Database, name: string): Promise<void> {
  const { id } = await requireGroup(db, name)
  await db.deleteFrom('user_group').where('id', '=', id).execute()
}

/** Every group with the addresses of its members. */
export async function listGroups(db: Database) {
  const groups = await db.selectFrom('user_group').selectAll().orderBy('name').execute()
  const chosen = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', defaultGroupSetting)
    .executeTakeFirst()
  const members = await db
    .selectFrom('group_member')
    .innerJoin('user_account', 'user_account.id', 'group_member.user_id')
    .select(['group_member.group_id', 'user_account.email'])
    .orderBy('user_account.email')
    .execute()
  return groups.map(({ id, name }) => ({
    id,
    name,
    is_default: id === chosen?.value,
    members: members.filter(({ group_id }) => group_id === id).map(({ email }) => email),
  }))
}

/** Puts a user into a group; nothing happens where they are in it. */
export async function joinGroup(db: Database, name: string, email: string): Promise<void> {
  const [group, user] = [await requireGroup(db, name), await requireUser(db, email)]
  await db
    .insertInto('group_member')
    .values({ group_id: group.id, user_id: user.id, created: Date.now() })
    .onConflict((conflict) => conflict.columns(['user_id', 'group_id']).doNothing())
    .execute()
}

export async function leaveGroup(db: Database, name: string, email: string): Promise<void> {
  const [group, user] = [await requireGroup(db, name), await requireUser(db, email)]
  const { numDeletedRows } = await db
    .deleteFrom('group_member')
    .where('group_id', '=', group.id)
    .where('user_id', '=', user.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw refuse(`${email} is not in the group ${name}.`)
}

/** Makes a token of a user, which is known to nobody but the caller; only its hash is stored. */
export async function addToken(
  db: Database,
  email: string,
  settings: { name: string; days: number | undefined },
): Promise<string> {
  const user = await requireUser(db, email)
  const value = createToken()
  const created = Date.now()
  const { days } = settings
  const expires = days === undefined ? null : created + Math.round(days * 86_400_000)
  await storeToken(db, { value, userId: user.id, name: settings.name, created, expires })
  return value
}

/** Digits of a token's hash that name it in lists and commands; they do not help to guess it. */
const tokenIdLength = 12

export async function listTokens(db: Database, email: string | undefined) {
  const user = email === undefined ? undefined : await requireUser(db, email)
  let tokens = db
    .selectFrom('token')
    .innerJoin('user_account', 'user_account.id', 'token.user_id')
    .select(['token.hash', 'token.name', 'token.created', 'token.expires', 'user_account.email'])
    .orderBy('token.created')
  if (user) tokens = tokens.where('token.user_id', '=', user.id)
  return (await tokens.execute()).map(({ hash, name, created, expires, email: owner }) => ({
    id: hash.slice(0, tokenIdLength),
    email: owner,
    name,
    created: new Date(created).toISOString(),
    expires: expires === null ? null : new Date(expires).toISOString(),
  }))
}

/** Revokes the token that an id of the list names. */
export async function revokeToken(db: Database, id: string): Promise<void> {
  if (!new RegExp(`^[0-9a-f]{${tokenIdLength}}$`).test(id)) throw refuse(`${id} is no id of a token.`)
  const { numDeletedRows } = await db.deleteFrom('token').where('hash', 'like', `${id}%`).executeTakeFirst()
  if (numDeletedRows === 0n) throw refuse(`There is no token ${id}.`)
}

/** The object that an id or a name means. Refused where a name means several. */
async function findContent(db: Database, kind: ContentKind, wanted: string): Promise<string> {
  const rows = await db
    .selectFrom(kind)
    .select('id')
    .where((eb) => eb.or([eb('id', '=', wanted), eb('name', '=', wanted)]))
    .limit(2)
    .execute()
  const [first, second] = rows
  if (!first) throw refuse(`There is no ${kind} ${wanted}.`)
  if (second) throw refuse(`Several ${kind}s are named ${wanted}: name the one by its id.`)
  return first.id
}

export interface Grant {
  kind: ContentKind
  content: string
  level: (typeof levelNames)[number]
  to: { email: string } | { group: string }
}

/** Gives a user or a group a level on an object, changes it, or takes it (`none`). */
export async function grant(db: Database, { kind, content, level, to }: Grant): Promise<void> {
  const contentId = await findContent(db, kind, content)
  if ('email' in to) {
    const user = await requireUser(db, to.email)
    if (level !== 'none') {
      await grantLevel(db, { id: createId(), userId: user.id, kind, contentId, level: levels[level] })
      return
    }
    await db
      .deleteFrom('membership')
      .where('content_kind', '=', kind)
      .where('content_id', '=', contentId)
      .where('user_id', '=', user.id)
      .execute()
    return
  }
  const group = await requireGroup(db, to.group)
  if (level === 'none') {
    await db
      .deleteFrom('group_right')
      .where('content_kind', '=', kind)
      .where('content_id', '=', contentId)
      .where('group_id', '=', group.id)
      .execute()
    return
  }
  await db
    .insertInto('group_right')
    .values({ id: createId(), group_id: group.id, content_kind: kind, content_id: contentId, level: levels[level] })
    .onConflict((conflict) =>
      conflict
        .columns(['content_kind', 'content_id', 'group_id'])
        .doUpdateSet((eb) => ({ level: eb.ref('excluded.level') })),
    )
    .execute()
}
