import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { invalid, notFound } from '../contract/refusal.ts'
import { choice, component, integer, moment, nullable, object, optional, text, uuid } from '../contract/shape.ts'
import { onCorpus, onExport } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { noteStray, removeStray } from '../storage/stray-archives.ts'
import { exportStates, type Row } from '../tables.ts'
import { exportPath } from './export-path.ts'
import { currentFormat, exportFormats } from './structure.ts'

/** Milliseconds after an export during which no other is made of the same corpus (reference/arkindex.md 3.7). */
const restTime = 6 * 3_600_000

const exportShape = component(
  'Export',
  object({
    id: uuid(),
    corpus_id: uuid(),
    user: component('ExportUser', object({ id: uuid(), email: text(), display_name: text() }, 'Who asked for it.')),
    state: choice(exportStates),
    source: choice(['default'] as const, 'The database that it is made from.'),
    format: integer({ description: 'The version of the structure of its file.' }),
    size: nullable(integer({ min: 0, description: 'Bytes of the file; null until it is done.' })),
    created: moment(),
    updated: moment(),
  }),
)

async function describeExports(db: Database, rows: readonly Row<'export'>[]) {
  if (rows.length === 0) return []
  const users = await db
    .selectFrom('user_account')
    .select(['id', 'email', 'display_name'])
    .where('id', 'in', [...new Set(rows.map(({ user_id }) => user_id))])
    .execute()
  return rows.map((row) => {
    const user = users.find(({ id }) => id === row.user_id)
    if (!user) throw new Error('an export without its user')
    return {
      id: row.id,
      corpus_id: row.corpus_id,
      user,
      state: row.state,
      source: 'default' as const,
      format: row.format,
      size: row.size,
      created: new Date(row.created).toISOString(),
      updated: new Date(row.updated).toISOString(),
    }
  })
}

const corpusId = uuid('The id of the corpus.')
const exportId = uuid('The id of the export.')

const listExports = defineOperation({
  operationId: 'ListExports',
  method: 'GET',
  path: '/corpus/{id}/export/',
  tag: 'exports',
  summary: 'List the exports of a corpus, the newest first',
  parameters: { path: { id: corpusId }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of exports' }, body: pageOf('Export', exportShape) },
  isPaginated: true,
  rights: onCorpus('guest'),
  handle: async (call) => {
    const { target, services } = call
    const matching = services.db.selectFrom('export').where('corpus_id', '=', target.id)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) =>
          describeExports(
            services.db,
            await matching.selectAll().orderBy('created', 'desc').orderBy('id').limit(limit).offset(offset).execute(),
          ),
      },
      (row) => row,
    )
  },
})

/** Refuses while there is another export that will do. To be called in a transaction. */
async function requireNone(trx: Database, corpus: string, format: number, now: number): Promise<void> {
  const others = await trx
    .selectFrom('export')
    .select(['state', 'created'])
    .where('corpus_id', '=', corpus)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['created', 'running']),
        eb.and([eb('state', '=', 'done'), eb('format', '=', format), eb('created', '>', now - restTime)]),
      ]),
    )
    .execute()
  if (others.some(({ state }) => state !== 'done')) {
    throw invalid({ non_field_errors: ['An export is already running for this corpus.'] })
  }
  if (others.length > 0) {
    throw invalid({ non_field_errors: ['An export of this corpus was made in the last 6 hours.'] })
  }
}

const startExport = defineOperation({
  operationId: 'StartExport',
  method: 'POST',
  path: '/corpus/{id}/export/',
  tag: 'exports',
  summary: 'Start an export of a corpus to a file of SQLite',
  description: 'The export is made in the background; DownloadExport gives its file once it is done, for two weeks.',
  parameters: { path: { id: corpusId } },
  body: object({
    source: optional(choice(['default'] as const)),
    format: optional(
      integer({
        min: Math.min(...exportFormats),
        max: currentFormat,
        description: 'The version of the structure: 11, the default, or 10, where entities are objects of their own.',
      }),
    ),
  }),
  answers: { statuses: { 201: 'The export was started' }, body: exportShape },
  rights: onCorpus('contributor'),
  handle: async ({ body, target, principal, services }) => {
    const format = body.format ?? currentFormat
    const row = await services.db.transaction().execute(async (trx) => {
      const now = services.clock.now()
      await requireNone(trx, target.id, format, now)
      return trx
        .insertInto('export')
        .values({
          id: createId(),
          corpus_id: target.id,
          user_id: principal.id,
          state: 'created',
          source: 'default',
          format,
          upload_key: null,
          size: null,
          lease_expires: null,
          created: now,
          updated: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
    })
    services.exporter.wake()
    const [described] = await describeExports(services.db, [row])
    if (!described) throw new Error('an export that was made is not described')
    return { status: 201, body: described }
  },
})

const downloadExport = defineOperation({
  operationId: 'DownloadExport',
  method: 'GET',
  path: '/export/{id}/',
  tag: 'exports',
  summary: 'Download the file of an export',
  description: 'Leads to the file, by a link that needs no token and expires. An export that is not done is not found.',
  parameters: { path: { id: exportId } },
  answers: { statuses: { 302: 'The file is where the header Location tells' } },
  rights: onExport('guest'),
  handle: async ({ target, services, origin }) => {
    if (target.state !== 'done' || target.upload_key === null) throw notFound()
    const location = services.signer.sign(origin, 'GET', exportPath(target.id))
    return { status: 302, body: undefined, headers: { location } }
  },
})

async function removeExport(services: Services, row: Row<'export'>): Promise<void> {
  const archives = await services.db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom('export')
      .where('id', '=', row.id)
      .where('state', 'in', ['done', 'failed'])
      .returning('upload_key')
      .executeTakeFirst()
    if (!removed) throw invalid({ non_field_errors: ['This export is still running.'] })
    const keys = removed.upload_key === null ? [] : [removed.upload_key]
    await noteStray(trx, keys, services.clock.now())
    return keys
  })
  await removeStray(services, archives)
}

const destroyExport = defineOperation({
  operationId: 'DestroyExport',
  method: 'DELETE',
  path: '/export/{id}/',
  tag: 'exports',
  summary: 'Delete an export and its file',
  parameters: { path: { id: exportId } },
  answers: { statuses: { 204: 'The export is deleted' } },
  refusals: [400],
  rights: onExport('admin'),
  handle: async ({ target, services }) => {
    await removeExport(services, target)
    return { status: 204, body: undefined }
  },
})

export const exportOperations: readonly Operation[] = [listExports, startExport, downloadExport, destroyExport]
