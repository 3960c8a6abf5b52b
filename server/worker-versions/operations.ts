import { readJsonObject } from '../../core/database/conventions.ts'
import { listVersionOptions } from '../../core/worker-yaml/version-options.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { forbidden, invalid, Refusal } from '../contract/refusal.ts'
import {
  boolean,
  choice,
  either,
  freeObject,
  link,
  list,
  nullable,
  object,
  optional,
  partial,
  text,
  uuid,
} from '../contract/shape.ts'
import { levels } from '../rights/access.ts'
import { loggedIn, onCorpus, onWorker, onWorkerVersion } from '../rights/rights.ts'
import type { Services } from '../services.ts'
import { type Row, type Usage, usages, type WorkerVersionState, workerVersionStates } from '../tables.ts'
import { getOrCreateWorker } from '../workers/get-or-create-worker.ts'
import { workerSlug } from '../workers/worker-shape.ts'
import { checkWorkerYaml } from './check-worker-yaml.ts'
import {
  moveReferences,
  type NewVersion,
  publishInTransaction,
  publishVersion,
  releaseReferences,
} from './publish-version.ts'
import {
  describeVersionOf,
  describeWorkerVersion,
  features,
  findWorkerVersion,
  image,
  readVersions,
  readVersionsOf,
  reference,
  revisionUrl,
  usedInCorpus,
  workerVersionShape,
  writeWorker,
} from './worker-version-shape.ts'

const workerId = uuid('The id of the worker.')
const versionId = uuid('The id of the worker version.')

const duplicateRevision = invalid({
  revision_url: ['A worker version with this revision_url already exists on this worker.'],
})

