import { type JsonObject, type JsonValue, writeCanonicalJson } from '../../core/database/conventions.ts'
import { isUuid } from '../contract/shape.ts'
import type { VersionOption, VersionOptions } from '../worker-versions/list-version-options.ts'

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is wrong with one value of an option, `many` left aside; undefined where nothing is. */
function findProblem(option: VersionOption, value: JsonValue): string | undefined {
  switch (option.type) {
    case 'bool':
      return typeof value === 'boolean' ? undefined : 'Must be a valid boolean.'
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) ? undefined : 'A valid integer is required.'
    case 'float':
      return typeof value === 'number' ? undefined : 'A valid number is required.'
    case 'enum': {
      if (option.choices?.some((choice) => choice === value)) return undefined
      return `${JSON.stringify(value)} is not a valid choice: ${(option.choices ?? []).map(String).join(', ')}.`
    }
    case 'dict':
      return isObject(value) && Object.values(value).every((item) => typeof item === 'string')
        ? undefined
        : 'Expected a dictionary of texts.'
    case 'model':
    case 'worker_version':
    case 'corpus_export':
      return isUuid(value) ? undefined : 'Must be a valid UUID.'
    case 'string':
    case 'text':
    case 'secret':
    case 'element_type':
      return typeof value === 'string' ? undefined : 'Not a valid string.'
    default:
      // A type that a later release brought: not for this server to judge.
      return undefined
  }
}

function listProblems(option: VersionOption, value: JsonValue): string[] {
  if (!option.isEditable) return ['This option cannot be changed.']
  if (value === null) return ['This field may not be null.']
  if (!option.many) return [findProblem(option, value) ?? []].flat()
  if (!Array.isArray(value)) return ['Expected a list of items.']
  return value.flatMap((item, index) => {
    const problem = findProblem(option, item)
    return problem === undefined ? [] : [`Item ${index}: ${problem}`]
  })
}

/** The values with the children of groups as `group.child`, in whichever of both ways they were given. */
function flattenGroups(values: JsonObject, groups: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, JsonValue][] =>
      groups.includes(key) && isObject(value)
        ? Object.entries(value).map(([child, item]): [string, JsonValue] => [`${key}.${child}`, item])
        : [[key, value]],
    ),
  )
}

export type CheckedValues = { values: JsonObject } | { problems: Record<string, string[]> | string[] }

/**
 * Checks the values of a worker configuration against the options of a version: unknown keys, types, choices, what is
 * required, and that they differ from the defaults (reference/arkindex.md 3.9). Gives them as they are stored, or all that
 * is wrong with them by key.
 */
export function checkValues({ form, options, groups }: VersionOptions, given: JsonObject): CheckedValues {
  const sameAsDefault = ['A configuration must differ from the default values.']
  if (form === 'free') return Object.keys(given).length === 0 ? { problems: sameAsDefault } : { values: given }
  const values = flattenGroups(given, groups)
  const problems: Record<string, string[]> = {}
  const byKey = new Map(options.map((option) => [option.key, option]))
  for (const [key, value] of Object.entries(values)) {
    const option = byKey.get(key)
    const found = option ? listProblems(option, value) : ['The worker has no such option.']
    if (found.length > 0) problems[key] = found
  }
  for (const { key, isRequired, fallback } of options) {
    if (isRequired && fallback === undefined && !Object.hasOwn(values, key))
      problems[key] = ['This option is required.']
  }
  if (Object.keys(problems).length > 0) return { problems }
  const differs = Object.entries(values).some(([key, value]) => {
    const fallback = byKey.get(key)?.fallback
    return fallback === undefined || writeCanonicalJson(fallback) !== writeCanonicalJson(value)
  })
  return differs ? { values } : { problems: sameAsDefault }
}
