import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { invalid, notFound } from '../contract/refusal.ts'
import { choice, freeObject, integer, nullable, object, optional, partial, text, uuid } from '../contract/shape.ts'
import { levels, readLevel } from '../rights/access.ts'
import { anyone, onModel, onModelVersion } from '../rights/rights.ts'
import type { Services } from '../services.ts'
import { modelVersionStates, type Row } from '../tables.ts'
import {
  describeLinkedVersion,
  describeModelVersion,
  md5,
  modelVersionShape,
  nameContent,
  signFetch,
  signLinks,
} from './model-version-shape.ts'
import { checkParent, checkTag, saveModelVersion, type VersionUpdate } from './save-model-version.ts'

const modelId = uuid('The id of the model.')
const versionId = uuid('The id of the model version.')

const listModelVersions = defineOperation({
  operationId: 'ListModelVersions',
  method: 'GET',
  path: '/model/{id}/versions/',
  tag: 'models',
  summary: 'List the versions of a model, the newest first',
  parameters: { path: { id: modelId }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of versions' }, body: pageOf('ModelVersion', modelVersionShape) },
  isPaginated: true,
  rights: onModel('guest', 'id'),
  handle: async (call) => {
    const { target, services, origin, principal } = call
    const level = await readLevel(services.db, principal, 'model', target)
    const matching = services.db.selectFrom('model_version').where('model_id', '=', target.id)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: async (limit, offset) => {
          const page = matching.selectAll().orderBy('created', 'desc').orderBy('id').limit(limit).offset(offset)
          const link = async (row: Row<'model_version'>) => ({
            row,
            links: await signLinks(services, row, { origin, level, isList: true }),
            origin,
          })
          return Promise.all((await page.execute()).map(link))
        },
      },
      (linked) => describeLinkedVersion(services, target, linked),
    )
  },
})

const tag = nullable(text({ max: 250, example: 'v1.0.0' }))
const description = nullable(text({ canBeBlank: true, max: 1_000_000, isTrimmed: false, description: 'Markdown.' }))
const configuration = freeObject('What is given to every worker that uses it.', { height: 128 })
const parent = nullable(uuid('The version that it was made from.'))

