import semver from 'semver'
import type { Binding } from './binding.ts'
import type { WorkerVersionObject } from './instance-objects.ts'
import { tryReadReleaseTag } from './release-tag.ts'

function readVersion(version: WorkerVersionObject): string | null {
  return version.tag === null ? null : (tryReadReleaseTag(version.tag)?.version ?? null)
}

function chooseTagged(versions: readonly WorkerVersionObject[], below: string | null): WorkerVersionObject | undefined {
  const tagged = versions.flatMap((version) => {
    const number = readVersion(version)
    return number !== null && (below === null || semver.lt(number, below)) ? [{ version, number }] : []
  })
  tagged.sort((left, right) => semver.rcompare(left.number, right.number))
  const stable = tagged.find(({ number }) => semver.prerelease(number) === null)
  return (stable ?? tagged[0])?.version
}

/**
 * The version that a release comes after, which is the one that is in use: the highest stable tag below the release's own,
 * else the highest pre-release below it; else what stands on the default branch; else the newest. Undefined where there is
 * none but the release itself.
 */
export function chooseBaseline(
  versions: readonly WorkerVersionObject[],
  binding: Binding | null,
  defaultBranch: string | null,
): WorkerVersionObject | undefined {
  const tag = binding?.tag ?? null
  const usable = versions.filter(
    (version) =>
      version.isAvailable &&
      (tag === null || version.tag !== tag) &&
      (binding === null || (version.revisionUrl !== binding.revision && version.revisionHash !== binding.sha)),
  )
  const below = tag === null ? null : (tryReadReleaseTag(tag)?.version ?? null)
  const tagged = chooseTagged(usable, below)
  if (tagged) return tagged
  // A tag of a higher number is no version that this release comes after.
  const untagged = usable.filter((version) => readVersion(version) === null)
  const newestFirst = [...untagged].sort((left, right) => right.created.localeCompare(left.created))
  return newestFirst.find(({ branch }) => branch !== null && branch === (defaultBranch ?? 'main')) ?? newestFirst[0]
}
