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

/** Reads a Git tag as a semantic version, with or without `v`. Throws `tag-not-semver`. */
export function readReleaseTag(name: string): ReleaseTag {
  const parsed = /^v?\d/.test(name) ? semver.parse(name.replace(/^v/, '')) : null
  if (!parsed) throw new CodedError('tag-not-semver', { tag: name })
  return { name, version: parsed.version, channel: parsed.prerelease.length > 0 ? 'pre-release' : 'stable' }
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
