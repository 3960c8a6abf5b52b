import type { ConfigurationOption, PlainMap, PlainValue, WorkerDefinition } from '../worker-yaml/definition.ts'
import { isSameValue } from './canonical-json.ts'
import type { Training } from './manifest.ts'

/** An option of a worker, whatever the format that it is written in. */
export interface WorkerOption {
  key: string
  type: string
  isRequired: boolean
  isEditable: boolean
  many: boolean
  choices: string[] | null
  default?: PlainValue
}

function flatten(option: ConfigurationOption, prefix: string): WorkerOption[] {
  const key = `${prefix}${option.key}`
  if (option.type === 'group') return option.children.flatMap((child) => flatten(child, `${key}.`))
  const { type, required, editable, many, choices } = option
  return [
    {
      key,
      type,
      isRequired: required,
      isEditable: editable,
      many,
      choices,
      ...(option.default === undefined ? {} : { default: option.default }),
    },
  ]
}

function readLegacyOption(key: string, option: PlainMap): WorkerOption {
  const { type, subtype, choices } = option
  const isList = type === 'list'
  return {
    key,
    type: isList ? String(subtype ?? 'string') : String(type),
    isRequired: option.required === true,
    isEditable: true,
    many: isList,
    choices: Array.isArray(choices) ? choices.map(String) : null,
    ...(option.default === undefined ? {} : { default: option.default }),
  }
}

/** The options that a user of a worker may set; those of a group as `group.child`. */
export function listWorkerOptions(definition: WorkerDefinition): WorkerOption[] {
  return definition.format === 'worker-file'
    ? definition.options.flatMap((option) => flatten(option, ''))
    : Object.entries(definition.userConfiguration).map(([key, option]) => readLegacyOption(key, option))
}

/**
 * The values that a training configures its worker with: those of the manifest, the set of each role in an option
 * `<role>_set`, and the model in the only option of type `model`. Null where the worker's defaults say it all.
 */
export function listTrainingValues(training: Training, definition: WorkerDefinition, model: string): PlainMap | null {
  if ('saved' in training.configuration) return null
  const options = listWorkerOptions(definition)
  const values: PlainMap = { ...training.configuration.values }
  for (const { role, set } of training.sets) {
    const key = `${role}_set`
    if (!Object.hasOwn(values, key) && options.some((option) => option.key === key)) values[key] = set
  }
  const modelOptions = options.filter(({ type, many }) => type === 'model' && !many)
  const [modelOption] = modelOptions
  if (modelOption && modelOptions.length === 1 && !Object.hasOwn(values, modelOption.key))
    values[modelOption.key] = model
  const differing = Object.entries(values).filter(([key, value]) => {
    const option = options.find((candidate) => candidate.key === key)
    return option?.default === undefined || !isSameValue(option.default, value)
  })
  return differing.length === 0 ? null : values
}

function isOfType(type: string, value: PlainValue): boolean {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean'
    case 'int':
      return Number.isInteger(value)
    case 'float':
      return typeof value === 'number'
    case 'dict':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return typeof value === 'string'
  }
}

/** What is wrong with a value of the manifest for an option; null where it may be. */
export function refuseValue(option: WorkerOption, value: PlainValue): string | null {
  if (!option.isEditable) return `the option ${option.key} is fixed by the worker`
  if (option.many) {
    if (!Array.isArray(value)) return `the option ${option.key} takes a list of ${option.type}`
    return value.every((item) => isOfType(option.type, item))
      ? null
      : `every item of ${option.key} must be of type ${option.type}`
  }
  if (!isOfType(option.type, value)) return `the option ${option.key} takes a value of type ${option.type}`
  if (option.choices && !option.choices.includes(String(value))) {
    return `the option ${option.key} takes one of ${option.choices.join(', ')}`
  }
  return null
}
