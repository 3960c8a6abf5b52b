import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { convertToLegacyConfiguration, convertToWorkerFile, nameKey } from '../../../core/worker-yaml/convert.ts'
import type { LegacyDefinition, ModernDefinition, PlainValue } from '../../../core/worker-yaml/definition.ts'
import { applyMigration, planMigration } from '../../../core/worker-yaml/migrate.ts'
import { readArkindexYml } from '../../../core/worker-yaml/read-arkindex-yml.ts'
import { readRepository } from '../../../core/worker-yaml/read-repository.ts'
import { readWorkerFile } from '../../../core/worker-yaml/read-worker-file.ts'
import { FloatNumber, markFloats, type WritableValue, writeYaml } from '../../../core/worker-yaml/write-yaml.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'convert-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).filter((one) => one.isWellFormed()),
  fc.constantFrom(
    'yes',
    'no',
    'on',
    'y',
    'n',
    '1e3',
    '010',
    '0o10',
    '1:30',
    '~',
    'null',
    '=',
    '<<',
    '2026-01-02',
    '-.5',
    '.5',
    '- a',
    '# x',
    'a: b',
    ' a',
    'a ',
    "'",
    '"',
  ),
  fc.constantFrom(
    'a\nb',
    'a\n',
    'a\n\n',
    '\na',
    'a\n b\n',
    ' a\nb',
    'a\r\nb',
    'a\tb\nc',
    'x\n---\ny',
    '\u0085\n',
    'a\u2028b\nc',
  ),
)
const number = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }))

describe('writing YAML', () => {
  const value: fc.Arbitrary<PlainValue> = fc.letrec<{ value: PlainValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.boolean(),
      fc.constant(null),
      text,
      number,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4 }),
    ),
  })).value

  it('is read back as the same data, floats as floats', () => {
    fc.assert(
      fc.property(value, (data) => {
        const floats = new Set<string>()
        const written = writeYaml({ data: markFloats(data, floats, '') as WritableValue })
        const { yaml, workers } = readArkindexYml(
          root,
          `version: 3\nworkers:\n  - name: A\n    slug: a\n    type: t\n    configuration:\n${written.replace(/^(?=.)/gm, '      ')}`,
        )
        // A text over several lines stands deeper by what the file around it is indented, which changes no text.
        expect(yaml.findings.filter(({ severity, code }) => severity === 'error' && code !== 'number-inexact')).toEqual(
          [],
        )
        if (workers[0]?.definition)
          expect(workers[0].definition.configuration.data).toEqual(data === 0 ? 0 : normalize(data))
      }),
      { numRuns: 1000 },
    )
  })

  it('writes a float with its point, so that it stays one', () => {
    const written = writeYaml({
      a: new FloatNumber(1),
      b: new FloatNumber(1e21),
      c: new FloatNumber(-0),
      d: 1e-7,
      e: 1,
    })
    expect(written).toBe('a: 1.0\nb: 1.0e+21\nc: -0.0\nd: 1.0e-7\ne: 1\n')
  })
})

/** As JSON has it: no negative zero. */
function normalize(data: PlainValue): PlainValue {
  if (typeof data === 'number') return data === 0 ? 0 : data
  if (Array.isArray(data)) return data.map(normalize)
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, normalize(item)]))
}

