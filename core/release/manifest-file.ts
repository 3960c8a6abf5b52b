import type { PlainMap } from '../worker-yaml/definition.ts'

/** `.arkindex-ci.yml` as `schemas/manifest.json` has it. */
export interface ManifestFile {
  version: 1
  instances?: Record<string, InstanceEntry | null>
  compatibility?: CompatibilityEntry[]
  trainings?: TrainingEntry[]
}

export type ReferenceEntry = string | { id: string }

export interface InstanceEntry {
  tags?: string
  channels?: ('stable' | 'pre-release' | 'branch')[]
  branches?: string[]
  applied_by?: 'ci' | 'bot'
}

export interface CompatibilityEntry {
  model: ReferenceEntry
  workers: string[]
  versions?: string
  instances?: string[]
}

export interface TrainingEntry {
  name: string
  worker: string
  model: ReferenceEntry
  dataset: { id: string } | { project: string; name: string }
  sets: { train: string; validation?: string; test?: string }
  configuration?: string | PlainMap
  model_version?: string
  farm?: ReferenceEntry
  gpu?: boolean
  wait?: boolean
  tags?: string
  channels?: ('stable' | 'pre-release')[]
  instances?: string[]
}
