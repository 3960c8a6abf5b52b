import { type RawBuilder, sql } from 'kysely'
import { type Placeholders, prepareQuery } from '../../core/database/prepared-query.ts'
import type { Rights, RightsByToken } from '../contract/operation.ts'
import { notFound } from '../contract/refusal.ts'
import type { Database } from '../services.ts'
import type { Flag, Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { findByToken, selectUserOfToken } from '../users/tokens.ts'
import { findWorkerRun, type WorkerRunRow } from '../worker-runs/find-worker-run.ts'
import { combineLevels, type LevelName, levels, readLevel, requireLevel, selectHeldLevel } from './access.ts'

type PathWith<Name extends string> = Readonly<Record<Name, string>>

/** No log-in is needed. Every operation with this stands in the list of docs/reference/api-choices.md. */
export const anyone: Rights<unknown, undefined> = {
  description: 'No log-in is needed.',
  needsLogin: false,
  refusals: [],
  check: async () => undefined,
}

export const loggedIn: Rights<unknown, undefined> = {
  description: 'Any user.',
  needsLogin: true,
  refusals: [],
  check: async () => undefined,
}

/** Rights on an object of the path. `load` finds it with the level that the user has on it. */
function onObject<Name extends string, T>(
  level: LevelName,
  parameter: Name,
  what: string,
  load: (db: Database, principal: Principal, id: string) => Promise<{ row: T; level: number } | undefined>,
): Rights<PathWith<Name>, T> {
  return {
    description: `Needs ${level} access to the ${what}.`,
    needsLogin: true,
    refusals: level === 'guest' ? [404] : [403, 404],
    check: async ({ principal, path, services }) => {
      const found = await load(services.db, principal, path[parameter])
      if (!found) throw notFound()
      requireLevel(found.level, level, what)
      return found.row
    },
  }
}

/** The same where one query knows the user of a token, too. */
function byToken<Name extends string, T>(
  rights: Rights<PathWith<Name>, T>,
  level: LevelName,
  parameter: Name,
  load: (
    db: Database,
    token: string,
    id: string,
  ) => Promise<{ principal: Principal; row: T; level: number } | undefined>,
): RightsByToken<PathWith<Name>, T> {
  return {
    ...rights,
    checkToken: async ({ token, path, services }) => {
      const found = await load(services.db, token, path[parameter])
      return found && found.level >= levels[level] ? { principal: found.principal, target: found.row } : undefined
    },
  }
}

type OfUser = Placeholders<{ id: string; userId: string }>
type OfToken = Placeholders<{ id: string; hash: string }>

const heldOnWorker = (userId: RawBuilder<string>) =>
  selectHeldLevel(sql.lit('worker'), sql.ref('worker.id'), userId).as('held')

const findWorker = prepareQuery((db: Database, { id, userId }: OfUser) =>
  db
    .selectFrom('worker')
    .innerJoin('worker_type', 'worker_type.id', 'worker.type_id')
    .selectAll('worker')
    .select(['worker_type.slug as type', heldOnWorker(userId)])
    .where('worker.id', '=', id),
)

const findWorkerByToken = prepareQuery((db: Database, { id, hash }: OfToken) =>
  selectUserOfToken(db, hash)
    .innerJoin('worker', (join) => join.on('worker.id', '=', id))
    .innerJoin('worker_type', 'worker_type.id', 'worker.type_id')
    .selectAll('worker')
    .select(['worker_type.slug as type', heldOnWorker(sql.ref('token.user_id'))]),
)

/** A worker with the slug of its type. */
export type WorkerTarget = Row<'worker'> & { readonly type: string }

export function onWorker(level: LevelName): RightsByToken<PathWith<'id'>, WorkerTarget> {
  const rights = onObject<'id', WorkerTarget>(level, 'id', 'worker', async (db, principal, id) => {
    const [row] = await findWorker(db, { id, userId: principal.id })
    return row && { row, level: combineLevels(principal, row, row.held) }
  })
  return byToken(rights, level, 'id', async (db, token, id) => {
    const found = await findByToken(token, (hash) => findWorkerByToken(db, { id, hash }))
    return found && { ...found, level: combineLevels(found.principal, found.row, found.row.held) }
  })
}

const findWorkerVersion = prepareQuery((db: Database, { id, userId }: OfUser) =>
  db
    .selectFrom('worker_version')
    .innerJoin('worker', 'worker.id', 'worker_version.worker_id')
    .selectAll('worker_version')
    .select(['worker.public', heldOnWorker(userId)])
    .where('worker_version.id', '=', id),
)

const findWorkerVersionByToken = prepareQuery((db: Database, { id, hash }: OfToken) =>
  selectUserOfToken(db, hash)
    .innerJoin('worker_version', (join) => join.on('worker_version.id', '=', id))
    .innerJoin('worker', 'worker.id', 'worker_version.worker_id')
    .selectAll('worker_version')
    .select(['worker.public', heldOnWorker(sql.ref('token.user_id'))]),
)

/** The rights on a worker's version are those on the worker. */
export function onWorkerVersion(level: LevelName): RightsByToken<PathWith<'id'>, Row<'worker_version'>> {
  const readLevelOf = (principal: Principal, row: Row<'worker_version'> & { public: Flag; held: number | null }) =>
    combineLevels(principal, { id: row.worker_id, public: row.public }, row.held)
  const rights = onObject<'id', Row<'worker_version'>>(level, 'id', 'worker', async (db, principal, id) => {
    const [row] = await findWorkerVersion(db, { id, userId: principal.id })
    return row && { row, level: readLevelOf(principal, row) }
  })
  return byToken(rights, level, 'id', async (db, token, id) => {
    const found = await findByToken(token, (hash) => findWorkerVersionByToken(db, { id, hash }))
    return found && { ...found, level: readLevelOf(found.principal, found.row) }
  })
}

export function onWorkerConfiguration(level: LevelName): Rights<PathWith<'id'>, Row<'worker_configuration'>> {
  return onObject(level, 'id', 'worker', async (db, principal, id) => {
    const row = await db.selectFrom('worker_configuration').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { row, level: await readWorkerLevel(db, principal, row.worker_id) }
  })
}

export function onModel<Name extends string>(level: LevelName, parameter: Name): Rights<PathWith<Name>, Row<'model'>> {
  return onObject(level, parameter, 'model', async (db, principal, id) => {
    const row = await db.selectFrom('model').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { row, level: await readLevel(db, principal, 'model', row) }
  })
}

export interface ModelVersionTarget {
  readonly version: Row<'model_version'>
  readonly model: Row<'model'>
  readonly level: number
}

export function onModelVersion(level: LevelName): Rights<PathWith<'id'>, ModelVersionTarget> {
  return onObject(level, 'id', 'model', async (db, principal, id) => {
    const version = await db.selectFrom('model_version').selectAll().where('id', '=', id).executeTakeFirst()
    const model =
      version && (await db.selectFrom('model').selectAll().where('id', '=', version.model_id).executeTakeFirst())
    if (!version || !model) return undefined
    const held = await readLevel(db, principal, 'model', model)
    return { row: { version, model, level: held }, level: held }
  })
}

export function onCorpus(level: LevelName): Rights<PathWith<'id'>, Row<'corpus'>> {
  return onObject(level, 'id', 'corpus', async (db, principal, id) => {
    const row = await db.selectFrom('corpus').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { row, level: await readLevel(db, principal, 'corpus', row) }
  })
}

/** The rights on a dataset are those on its corpus. */
export function onDataset(level: LevelName): Rights<PathWith<'id'>, Row<'dataset'>> {
  return onDatasetNamed(level, 'id')
}

export function onDatasetNamed<Name extends string>(
  level: LevelName,
  parameter: Name,
): Rights<PathWith<Name>, Row<'dataset'>> {
  return onObject(level, parameter, 'corpus', async (db, principal, id) => {
    const row = await db.selectFrom('dataset').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { row, level: await readCorpusLevel(db, principal, row.corpus_id) }
  })
}

/** The rights on an export are those on its corpus. */
export function onExport(level: LevelName): Rights<PathWith<'id'>, Row<'export'>> {
  return onObject(level, 'id', 'corpus', async (db, principal, id) => {
    const row = await db.selectFrom('export').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { row, level: await readCorpusLevel(db, principal, row.corpus_id) }
  })
}

export function onProcess<Name extends string>(
  level: LevelName,
  parameter: Name,
): Rights<PathWith<Name>, Row<'process'>> {
  return onObject(level, parameter, 'process', async (db, principal, id) => {
    const row = await db.selectFrom('process').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { row, level: await readProcessLevel(db, principal, row) }
  })
}

export function onWorkerRun(level: LevelName): Rights<PathWith<'id'>, WorkerRunRow> {
  return onObject(level, 'id', 'process', async (db, principal, id) => {
    const row = await findWorkerRun(db, id)
    const process =
      row && (await db.selectFrom('process').selectAll().where('id', '=', row.process_id).executeTakeFirst())
    return row && process && { row, level: await readProcessLevel(db, principal, process) }
  })
}

export function onTask(level: LevelName): Rights<PathWith<'id'>, Row<'task'>> {
  return onObject(level, 'id', 'process', async (db, principal, id) => {
    const row = await db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
    const process =
      row && (await db.selectFrom('process').selectAll().where('id', '=', row.process_id).executeTakeFirst())
    return row && process && { row, level: await readProcessLevel(db, principal, process) }
  })
}

export async function readWorkerLevel(db: Database, principal: Principal, workerId: string): Promise<number> {
  const worker = await db.selectFrom('worker').select(['id', 'public']).where('id', '=', workerId).executeTakeFirst()
  return worker ? readLevel(db, principal, 'worker', worker) : 0
}

export async function readCorpusLevel(db: Database, principal: Principal, corpusId: string): Promise<number> {
  const corpus = await db.selectFrom('corpus').select(['id', 'public']).where('id', '=', corpusId).executeTakeFirst()
  return corpus ? readLevel(db, principal, 'corpus', corpus) : 0
}

/** The rights on a process are those on its corpus; its creator may do anything with it while still a contributor there. */
export async function readProcessLevel(db: Database, principal: Principal, process: Row<'process'>): Promise<number> {
  if (process.mode === 'local') return process.creator_id === principal.id || principal.isAdmin ? levels.admin : 0
  const level = await readCorpusLevel(db, principal, process.corpus_id)
  return process.creator_id === principal.id && level >= levels.contributor ? levels.admin : level
}
