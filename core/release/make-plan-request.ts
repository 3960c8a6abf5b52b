import type { ArkindexInstance } from '../arkindex/instance.ts'
import { CodedError } from '../errors/coded-error.ts'
import type { Finding } from '../findings/finding.ts'
import type { ModelDefinition } from '../worker-yaml/definition.ts'
import type { RepositoryReading } from '../worker-yaml/read-repository.ts'
import type { Binding } from './binding.ts'
import { digestModels, type FileDigest } from './digest-model.ts'
import { type ArchiveDigest, digestModelArchive } from './model-archive.ts'
import type { PlanRequest } from './plan-release.ts'
import { type ManifestReading, manifestName, readManifest } from './read-manifest.ts'

/** A repository as it was read, whose release is planned. */
export interface ReleaseSource {
  /** The folder of its files. */
  root: string
  reading: RepositoryReading
  /** The release manifest, where it is not `.arkindex-ci.yml`. */
  manifestFile?: string
  /** Only these instances of the manifest; where there are none, all. */
  instances: readonly string[]
  repositoryUrl: string
  defaultBranch: string | null
  /** Findings besides those of the manifest. */
  findings: readonly Finding[]
  /** SHA-256 of a model's file, where the folder has not its content. Throws coded errors. */
  digestFile?: FileDigest
  /** MD5 and size of a model's archive, where the folder has not its files. Throws coded errors. */
  digestArchive?(definition: ModelDefinition): Promise<ArchiveDigest>
}

/** What is asked of the plan. */
export interface PlanWish {
  /** Null before the tag. */
  binding: Binding | null
  /** Whether instances that do not take the release are read too, and what changed options break: to show a plan. */
  readsSkipped: boolean
  openInstance(slug: string): Promise<ArkindexInstance>
  /** The instance that takes a release whose manifest lists none; without it, none does. Throws coded errors. */
  findDefaultInstance?(): string
  onProgress?(text: string): void
}

/** Reads the manifest of a release. Throws `file-unreadable`, and `wrong-usage` where it does not list an instance that is asked for. */
export function readReleaseManifest(
  { root, reading, manifestFile, instances }: ReleaseSource,
  defaultInstance: string | undefined,
): ManifestReading {
  const file = manifestFile === undefined ? {} : { file: manifestFile }
  return readManifest(root, reading.workers, { ...file, instances, defaultInstance })
}

function digestOnce(digest: PlanRequest['digestArchive']): PlanRequest['digestArchive'] {
  const known = new Map<string, ReturnType<PlanRequest['digestArchive']>>()
  return (definition) => {
    const digesting = known.get(definition.name) ?? digest(definition)
    known.set(definition.name, digesting)
    return digesting
  }
}

/**
 * Everything that planning needs of a repository, for the command and the bot alike. The default instance is asked for only
 * when the manifest is known to be sound. Throws what `readReleaseManifest` throws, and `manifest-refused`.
 */
export function makePlanRequest(source: ReleaseSource, wish: PlanWish): PlanRequest {
  const { root, reading, repositoryUrl, defaultBranch } = source
  const { binding, readsSkipped, openInstance, onProgress } = wish
  const listed = readReleaseManifest(source, undefined)
  const needsDefault = listed.manifest?.instances.length === 0 && source.instances.length === 0
  const isDefault = needsDefault && wish.findDefaultInstance !== undefined
  const { manifest, digest, findings, defaults } = isDefault
    ? readReleaseManifest(source, wish.findDefaultInstance?.())
    : listed
  if (!manifest)
    throw new CodedError('manifest-refused', { file: source.manifestFile ?? manifestName, count: findings.length })
  return {
    workers: reading.workers,
    models: reading.models,
    manifest,
    repositoryUrl,
    binding,
    modelDigests: digestModels(root, reading.models, source.digestFile),
    manifestDigest: digest,
    findings: [...source.findings, ...findings],
    defaults,
    defaultBranch,
    digestArchive: digestOnce(source.digestArchive ?? ((definition) => digestModelArchive(root, definition.path))),
    openInstance,
    readsSkipped,
    readsUses: readsSkipped,
    receipts: readsSkipped && binding?.tag ? 'before-start' : 'none',
    ...(onProgress ? { onProgress } : {}),
  }
}
