import { createId, type JsonObject, readJsonObject } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { describeUnknownId, invalid, notFound, Refusal } from '../contract/refusal.ts'
import {
  choice,
  component,
  freeObject,
  integer,
  link,
  moment,
  nullable,
  object,
  optional,
  partial,
  text,
  uuid,
} from '../contract/shape.ts'
import { levels, readLevel } from '../rights/access.ts'
import { anyone, onModel, onModelVersion } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import { archivePath } from '../storage/archive-path.ts'
import { type ModelVersionState, modelVersionStates, type Row } from '../tables.ts'

const md5 = text({
  max: 32,
  pattern: { source: '^[0-9a-fA-F]{32}$', message: 'Not an MD5 hash in hexadecimal.' },
  description: 'MD5 of the archive.',
})

export const modelVersionShape = component(
  'ModelVersion',
  object({
    id: uuid(),
    model_id: uuid(),
    model: component('ModelReference', object({ id: uuid(), name: text() })),
    tag: nullable(text({ max: 250 })),
    description: text({ canBeBlank: true, description: 'Markdown.' }),
    configuration: freeObject('What is given to every worker that uses it.'),
    state: choice(modelVersionStates),
    parent: nullable(uuid('The version that it was made from.')),
    size: nullable(integer({ min: 0, description: 'Bytes of the archive.' })),
    hash: nullable(text()),
    archive_hash: nullable(md5),
    s3_etag: nullable(text()),
    s3_url: nullable(
      link(
        'Where the archive may be fetched for an hour; null until the version is available, for guests also where it has no tag.',
      ),
    ),
    s3_put_url: nullable(
      link(
        'Where the archive is to be PUT (application/zstd) within an hour; null once it is available, or where you may not.',
      ),
    ),
    download_url: nullable(
      link('A link that does not expire and needs no token, as for tasks; null where `s3_url` is.'),
    ),
    created: moment(),
    updated: moment(),
  }),
)

/** What a download token stands for: it ends with the content that it was made for. */
function nameContent(row: Row<'model_version'>): string {
  return `model-version\n${row.id}\n${row.upload_md5}`
}

interface Viewer {
  origin: string
  level: number
  /** URLs to upload to are told where one version is asked for. */
  isList?: boolean
}

function describeModelVersion(
  services: Services,
  model: { id: string; name: string },
  row: Row<'model_version'>,
  viewer: Viewer,
) {
  const isAvailable = row.state === 'available'
  // What a guest may not use, a guest may not fetch (reference/arkindex.md 3.11).
  const isFetchable = isAvailable && row.upload_key !== null && (row.tag !== null || viewer.level >= levels.contributor)
  const path = archivePath(row.id)
  return {
    id: row.id,
    model_id: row.model_id,
    model: { id: model.id, name: model.name },
    tag: row.tag,
    description: row.description,
    configuration: readJsonObject(row.configuration),
    state: row.state,
    parent: row.parent_id,
    size: row.size,
    hash: row.hash,
    archive_hash: row.archive_hash,
    s3_etag: isAvailable ? row.upload_md5 : null,
    s3_url: isFetchable ? services.signer.sign(viewer.origin, 'GET', path) : null,
    s3_put_url:
      !isAvailable && !viewer.isList && viewer.level >= levels.contributor
        ? services.signer.sign(viewer.origin, 'PUT', path)
        : null,
    download_url: isFetchable
      ? `${viewer.origin}/api/v1/modelversions/download/?model_version=${row.id}&token=${services.signer.token(nameContent(row))}`
      : null,
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
  }
}

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
        read: (limit, offset) =>
          matching.selectAll().orderBy('created', 'desc').orderBy('id').limit(limit).offset(offset).execute(),
      },
      (row) => describeModelVersion(services, target, row, { origin, level, isList: true }),
    )
  },
})

const tag = nullable(text({ max: 250, example: 'v1.0.0' }))
const description = nullable(text({ canBeBlank: true, max: 1_000_000, isTrimmed: false, description: 'Markdown.' }))
const configuration = freeObject('What is given to every worker that uses it.', { height: 128 })
const parent = nullable(uuid('The version that it was made from.'))

async function checkTag(
  trx: Database,
  modelOfTag: string,
  exceptId: string,
  wanted: string | null | undefined,
): Promise<void> {
  if (wanted === undefined || wanted === null) return
  const holder = await trx
    .selectFrom('model_version')
    .select('id')
    .where('model_id', '=', modelOfTag)
    .where('tag', '=', wanted)
    .where('id', '!=', exceptId)
    .executeTakeFirst()
  if (holder) throw invalid({ non_field_errors: ['A version with this tag already exists on the model.'] })
}

async function checkParent(
  trx: Database,
  modelOfParent: string,
  selfId: string,
  wanted: string | null | undefined,
): Promise<void> {
  if (wanted === undefined || wanted === null) return
  const found = await trx
    .selectFrom('model_version')
    .select(['id', 'model_id'])
    .where('id', '=', wanted)
    .executeTakeFirst()
  if (!found || found.model_id !== modelOfParent) throw invalid({ parent: [describeUnknownId(wanted)] })
  if (found.id === selfId) throw invalid({ parent: ['A version cannot be made from itself.'] })
}

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
    return { status: 201, body: describeModelVersion(services, target, row, { origin, level: levels.contributor }) }
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
    body: describeModelVersion(services, target.model, target.version, { origin, level: target.level }),
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

