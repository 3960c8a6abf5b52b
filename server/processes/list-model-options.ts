import type { JsonObject, JsonValue } from '../../core/database/conventions.ts'

export interface ModelOption {
  /** As the configuration of a run has it; a child of a group is `group.child`. */
  key: string
  fallback: JsonValue | undefined
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listModern(options: JsonValue | undefined, prefix: string): ModelOption[] {
  if (!Array.isArray(options)) return []
  return options.flatMap((option) => {
    if (!isObject(option) || typeof option.key !== 'string') return []
    const key = `${prefix}${option.key}`
    if (option.type === 'group') return listModern(option.children, `${key}.`)
    return option.type === 'model' ? [{ key, fallback: option.default }] : []
  })
}

/** The options of a worker version whose value is a model, in both forms of its configuration. */
export function listModelOptions(configuration: JsonObject): ModelOption[] {
  const legacy = configuration.user_configuration
  const fromLegacy = isObject(legacy)
    ? Object.entries(legacy).flatMap(([key, option]) =>
        isObject(option) && option.type === 'model' ? [{ key, fallback: option.default }] : [],
      )
    : []
  return [...fromLegacy, ...listModern(configuration.configuration, '')]
}
