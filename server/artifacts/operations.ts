import { createId } from '../../core/database/conventions.ts'
import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid, notFound } from '../contract/refusal.ts'
import { component, integer, link, list, moment, nullable, object, optional, text, uuid } from '../contract/shape.ts'
import type { Services } from '../services.ts'
import type { Row } from '../tables.ts'
import { onOwnTask, onTaskOrOfFarm } from '../tasks/task-rights.ts'
import { isFinal } from '../tasks/task-states.ts'
import { maximumArtifactSize } from './artifact-archives.ts'
import { artifactPath } from './register-artifact-storage.ts'

const id = uuid('The id of the task.')

/** Artifacts of one task at most. */
const maximumArtifacts = 10_000

const artifactName = text({
  max: 500,
  isTrimmed: false,
  description: "Where it stands in the task's folder, with slashes between folders.",
  example: 'metrics.json',
})
const size = integer({ min: 0, max: maximumArtifactSize, description: 'Bytes.' })

const artifactShape = component(
  'Artifact',
  object({
    id: uuid(),
    path: artifactName,
    size,
    content_type: text(),
    s3_put_url: nullable(link('Where its content is to be PUT within an hour; null where you may not.')),
    created: moment(),
    updated: moment(),
  }),
)

function describeArtifact(services: Services, row: Row<'artifact'>, uploadOrigin: string | undefined) {
  return {
    id: row.id,
    path: row.path,
    size: row.size,
    content_type: row.content_type,
    s3_put_url: uploadOrigin === undefined ? null : services.signer.sign(uploadOrigin, 'PUT', artifactPath(row.id)),
    created: new Date(row.created).toISOString(),
    updated: new Date(row.updated).toISOString(),
  }
}

const listArtifacts = defineOperation({
  operationId: 'ListArtifacts',
  method: 'GET',
  path: '/task/{id}/artifacts/',
  tag: 'ponos',
  summary: 'List the artifacts of a task',
  description: 'Those whose content has arrived.',
  parameters: { path: { id } },
  answers: { statuses: { 200: 'The artifacts' }, body: list(artifactShape, { max: maximumArtifacts }) },
  isPaginated: false,
  callers: ['user', 'task', 'agent'],
  rights: onTaskOrOfFarm,
  handle: async ({ target, services }) => {
    const rows = await services.db
      .selectFrom('artifact')
      .selectAll()
      .where('task_id', '=', target.id)
      .where('upload_key', 'is not', null)
      .orderBy('path')
      .execute()
    return { status: 200, body: rows.map((row) => describeArtifact(services, row, undefined)) }
  },
})

function findPathProblem(path: string): string | undefined {
  const parts = path.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'It is a path within a folder.'
  return undefined
}

const createArtifact = defineOperation({
  operationId: 'CreateArtifact',
  method: 'POST',
  path: '/task/{id}/artifacts/',
  tag: 'ponos',
  summary: 'Announce an artifact of a task, and learn where to put its content',
  description: 'One that is announced again is uploaded anew.',
  parameters: { path: { id } },
  body: object({
    path: artifactName,
    size,
    content_type: optional(
      text({
        max: 250,
        pattern: { source: '^[!-.0-~]+/[!-~]+(; ?[!-~]+)*$', message: 'Not a media type.' },
        example: 'application/json',
      }),
    ),
  }),
  answers: {
    statuses: { 200: 'It was announced before', 201: 'The artifact was created' },
    body: artifactShape,
  },
  callers: ['user', 'task', 'agent'],
  rights: onOwnTask,
  handle: async ({ body, target, origin, services }) => {
    const problem = findPathProblem(body.path)
    if (problem !== undefined) throw invalid({ path: [problem] })
    const made = await services.db.transaction().execute(async (trx) => {
      const task = await trx.selectFrom('task').select('state').where('id', '=', target.id).executeTakeFirstOrThrow()
      if (isFinal(task.state) || task.state === 'pending')
        throw invalid({ non_field_errors: ['Only a task that runs takes artifacts.'] })
      const now = services.clock.now()
      const existing = await trx
        .selectFrom('artifact')
        .selectAll()
        .where('task_id', '=', target.id)
        .where('path', '=', body.path)
        .executeTakeFirst()
      const content_type = body.content_type ?? 'application/octet-stream'
      if (existing) {
        const row = await trx
          .updateTable('artifact')
          .set({ size: body.size, content_type, updated: now })
          .where('id', '=', existing.id)
          .returningAll()
          .executeTakeFirstOrThrow()
        return { status: 200, row }
      }
      const { count } = await trx
        .selectFrom('artifact')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('task_id', '=', target.id)
        .executeTakeFirstOrThrow()
      if (count >= maximumArtifacts) throw invalid({ path: [`A task has at most ${maximumArtifacts} artifacts.`] })
      const row = await trx
        .insertInto('artifact')
        .values({
          id: createId(),
          task_id: target.id,
          path: body.path,
          size: body.size,
          content_type,
          created: now,
          updated: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return { status: 201, row }
    })
    return { status: made.status, body: describeArtifact(services, made.row, origin) }
  },
})

const downloadArtifact = defineOperation({
  operationId: 'DownloadArtifact',
  method: 'GET',
  path: '/task/{id}/artifact/{path}',
  tag: 'ponos',
  summary: 'Download an artifact of a task',
  parameters: { path: { id, path: artifactName } },
  answers: { statuses: { 302: 'The artifact is at the URL in `Location`, for an hour' } },
  callers: ['user', 'task', 'agent'],
  rights: onTaskOrOfFarm,
  handle: async ({ path, target, origin, services }) => {
    const row = await services.db
      .selectFrom('artifact')
      .selectAll()
      .where('task_id', '=', target.id)
      .where('path', '=', path.path)
      .executeTakeFirst()
    if (!row?.upload_key) throw notFound()
    const location = services.signer.sign(origin, 'GET', artifactPath(row.id))
    return { status: 302, body: undefined, headers: { location } }
  },
})

export const artifactOperations: readonly Operation[] = [listArtifacts, createArtifact, downloadArtifact]