interface VersionUpdate {
  state?: ModelVersionState
  tag?: string | null
  description?: string | null
  configuration?: JsonObject
  parent?: string | null
  size?: number | null
  hash?: string | null
  archive_hash?: string | null
}

const stateWords: Readonly<Record<ModelVersionState, string>> = {
  created: 'Created',
  available: 'Available',
  error: 'Error',
}

/** What keeps a version from being updated so (reference/arkindex.md 2.5 and 3.11). */
function findProblems(version: Row<'model_version'>, changes: VersionUpdate): Record<string, string[]> {
  const problems: Record<string, string[]> = {}
  const next = changes.state ?? version.state
  if (version.state === 'available') {
    for (const field of ['size', 'hash', 'archive_hash', 'configuration'] as const) {
      if (changes[field] !== undefined)
        problems[field] = ['This field cannot be changed once the model version is available.']
    }
  }
  if (next === version.state) return problems
  // A version in error may begin again, so that its archive can be uploaded anew.
  const isAllowed = version.state === 'created' || (version.state === 'error' && next === 'created')
  if (!isAllowed) {
    const way = `${stateWords[version.state]} to ${stateWords[next]}`
    problems.state = [`You can only update a model version's state from Created to Available, not ${way}.`]
    return problems
  }
  if (next !== 'available') return problems
  const size = changes.size === undefined ? version.size : changes.size
  const hash = changes.archive_hash === undefined ? version.archive_hash : changes.archive_hash
  const required = 'This field is required to make a model version available.'
  if (size === null) problems.size = [required]
  if (hash === null) problems.archive_hash = [required]
  if (version.upload_key === null || version.upload_size === null) {
    problems.state = ['Archive has not been uploaded']
    return problems
  }
  if (version.upload_size === 0) problems.size = ['No file content, assert file has been correctly uploaded']
  else if (size !== null && size !== version.upload_size) {
    problems.size = [`Uploaded file size is ${version.upload_size} bytes, expected ${size} bytes`]
  }
  if (hash !== null && hash.toLowerCase() !== version.upload_md5) {
    problems.archive_hash = [`Uploaded file MD5 is ${version.upload_md5}, expected ${hash.toLowerCase()}`]
  }
  return problems
}

/** Older clients send the hash of the contents; where a version of the model has it already, they take that one. */
async function checkContent(trx: Database, version: Row<'model_version'>, changes: VersionUpdate): Promise<void> {
  const hash = changes.hash === undefined ? version.hash : changes.hash
  if (hash === null || version.state === 'available' || changes.state !== 'available') return
  const holder = await trx
    .selectFrom('model_version')
    .select('id')
    .where('model_id', '=', version.model_id)
    .where('hash', '=', hash)
    .where('state', '=', 'available')
    .executeTakeFirst()
  if (!holder) return
  throw new Refusal(409, { id: [holder.id], hash: ['An available version of this model has the same content.'] })
}

async function saveModelVersion(
  services: Services,
  versionOfCall: string,
  changes: VersionUpdate,
): Promise<Row<'model_version'>> {
  return services.db.transaction().execute(async (trx) => {
    // Read again: an upload may have ended since the rights were checked.
    const version = await trx
      .selectFrom('model_version')
      .selectAll()
      .where('id', '=', versionOfCall)
      .executeTakeFirstOrThrow()
    const problems = findProblems(version, changes)
    if (Object.keys(problems).length > 0) throw invalid(problems)
    await checkContent(trx, version, changes)
    await checkTag(trx, version.model_id, version.id, changes.tag)
    await checkParent(trx, version.model_id, version.id, changes.parent)
    return trx
      .updateTable('model_version')
      .set({
        state: changes.state ?? version.state,
        tag: changes.tag === undefined ? version.tag : changes.tag,
        description: changes.description === undefined ? version.description : (changes.description ?? ''),
        configuration:
          changes.configuration === undefined ? version.configuration : JSON.stringify(changes.configuration),
        parent_id: changes.parent === undefined ? version.parent_id : changes.parent,
        size: changes.size === undefined ? version.size : changes.size,
        hash: changes.hash === undefined ? version.hash : changes.hash,
        archive_hash:
          changes.archive_hash === undefined ? version.archive_hash : (changes.archive_hash?.toLowerCase() ?? null),
        updated: services.clock.now(),
      })
      .where('id', '=', version.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
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
    const row = await saveModelVersion(services, target.version.id, body)
    return { status: 200, body: describeModelVersion(services, target.model, row, { origin, level: target.level }) }
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
    const row = await saveModelVersion(services, target.version.id, body)
    return { status: 200, body: describeModelVersion(services, target.model, row, { origin, level: target.level }) }
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
      return removed?.upload_key ?? null
    })
    if (key !== null) await services.archives.remove(key)
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
    const location = services.signer.sign(origin, 'GET', archivePath(row.id))
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
