import validators from '../../generated/validators.cjs'
import { checkYamlFile, namePath, showValue } from '../findings/check-yaml-file.ts'
import type { YamlFile, YamlPath } from '../findings/read-yaml.ts'
import { findNearest } from '../findings/suggest.ts'
import type { ConfigurationOption, ModernDefinition, OptionType, PlainMap, Usage } from './definition.ts'
import { isMap, readList, readMap, readString } from './plain-data.ts'

/**
 * Reads one file of `arkindex/` by every rule of reference/arkindex.md 1.4. The definition is undefined where anything in
 * the file is an error; `slug` is there for the check of doubles even then.
 */
export function readWorkerFile(
  bytes: Uint8Array | string,
  file: string,
): { yaml: YamlFile; definition: ModernDefinition | undefined; slug: string | null } {
  const { yaml, data } = checkYamlFile(bytes, { file, validate: validators.worker })
  if (!isMap(data)) return { yaml, definition: undefined, slug: null }
  const options = readList(data.configuration)
  const keys = new Map<string, YamlPath>()
  for (const [index, option] of options.entries()) {
    if (isMap(option)) checkOption(yaml, ['configuration', index], option, '', keys)
  }
  const slug = readString(data.slug)
  const isBroken = yaml.placed.some(({ finding }) => finding.severity === 'error')
  return { yaml, definition: isBroken ? undefined : toDefinition(yaml, data), slug }
}

function checkOption(
  yaml: YamlFile,
  path: YamlPath,
  option: PlainMap,
  group: string,
  keys: Map<string, YamlPath>,
): void {
  const { key, type } = option
  if (typeof key === 'string' && key.trim() !== '') {
    const whole = `${group}${key.trim()}`
    const first = keys.get(whole)
    if (first) {
      const { line } = yaml.locate([...first, 'key'])
      yaml.add('option-key-duplicate', [...path, 'key'], yaml.locate([...path, 'key']), { key: whole, line })
    } else {
      keys.set(whole, path)
    }
  }
  checkDefaultValue(yaml, [...path, 'default'], option, option.many === true)
  if (type !== 'group') return
  for (const [index, child] of readList(option.children).entries()) {
    const prefix = typeof key === 'string' ? `${group}${key.trim()}.` : group
    if (isMap(child)) checkOption(yaml, [...path, 'children', index], child, prefix, keys)
  }
}

/** What JSON Schema cannot say of a default: that it is one of the choices, that 1.0 is no integer, that the keys of a dict are text. */
export function checkDefaultValue(yaml: YamlFile, path: YamlPath, option: PlainMap, isMany: boolean): void {
  const { type, default: value } = option
  if (value === undefined || value === null) return
  const itemType = type === 'list' ? option.subtype : type
  if (isMany && Array.isArray(value)) {
    if (itemType !== 'int') return
    for (const index of value.keys()) checkInteger(yaml, [...path, index], 'default-item-wrong-type')
    return
  }
  if (type === 'int') checkInteger(yaml, path, 'default-wrong-type')
  if (type === 'enum' && (typeof value === 'string' || !isMap(value))) checkChoice(yaml, path, option)
  if (type === 'dict' && isMap(value) && yaml.mapsWithOtherKeys.has(value)) {
    for (const key of Object.keys(value)) {
      const place = [...path, key]
      const index = yaml.placed.findIndex(
        ({ finding, path: other }) =>
          finding.code === 'yaml-key-not-text' && isSame(other, path) && isAt(yaml, finding, place),
      )
      if (index === -1) continue
      const [known] = yaml.placed.splice(index, 1)
      yaml.add('default-dict-text', place, yaml.locate(place, 'key'), { actual: 'no text' }, known?.finding.edit)
    }
  }
}

function isSame(left: YamlPath, right: YamlPath): boolean {
  return left.length === right.length && left.every((step, index) => step === right[index])
}

function isAt(yaml: YamlFile, finding: { line: number; column: number }, path: YamlPath): boolean {
  const { line, column } = yaml.locate(path, 'key')
  return finding.line === line && finding.column === column
}

function checkInteger(yaml: YamlFile, path: YamlPath, code: 'default-wrong-type' | 'default-item-wrong-type'): void {
  const scalar = yaml.readScalar(path)
  if (scalar?.kind !== 'float' || typeof scalar.value !== 'number' || !Number.isInteger(scalar.value)) return
  const span = yaml.locate(path)
  const newText = String(scalar.value)
  const edit = Number.isSafeInteger(scalar.value) ? { ...span, newText } : undefined
  const details = {
    type: 'int',
    expected: 'a whole number',
    actual: 'a number with a point',
    advice: edit ? ` Here: ${newText}.` : '',
  }
  yaml.add(code, path, span, details, edit)
}

function checkChoice(yaml: YamlFile, path: YamlPath, option: PlainMap): void {
  const { choices, default: value } = option
  if (!Array.isArray(choices) || choices.length === 0 || value === undefined) return
  if (choices.some((choice) => choice === value)) return
  if (yaml.placed.some(({ finding, path: other }) => finding.severity === 'error' && isSame(other, path))) return
  const words = choices.filter((choice): choice is string => typeof choice === 'string')
  const meant = typeof value === 'string' ? findNearest(value, words) : undefined
  const listed = choices.slice(0, 20).map(showValue).join(', ')
  const advice = meant === undefined ? `Write one of ${listed}.` : `Write ${meant}. Possible are ${listed}.`
  const source = yaml.readSource(path)
  const span = yaml.locate(path)
  const edit =
    meant !== undefined && source !== undefined
      ? { ...span, newText: source === value ? meant : JSON.stringify(meant) }
      : undefined
  yaml.add('default-not-choice', path, span, { value: showValue(value), advice, name: namePath(path) }, edit)
}

const optionTypes: readonly OptionType[] = [
  'bool',
  'corpus_export',
  'dict',
  'element_type',
  'enum',
  'float',
  'group',
  'int',
  'model',
  'secret',
  'string',
  'text',
  'worker_version',
]

function toUsage(value: unknown): Usage {
  return value === 'supported' || value === 'required' ? value : 'disabled'
}

function toOption(option: PlainMap): ConfigurationOption {
  const { default: value, choices } = option
  return {
    key: readString(option.key)?.trim() ?? '',
    displayName: readString(option.display_name) ?? '',
    helpText: readString(option.help_text),
    type: optionTypes.find((type) => type === option.type) ?? 'string',
    ...(value === undefined || value === null ? {} : { default: value }),
    many: option.many === true,
    editable: option.editable !== false,
    required: option.required === true,
    choices: Array.isArray(choices) ? choices.filter((choice): choice is string => typeof choice === 'string') : null,
    children: readList(option.children).filter(isMap).map(toOption),
  }
}

function toDefinition(yaml: YamlFile, data: PlainMap): ModernDefinition {
  const docker = readMap(data.docker)
  return {
    format: 'worker-file',
    slug: readString(data.slug) ?? '',
    displayName: readString(data.display_name) ?? '',
    type: readString(data.type) ?? '',
    description: readString(data.description) ?? '',
    gpuUsage: toUsage(data.gpu_usage),
    modelUsage: toUsage(data.model_usage),
    docker: { command: readString(docker.command), shmSize: readString(docker.shm_size) },
    options: readList(data.configuration).filter(isMap).map(toOption),
    yaml: yaml.text,
    file: yaml.file,
    line: yaml.locateStart([]).line,
  }
}
