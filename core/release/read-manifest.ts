import { readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import validators from '../../generated/validators.cjs'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'
import { checkYamlFile } from '../findings/check-yaml-file.ts'
import type { Finding } from '../findings/finding.ts'
import type { PlainValue, WorkerDefinition } from '../worker-yaml/definition.ts'
import { digestValue } from './canonical-json.ts'
import { checkManifest } from './check-manifest.ts'
import { completeManifest, type Manifest } from './manifest.ts'
import type { ManifestFile } from './manifest-file.ts'

export const manifestName = '.arkindex-ci.yml'

export interface ManifestReading {
  /** Null where the file is wrong as a whole: then nothing is planned and no request is sent. */
  manifest: Manifest | null
  /** Digest of the manifest with its defaults, wrong entries included. */
  digest: string
  findings: Finding[]
  /** Settings that no file sets, in words. */
  defaults: string[]
}

function isManifestFile(data: PlainValue | undefined): data is PlainValue & ManifestFile {
  return validators.manifest(data)
}

function readBytes(root: string, file: string): Uint8Array | null {
  const place = path.resolve(root, file)
  try {
    const real = realpathSync(place)
    const isOwn = file === manifestName
    if (isOwn && path.relative(realpathSync(root), real).startsWith('..')) {
      throw new CodedError('file-unreadable', { file, reason: 'it leads out of the repository' })
    }
    if (!statSync(real).isFile()) throw new CodedError('file-unreadable', { file, reason: 'it is no plain file' })
    return readFileSync(real)
  } catch (error) {
    if (error instanceof CodedError) throw error
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isAbsent && file === manifestName) return null
    throw new CodedError('file-unreadable', { file, reason: describeSystemError(error) })
  }
}

function describeDefaults(instances: readonly string[], isGiven: boolean): string[] {
  const which = isGiven ? 'the instances that are given' : 'the default profile'
  return [
    `there is no ${manifestName}: ${which} (${instances.join(', ') || 'none'}) take${isGiven ? '' : 's'} every stable tag`,
    'no model is marked compatible and no training is started',
  ]
}

/**
 * Reads the release manifest of a repository. Instances that are asked for by the command narrow it down; without a
 * manifest they, or else the default profile, take every stable tag. Throws `file-unreadable`.
 */
export function readManifest(
  root: string,
  workers: readonly WorkerDefinition[],
  options: { file?: string; instances: readonly string[]; defaultInstance: string | undefined },
): ManifestReading {
  const file = options.file ?? manifestName
  const chosen = options.instances
  const defaultInstances =
    chosen.length > 0 ? chosen : options.defaultInstance === undefined ? [] : [options.defaultInstance]
  const bytes = readBytes(root, file)
  if (bytes === null) {
    const manifest = completeManifest({ version: 1 }, defaultInstances)
    const defaults = describeDefaults(defaultInstances, chosen.length > 0)
    return { manifest, digest: digestValue(manifest), findings: [], defaults }
  }
  const checked = checkYamlFile(bytes, { file, validate: validators.manifest })
  const { data } = checked
  if (!checked.isValid || !isManifestFile(data)) {
    return { manifest: null, digest: '', findings: checked.findings, defaults: [] }
  }
  const complete = completeManifest(data, defaultInstances)
  const isChosen = ({ slug }: { slug: string }) => chosen.length === 0 || chosen.includes(slug)
  const bySlug = new Map(workers.map((definition) => [definition.slug, definition]))
  const listsInstances = data.instances !== undefined
  const sound = checkManifest({ checked, manifest: complete, workers: bySlug, listsInstances })
  const unlisted = chosen.filter((slug) => !complete.instances.some((rule) => rule.slug === slug))
  if (unlisted.length > 0) {
    const problem = `--instance ${unlisted.join(', ')} is not listed in ${file}; listed are ${complete.instances.map(({ slug }) => slug).join(', ')}.`
    throw new CodedError('wrong-usage', { problem, command: 'plan' })
  }
  return {
    manifest: { ...sound, instances: sound.instances.filter(isChosen) },
    digest: digestValue(complete),
    findings: checked.yaml.findings,
    defaults: listsInstances
      ? []
      : [`no instances are listed: ${defaultInstances.join(', ') || 'none'} takes every stable tag`],
  }
}
