import type { ConfigurationOption, PlainMap, PlainValue, WorkerDefinition } from './definition.ts'

/** One option of a worker version, whichever format its file was written in. */
export interface VersionOption {
  /** As a configuration has it; the child of a group is `group.child`. */
  readonly key: string
  /** A type of the newer format; the older one's `list` is its `subtype` with `many`. */
  readonly type: string
  readonly many: boolean
  readonly isRequired: boolean
  readonly isEditable: boolean
  readonly choices: readonly PlainValue[] | undefined
  /** Undefined where the option has no default. */
  readonly fallback: PlainValue | undefined
}

export interface VersionOptions {
  /** `modern` of `arkindex/*.yml`, `legacy` of `.arkindex.yml`, `free` where a version names no options and takes any value. */
  readonly form: 'modern' | 'legacy' | 'free'
  readonly options: readonly VersionOption[]
  /** The keys of groups, whose children may be given as a mapping too. */
  readonly groups: readonly string[]
}

function isObject(value: PlainValue | undefined): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readModern(options: readonly PlainValue[], prefix: string, groups: string[]): VersionOption[] {
  return options.flatMap((option) => {
    if (!isObject(option) || typeof option.key !== 'string') return []
    const key = `${prefix}${option.key}`
    if (option.type === 'group') {
      groups.push(key)
      return readModern(Array.isArray(option.children) ? option.children : [], `${key}.`, groups)
    }
    return [
      {
        key,
        type: String(option.type),
        many: option.many === true,
        isRequired: option.required === true,
        isEditable: option.editable !== false,
        choices: Array.isArray(option.choices) ? option.choices : undefined,
        fallback: option.default,
      },
    ]
  })
}

function readLegacy(key: string, option: PlainMap): VersionOption {
  const isList = option.type === 'list'
  return {
    key,
    type: isList ? String(option.subtype ?? 'string') : String(option.type),
    many: isList,
    // Its default is not known for sure (the supplement, 0.10): only what is written out counts.
    isRequired: option.required === true,
    isEditable: true,
    choices: Array.isArray(option.choices) ? option.choices : undefined,
    fallback: option.default,
  }
}

/** The options of a version, out of its `configuration` (reference/arkindex.md 1.2.1 and 1.4.1). */
export function listVersionOptions(configuration: PlainMap): VersionOptions {
  const { configuration: modern, user_configuration: legacy } = configuration
  if (Array.isArray(modern)) {
    const groups: string[] = []
    return { form: 'modern', options: readModern(modern, '', groups), groups }
  }
  if (!isObject(legacy)) return { form: 'free', options: [], groups: [] }
  const options = Object.entries(legacy).flatMap(([key, option]) => (isObject(option) ? [readLegacy(key, option)] : []))
  return { form: 'legacy', options, groups: [] }
}

function describeOption(option: ConfigurationOption): PlainMap {
  const { key, type, many, required, editable, choices, children } = option
  return {
    key,
    type,
    many,
    required,
    editable,
    ...(choices === null ? {} : { choices }),
    ...(option.default === undefined ? {} : { default: option.default }),
    children: children.map(describeOption),
  }
}

/** The options that a version published from this definition has. */
export function listDefinitionOptions(definition: WorkerDefinition): VersionOptions {
  return listVersionOptions(
    definition.format === 'worker-file'
      ? { configuration: definition.options.map(describeOption) }
      : definition.published,
  )
}
