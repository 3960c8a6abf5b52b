import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateCodes } from '../../../core/ci-template/codes.ts'
import { lintTemplates } from '../../../core/ci-template/lint-template.ts'
import { findingCodes } from '../../../core/findings/codes.ts'
import type { Finding } from '../../../core/findings/finding.ts'
import { LineIndex } from '../../../core/findings/line-index.ts'
import validators from '../../../generated/validators.cjs'
import { templateCases } from './template-cases.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

function lint(text: string | Uint8Array, inputs: Record<string, string> = {}, hasPolicy = true): Finding[] {
  const findings = lintTemplates([{ file: 'a.yml', text }], { inputs: new Map(Object.entries(inputs)), hasPolicy })
  expect(validators.findings({ findings }), 'every finding has the shape of schemas/findings.json').toBe(true)
  return findings
}

const list = (findings: readonly Finding[]) => findings.map(({ code }) => code).sort()

describe('every code has a case', () => {
  it.each(Object.keys(templateCodes))('%s', (code) => {
    expect(templateCases.some((one) => one.code === code)).toBe(true)
  })
})

describe.each(templateCases)('$code: $bad', ({ code, bad, good, inputs, besides = [] }) => {
  it('is found once, at its exact place', () => {
    const start = bad.indexOf('«')
    const end = bad.indexOf('»') - 1
    const text = bad.replaceAll(/[«»]/g, '')
    const findings = lint(text, inputs?.bad)
    expect(list(findings)).toEqual([code, ...besides].sort())
    const finding = findings.find((one) => one.code === code)
    expect(finding).toMatchObject({ file: 'a.yml', ...new LineIndex(text).span(start, end) })
    expect(`${finding?.message} ${finding?.remedy}`, 'every detail of the sentence is filled').not.toMatch(/\{\w+\}/)
  })

  it('is not found where all is well', () => {
    expect(list(lint(good.replaceAll(/[«»]/g, ''), inputs?.good))).not.toContain(code)
  })
})

describe('our own components', () => {
  const folder = path.join(root, 'ci-templates')
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))
  const files = names.map((name) => {
    const file = `ci-templates/${name}/template.yml`
    return { file, text: readFileSync(path.join(root, file)) }
  })

  it('are without a finding', () => {
    expect(lintTemplates(files, { inputs: new Map(), hasPolicy: true })).toEqual([])
  })

  it('would not be with a wrong input', () => {
    const inputs = new Map([['allow-failure', 'perhaps']])
    const findings = lintTemplates(files, { inputs, hasPolicy: true })
    expect(list(findings)).toContain('given-wrong-type')
  })
})

describe('what is no finding', () => {
  it.each<[what: string, text: string]>([
    ['an empty header', 'spec: {}\n---\na: {script: [run]}\n'],
    ['a comment before the header, and a leading ---', '# About\n---\nspec:\n---\na: {script: [run]}\n'],
    [
      'a required input whose value decides the form',
      'spec: {inputs: {w: {description: W.}}}\n---\na: {script: [run], when: $[[ inputs.w ]]}\n',
    ],
    [
      'rules by an input of lists',
      'spec: {inputs: {r: {type: array}}}\n---\na: {script: [run], rules: $[[ inputs.r ]]}\n',
    ],
    ['"tags: []"', 'a: {script: [run], tags: []}\n'],
    ['a list of lists by !reference', '.a: {script: [one, [two]]}\nb: {script: [!reference [.a, script], three]}\n'],
    ['an anchor with a merge', '.a: &a {script: [run]}\nb: {<<: *a, stage: b}\n'],
    [
      'matrix expressions',
      'a: {script: [run], parallel: {matrix: [{X: [a]}]}}\nb: {script: [run], needs: [{job: a, parallel: {matrix: [{X: ["$[[ matrix.X ]]"]}]}}]}\n',
    ],
    [
      'needs of other pipelines',
      'a: {script: [run], needs: [{pipeline: $P, job: b}, {project: g/p, ref: main, job: c, artifacts: true}]}\n',
    ],
    ['a trigger', 'a: {trigger: {include: b.yml}}\n'],
    [
      'new keys of GitLab',
      'a: {script: [run], artifacts: {access: maintainer, public: false, reports: {sarif: a.json}}}\n',
    ],
    ['a pattern with slashes', "a: {script: [run], rules: [{if: '$A =~ /^a\\/b/ && $B !~ $C'}]}\n"],
    [
      'a condition over lines',
      'a:\n  script: [run]\n  rules:\n    - if: >-\n        $A == "b" &&\n        ($C || $D)\n',
    ],
  ])('%s', (_what, text) => {
    expect(lint(text, {}, false).filter(({ code }) => code !== 'input-unused')).toEqual([])
  })

  it('a job of another file of the same run', () => {
    const one =
      'a: {script: [run], needs: [b], extends: .c, rules: [!reference [.c, rules]]}\ninclude: [{local: b.yml}]\n'
    const other = 'b: {script: [run]}\n.c: {rules: []}\n'
    const options = { inputs: new Map(), hasPolicy: false }
    expect(list(lint(one, {}, false))).toEqual(['extends-elsewhere', 'needs-elsewhere', 'reference-elsewhere'])
    const files = [
      { file: 'a.yml', text: one },
      { file: 'b.yml', text: other },
    ]
    expect(lintTemplates(files, options)).toEqual([])
  })
})

