import type { PlainMap, PlainValue } from './definition.ts'
import type { VersionOption } from './version-options.ts'

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function isUuid(value: PlainValue): boolean {
  return typeof value === 'string' && uuidPattern.test(value)
}

function isObject(value: PlainValue): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is wrong with one value of an option, `many` left aside; undefined where nothing is. */
function findProblem(option: VersionOption, value: PlainValue): string | undefined {
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
      // A type that a later release brought: not for this release to judge.
      return undefined
  }
}

/** What keeps a value from being that of an option (reference/arkindex.md 1.4.1); empty where it fits. */
export function listValueProblems(option: VersionOption, value: PlainValue): string[] {
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
export function flattenGroups(values: PlainMap, groups: readonly string[]): PlainMap {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, PlainValue][] =>
      groups.includes(key) && isObject(value)
        ? Object.entries(value).map(([child, item]): [string, PlainValue] => [`${key}.${child}`, item])
        : [[key, value]],
    ),
  )
}
