import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid, notFound } from '../contract/refusal.ts'
import { component, integer, link, list, moment, nullable, object, optional, text, uuid } from '../contract/shape.ts'
import { onModelVersion } from '../rights/rights.ts'
import type { Services } from '../services.ts'
import { partPath } from '../storage/archive-path.ts'
import { ArchiveMissing } from '../storage/archive-store.ts'
import { countParts, nameJoinedArchive } from '../storage/uploads.ts'
import type { Row } from '../tables.ts'
import { describeModelVersion, md5, modelVersionShape } from './model-version-shape.ts'
import { saveModelVersion } from './save-model-version.ts'

/** S3 takes no smaller part but the last, and none that is larger. */
const minimumPartSize = 5 * 1024 ** 2
const maximumPartSize = 5 * 1024 ** 3
const defaultPartSize = 64 * 1024 ** 2
/** Each has a URL in the answer. */
const maximumParts = 1000

const multipartShape = component(
  'MultipartUpload',
  object({
    id: uuid(),
    model_version_id: uuid(),
    size: integer({ min: 1, description: 'Bytes of the archive.' }),
    part_size: integer({ min: 1, description: 'Bytes of each part but the last, which holds the rest.' }),
    parts: list(
      component(
        'MultipartUploadPart',
        object({
          number: integer({ min: 1, description: 'The place of the part, from 1.' }),
          size: integer({ min: 1, description: 'Bytes that the part has.' }),
          url: link('Where the part is to be PUT within an hour; it is answered with an ETag.'),
          etag: nullable(text({ description: 'The ETag of the part that is there; null where none is.' })),
        }),
      ),
      { max: maximumParts },
    ),
    created: moment(),
    expires: moment('When what was uploaded is removed, where the upload was not completed.'),
  }),
)

async function findUpload(services: Services, id: string, versionId: string) {
  return services.db
    .selectFrom('multipart_upload')
    .selectAll()
    .where('id', '=', id)
    .where('model_version_id', '=', versionId)
    .where('created', '>', 0)
    .executeTakeFirst()
}

async function describeUpload(services: Services, upload: Row<'multipart_upload'>, origin: string) {
  const { archives, signer, uploads } = services
  if (upload.store_id === null) throw notFound()
  const name = { key: nameJoinedArchive(upload), id: upload.store_id }
  const stored = await archives.listParts(name).catch((error: unknown) => {
    throw error instanceof ArchiveMissing ? notFound() : error
  })
  const etags = new Map(stored.map(({ number, etag }) => [number, etag]))
  const count = countParts(upload)
  const parts = await Promise.all(
    Array.from({ length: count }, async (_value, index) => {
      const number = index + 1
      return {
        number,
        size: number === count ? upload.size - index * upload.part_size : upload.part_size,
        url: archives.direct
          ? await archives.direct.signPart(name, number)
          : signer.sign(origin, 'PUT', partPath(upload, number)),
        etag: etags.get(number) ?? null,
      }
    }),
  )
  return {
    id: upload.id,
    model_version_id: upload.model_version_id,
    size: upload.size,
    part_size: upload.part_size,
    parts,
    created: new Date(upload.created).toISOString(),
    expires: new Date(upload.created + uploads.limits.unfinishedTime).toISOString(),
  }
}

const versionId = uuid('The id of the model version.')
const uploadId = uuid('The id of the upload in parts.')
/** Releases that have it; `MultipartUpload` is newer than 1.5 (reference/arkindex.md 2.5). */
const offeredBy = ['1.12'] as const

const createMultipartUpload = defineOperation({
  operationId: 'CreateMultipartUpload',
  method: 'POST',
  path: '/modelversion/{id}/multipart/',
  tag: 'models',
  summary: 'Begin to upload the archive of a model version in parts',
  description:
    'PUT each part to its URL, in any order and as often as it takes, then call `CompleteMultipartUpload`. What is not completed is removed after a week.',
  parameters: { path: { id: versionId } },
  body: object({
    size: integer({ min: 1, description: 'Bytes of the archive.', example: 2_147_483_648 }),
    part_size: optional(
      nullable(
        integer({
          min: minimumPartSize,
          max: maximumPartSize,
          description: 'Bytes of each part but the last; chosen by the server where it is left out.',
          example: defaultPartSize,
        }),
      ),
    ),
  }),
  answers: { statuses: { 201: 'The upload was begun' }, body: multipartShape },
  rights: onModelVersion('contributor'),
  offeredBy,
  handle: async ({ body, target, services, origin }) => {
    const { uploads, archives, db, clock } = services
    const { size } = body
    const chosen = Math.max(defaultPartSize, Math.ceil(size / maximumParts))
    const partSize = body.part_size ?? Math.ceil(chosen / 1024 ** 2) * 1024 ** 2
    const problems: Record<string, string[]> = {}
    if (target.version.state !== 'created') {
      problems.state = ['Only a model version in the state Created takes an archive.']
    }
    if (size > uploads.limits.archiveBytes)
      problems.size = [`An archive holds at most ${uploads.limits.archiveBytes} bytes.`]
    else if (size > partSize * maximumParts)
      problems.part_size = [`The archive has more than ${maximumParts} parts of this size.`]
    if (Object.keys(problems).length > 0) throw invalid(problems)
    const row = { id: createId(), model_version_id: target.version.id, size, part_size: partSize, created: clock.now() }
    // The row is there first, so that what the store begins is ended by it, whatever happens in between.
    await db
      .insertInto('multipart_upload')
      .values({ ...row, store_id: null })
      .execute()
    const storeId = await archives.beginParts(nameJoinedArchive(row))
    await db.updateTable('multipart_upload').set({ store_id: storeId }).where('id', '=', row.id).execute()
    return { status: 201, body: await describeUpload(services, { ...row, store_id: storeId }, origin) }
  },
})