describe('places', () => {
  it('are those of the source behind values of another length', () => {
    const text = `spec: {inputs: {p: {description: P., default: ${'long'.repeat(50)}}}}\n---\n"$[[ inputs.p ]]a": {script: [run]} # $[[ inputs.p ]]\n"$[[ inputs.p ]]b": {script: [run], whan: never}\n`
    const at = text.indexOf('whan')
    expect(lint(text)).toMatchObject([{ code: 'ci-key-unknown', ...new LineIndex(text).span(at, at + 4) }])
  })

  it('are the interpolation, where its value is what is wrong', () => {
    const text =
      'spec: {inputs: {w: {description: W., default: sometimes}}}\n---\n"a$[[ inputs.w ]]": {script: [run], when: $[[ inputs.w ]]}\n'
    const at = text.lastIndexOf('$[[')
    expect(lint(text)).toMatchObject([{ code: 'ci-value-unknown', ...new LineIndex(text).span(at, at + 15) }])
  })
})

const size = 1024 * 1024 - 300
const fill = (unit: string) => unit.repeat(Math.floor(size / unit.length))

/** Each is to be read in bounded time; a defect such as a quadratic check takes minutes. */
const hostile: Record<string, string> = {
  'open interpolations': fill('$[['),
  'closed interpolations': fill('$[[ inputs.a ]]'),
  'interpolations of a long value': `spec: {inputs: {a: {default: ${'x'.repeat(100_000)}}}}\n---\n${'# $[[ inputs.a ]]\n'.repeat(50_000)}`,
  documents: fill('---\n'),
  comments: `${fill('#\n')}---\na: 1\n`,
  brackets: fill('['),
  'many jobs': Array.from({ length: 4000 }, (_, at) => `job${at}: {script: [run], needs: [job${at + 1}]}\n`).join(''),
  'many unknown keys': `a:\n${Array.from({ length: 15_000 }, (_, at) => `  k${at}: 1\n`).join('')}`,
  'references that double': Array.from(
    { length: 30 },
    (_, at) => `.a${at}: {script: [!reference [.a${at + 1}, script], !reference [.a${at + 1}, script]]}\n`,
  ).join(''),
  'references to themselves': 'a: {script: [!reference [a, script], !reference [a, script]]}\n',
  'aliases that double': `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join('')}`,
  'a long condition': `a: {script: [run], rules: [{if: "${'$A && '.repeat(10_000)}$B"}]}\n`,
  parentheses: `a: {script: [run], rules: [{if: "${'('.repeat(100_000)}"}]}\n`,
  'a pattern without end': `a: {script: [run], rules: [{if: '$A =~ /${'a\\'.repeat(100_000)}'}]}\n`,
  'a costly regex': `spec: {inputs: {a: {regex: '((a{30}){30}){1,}$', default: ${'a'.repeat(100_000)}}}}\n---\na: {script: [$[[ inputs.a ]]]}\n`,
}

describe.each(Object.entries(hostile))('%s', (_name, text) => {
  // What takes time without bound never comes to its end here.
  it('are read to the end, with findings of bounded length', () => {
    const findings = lint(Buffer.from(text))
    for (const { message, remedy } of findings) expect((message + remedy).length).toBeLessThan(3000)
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    'spec:\n',
    '  inputs:\n',
    '    a: ',
    '{type: array, default: []}\n',
    '{regex: ^a, default: b}\n',
    'default: ',
    '---\n',
    '$[[',
    ']]',
    ' inputs.a ',
    ' | truncate(1,2) ',
    'a: ',
    '{script: [run]}\n',
    'script: ',
    'rules: ',
    '- if: ',
    '$A == "b"',
    ' =~ /a/',
    '!reference [a, script]',
    'needs: [a]\n',
    'extends: a\n',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '&a ',
    '*a',
    '<<: ',
    '|\n',
    '"',
    "'",
    '#',
    '\n',
    '  ',
    '\t',
    '\u0000',
    '\ufeff',
    '\ud800',
    'é',
    '1',
    'null',
  )
  const text = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 40 }).map((pieces) => `spec: {inputs: {a: {default: x}}}\n---\n${pieces.join('')}`),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )

  it('gives findings with places inside of the text, and never throws', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<Record<string, string>>({}, { a: 'b' }), (source, given) => {
        const count = source.split('\n').length
        for (const finding of lint(source, given)) {
          expect(Object.hasOwn({ ...findingCodes, ...templateCodes }, finding.code)).toBe(true)
          expect(finding.endLine).toBeLessThanOrEqual(count)
          expect(finding.endLine > finding.line || finding.endColumn >= finding.column).toBe(true)
          expect(finding.message).not.toMatch(/\{\w+\}|undefined/)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('gives findings for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => void lint(bytes)),
      { numRuns: 1000 },
    )
  })
})
