import type { JsonObject } from '../../core/database/conventions.ts'
import { describeUnknownId, invalid, Refusal } from '../contract/refusal.ts'
import type { Database, Services } from '../services.ts'
import type { ModelVersionState, Row } from '../tables.ts'

export async function checkTag(
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

export async function checkParent(
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

export interface VersionUpdate {
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

/** Updates a version, and makes it available only where its archive is what was said. Throws refusals. */
export async function saveModelVersion(
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
