import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Binding } from '../../../core/release/binding.ts'
import { isSameValue, writeCanonicalJson } from '../../../core/release/canonical-json.ts'
import { describeMoved, digestIntent, type Intent, type IntentObject, listMoved } from '../../../core/release/intent.ts'
import type { PlainMap } from '../../../core/worker-yaml/definition.ts'

const text = fc.string({ maxLength: 12 })
const digest = fc.string({ minLength: 1, maxLength: 8 }).map((value) => `sha256:${value}`)
const value: fc.Arbitrary<PlainMap> = fc.dictionary(
  text,
  fc.oneof(text, fc.boolean(), fc.integer(), fc.constant(null)),
  { maxKeys: 4 },
)
const object: fc.Arbitrary<IntentObject> = fc.record({
  kind: fc.constantFrom('worker' as const, 'model' as const, 'dataset' as const, 'farm' as const),
  name: text,
  before: fc.option(value),
  after: fc.option(value),
})
const intent: fc.Arbitrary<Intent> = fc.record({
  workers: fc.dictionary(text, digest, { maxKeys: 3 }),
  models: fc.dictionary(text, digest, { maxKeys: 3 }),
  manifest: digest,
  objects: fc.record({
    demo: fc.uniqueArray(object, { maxLength: 5, selector: ({ kind, name }) => `${kind} ${name}` }),
  }),
})
const binding: Binding = {
  repositoryUrl: 'https://gitlab.example.org/g/w',
  sha: 'a'.repeat(40),
  revision: `https://gitlab.example.org/g/w/commit/${'a'.repeat(40)}`,
  tag: 'v1.0.0',
  branch: null,
  image: null,
}

describe('canonical JSON', () => {
  it('is the same for equal data, whatever the order of keys, and differs for other data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        const shuffled = JSON.parse(JSON.stringify(left), (_key, part: unknown) =>
          typeof part === 'object' && part !== null && !Array.isArray(part)
            ? Object.fromEntries(Object.entries(part).reverse())
            : part,
        )
        expect(writeCanonicalJson(shuffled)).toBe(writeCanonicalJson(left))
        expect(JSON.parse(writeCanonicalJson(left))).toEqual(JSON.parse(JSON.stringify(left)))
        if (writeCanonicalJson(left) === writeCanonicalJson(right)) {
          expect(JSON.parse(writeCanonicalJson(left))).toEqual(JSON.parse(writeCanonicalJson(right)))
        }
      }),
    )
  })

  it('counts what is undefined as absent', () => {
    expect(isSameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true)
    expect(isSameValue({ a: null }, {})).toBe(false)
  })
})

describe('the digest of an intent', () => {
  it('changes with any definition, the manifest and any object', () => {
    fc.assert(
      fc.property(intent, text, digest, value, (whole, name, other, fields) => {
        const base = digestIntent(whole)
        const changed: Intent[] = [
          { ...whole, workers: { ...whole.workers, [`${name}+`]: other } },
          { ...whole, models: { ...whole.models, [`${name}+`]: other } },
          { ...whole, manifest: `${whole.manifest}+` },
          { ...whole, objects: { ...whole.objects, other: [] } },
          ...(whole.objects.demo ?? []).map((one, index) => ({
            ...whole,
            objects: {
              demo: (whole.objects.demo ?? []).map((each, position) =>
                position === index
                  ? { ...one, before: { ...fields, moved: true, was: JSON.stringify(one.before) } }
                  : each,
              ),
            },
          })),
        ]
        for (const one of changed) expect(digestIntent(one)).not.toBe(base)
      }),
    )
  })
})

describe('what moved since a plan', () => {
  it('is nothing while all is as it was read, or as the plan makes it, in any mixture', () => {
    fc.assert(
      fc.property(intent, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (planned, done) => {
        const now: Intent = {
          ...planned,
          objects: {
            demo: (planned.objects.demo ?? []).map((one, index) =>
              done[index] ? { ...one, before: one.after === null ? null : { id: 'made', ...one.after } } : one,
            ),
          },
        }
        expect(listMoved(planned, now, binding)).toEqual([])
      }),
    )
  })

  it('is told by the fields that moved alone', () => {
    const moved = {
      where: 'demo',
      kind: 'worker',
      name: 'one',
      before: { id: '1', name: 'A' },
      now: { id: '1', name: 'C' },
    }
    expect(describeMoved({ ...moved, planned: { name: 'B' } })).toBe(
      'worker "one" on demo, name: it was "A", planned "B", now it is "C"',
    )
    expect(describeMoved({ ...moved, planned: {} })).toBe('worker "one" on demo, name: it was "A", now it is "C"')
    expect(describeMoved({ ...moved, planned: { name: 'B' }, now: null })).toBe(
      'worker "one" on demo: it was {"id":"1","name":"A"}, planned {"name":"B"}, now it is absent',
    )
  })

  it('is every object that is neither, with what it was, what was planned and what it is', () => {
    fc.assert(
      fc.property(intent, (planned) => {
        const now: Intent = {
          ...planned,
          objects: { demo: (planned.objects.demo ?? []).map((one) => ({ ...one, before: { moved: 'elsewhere' } })) },
        }
        const stuck = (planned.objects.demo ?? []).filter(
          ({ after }) => after !== null && Object.keys(after).length === 0,
        )
        const moved = listMoved(planned, now, binding)
        expect(moved.length).toBe((planned.objects.demo ?? []).length - stuck.length)
        for (const one of moved) expect(describeMoved(one)).toContain('elsewhere')
      }),
    )
  })

  it('holds a pair against the range of its tag', () => {
    const pair = (before: boolean): Intent => ({
      workers: {},
      models: {},
      manifest: 'sha256:0',
      objects: {
        demo: [
          {
            kind: 'compatibility',
            name: 'M + w',
            before: { compatible: before },
            after: { compatible: true },
            versions: '>=2',
          },
        ],
      },
    })
    expect(listMoved(pair(false), pair(true), { ...binding, tag: 'v2.0.0' })).toEqual([])
    expect(listMoved(pair(false), pair(true), { ...binding, tag: 'v1.0.0' })).toHaveLength(1)
    expect(listMoved(pair(true), pair(false), { ...binding, tag: 'v1.0.0' })).toEqual([])
  })

  it('leaves out what only a training read that runs already', () => {
    const dataset = (state: string): Intent => ({
      workers: {},
      models: {},
      manifest: 'sha256:0',
      objects: { demo: [{ kind: 'dataset', name: 'D', before: { state }, after: { state }, trainings: ['t'] }] },
    })
    expect(listMoved(dataset('open'), dataset('complete'), binding)).toHaveLength(1)
    expect(listMoved(dataset('open'), dataset('complete'), binding, () => true)).toEqual([])
  })
})
