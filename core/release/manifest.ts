import type { PlainMap } from '../worker-yaml/definition.ts'
import type { ManifestFile, ReferenceEntry, TrainingEntry } from './manifest-file.ts'
import type { Channel } from './release-tag.ts'

/** The release manifest with its defaults filled in. */
export interface Manifest {
  instances: InstanceRule[]
  compatibility: CompatibilityRule[]
  trainings: Training[]
}

/** An object of an instance by its name or, where names do not do, by its id. */
export type Reference = { name: string } | { id: string }

export interface InstanceRule {
  slug: string
  /** Semver range of the tags that it takes. */
  tags: string | null
  channels: Channel[]
  /** Branches that it takes; null is the default branch alone. */
  branches: string[] | null
  /** Who applies releases to it. */
  appliedBy: Applier
}

/** Who applies releases to an instance: the jobs of CI, or the bot. */
export type Applier = 'ci' | 'bot'

export interface CompatibilityRule {
  model: Reference
  workers: string[]
  versions: string | null
  /** Null is all of them. */
  instances: string[] | null
}

export const roles = ['train', 'validation', 'test'] as const
export type Role = (typeof roles)[number]

export interface Training {
  name: string
  worker: string
  model: Reference
  dataset: { id: string } | { project: string; name: string }
  sets: { role: Role; set: string }[]
  /** Values by option, or the name of a saved configuration. */
  configuration: { values: PlainMap } | { saved: string }
  modelVersion: string | null
  farm: Reference | null
  useGpu: boolean
  wait: boolean
  tags: string | null
  channels: Channel[]
  instances: string[] | null
}

/** How a reference is shown and keyed. */
export function nameReference(reference: Reference): string {
  return 'id' in reference ? reference.id : reference.name
}

function readReference(entry: ReferenceEntry): Reference {
  return typeof entry === 'string' ? { name: entry } : { id: entry.id.toLowerCase() }
}

function readTraining(entry: TrainingEntry): Training {
  const { configuration } = entry
  return {
    name: entry.name,
    worker: entry.worker,
    model: readReference(entry.model),
    dataset: entry.dataset,
    sets: roles.flatMap((role) => {
      const set = entry.sets[role]
      return set === undefined ? [] : [{ role, set }]
    }),
    configuration: typeof configuration === 'string' ? { saved: configuration } : { values: configuration ?? {} },
    modelVersion: entry.model_version?.toLowerCase() ?? null,
    farm: entry.farm === undefined ? null : readReference(entry.farm),
    useGpu: entry.gpu ?? false,
    wait: entry.wait ?? false,
    tags: entry.tags ?? null,
    channels: entry.channels ?? ['stable'],
    instances: entry.instances ?? null,
  }
}

/** The manifest of a checked file. A rule that names neither range nor channels takes stable tags. */
export function completeManifest(file: ManifestFile, defaultInstances: readonly string[]): Manifest {
  const entries = file.instances
    ? Object.entries(file.instances)
    : defaultInstances.map((slug): [string, null] => [slug, null])
  return {
    instances: entries.map(([slug, entry]) => ({
      slug,
      tags: entry?.tags ?? null,
      channels: entry?.channels ?? (entry?.tags === undefined ? ['stable'] : ['stable', 'pre-release']),
      branches: entry?.branches ?? null,
      appliedBy: entry?.applied_by ?? 'ci',
    })),
    compatibility: (file.compatibility ?? []).map((entry) => ({
      model: readReference(entry.model),
      workers: entry.workers,
      versions: entry.versions ?? null,
      instances: entry.instances ?? null,
    })),
    trainings: (file.trainings ?? []).map(readTraining),
  }
}