const label = text.filter((one) => one.trim() !== '' && [...one].length <= 100)
const slug = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/)
const usage = fc.constantFrom('disabled' as const, 'supported' as const, 'required' as const)
const userOption = fc.oneof(
  fc.record({ title: label, type: fc.constant('int'), default: fc.maxSafeInteger(), required: fc.boolean() }),
  fc.record({ title: label, type: fc.constant('string'), default: text, multiline: fc.boolean() }),
  fc.record({ title: label, type: fc.constant('bool'), default: fc.boolean() }),
  fc.record({ title: label, type: fc.constant('enum'), choices: fc.uniqueArray(text, { minLength: 2, maxLength: 4 }) }),
  fc.record({
    title: label,
    type: fc.constant('list'),
    subtype: fc.constant('string'),
    default: fc.array(text, { maxLength: 3 }),
  }),
  fc.record({ title: label, type: fc.constant('dict'), default: fc.dictionary(text, text, { maxKeys: 3 }) }),
  fc.record({ title: label, type: fc.constant('float'), default: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
)
const key = fc.stringMatching(/^[a-z_.]{1,12}$/)
const legacyDefinition: fc.Arbitrary<LegacyDefinition> = fc.record({
  format: fc.constant('arkindex-yml' as const),
  version: fc.constant(3 as const),
  slug,
  displayName: label,
  type: label,
  description: fc.option(label),
  gpuUsage: usage,
  modelUsage: usage,
  docker: fc.record({ command: fc.option(text), shmSize: fc.option(fc.constantFrom('64m', '1G', '12', '0512K')) }),
  configuration: fc.dictionary(
    key,
    fc.oneof(
      fc.boolean(),
      text,
      number,
      fc.array(text, { maxLength: 3 }),
      fc.array(number, { maxLength: 3 }),
      fc.dictionary(text, text, { maxKeys: 2 }),
    ),
    { maxKeys: 4 },
  ),
  userConfiguration: fc.dictionary(key, userOption, { maxKeys: 4 }),
  secrets: fc.constant([] as string[]),
  published: fc.constant({}),
  integralFloats: fc.constant([] as string[]),
  file: fc.constant('.arkindex.yml'),
  line: fc.constant(3),
})

describe('a worker of .arkindex.yml as a worker file', () => {
  it('validates, loses nothing that the newer format can say, and says the same', () => {
    fc.assert(
      fc.property(legacyDefinition, (definition) => {
        const { result, losses } = convertToWorkerFile(definition)
        expect(losses).toEqual([])
        const { yaml, definition: modern } = readWorkerFile(result, 'arkindex/a.yml')
        expect(yaml.findings).toEqual([])
        expect(modern).toMatchObject({
          slug: definition.slug,
          displayName: definition.displayName,
          type: definition.type,
          description: definition.description ?? definition.displayName,
          gpuUsage: definition.gpuUsage,
          modelUsage: definition.modelUsage,
          docker: { command: definition.docker.command, shmSize: definition.docker.shmSize?.toLowerCase() ?? null },
        })
        for (const [name, value] of Object.entries(definition.configuration)) {
          if (Object.hasOwn(definition.userConfiguration, name)) continue
          const option = modern?.options.find((one) => one.key === name.trim())
          expect(option).toMatchObject({ editable: false, default: normalize(value) })
        }
        for (const [name, before] of Object.entries(definition.userConfiguration)) {
          const option = modern?.options.find((one) => one.key === name.trim())
          expect(option?.editable).toBe(true)
          expect(option?.default ?? null).toEqual(normalize((before.default as PlainValue | undefined) ?? null))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('and back again is what it was', () => {
    fc.assert(
      fc.property(legacyDefinition, (definition) => {
        const only = { ...definition, configuration: {}, docker: { command: definition.docker.command, shmSize: null } }
        const { definition: modern } = readWorkerFile(convertToWorkerFile(only).result, 'arkindex/a.yml')
        const back = convertToLegacyConfiguration(modern as ModernDefinition)
        const helped = Object.values(definition.userConfiguration).some(({ title }) => String(title).includes('\n'))
        if (!helped) expect(back.losses).toEqual([])
        for (const [name, before] of Object.entries(definition.userConfiguration)) {
          const after = (back.result.user_configuration as Record<string, { type: string; default?: PlainValue }>)[name]
          expect(after?.type).toBe(before.type)
          expect(after?.default ?? null).toEqual(normalize((before.default as PlainValue | undefined) ?? null))
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    [
      'a nested mapping',
      { configuration: { a: { b: { c: 1 } } } },
      /configuration "a": a mapping with values that are no text/,
    ],
    ['a list of lists', { configuration: { a: [[1]] } }, /configuration "a": a list/],
    ['nothing', { configuration: { a: null } }, /configuration "a": a value that is nothing/],
    ['a secret', { secrets: ['x/y'] }, /secret "x\/y"/],
    [
      'a list of booleans',
      { userConfiguration: { a: { title: 'A', type: 'list', subtype: 'bool' } } },
      /list of booleans/,
    ],
    ['an enum of numbers', { userConfiguration: { a: { title: 'A', type: 'enum', choices: [1, 2] } } }, /choices/],
    [
      'the default of a model',
      { userConfiguration: { a: { title: 'A', type: 'model', default: 'x' } } },
      /model option/,
    ],
    ['a name that is too long', { displayName: 'x'.repeat(101) }, /the name has more than 100/],
  ])('says that it loses %s', (_what, part, loss) => {
    const [definition] = fc.sample(legacyDefinition, { numRuns: 1, seed: 1 })
    const { result, losses } = convertToWorkerFile({
      ...(definition as LegacyDefinition),
      configuration: {},
      userConfiguration: {},
      ...(part as Partial<LegacyDefinition>),
    })
    expect(losses).toEqual([expect.stringMatching(loss)])
    expect(readWorkerFile(result, 'a.yml').yaml.findings).toEqual([])
  })
})

describe('a worker file as a worker of .arkindex.yml', () => {
  const convert = (options: string) => {
    const { definition } = readWorkerFile(
      `slug: a\ndisplay_name: A\ntype: t\ndescription: D\nconfiguration:\n${options}`,
      'a.yml',
    )
    return convertToLegacyConfiguration(definition as ModernDefinition)
  }

  it('has the keys that the Arkindex command line sends', () => {
    const { result, losses } = convert(
      '  - {key: batch_size, display_name: Batch, type: int, default: 8}\n  - {key: rate, display_name: Rate, type: float, editable: false, default: 0.5}\n',
    )
    expect(losses).toEqual([])
    expect(result).toEqual({
      name: 'A',
      slug: 'a',
      type: 't',
      docker: {},
      configuration: { rate: 0.5 },
      user_configuration: { batch_size: { title: 'Batch', type: 'int', required: false, default: 8 } },
      secrets: [],
    })
  })

  it.each([
    ['a secret', '  - {key: k, display_name: K, type: secret}\n', /no type secret/],
    ['a help text', '  - {key: k, display_name: K, type: int, help_text: H}\n', /the help text/],
    [
      'a group',
      '  - {key: g, display_name: G, type: group, children: [{key: c, display_name: C, type: int}]}\n',
      /group/,
    ],
  ])('says that it loses %s', (_what, options, loss) => {
    expect(convert(options).losses).toEqual([expect.stringMatching(loss)])
  })

  it('keeps the options of a group under their dotted keys', () => {
    const { result } = convert(
      '  - {key: g, display_name: G, type: group, children: [{key: c, display_name: C, type: int}]}\n',
    )
    expect(result.user_configuration).toEqual({ 'g.c': { title: 'C', type: 'int', required: false } })
  })
})

describe('nameKey', () => {
  it.each([
    ['batch_size', 'Batch size'],
    ['a-b', 'A b'],
    ['__', '__'],
    ['été', 'Été'],
  ])('%s', (from, to) => {
    expect(nameKey(from)).toBe(to)
  })
})

describe('migrating a repository', () => {
  const legacy =
    'version: 3\nworkers:\n  - name: A\n    slug: a\n    type: t\n    description: d.md\n    configuration: {rate: 1.0}\n'

  it('writes one file a worker that says the same, and removes the old one', () => {
    writeFileSync(path.join(root, '.arkindex.yml'), legacy)
    writeFileSync(path.join(root, 'd.md'), '# A\n\nDoes.\n')
    const migration = planMigration(root)
    expect(migration).toMatchObject({ losses: [], findings: [] })
    expect(applyMigration(root, migration)).toEqual({ written: ['arkindex/a.yml'], removed: ['.arkindex.yml'] })
    expect(readFileSync(path.join(root, 'arkindex/a.yml'), 'utf8')).toBe(
      'slug: a\ndisplay_name: A\ntype: t\ndescription: |\n  # A\n\n  Does.\nconfiguration:\n  - key: rate\n    display_name: Rate\n    type: float\n    editable: false\n    default: 1.0\n',
    )
    expect(readRepository(root)).toMatchObject({
      findings: [],
      workers: [{ slug: 'a', format: 'worker-file', description: '# A\n\nDoes.\n' }],
    })
  })

  it('keeps the old file where something is lost', () => {
    writeFileSync(
      path.join(root, '.arkindex.yml'),
      `${legacy.replace('    description: d.md\n', '')}    secrets: [x]\n`,
    )
    const migration = planMigration(root)
    expect(migration.losses).toHaveLength(1)
    expect(applyMigration(root, migration)).toEqual({ written: ['arkindex/a.yml'], removed: [] })
    expect(readdirSync(root).sort()).toEqual(['.arkindex.yml', 'arkindex'])
  })

  it('never writes over a file, and takes back what it wrote where one appears meanwhile', () => {
    writeFileSync(
      path.join(root, '.arkindex.yml'),
      'version: 3\nworkers:\n  - {name: A, slug: a, type: t}\n  - {name: B, slug: b, type: t}\n',
    )
    const migration = planMigration(root)
    mkdirSync(path.join(root, 'arkindex'))
    writeFileSync(path.join(root, 'arkindex/b.yml'), 'mine')
    expect(() => applyMigration(root, migration)).toThrow(expect.objectContaining({ code: 'file-unwritable' }))
    expect(readdirSync(path.join(root, 'arkindex'))).toEqual(['b.yml'])
    expect(readFileSync(path.join(root, 'arkindex/b.yml'), 'utf8')).toBe('mine')
    expect(() => planMigration(root)).toThrow(expect.objectContaining({ code: 'migration-file-exists' }))
  })

  it('tells the errors of the old file and plans nothing', () => {
    writeFileSync(path.join(root, '.arkindex.yml'), 'version: 3\nworkers:\n  - {name: A, slug: a b, type: t}\n')
    const { files, findings } = planMigration(root)
    expect(files).toEqual([])
    expect(findings.map(({ code }) => code)).toContain('slug-invalid')
  })

  it('says that models and ignored keys would be lost', () => {
    mkdirSync(path.join(root, 'm'))
    writeFileSync(
      path.join(root, '.arkindex.yml'),
      'version: 3\nworkers:\n  - {name: A, slug: a, type: t, environment: {A: b}, speed: 3}\nmodels: [{name: M, path: m}]\n',
    )
    expect(planMigration(root).losses.map(({ text: loss }) => loss)).toEqual([
      expect.stringContaining('"environment"'),
      expect.stringContaining('"speed"'),
      expect.stringContaining('model "M"'),
    ])
  })
})
