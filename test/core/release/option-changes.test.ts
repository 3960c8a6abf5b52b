import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareOptions, type OptionChangeWord } from '../../../core/release/option-changes.ts'
import { listValueProblems } from '../../../core/worker-yaml/option-values.ts'
import { listVersionOptions, type VersionOption } from '../../../core/worker-yaml/version-options.ts'

const types = 'bool corpus_export dict element_type enum float int model secret string text worker_version'.split(' ')

const modern = (...options: object[]) => listVersionOptions(JSON.parse(JSON.stringify({ configuration: options })))
const legacy = (options: object) => listVersionOptions(JSON.parse(JSON.stringify({ user_configuration: options })))
const compare = (before: object[], after: object[]) =>
  compareOptions(modern(...before), modern(...after)).map(({ option, change }) => `${option} ${change}`)

const anOption = fc
  .record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'constructor', '__proto__'),
    type: fc.constantFrom(...types),
    many: fc.boolean(),
    required: fc.boolean(),
    editable: fc.boolean(),
    choices: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }),
    default: fc.option(fc.constantFrom('x', 1, true), { nil: undefined }),
  })
  .map(({ choices, ...option }) => (option.type === 'enum' ? { ...option, choices } : option))
const options = fc.uniqueArray(anOption, { selector: ({ key }) => key, maxLength: 7 })

/** Values that fit options of any of the types. */
const value = fc.oneof(
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('x', 'y', 'z', '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11'),
  fc.dictionary(fc.string(), fc.string()),
)

describe('comparing the options of a version with those of a definition', () => {
  it.each<[string, object | null, object | null, OptionChangeWord[]]>([
    ['an option that is gone', { type: 'int' }, null, ['removed']],
    ['an option that is new', null, { type: 'int' }, ['added']],
    ['a new one that must be set', null, { type: 'int', required: true }, ['required']],
    ['a new one that has a default', null, { type: 'int', required: true, default: 1 }, ['added']],
    ['one that must be set now', { type: 'int' }, { type: 'int', required: true }, ['required']],
    [
      'one that loses its default',
      { type: 'int', required: true, default: 1 },
      { type: 'int', required: true },
      ['required'],
    ],
    ['one that need not be set any more', { type: 'int', required: true }, { type: 'int' }, []],
    ['another default', { type: 'int', default: 1 }, { type: 'int', default: 2 }, []],
    ['another type', { type: 'string' }, { type: 'int' }, ['narrowed']],
    ['a float that is an int now', { type: 'float' }, { type: 'int' }, ['narrowed']],
    ['an int that is a float now', { type: 'int' }, { type: 'float' }, []],
    ['a string that is a text now', { type: 'string' }, { type: 'text' }, []],
    ['an enum that takes any text now', { type: 'enum', choices: ['a', 'b'] }, { type: 'string' }, []],
    ['a string that is an enum now', { type: 'string' }, { type: 'enum', choices: ['a', 'b'] }, ['narrowed']],
    ['a secret that is a string now', { type: 'secret' }, { type: 'string' }, ['narrowed']],
    ['fewer choices', { type: 'enum', choices: ['a', 'b', 'c'] }, { type: 'enum', choices: ['b', 'a'] }, ['narrowed']],
    ['more choices', { type: 'enum', choices: ['a', 'b'] }, { type: 'enum', choices: ['c', 'b', 'a'] }, []],
    ['a list that is one value now', { type: 'int', many: true }, { type: 'int' }, ['narrowed']],
    ['one value that is a list now', { type: 'int' }, { type: 'int', many: true }, ['narrowed']],
    ['one that cannot be set any more', { type: 'int' }, { type: 'int', editable: false, default: 1 }, ['narrowed']],
    ['two things at once', { type: 'int' }, { type: 'bool', required: true }, ['narrowed', 'required']],
  ])('finds for %s what it breaks', (_case, before, after, expected) => {
    const at = (option: object | null) => (option === null ? [] : [{ key: 'o', ...option }])
    expect(compare(at(before), at(after))).toEqual(expected.map((word) => `o ${word}`))
  })

  it('names the choices that are gone and the types', () => {
    const [choices] = compareOptions(
      modern({ key: 'o', type: 'enum', choices: ['fast', 'slow', 'best'] }),
      modern({ key: 'o', type: 'enum', choices: ['fast', 'new'] }),
    )
    expect(choices?.detail).toBe('without the choices slow, best')
    const [type] = compareOptions(modern({ key: 'o', type: 'string' }), modern({ key: 'o', type: 'int' }))
    expect(type?.detail).toBe('its type was string and is int')
  })

  it('knows the children of groups and options of the older format', () => {
    const group = (...children: object[]) => modern({ key: 'g', type: 'group', children })
    const gone = compareOptions(
      group({ key: 'a', type: 'int' }, { key: 'b', type: 'int' }),
      group({ key: 'a', type: 'int' }),
    )
    expect(gone.map(({ option, change }) => `${option} ${change}`)).toEqual(['g.b removed'])
    const older = legacy({ sizes: { title: 'S', type: 'list', subtype: 'int' }, name: { title: 'N', type: 'string' } })
    const newer = modern({ key: 'sizes', type: 'int', many: true }, { key: 'name', type: 'text' })
    expect(compareOptions(older, newer)).toEqual([])
    const strings = legacy({ sizes: { title: 'S', type: 'list', subtype: 'string' } })
    expect(compareOptions(strings, newer).map(({ option, change }) => `${option} ${change}`)).toEqual([
      'name added',
      'sizes narrowed',
    ])
  })

  it('holds nothing of a version that names no options to be broken, but what must be set', () => {
    const newer = modern({ key: 'a', type: 'int' }, { key: 'b', type: 'int', required: true })
    expect(compareOptions(listVersionOptions({}), newer).map(({ change }) => change)).toEqual(['added', 'required'])
  })

  it('finds nothing between a definition and itself', () => {
    fc.assert(
      fc.property(options, (one) => {
        expect(compare(one, one)).toEqual([])
      }),
    )
  })

  it('does not depend on the order of options and choices', () => {
    const turn = (list: object[]) =>
      [...list]
        .reverse()
        .map((one) =>
          'choices' in one && Array.isArray(one.choices) ? { ...one, choices: [...one.choices].reverse() } : one,
        )
    fc.assert(
      fc.property(options, options, (before, after) => {
        expect(compare(turn(before), turn(after))).toEqual(compare(before, after))
        expect(compare(turn(before), before)).toEqual([])
      }),
    )
  })

  it('finds every option that refuses a value which it took', () => {
    fc.assert(
      fc.property(anOption, anOption, fc.oneof(value, fc.array(value, { maxLength: 3 })), (one, other, given) => {
        const read = (option: object): VersionOption => {
          const [found] = modern({ ...option, key: 'o' }).options
          if (!found) throw new Error('an option was not read')
          return found
        }
        const fits = (option: object) => listValueProblems(read(option), JSON.parse(JSON.stringify(given))).length === 0
        fc.pre(fits(one) && !fits(other))
        expect(compare([{ ...one, key: 'o' }], [{ ...other, key: 'o' }])).toContain('o narrowed')
      }),
    )
  })
})
