import { describe, expect, it } from 'vitest'
import { CodedError } from '../../../core/errors/coded-error.ts'
import {
  chooseBump,
  chooseReleaseTag,
  isInRange,
  measureBump,
  raiseTag,
  readReleaseTag,
} from '../../../core/release/release-tag.ts'

describe('a release tag', () => {
  it.each([
    ['v1.2.0', '1.2.0', 'stable'],
    ['1.2.0', '1.2.0', 'stable'],
    ['v1.2.0-rc.1', '1.2.0-rc.1', 'pre-release'],
    ['1.2.0+build.7', '1.2.0', 'stable'],
  ])('reads %s as %s on the channel %s', (name, version, channel) => {
    expect(readReleaseTag(name)).toEqual({ name, version, channel })
  })

  it.each([
    'latest',
    'v1',
    '1.2',
    'vv1.2.3',
    '',
    '-1.2.3',
    'release-1.2.3',
    'v01.2.3',
    ' 1.2.3',
    '=1.2.3',
    '1.2.3 --upload-pack=x',
  ])('refuses %j as no semantic version, with exit code 2', (name) => {
    const error = catchCoded(() => readReleaseTag(name))
    expect(error.code).toBe('tag-not-semver')
    expect(error.exit).toBe(2)
    expect(error.remedy).toContain('v1.2.0')
  })

  it('chooses the highest of several tags of one commit and leaves out what is no version', () => {
    expect(chooseReleaseTag(['nightly', 'v1.9.0', 'v1.10.0', '1.10.0-rc.1'])).toBe('v1.10.0')
    expect(chooseReleaseTag(['nightly'])).toBeUndefined()
  })

  it('has pre-releases in a range in the order of semver', () => {
    expect(isInRange(readReleaseTag('v1.0.0'), '>=1.0.0')).toBe(true)
    expect(isInRange(readReleaseTag('v1.0.0-rc.1'), '>=1.0.0')).toBe(false)
    expect(isInRange(readReleaseTag('v1.1.0-rc.1'), '>=1.0.0')).toBe(true)
  })
})

describe('the step from one release to the next', () => {
  const tag = readReleaseTag

  it.each([
    ['v1.2.0', 'v1.2.1', 'patch'],
    ['v1.2.0', '1.3.0', 'minor'],
    ['v1.2.9', 'v2.0.0-rc.1', 'major'],
    ['v0.1.0', 'v0.2.0', 'minor'],
    ['v0.9.0', 'v1.0.0', 'major'],
  ])('from %s to %s is a %s one', (from, to, bump) => {
    expect(measureBump(tag(from), tag(to))).toBe(bump)
  })

  it.each([
    ['v1.2.3', true, true, 'major', 'v2.0.0'],
    ['v1.2.3', false, true, 'minor', 'v1.3.0'],
    ['1.2.3', false, false, 'patch', '1.2.4'],
    ['v0.2.3', true, false, 'minor', 'v0.3.0'],
    ['v0.2.3', false, true, 'minor', 'v0.3.0'],
  ] as const)('after %s, breaking %s, adding %s, should be a %s one: %s', (from, isBreaking, isAdding, bump, next) => {
    expect(chooseBump(tag(from), { isBreaking, isAdding })).toBe(bump)
    expect(raiseTag(tag(from), bump)).toBe(next)
  })
})

function catchCoded(act: () => unknown): CodedError {
  try {
    act()
  } catch (error) {
    if (error instanceof CodedError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
