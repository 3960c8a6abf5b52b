import { afterEach, describe, expect, it } from 'vitest'
import { readManifest } from '../../../core/release/read-manifest.ts'
import { readRepository } from '../../../core/worker-yaml/read-repository.ts'
import { letters, makeRepository, type Repository } from './stage.ts'

let repository: Repository
afterEach(() => repository?.remove())

function read(manifest: string | null, instances: string[] = []) {
  const { '.arkindex-ci.yml': _manifest, ...others } = letters
  repository = makeRepository(manifest === null ? others : { ...others, '.arkindex-ci.yml': manifest })
  const { workers } = readRepository(repository.folder)
  return readManifest(repository.folder, workers, { instances, defaultInstance: 'mine' })
}

const training = (more: string) => `version: 1
trainings:
  - { name: a, worker: trainer, model: M, dataset: { project: P, name: D }, sets: { train: t }${more} }
`

describe('a release manifest', () => {
  it('that is not there lets the default profile take stable tags, and says so', () => {
    const { manifest, defaults } = read(null)
    expect(manifest).toEqual({
      instances: [{ slug: 'mine', tags: null, channels: ['stable'], branches: null, appliedBy: 'ci' }],
      compatibility: [],
      trainings: [],
    })
    expect(defaults.join()).toContain('the default profile (mine) takes every stable tag')
  })

  it('fills in its defaults', () => {
    const { manifest } = read(`version: 1
instances: { a: null, b: { tags: ">=1", applied_by: bot }, c: { channels: [branch], branches: [next] } }
compatibility: [{ model: { id: 6F9B1D6C-52CF-4B8E-9A3E-0D4F6A0D8C11 }, workers: [recognizer] }]
`)
    expect(manifest?.instances).toEqual([
      { slug: 'a', tags: null, channels: ['stable'], branches: null, appliedBy: 'ci' },
      { slug: 'b', tags: '>=1', channels: ['stable', 'pre-release'], branches: null, appliedBy: 'bot' },
      { slug: 'c', tags: null, channels: ['branch'], branches: ['next'], appliedBy: 'ci' },
    ])
    expect(manifest?.compatibility[0]?.model).toEqual({ id: '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11' })
  })

  it('keeps only the instances that are asked for', () => {
    expect(
      read('version: 1\ninstances: { a: null, b: null }\n', ['b']).manifest?.instances.map(({ slug }) => slug),
    ).toEqual(['b'])
    expect(() => read('version: 1\ninstances: { a: null }\n', ['c'])).toThrow(/not listed/)
  })

  it.each([
    ['a URL as an instance', 'version: 1\ninstances: { "https://evil.example.org": null }\n', 'instance-not-slug'],
    [
      'a URL among the instances of a training',
      training(', instances: ["https://evil.example.org"]'),
      'instance-not-slug',
    ],
    ['a URL in an entry', 'version: 1\ninstances: { a: { url: "https://evil.example.org" } }\n', 'key-unknown'],
    ['another version', 'version: 2\n', 'value-unknown'],
    ['no YAML', 'version: [\n', undefined],
  ])('with %s is refused as a whole', (_what, text, code) => {
    const { manifest, findings } = read(text)
    expect(manifest).toBeNull()
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true)
    if (code) expect(findings.map((finding) => finding.code)).toContain(code)
  })

  it.each([
    ['an unknown worker', training('').replace('trainer', 'nobody'), 'worker-unknown'],
    ['a range that is none', training(', tags: "one to two"'), 'range-invalid'],
    [
      'an instance that is not listed',
      `${training(', instances: [b]')}instances: { a: null }\n`,
      'instance-not-listed',
    ],
    ['an option that the worker lacks', training(', configuration: { ordr: 3 }'), 'option-unknown'],
    ['a value of the wrong type', training(', configuration: { order: three }'), 'option-value-wrong'],
  ])('with %s loses that entry alone, with a finding at its place', (_what, text, code) => {
    const { manifest, findings } = read(text)
    expect(manifest?.trainings).toEqual([])
    expect(manifest?.instances.length).toBeGreaterThan(0)
    expect(findings).toEqual([expect.objectContaining({ code, file: '.arkindex-ci.yml', line: 3, severity: 'error' })])
  })

  it('tells trainings and pairs that are listed twice', () => {
    const twice = read(`version: 1
compatibility:
  - { model: M, workers: [recognizer], versions: ">=1" }
  - { model: M, workers: [recognizer, trainer], versions: ">=2" }
`)
    expect(twice.findings.map(({ code }) => code)).toEqual(['pair-duplicate'])
    expect(twice.manifest?.compatibility.map(({ workers }) => workers)).toEqual([['recognizer'], ['trainer']])
  })

  it('with a sound training has no findings', () => {
    const { manifest, findings } = read(training(', configuration: { order: 5 }, gpu: true, wait: true, farm: F'))
    expect(findings).toEqual([])
    expect(manifest?.trainings[0]).toMatchObject({
      name: 'a',
      channels: ['stable'],
      useGpu: true,
      wait: true,
      farm: { name: 'F' },
    })
  })
})