const createModelVersion = defineOperation({
  operationId: 'CreateModelVersion',
  method: 'POST',
  path: '/model/{id}/versions/',
  tag: 'models',
  summary: 'Create a version of a model',
  description: 'PUT the archive to `s3_put_url`, then set the state to available with its size and MD5.',
  parameters: { path: { id: modelId } },
  body: object({
    tag: optional(tag),
    description: optional(description),
    configuration: optional(configuration),
    parent: optional(parent),
  }),
  answers: { statuses: { 201: 'The version was created' }, body: modelVersionShape },
  rights: onModel('contributor', 'id'),
  handle: async ({ body, target, services, origin }) => {
    const row = await services.db.transaction().execute(async (trx) => {
      if (target.archived !== null) throw invalid({ model: ['This model is archived.'] })
      await checkTag(trx, target.id, '', body.tag)
      await checkParent(trx, target.id, '', body.parent)
      const now = services.clock.now()
      return trx
        .insertInto('model_version')
        .values({
          id: createId(),
          model_id: target.id,
          tag: body.tag ?? null,
          description: body.description ?? '',
          configuration: JSON.stringify(body.configuration ?? {}),
          parent_id: body.parent ?? null,
          state: 'created',
          size: null,
          archive_hash: null,
          hash: null,
          upload_key: null,
          upload_size: null,
          upload_md5: null,
          created: now,
          updated: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
    })
    return {
      status: 201,
      body: await describeModelVersion(services, target, row, { origin, level: levels.contributor }),
    }
  },
})

const retrieveModelVersion = defineOperation({
  operationId: 'RetrieveModelVersion',
  method: 'GET',
  path: '/modelversion/{id}/',
  tag: 'models',
  summary: 'Retrieve a model version',
  parameters: { path: { id: versionId } },
  answers: { statuses: { 200: 'The version' }, body: modelVersionShape },
  rights: onModelVersion('guest'),
  handle: async ({ target, services, origin }) => ({
    status: 200,
    body: await describeModelVersion(services, target.model, target.version, { origin, level: target.level }),
  }),
})

const update = {
  state: choice(modelVersionStates),
  tag: optional(tag),
  description: optional(description),
  configuration: optional(configuration),
  parent: optional(parent),
  size: optional(nullable(integer({ min: 0, description: 'Bytes of the archive.' }))),
  hash: optional(nullable(text({ max: 250, description: 'Hash of the contents, as older clients send it.' }))),
  archive_hash: optional(nullable(md5)),
}

/** Takes over what a client put into the store by itself, before the version is checked against it. */
async function takeArchive(services: Services, version: Row<'model_version'>, changes: VersionUpdate): Promise<void> {
  if (!services.archives.direct || version.state !== 'created' || changes.state !== 'available') return
  const hash = changes.archive_hash === undefined ? version.archive_hash : changes.archive_hash
  const expected = hash?.toLowerCase()
  // What was taken over before, by a request that was cut for instance, is not read again.
  if (expected !== undefined && version.upload_md5 === expected) return
  await services.uploads.adopt(version.id, expected)
}

const updateModelVersion = defineOperation({
  operationId: 'UpdateModelVersion',
  method: 'PUT',
  path: '/modelversion/{id}/',
  tag: 'models',
  summary: 'Update a model version',
  parameters: { path: { id: versionId } },
  body: object(update),
  answers: { statuses: { 200: 'The version' }, body: modelVersionShape },
  refusals: [409],
  rights: onModelVersion('contributor'),
  handle: async ({ body, target, services, origin }) => {
    await takeArchive(services, target.version, body)
    const row = await saveModelVersion(services, target.version.id, body)
    if (row.state === 'available' && target.version.state !== 'available') void services.uploads.tidy(row.id)
    return {
      status: 200,
      body: await describeModelVersion(services, target.model, row, { origin, level: target.level }),
    }
  },
})

const partialUpdateModelVersion = defineOperation({
  operationId: 'PartialUpdateModelVersion',
  method: 'PATCH',
  path: '/modelversion/{id}/',
  tag: 'models',
  summary: 'Update a part of a model version',
  parameters: { path: { id: versionId } },
  body: object(partial(update)),
  answers: { statuses: { 200: 'The version' }, body: modelVersionShape },
  refusals: [409],
  rights: onModelVersion('contributor'),
  handle: async ({ body, target, services, origin }) => {
    await takeArchive(services, target.version, body)
    const row = await saveModelVersion(services, target.version.id, body)
    if (row.state === 'available' && target.version.state !== 'available') void services.uploads.tidy(row.id)
    return {
      status: 200,
      body: await describeModelVersion(services, target.model, row, { origin, level: target.level }),
    }
  },
})

const destroyModelVersion = defineOperation({
  operationId: 'DestroyModelVersion',
  method: 'DELETE',
  path: '/modelversion/{id}/',
  tag: 'models',
  summary: 'Delete a model version and its archive',
  parameters: { path: { id: versionId } },
  answers: { statuses: { 204: 'The version is deleted' } },
  refusals: [400],
  rights: onModelVersion('contributor'),
  handle: async ({ target, services }) => {
    const key = await services.db.transaction().execute(async (trx) => {
      const user = await trx
        .selectFrom('worker_run')
        .select('id')
        .where('model_version_id', '=', target.version.id)
        .limit(1)
        .executeTakeFirst()
      if (user) throw invalid({ non_field_errors: ['This model version is used by worker runs.'] })
      const removed = await trx
        .deleteFrom('model_version')
        .where('id', '=', target.version.id)
        .returning('upload_key')
        .executeTakeFirst()
      const upload = removed?.upload_key ?? null
      if (upload !== null)
        await trx
          .insertInto('stray_archive')
          .values({ key: upload, remove_after: 0 })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ remove_after: 0 }))
          .execute()
      return upload
    })
    if (key !== null) await services.uploads.discard(key)
    await services.uploads.tidy(target.version.id)
    return { status: 204, body: undefined }
  },
})

const downloadModelVersion = defineOperation({
  operationId: 'DownloadModelVersion',
  method: 'GET',
  path: '/modelversions/download/',
  tag: 'models',
  summary: 'Download the archive of a model version by the token of its `download_url`',
  parameters: {
    query: {
      model_version: uuid('The id of the model version.'),
      token: text({ max: 64, description: 'The token that stands in `download_url`.' }),
    },
  },
  answers: { statuses: { 302: 'The archive is at the signed URL of the Location header' } },
  refusals: [404],
  rights: anyone,
  handle: async ({ query, services, origin }) => {
    const row = query.model_version
      ? await services.db
          .selectFrom('model_version')
          .selectAll()
          .where('id', '=', query.model_version)
          .executeTakeFirst()
      : undefined
    const isKnown = row?.state === 'available' && row.upload_key !== null
    if (!row || !isKnown || !services.signer.isToken(nameContent(row), query.token ?? '')) throw notFound()
    const location = await signFetch(services, row, origin)
    return { status: 302, body: undefined, headers: { location } }
  },
})

export const modelVersionOperations: readonly Operation[] = [
  downloadModelVersion,
  listModelVersions,
  createModelVersion,
  retrieveModelVersion,
  updateModelVersion,
  partialUpdateModelVersion,
  destroyModelVersion,
]
