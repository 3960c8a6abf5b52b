export type Usage = 'disabled' | 'supported' | 'required'

/** The format that a definition was read from; publication chooses its way by it. */
export type WorkerFormat = 'arkindex-yml' | 'worker-file'

export interface DockerSettings {
  command: string | null
  /** As written, for example `64m`; null means the platform's default. */
  shmSize: string | null
}

/** A value of YAML as plain data. */
export type PlainValue = null | boolean | number | string | PlainValue[] | { [key: string]: PlainValue }
export type PlainMap = { [key: string]: PlainValue }

export type OptionType =
  | 'bool'
  | 'corpus_export'
  | 'dict'
  | 'element_type'
  | 'enum'
  | 'float'
  | 'group'
  | 'int'
  | 'model'
  | 'secret'
  | 'string'
  | 'text'
  | 'worker_version'

/** One option of a worker file's `configuration` (reference/arkindex.md 1.4.1). */
export interface ConfigurationOption {
  key: string
  displayName: string
  helpText: string | null
  type: OptionType
  /** Absent where the file gives none. */
  default?: PlainValue
  many: boolean
  editable: boolean
  required: boolean
  choices: string[] | null
  children: ConfigurationOption[]
}

interface CommonDefinition {
  slug: string
  /** `name` of `.arkindex.yml`, `display_name` of a worker file. */
  displayName: string
  type: string
  /** The text itself, read from its file where the format names a file. */
  description: string | null
  gpuUsage: Usage
  modelUsage: Usage
  docker: DockerSettings
  /** Where it is defined, relative to the repository's root. */
  file: string
  /** Line of the definition's first key, for messages that name a place. */
  line: number
}

/** A worker of `.arkindex.yml` versions 2 and 3 (reference/arkindex.md 1.1 to 1.3). */
export interface LegacyDefinition extends CommonDefinition {
  format: 'arkindex-yml'
  version: 2 | 3
  /** Static configuration, as written. */
  configuration: PlainMap
  userConfiguration: { [key: string]: PlainMap }
  secrets: string[]
  /** The worker's whole mapping as plain data, without `description`, `gpu_usage` and `model_usage`: what is published as `configuration`. */
  published: PlainMap
  /** JSON pointers, from the worker's mapping down, of numbers written as floats without a fraction (`1.0`), which plain data cannot tell from integers. */
  integralFloats: string[]
}

/** A worker of `arkindex/*.yml` (reference/arkindex.md 1.4). */
export interface ModernDefinition extends CommonDefinition {
  format: 'worker-file'
  description: string
  options: ConfigurationOption[]
  /** The file's text as it stands, which is what `ImportWorkerVersion` takes. */
  yaml: string
}

/** A worker as its YAML says it, whatever its format. */
export type WorkerDefinition = LegacyDefinition | ModernDefinition

/** An entry of `models` in `.arkindex.yml` (reference/arkindex.md 1.2.2). */
export interface ModelDefinition {
  name: string
  /** The folder of the model's files, relative to the repository's root. */
  path: string
  description: string | null
  tag: string | null
  parent: string | null
  configuration: PlainMap
  file: string
  line: number
}