const retrieveMultipartUpload = defineOperation({
  operationId: 'RetrieveMultipartUpload',
  method: 'GET',
  path: '/modelversion/{id}/multipart/{upload}/',
  tag: 'models',
  summary: 'Retrieve an upload in parts: what is there, and new URLs for what is not',
  parameters: { path: { id: versionId, upload: uploadId } },
  answers: { statuses: { 200: 'The upload' }, body: multipartShape },
  rights: onModelVersion('contributor'),
  offeredBy,
  handle: async ({ path, target, services, origin }) => {
    const upload = await findUpload(services, path.upload, target.version.id)
    if (!upload) throw notFound()
    return { status: 200, body: await describeUpload(services, upload, origin) }
  },
})

const destroyMultipartUpload = defineOperation({
  operationId: 'DestroyMultipartUpload',
  method: 'DELETE',
  path: '/modelversion/{id}/multipart/{upload}/',
  tag: 'models',
  summary: 'Give up an upload in parts, and remove what is there of it',
  parameters: { path: { id: versionId, upload: uploadId } },
  answers: { statuses: { 204: 'The upload is removed' } },
  rights: onModelVersion('contributor'),
  offeredBy,
  handle: async ({ path, target, services }) => {
    const upload = await findUpload(services, path.upload, target.version.id)
    if (!upload) throw notFound()
    await services.uploads.abort(upload)
    return { status: 204, body: undefined }
  },
})

const completeMultipartUpload = defineOperation({
  operationId: 'CompleteMultipartUpload',
  method: 'POST',
  path: '/modelversion/{id}/multipart/{upload}/complete/',
  tag: 'models',
  summary: 'Make the parts the archive of the model version, and the version available',
  description:
    'The parts are checked, then the whole by its size and MD5. It may be called again: an upload that was completed is answered as the first time.',
  parameters: { path: { id: versionId, upload: uploadId } },
  body: object({
    parts: optional(
      list(
        object({
          number: integer({ min: 1, max: maximumParts }),
          etag: text({ max: 100, description: 'What the PUT of the part was answered with.' }),
        }),
        {
          min: 1,
          max: maximumParts,
          description: 'All parts in order; those that are there, where they are left out.',
        },
      ),
    ),
    size: integer({ min: 1, description: 'Bytes of the archive.' }),
    archive_hash: md5,
    hash: optional(nullable(text({ max: 250, description: 'Hash of the contents, as older clients send it.' }))),
  }),
  answers: { statuses: { 200: 'The version is available' }, body: modelVersionShape },
  refusals: [409],
  rights: onModelVersion('contributor'),
  offeredBy,
  handle: async ({ path, body, target, services, origin }) => {
    const { version, model, level } = target
    const upload = await findUpload(services, path.upload, version.id)
    const key = nameJoinedArchive({ id: path.upload, model_version_id: version.id })
    if (!upload && version.upload_key !== key) throw notFound()
    if (upload) {
      if (version.state !== 'created') {
        throw invalid({ state: ['Only a model version in the state Created takes an archive.'] })
      }
      const parts = body.parts?.map(({ number, etag }) => ({
        number,
        etag: etag.replace(/^"|"$/g, '').toLowerCase(),
      }))
      await services.uploads.join(upload, parts)
    }
    const archiveHash = body.archive_hash.toLowerCase()
    const isDone = version.state === 'available' && version.size === body.size && version.archive_hash === archiveHash
    const row = isDone
      ? version
      : await saveModelVersion(services, version.id, {
          state: 'available',
          size: body.size,
          archive_hash: body.archive_hash,
          ...(body.hash === undefined ? {} : { hash: body.hash }),
        })
    if (!isDone) void services.uploads.tidy(row.id)
    return { status: 200, body: await describeModelVersion(services, model, row, { origin, level }) }
  },
})

export const multipartOperations: readonly Operation[] = [
  createMultipartUpload,
  retrieveMultipartUpload,
  completeMultipartUpload,
  destroyMultipartUpload,
]
