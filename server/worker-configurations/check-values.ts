import { type JsonObject, writeCanonicalJson } from '../../core/database/conventions.ts'
import { flattenGroups, listValueProblems } from '../../core/worker-yaml/option-values.ts'
import type { VersionOptions } from '../../core/worker-yaml/version-options.ts'

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
    const found = option ? listValueProblems(option, value) : ['The worker has no such option.']
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
