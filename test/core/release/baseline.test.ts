import { describe, expect, it } from 'vitest'
import { chooseBaseline } from '../../../core/release/baseline.ts'
import type { Binding } from '../../../core/release/binding.ts'
import type { WorkerVersionObject } from '../../../core/release/instance-objects.ts'

function makeVersion(id: string, fields: Partial<WorkerVersionObject> = {}): WorkerVersionObject {
  return {
    id,
    revisionUrl: `https://git.example.org/commit/${id}`,
    revisionHash: null,
    tag: null,
    branch: null,
    image: null,
    configuration: {},
    isAvailable: true,
    created: `2026-01-0${id}T00:00:00Z`,
    ...fields,
  }
}

const bind = (tag: string | null, id = '9'): Binding => ({
  repositoryUrl: 'https://git.example.org',
  sha: id,
  revision: `https://git.example.org/commit/${id}`,
  tag,
  branch: tag === null ? 'main' : null,
  image: null,
})

const versions = [
  makeVersion('1', { tag: 'v1.9.0' }),
  makeVersion('2', { tag: 'v1.10.0' }),
  makeVersion('3', { tag: 'v2.0.0-rc.1' }),
  makeVersion('4', { branch: 'main' }),
  makeVersion('5', { branch: 'feature' }),
]
const choose = (list: readonly WorkerVersionObject[], binding: Binding | null, branch: string | null = null) =>
  chooseBaseline(list, binding, branch)?.id

describe('the version that a release is compared with', () => {
  it('has the highest stable tag, in any order of the list', () => {
    expect(choose(versions, null)).toBe('2')
    expect(choose([...versions].reverse(), bind('v2.0.0'))).toBe('2')
    expect(choose(versions, bind(null))).toBe('2')
  })

  it('is below the release, which may mend an older one', () => {
    expect(choose(versions, bind('v1.9.1'))).toBe('1')
    expect(choose(versions, bind('v1.10.0'))).toBe('1')
  })

  it('has a pre-release tag where no stable one is, else stands on the default branch, else is the newest', () => {
    expect(choose(versions.slice(2), bind('v2.0.0'))).toBe('3')
    expect(choose(versions.slice(3), bind('v1.0.0'))).toBe('4')
    expect(choose(versions.slice(3), bind('v1.0.0'), 'feature')).toBe('5')
    expect(choose(versions.slice(3), bind('v1.0.0'), 'trunk')).toBe('5')
    expect(choose(versions.slice(2), bind('v0.1.0'))).toBe('4')
  })

  it('is never the release itself, and never one that cannot be used', () => {
    expect(choose([makeVersion('1', { branch: 'main' })], bind('v1.0.0', '1'))).toBeUndefined()
    expect(
      choose([makeVersion('1', { revisionUrl: null, revisionHash: 'abc' })], { ...bind('v1.0.0'), sha: 'abc' }),
    ).toBeUndefined()
    expect(choose([makeVersion('1', { tag: 'v1.0.0', isAvailable: false })], null)).toBeUndefined()
    expect(choose([], null)).toBeUndefined()
  })
})
