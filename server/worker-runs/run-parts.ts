import { createId } from '../../core/database/conventions.ts'
import { describeUnknownId, invalid } from '../contract/refusal.ts'
import { levels, readLevel } from '../rights/access.ts'
import { readWorkerLevel } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import type { Principal } from '../users/principal.ts'
import { summarizeRun } from './worker-run-shape.ts'

/** The version with its worker, or why it cannot be used. */
async function findUsableVersion(trx: Database, principal: Principal, id: string) {
  const row = await trx.selectFrom('worker_version').selectAll().where('id', '=', id).executeTakeFirst()
  const worker = row && (await trx.selectFrom('worker').selectAll().where('id', '=', row.worker_id).executeTakeFirst())
  if (!row || !worker || (await readWorkerLevel(trx, principal, row.worker_id)) < levels.guest) {
    return describeUnknownId(id)
  }
  if (worker.archived !== null) return 'This worker is archived.'
  return { row, worker }
}

/** A guest may use a version that is available and tagged; a contributor any that is available (reference/arkindex.md 3.11). */
async function findUsableModelVersion(trx: Database, principal: Principal, id: string) {
  const row = await trx.selectFrom('model_version').selectAll().where('id', '=', id).executeTakeFirst()
  const model = row && (await trx.selectFrom('model').selectAll().where('id', '=', row.model_id).executeTakeFirst())
  const level = model ? await readLevel(trx, principal, 'model', model) : 0
  if (!row || !model || level < levels.guest) return describeUnknownId(id)
  if (model.archived !== null) return 'This model is archived.'
  if (row.state !== 'available') return 'This model version is not available.'
  if (level < levels.contributor && row.tag === null)
    return 'Contributor access to the model is needed to use a version without a tag.'
  return { row, model }
}

type Found<Find extends (...given: never[]) => Promise<unknown>> = Exclude<Awaited<ReturnType<Find>>, string>

/** What a worker run is made of, checked: all of it exists, may be used by this user, and fits together. */
export interface RunParts {
  version: Found<typeof findUsableVersion>
  modelVersion: Found<typeof findUsableModelVersion> | undefined
  configuration: Row<'worker_configuration'> | undefined
}

export interface RunRequest {
  worker_version_id: string
  model_version_id?: string | null | undefined
  configuration_id?: string | null | undefined
}

export type CheckedParts = { parts: RunParts } | { problems: Record<string, string[]> }

/** The parts of a worker run, or everything that keeps this user from making one of them, by field. */
export async function checkParts(
  trx: Database,
  principal: Principal,
  request: RunRequest,
  options: { isVersionToBeAvailable: boolean },
): Promise<CheckedParts> {
  const { worker_version_id: versionId, model_version_id: modelVersionId, configuration_id: configurationId } = request
  const problems: Record<string, string[]> = {}
  const version = await findUsableVersion(trx, principal, versionId)
  if (typeof version === 'string') problems.worker_version_id = [version]
  else if (options.isVersionToBeAvailable && version.row.state !== 'available')
    problems.worker_version_id = ['The worker version is not available.']
  const modelVersion = modelVersionId ? await findUsableModelVersion(trx, principal, modelVersionId) : undefined
  if (typeof modelVersion === 'string') problems.model_version_id = [modelVersion]
  else if (modelVersion && typeof version !== 'string' && version.row.model_usage === 'disabled')
    problems.model_version_id = ['This worker version does not use models.']
  // Whose configuration it must be is not told to those who may not know the worker.
  if (typeof version === 'string') return { problems }
  const configuration = configurationId
    ? await trx.selectFrom('worker_configuration').selectAll().where('id', '=', configurationId).executeTakeFirst()
    : undefined
  if (configurationId && configuration?.worker_id !== version.row.worker_id)
    problems.configuration_id = [describeUnknownId(configurationId)]
  else if (configuration && configuration.archived !== null)
    problems.configuration_id = ['This configuration is archived.']
  if (typeof modelVersion === 'string' || Object.keys(problems).length > 0) return { problems }
  return { parts: { version, modelVersion, configuration } }
}

/** The parts of a worker run. Refuses with everything that is wrong with them. */
export async function readParts(trx: Database, principal: Principal, request: RunRequest): Promise<RunParts> {
  const checked = await checkParts(trx, principal, request, { isVersionToBeAvailable: false })
  if ('problems' in checked) throw invalid(checked.problems)
  return checked.parts
}

export function describeParts({ version, modelVersion, configuration }: RunParts) {
  return {
    worker_version_id: version.row.id,
    model_version_id: modelVersion?.row.id ?? null,
    configuration_id: configuration?.id ?? null,
    summary: summarizeRun({
      worker: version.worker.name,
      version: version.row,
      model: modelVersion && { name: modelVersion.model.name, versionId: modelVersion.row.id },
      configuration: configuration?.name,
    }),
  }
}

/** A local process holds each version once, whatever its model and configuration. */
export function combine(mode: Row<'process'>['mode'], parts: RunParts): string {
  const { version, modelVersion, configuration } = parts
  if (mode === 'local') return version.row.id
  return [version.row.id, modelVersion?.row.id ?? '', configuration?.id ?? ''].join(':')
}

export async function insertRun(
  trx: Database,
  services: Pick<Services, 'clock'>,
  process: Pick<Row<'process'>, 'id' | 'mode'>,
  parts: RunParts,
  parents: readonly string[],
) {
  const now = services.clock.now()
  return trx
    .insertInto('worker_run')
    .values({
      id: createId(),
      process_id: process.id,
      ...describeParts(parts),
      combination: combine(process.mode, parts),
      parents: JSON.stringify([...new Set(parents)]),
      created: now,
      updated: now,
    })
    .onConflict((conflict) => conflict.columns(['process_id', 'combination']).doNothing())
    .returningAll()
    .executeTakeFirst()
}
