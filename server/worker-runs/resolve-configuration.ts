import { type JsonObject, type JsonValue, readJsonObject } from '../../core/database/conventions.ts'
import { listVersionOptions } from '../../core/worker-yaml/version-options.ts'
import { invalid } from '../contract/refusal.ts'
import { anyJson, boolean, component, list, object, text } from '../contract/shape.ts'
import type { Database } from '../services.ts'
import type { WorkerRunRow } from './find-worker-run.ts'

export const resolvedConfigurationShape = component(
  'ResolvedConfiguration',
  object({
    configuration: list(
      component(
        'ResolvedOption',
        object({
          key: text({ description: 'The key of the option; that of the child of a group is `group.child`.' }),
          value: anyJson('Its value; for a secret, the name of the secret.'),
          secret: boolean('Whether the value names a secret.'),
        }),
      ),
      { max: 100_000 },
    ),
  }),
)

interface ResolvedOption {
  key: string
  value: JsonValue
  secret: boolean
}

/**
 * What a worker of the newer format is configured with (reference/arkindex.md 1.4.3 and 3.9): every option with its value,
 * and what the model version brings besides. A secret that has no value is left out. Refuses with 400 for the older format.
 */
export async function resolveConfiguration(
  db: Database,
  run: WorkerRunRow,
): Promise<{ configuration: ResolvedOption[] }> {
  const readColumn = async (
    table: 'worker_version' | 'model_version' | 'worker_configuration',
    id: string | null,
  ): Promise<JsonObject> => {
    if (id === null) return {}
    const row = await db.selectFrom(table).select('configuration').where('id', '=', id).executeTakeFirstOrThrow()
    return readJsonObject(row.configuration)
  }
  const { form, options } = listVersionOptions(await readColumn('worker_version', run.worker_version_id))
  if (form !== 'modern') {
    throw invalid({ worker_version: ['This worker version is configured by the older format.'] })
  }
  const ofModel = await readColumn('model_version', run.model_version_id)
  const given = new Map([
    ...Object.entries(ofModel),
    ...Object.entries(await readColumn('worker_configuration', run.configuration_id)),
  ])
  const resolved = options.map(
    ({ key, type, isEditable, fallback }): ResolvedOption => ({
      key,
      value: (isEditable ? given.get(key) : undefined) ?? fallback ?? null,
      secret: type === 'secret',
    }),
  )
  const more = Object.entries(ofModel).flatMap(([key, value]) =>
    options.some((option) => option.key === key) ? [] : [{ key, value, secret: false }],
  )
  return { configuration: [...resolved.filter(({ secret, value }) => !secret || value !== null), ...more] }
}
