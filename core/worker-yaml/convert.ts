import type { ConfigurationOption, LegacyDefinition, ModernDefinition, PlainMap, PlainValue } from './definition.ts'
import { isMap } from './plain-data.ts'
import { escapePointer, FloatNumber, markFloats, type WritableValue, writeYaml } from './write-yaml.ts'

export interface Conversion<Result> {
  result: Result
  /** What the other format cannot say, one sentence each; empty where nothing is lost. */
  losses: string[]
  /** What was decided on the way without losing anything, such as a placeholder. */
  notes: string[]
}

type Option = { [key: string]: WritableValue }

/** Cuts a text to a number of characters, not of code units. */
function cut(text: string, limit: number): string {
  const characters = [...text]
  return characters.length > limit ? characters.slice(0, limit).join('').trimEnd() : text
}

/** A label made of a key: `batch_size` becomes "Batch size". */
export function nameKey(key: string): string {
  const words = key.trim().replace(/[_-]+/g, ' ').replace(/\s+/g, ' ').trim()
  const label = cut(words === '' ? key.trim() : words, 250)
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}`
}

const isText = (value: unknown): value is string => typeof value === 'string'

function isFloat(value: WritableValue): boolean {
  return value instanceof FloatNumber
}

/** The type of an option whose value is fixed, guessed from the value; undefined where no type holds it. */
function guessType(value: WritableValue): { type: string; many: boolean } | undefined {
  if (typeof value === 'boolean') return { type: 'bool', many: false }
  if (isFloat(value)) return { type: 'float', many: false }
  if (typeof value === 'number') return { type: 'int', many: false }
  if (isText(value)) return { type: value.includes('\n') ? 'text' : 'string', many: false }
  if (Array.isArray(value)) {
    if (value.every(isText)) return { type: 'string', many: true }
    if (value.every((item) => typeof item === 'number')) return { type: 'int', many: true }
    if (value.every((item) => typeof item === 'number' || isFloat(item))) return { type: 'float', many: true }
    return undefined
  }
  if (value === null || value instanceof FloatNumber) return undefined
  return Object.values(value).every(isText) ? { type: 'dict', many: false } : undefined
}

function isUsableKey(key: string): boolean {
  return key.trim() !== '' && [...key].length <= 250
}

const knownOptionKeys = new Set(['title', 'type', 'required', 'default', 'choices', 'subtype', 'multiline'])

/** The option of a worker file for one of `user_configuration`; undefined where none can stand for it. */
function convertUserOption(
  key: string,
  option: PlainMap,
  floats: ReadonlySet<string>,
  losses: string[],
): Option | undefined {
  const pointer = `/user_configuration/${escapePointer(key)}/default`
  const lose = (what: string) => losses.push(`user_configuration "${key}": ${what}`)
  const title = isText(option.title) ? option.title : key
  const isLabel = [...title].length <= 250 && !title.includes('\n')
  const converted: Option = {
    key,
    display_name: isLabel ? title : nameKey(key),
    ...(isLabel ? {} : { help_text: title }),
  }
  const { type, subtype, choices } = option
  let many = false
  if (type === 'list') {
    converted.type = isText(subtype) ? subtype : 'string'
    many = true
    if (subtype === 'bool') {
      lose('a list of booleans has no counterpart')
      return undefined
    }
  } else {
    converted.type = type === 'string' && option.multiline === true ? 'text' : isText(type) ? type : 'string'
  }
  if (many) converted.many = true
  converted.required = option.required === true
  if (type === 'enum') {
    const list = Array.isArray(choices) ? choices : []
    const isGood = list.every(isText) && list.length >= 2 && new Set(list).size === list.length
    if (!isGood) {
      lose('choices must be at least two different texts')
      return undefined
    }
    converted.choices = list.filter(isText)
  }
  for (const name of Object.keys(option)) {
    const isMisplaced =
      (name === 'choices' && type !== 'enum') ||
      (name === 'subtype' && type !== 'list') ||
      (name === 'multiline' && type !== 'string')
    if (!knownOptionKeys.has(name) || (isMisplaced && option[name] !== false))
      lose(`the key "${name}" has no counterpart`)
  }
  const value = option.default
  if (value === undefined || value === null) return converted
  const marked = markFloats(value, floats, pointer)
  if (type === 'model') lose('a model option cannot have a default')
  else if (type === 'dict' && !(isMap(value) && Object.values(value).every(isText)))
    lose('a default with values that are no text has no counterpart')
  else converted.default = marked
  return converted
}

/**
 * A worker of `.arkindex.yml` as the text of a worker file (reference/arkindex.md 1.4.2): description inlined, static
 * configuration as options that are not editable, user options in the newer form. The text validates, unless a loss says
 * that the slug is too long for it.
 */
export function convertToWorkerFile(definition: LegacyDefinition): Conversion<string> {
  const losses: string[] = []
  const notes: string[] = []
  const floats = new Set(definition.integralFloats)
  const shorten = (text: string, name: string) => {
    const short = cut(text, 100)
    if (short !== text) losses.push(`${name} has more than 100 characters and is cut`)
    return short
  }
  if (definition.slug.length > 100)
    losses.push('the slug has more than 100 characters, which the newer format does not allow')
  const displayName = shorten(definition.displayName, 'the name')
  if (definition.description === null) notes.push('there is no description: the name stands in its place')
  const worker: { [key: string]: WritableValue } = {
    slug: definition.slug,
    display_name: displayName,
    type: shorten(definition.type, 'the type'),
    description: definition.description ?? displayName,
  }
  if (definition.gpuUsage !== 'disabled') worker.gpu_usage = definition.gpuUsage
  if (definition.modelUsage !== 'disabled') worker.model_usage = definition.modelUsage
  const { command, shmSize } = definition.docker
  if (command !== null || shmSize !== null) {
    worker.docker = {
      ...(command === null ? {} : { command }),
      ...(shmSize === null ? {} : { shm_size: shmSize.toLowerCase() }),
    }
  }
  const options: Option[] = []
  const keys = new Set<string>()
  const take = (key: string, place: string): boolean => {
    if (!isUsableKey(key)) losses.push(`${place} "${cut(key, 50)}": a key has 1 to 250 characters`)
    else if (keys.has(key.trim())) losses.push(`${place} "${key}": another key differs from it only by spaces`)
    else return keys.add(key.trim()).size > 0
    return false
  }
  for (const [key, value] of Object.entries(definition.configuration)) {
    if (Object.hasOwn(definition.userConfiguration, key)) {
      notes.push(`configuration "${key}": left out, as the user option of that name always wins`)
      continue
    }
    if (!take(key, 'configuration')) continue
    const marked = markFloats(value, floats, `/configuration/${escapePointer(key)}`)
    const guessed = guessType(marked)
    if (!guessed) {
      keys.delete(key.trim())
      losses.push(`configuration "${key}": ${describeUnheld(value)} has no counterpart`)
      continue
    }
    options.push({
      key,
      display_name: nameKey(key),
      type: guessed.type,
      ...(guessed.many ? { many: true } : {}),
      editable: false,
      default: marked,
    })
  }
  for (const [key, option] of Object.entries(definition.userConfiguration)) {
    if (!take(key, 'user_configuration')) continue
    const converted = convertUserOption(key, option, floats, losses)
    if (converted) options.push(converted)
    else keys.delete(key.trim())
  }
  for (const secret of definition.secrets) {
    losses.push(
      `secret "${secret}": the newer format names no secrets; add an option of type secret, which people fill in`,
    )
  }
  if (options.length > 0) worker.configuration = options
  return { result: writeYaml(worker), losses, notes }
}

function describeUnheld(value: PlainValue): string {
  if (value === null) return 'a value that is nothing'
  if (Array.isArray(value)) return 'a list of values that are not all numbers or all text'
  return 'a mapping with values that are no text'
}

function convertOption(
  option: ConfigurationOption,
  prefix: string,
  target: { configuration: PlainMap; user: PlainMap },
  losses: string[],
): void {
  const key = `${prefix}${option.key}`
  const lose = (what: string) => losses.push(`option "${key}": ${what}`)
  if (option.helpText !== null && option.helpText !== '') lose('the help text')
  if (option.type === 'group') {
    lose('that its options are a group; they keep their keys')
    for (const child of option.children) convertOption(child, `${key}.`, target, losses)
    return
  }
  if (!option.editable && option.default !== undefined) {
    if (option.displayName !== nameKey(option.key)) lose('the display name of a fixed value')
    setOwn(target.configuration, key, option.default)
    return
  }
  const types: Readonly<Record<string, string>> = {
    bool: 'bool',
    dict: 'dict',
    enum: 'enum',
    float: 'float',
    int: 'int',
    model: 'model',
    string: 'string',
    text: 'string',
  }
  const type = types[option.type]
  if (type === undefined) {
    lose(`the option itself, as older releases have no type ${option.type}`)
    return
  }
  setOwn(target.user, key, {
    title: option.displayName,
    type: option.many ? 'list' : type,
    ...(option.many ? { subtype: type } : {}),
    ...(option.type === 'text' ? { multiline: true } : {}),
    required: option.required,
    ...(option.choices === null ? {} : { choices: [...option.choices] }),
    ...(option.default === undefined ? {} : { default: option.default }),
  })
}

function setOwn(map: PlainMap, key: string, value: PlainValue): void {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true })
}

/**
 * A worker file as what the Arkindex command line sends as `configuration` for a worker of `.arkindex.yml`
 * (reference/arkindex.md 1.3 and 2.4), for instances that take no worker files.
 */
export function convertToLegacyConfiguration(definition: ModernDefinition): Conversion<PlainMap> {
  const losses: string[] = []
  const target: { configuration: PlainMap; user: PlainMap } = { configuration: {}, user: {} }
  for (const option of definition.options) convertOption(option, '', target, losses)
  const { command, shmSize } = definition.docker
  const result: PlainMap = {
    name: definition.displayName,
    slug: definition.slug,
    type: definition.type,
    docker: command === null && shmSize === null ? {} : { command, shm_size: shmSize },
    configuration: target.configuration,
    user_configuration: target.user,
    secrets: [],
  }
  return { result, losses, notes: [] }
}
