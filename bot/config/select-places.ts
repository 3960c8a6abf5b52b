import type { YamlPath } from '../../core/findings/read-yaml.ts'
import type { PlainValue } from '../../core/worker-yaml/definition.ts'

export interface Place {
  path: YamlPath
  value: PlainValue
}

/**
 * The values of a document at a pattern of keys, where `*` stands for each item of a list or each key of a mapping. What has
 * another shape is left out: the schema tells of it.
 */
export function selectPlaces(data: PlainValue | undefined, pattern: readonly string[]): Place[] {
  let places: Place[] = data === undefined ? [] : [{ path: [], value: data }]
  for (const step of pattern) {
    places = places.flatMap(({ path, value }): Place[] => {
      if (typeof value !== 'object' || value === null) return []
      if (Array.isArray(value)) {
        return step === '*' ? value.map((item, index) => ({ path: [...path, index], value: item })) : []
      }
      const entries = Object.entries(value)
      const chosen = step === '*' ? entries : entries.filter(([key]) => key === step)
      return chosen.map(([key, item]) => ({ path: [...path, key], value: item }))
    })
  }
  return places
}

/** The value at a path; undefined where there is none. */
export function readAt(data: PlainValue | undefined, path: YamlPath): PlainValue | undefined {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value)) value = typeof step === 'number' ? value[step] : undefined
    else value = typeof step === 'string' && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}

/** The items of the list at a path; none where no list is there. */
export function listItems(data: PlainValue | undefined, path: YamlPath): Place[] {
  const list = readAt(data, path)
  return Array.isArray(list) ? list.map((value, index) => ({ path: [...path, index], value })) : []
}

/** A path as people write it: `gitlab[0].token`. */
export function writePath(path: YamlPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}
