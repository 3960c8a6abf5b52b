import semver from 'semver'
import { CodedError } from '../errors/coded-error.ts'

/** The kinds of release of the manifest: what a tag or a branch is published as. */
export type Channel = 'stable' | 'pre-release' | 'branch'

export interface ReleaseTag {
  /** As Git has it, for example `v1.2.0`. */
  name: string
  /** Without the `v`, for example `1.2.0`. */
  version: string
  channel: 'stable' | 'pre-release'
}

/** Reads a Git tag as a semantic version, with or without `v`; undefined where it is none. */
export function tryReadReleaseTag(name: string): ReleaseTag | undefined {
  const parsed = /^v?\d/.test(name) ? semver.parse(name.replace(/^v/, '')) : null
  if (!parsed) return undefined
  return { name, version: parsed.version, channel: parsed.prerelease.length > 0 ? 'pre-release' : 'stable' }
}

/** Reads a Git tag as a semantic version, with or without `v`. Throws `tag-not-semver`. */
export function readReleaseTag(name: string): ReleaseTag {
  const tag = tryReadReleaseTag(name)
  if (!tag) throw new CodedError('tag-not-semver', { tag: name })
  return tag
}

/** Sizes of a step from one release to the next, the smallest first. */
export const bumps = ['patch', 'minor', 'major'] as const
export type Bump = (typeof bumps)[number]

/** How large the step from a release to a later one is, pre-releases counted as what they lead to. */
export function measureBump(from: ReleaseTag, to: ReleaseTag): Bump {
  const [left, right] = [semver.parse(from.version), semver.parse(to.version)]
  if (left?.major !== right?.major) return 'major'
  return left?.minor !== right?.minor ? 'minor' : 'patch'
}

/** The size that a release calls for: major where something breaks (minor before 1.0.0), minor where something is added. */
export function chooseBump(from: ReleaseTag, changes: { isBreaking: boolean; isAdding: boolean }): Bump {
  if (changes.isBreaking) return semver.major(from.version) === 0 ? 'minor' : 'major'
  return changes.isAdding ? 'minor' : 'patch'
}

/** The tag that a step of this size leads to, written as the older tag is. */
export function raiseTag(from: ReleaseTag, bump: Bump): string {
  const prefix = from.name.startsWith('v') ? 'v' : ''
  // A pre-release would be raised to its own release first, which is no step of that size.
  const { major, minor, patch } = semver.parse(from.version) ?? { major: 0, minor: 0, patch: 0 }
  return `${prefix}${semver.inc(`${major}.${minor}.${patch}`, bump) ?? from.version}`
}

/** Of the tags of one commit, the highest version; undefined where none is one. */
export function chooseReleaseTag(names: readonly string[]): string | undefined {
  const versions = names.filter((name) => /^v?\d/.test(name) && semver.parse(name.replace(/^v/, '')))
  return versions.sort((left, right) => semver.rcompare(left.replace(/^v/, ''), right.replace(/^v/, '')))[0]
}

/** Whether a tag is in a semver range; pre-releases count by semver's own order (`>=1.0.0` does not hold 1.0.0-rc.1). */
export function isInRange(tag: ReleaseTag, range: string): boolean {
  return semver.satisfies(tag.version, range, { includePrerelease: true })
}

/** Whether a text of the manifest is a semver range. */
export function isRange(text: string): boolean {
  return semver.validRange(text) !== null
}