const listWorkerVersions = defineOperation({
  operationId: 'ListWorkerVersions',
  method: 'GET',
  path: '/workers/{id}/versions/',
  tag: 'workers',
  summary: 'List the versions of a worker, the newest first',
  parameters: { path: { id: workerId }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of versions' }, body: pageOf('WorkerVersion', workerVersionShape) },
  isPaginated: true,
  rights: onWorker('guest'),
  handle: async (call) => {
    const { target, services } = call
    const worker = writeWorker(target)
    return answerPage(
      call,
      {
        count: async () => target.version_count,
        read: (limit, offset) => readVersionsOf(services.db, { workerId: target.id, limit, offset }),
      },
      (row) => describeVersionOf(worker, row),
    )
  },
})

const configuration = freeObject(
  'What the worker YAML says, apart from the attributes that have a field of their own.',
  {
    docker: { command: 'worker-recognizer' },
  },
)

const createWorkerVersion = defineOperation({
  operationId: 'CreateWorkerVersion',
  method: 'POST',
  path: '/workers/{id}/versions/',
  tag: 'workers',
  summary: 'Create a version of a worker',
  description:
    'A branch or tag that another version of the worker has is moved to this one. A version without `revision_url` gets the next number; a worker of a repository takes none without.',
  parameters: { path: { id: workerId } },
  body: object({
    configuration: optional(configuration),
    revision_url: optional(nullable(revisionUrl)),
    docker_image_iid: optional(nullable(image)),
    state: optional(choice(workerVersionStates)),
    gpu_usage: optional(choice(usages)),
    model_usage: optional(choice(usages)),
    branch: optional(nullable(reference)),
    tag: optional(nullable(reference)),
  }),
  answers: { statuses: { 201: 'The version was created' }, body: workerVersionShape },
  offeredBy: [],
  rights: onWorker('admin'),
  handle: async ({ body, target, services }) => {
    const url = body.revision_url ?? undefined
    if (url === undefined && target.repository_url !== '') {
      throw invalid({ revision_url: ['A version of a worker with a repository needs a revision_url.'] })
    }
    const published = await publishVersion(services, {
      workerId: target.id,
      configuration: body.configuration ?? {},
      ...(url === undefined ? {} : { revisionUrl: url }),
      image: body.docker_image_iid ?? null,
      state: body.state ?? (body.docker_image_iid ? 'available' : 'created'),
      gpuUsage: body.gpu_usage ?? 'disabled',
      modelUsage: body.model_usage ?? 'disabled',
      branch: body.branch ?? null,
      tag: body.tag ?? null,
    })
    if (published.existing) throw duplicateRevision
    return { status: 201, body: describeVersionOf(writeWorker(target), published.made) }
  },
})

const importWorkerVersion = defineOperation({
  operationId: 'ImportWorkerVersion',
  method: 'POST',
  path: '/workers/{id}/versions/import/',
  tag: 'workers',
  summary: 'Create a version of a worker from its worker file',
  parameters: { path: { id: workerId } },
  body: object({
    yaml: text({
      max: 1_048_576,
      isTrimmed: false,
      description: 'The text of a file of `arkindex/*.yml`, as it stands.',
    }),
    revision_url: revisionUrl,
    docker_image_iid: image,
    branch: optional(nullable(reference)),
    tag: optional(nullable(reference)),
  }),
  answers: { statuses: { 201: 'The version was created' }, body: workerVersionShape },
  offeredBy: ['1.12'],
  rights: onWorker('admin'),
  handle: async ({ body, target, services }) => {
    const reading = checkWorkerYaml(body.yaml)
    if ('problems' in reading) throw invalid({ yaml: reading.problems })
    if (reading.slug !== target.slug) {
      throw invalid({ yaml: [`slug: the file is of the worker "${reading.slug}", not of "${target.slug}".`] })
    }
    const published = await publishVersion(services, {
      workerId: target.id,
      configuration: reading.configuration,
      yaml: body.yaml,
      revisionUrl: body.revision_url,
      image: body.docker_image_iid,
      state: 'available',
      gpuUsage: reading.gpuUsage,
      modelUsage: reading.modelUsage,
      branch: body.branch ?? null,
      tag: body.tag ?? null,
    })
    if (published.existing) throw duplicateRevision
    return { status: 201, body: describeVersionOf(writeWorker(target), published.made) }
  },
})

const createDockerWorkerVersion = defineOperation({
  operationId: 'CreateDockerWorkerVersion',
  method: 'POST',
  path: '/workers/versions/docker/',
  tag: 'workers',
  summary: 'Create a worker version, and the worker and revision where they are missing, from a Docker image',
  description: 'A second publication of a commit adds its references to the version that exists.',
  body: object({
    docker_image_iid: image,
    repository_url: link('The repository of the worker.'),
    revision_hash: text({ max: 100, pattern: { source: '^[0-9a-zA-Z]+$', message: 'Not a valid commit hash.' } }),
    revision_message: optional(nullable(text({ canBeBlank: true, max: 100_000 }))),
    revision_author: optional(nullable(text({ canBeBlank: true, max: 250 }))),
    revision_references: optional(
      list(object({ type: choice(['branch', 'tag'] as const), name: reference }), { max: 100 }),
    ),
    worker_slug: workerSlug,
    worker_name: optional(nullable(text({ max: 250 }))),
    worker_type: optional(nullable(text({ max: 100 }))),
    worker_description: optional(nullable(text({ canBeBlank: true, max: 100_000, isTrimmed: false }))),
    gpu_usage: optional(choice(usages)),
    model_usage: optional(either(choice(usages), boolean())),
    configuration,
  }),
  answers: {
    statuses: { 200: 'The version exists; it has the references now', 201: 'The version was created' },
    body: workerVersionShape,
  },
  refusals: [403],
  offeredBy: ['1.5.2'],
  rights: loggedIn,
  handle: async ({ body, principal, services }) => {
    if (!principal.canCreateWorkers && !principal.isAdmin)
      throw forbidden('You are not allowed to create worker versions.')
    const repositoryUrl = body.repository_url.replace(/\/+$/, '')
    const references = body.revision_references ?? []
    const branch = references.findLast(({ type }) => type === 'branch')?.name
    const tag = references.findLast(({ type }) => type === 'tag')?.name
    const usage = body.model_usage ?? 'disabled'
    const { id, isNew } = await services.db.transaction().execute(async (trx) => {
      const { worker, level } = await getOrCreateWorker(trx, services, principal, {
        slug: body.worker_slug,
        repositoryUrl,
        name: body.worker_name ?? body.worker_slug,
        type: body.worker_type ?? 'worker',
        description: body.worker_description ?? '',
      })
      if (level < levels.admin) throw forbidden('You do not have admin access to this worker.')
      const published = await publishInTransaction(trx, services.clock, {
        workerId: worker.id,
        configuration: body.configuration,
        revisionUrl: `${repositoryUrl}/commit/${body.revision_hash}`,
        revision: {
          hash: body.revision_hash,
          message: body.revision_message ?? '',
          author: body.revision_author ?? '',
        },
        image: body.docker_image_iid,
        state: 'available',
        gpuUsage: body.gpu_usage ?? 'disabled',
        modelUsage: usage === true ? 'required' : usage === false ? 'disabled' : usage,
        branch: branch ?? null,
        tag: tag ?? null,
      })
      if (!published.existing) return { id: published.made.id, isNew: true }
      // The release that this takes on refused what issue 1608 asked for later.
      if (services.compat === '1.5.2') {
        throw new Refusal(400, { __all__: ['A worker version already exists on this revision and this worker slug.'] })
      }
      await moveReferences(trx, services.clock.now(), published.existing, {
        ...(branch === undefined ? {} : { branch }),
        ...(tag === undefined ? {} : { tag }),
      })
      return { id: published.existing.id, isNew: false }
    })
    return { status: isNew ? 201 : 200, body: await findWorkerVersion(services.db, id) }
  },
})

const retrieveWorkerVersion = defineOperation({
  operationId: 'RetrieveWorkerVersion',
  method: 'GET',
  path: '/workers/versions/{id}/',
  tag: 'workers',
  summary: 'Retrieve a worker version',
  parameters: { path: { id: versionId } },
  answers: { statuses: { 200: 'The version' }, body: workerVersionShape },
  rights: onWorkerVersion('guest'),
  handle: async ({ target, services }) => ({ status: 200, body: await findWorkerVersion(services.db, target.id) }),
})

const update = {
  state: choice(workerVersionStates),
  configuration: optional(configuration),
  docker_image_iid: optional(nullable(image)),
  gpu_usage: optional(choice(usages)),
  model_usage: optional(choice(usages)),
  branch: optional(nullable(reference)),
  tag: optional(nullable(reference)),
  feature: optional(
    nullable(choice(features, 'What Arkindex itself uses the version for; set by instance administrators.')),
  ),
}

interface VersionUpdate {
  state?: WorkerVersionState
  configuration?: NewVersion['configuration']
  docker_image_iid?: string | null
  gpu_usage?: Usage
  model_usage?: Usage
  branch?: string | null
  tag?: string | null
  feature?: (typeof features)[number] | null
}

/** A feature is for a version that runs by itself (reference/arkindex.md 3.8). */
function checkFeature(version: Row<'worker_version'>, changes: VersionUpdate): void {
  const feature = changes.feature === undefined ? version.feature : changes.feature
  if (feature === null) return
  const problems: string[] = []
  if ((changes.state ?? version.state) !== 'available') problems.push('A version with a feature must be available.')
  if ((changes.gpu_usage ?? version.gpu_usage) === 'required')
    problems.push('A version with a feature must not require a GPU.')
  if ((changes.model_usage ?? version.model_usage) === 'required')
    problems.push('A version with a feature must not require a model.')
  const { options } = listVersionOptions(changes.configuration ?? readJsonObject(version.configuration))
  const required = options.filter(({ isRequired, fallback }) => isRequired && fallback === undefined)
  if (required.length > 0) {
    const keys = required.map(({ key }) => key).join(', ')
    problems.push(`A version with a feature must not have required options without a default: ${keys}.`)
  }
  if (problems.length > 0) throw invalid({ feature: problems })
}

async function saveVersion(services: Services, version: Row<'worker_version'>, changes: VersionUpdate) {
  checkFeature(version, changes)
  return services.db.transaction().execute(async (trx) => {
    if (changes.feature) {
      const holder = await trx
        .selectFrom('worker_version')
        .select('id')
        .where('feature', '=', changes.feature)
        .executeTakeFirst()
      if (holder && holder.id !== version.id) throw invalid({ feature: ['Another worker version has this feature.'] })
    }
    await releaseReferences(trx, version.worker_id, version.id, changes)
    const { configuration: content, ...columns } = changes
    await trx
      .updateTable('worker_version')
      .set({
        ...columns,
        ...(content === undefined ? {} : { configuration: JSON.stringify(content) }),
        updated: services.clock.now(),
      })
      .where('id', '=', version.id)
      .execute()
    return findWorkerVersion(trx, version.id)
  })
}

const updateWorkerVersion = defineOperation({
  operationId: 'UpdateWorkerVersion',
  method: 'PUT',
  path: '/workers/versions/{id}/',
  tag: 'workers',
  summary: 'Update a worker version',
  description: 'A branch or tag that another version of the worker has is moved to this one.',
  parameters: { path: { id: versionId } },
  body: object(update),
  answers: { statuses: { 200: 'The version' }, body: workerVersionShape },
  rights: onWorkerVersion('admin'),
  handle: async ({ body, target, principal, services }) => {
    if (body.feature !== undefined && !principal.isAdmin) throw forbidden('Only instance administrators set features.')
    return { status: 200, body: await saveVersion(services, target, body) }
  },
})

const partialUpdateWorkerVersion = defineOperation({
  operationId: 'PartialUpdateWorkerVersion',
  method: 'PATCH',
  path: '/workers/versions/{id}/',
  tag: 'workers',
  summary: 'Update a part of a worker version',
  description: 'A branch or tag that another version of the worker has is moved to this one.',
  parameters: { path: { id: versionId } },
  body: object(partial(update)),
  answers: { statuses: { 200: 'The version' }, body: workerVersionShape },
  rights: onWorkerVersion('admin'),
  handle: async ({ body, target, principal, services }) => {
    if (body.feature !== undefined && !principal.isAdmin) throw forbidden('Only instance administrators set features.')
    return { status: 200, body: await saveVersion(services, target, body) }
  },
})

const listCorpusWorkerVersions = defineOperation({
  operationId: 'ListCorpusWorkerVersions',
  method: 'GET',
  path: '/corpus/{id}/versions/',
  tag: 'workers',
  summary: 'List the worker versions that the processes of a corpus use, the newest first',
  parameters: { path: { id: uuid('The id of the corpus.') }, query: { ...pageParameters } },
  answers: { statuses: { 200: 'A page of versions' }, body: pageOf('WorkerVersion', workerVersionShape) },
  isPaginated: true,
  rights: onCorpus('guest'),
  handle: async (call) => {
    const { target, services } = call
    const inCorpus = usedInCorpus(target.id)
    return answerPage(
      call,
      {
        count: async () =>
          (
            await services.db
              .selectFrom('worker_version')
              .select((eb) => eb.fn.countAll<number>().as('count'))
              .where(inCorpus)
              .executeTakeFirstOrThrow()
          ).count,
        read: (limit, offset) => readVersions(services.db, inCorpus, limit, offset),
      },
      describeWorkerVersion,
    )
  },
})

export const workerVersionOperations: readonly Operation[] = [
  listCorpusWorkerVersions,
  listWorkerVersions,
  createWorkerVersion,
  importWorkerVersion,
  createDockerWorkerVersion,
  retrieveWorkerVersion,
  updateWorkerVersion,
  partialUpdateWorkerVersion,
]
