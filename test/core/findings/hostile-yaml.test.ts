import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkYamlFile } from '../../../core/findings/check-yaml-file.ts'
import { findingCodes } from '../../../core/findings/codes.ts'
import { readArkindexYml } from '../../../core/worker-yaml/read-arkindex-yml.ts'
import { readWorkerFile } from '../../../core/worker-yaml/read-worker-file.ts'
import validators from '../../../generated/validators.cjs'

const size = 1024 * 1024 - 16
const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
const lines = (line: (index: number) => string) => {
  let text = ''
  for (let index = 0; text.length < size - 200; index += 1) text += line(index)
  return text
}

const hostile: Record<string, string> = {
  brackets: fill('['),
  braces: fill('{'),
  'closed pairs': fill('[]'),
  'brackets and commas': `[${fill('[],')}`,
  'flow pairs': `{${fill('a: b, ')}`,
  'nested flow keys': fill('{? '),
  dashes: fill('- '),
  'question marks': fill('? '),
  'question marks in lines': fill('?\n'),
  colons: fill(': '),
  anchors: fill('&a '),
  'anchors in lines': fill('- &a\n'),
  tags: fill('!a '),
  aliases: `- &a x\n${fill('- *a\n')}`,
  'unknown aliases': fill('- *a\n'),
  'a long key': `${fill('k')}: 1`,
  'a long quoted key': `"${fill('k')}": 1`,
  'a long plain text': `a: ${fill('x ')}`,
  'a long text over lines': `a: ${fill('x\n  ')}`,
  'an open quote': `a: "${fill('x\n')}`,
  escapes: `a: "${fill('\\n')}"`,
  'a block text': `a: |\n${fill(' x\n')}`,
  comments: fill('#\n'),
  'comments behind': fill('a #\n'),
  'empty lines': fill('\n'),
  spaces: fill(' '),
  tabs: fill('\t'),
  'tabs behind': fill('a:\t1\n'),
  documents: fill('---\n'),
  directives: fill('%YAML 1.2\n'),
  'document ends': fill('...\n'),
  stairs: Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
  'stairs up and down': fill(`a:\n b:\n  c:\n   d:\n`),
  'many keys': lines((index) => `k${index}: 1\n`),
  'one key many times': fill('a: 1\n'),
  'many wrong options': `configuration:\n${fill(' - a\n')}`,
  'many bad workers': `version: 3\nworkers:\n${fill('- {}\n')}`,
  'many wrong paths': `version: 3\nworkers:\n${lines((index) => `- ../${index}\n`)}`,
  'many unknown keys': `slug: a\n${lines((index) => `slg${index}: 1\n`)}`,
  'many merges': `a: &a\n${Array.from({ length: 500 }, (_, index) => `  k${index}: 1\n`).join('')}b:\n${fill('  <<: *a\n')}`,
  'numbers that look like more': `a: ${fill('1_')}`,
  'sexagesimal without end': `a: ${fill('1:')}`,
  'a date without end': `a: 2026-01-01${fill(' ')}x`,
  'a slug of dashes': `slug: ${fill('-')}!`,
  'an shm_size of zeros': `docker: {shm_size: "${fill('0')}x"}`,
  'many choices': `configuration:\n- {key: k, display_name: K, type: enum, choices: [${fill('a,')}]}`,
  'zero bytes': fill('\u0000'),
  'lone carriage returns': fill('a: b\r'),
  'wide characters': `a: ${fill('語')}`.slice(0, size / 3),
}

// Five times what the slowest takes here (DESIGN: bounded time); a defect such as a quadratic check takes minutes.
const limit = 10_000

describe.each(Object.entries(hostile))('1 MiB of %s', (_name, text) => {
  it('is findings, in bounded time', () => {
    const before = performance.now()
    const bytes = Buffer.from(text.length > size ? text.slice(0, size) : text)
    const modern = readWorkerFile(bytes, 'a.yml')
    const legacy = readArkindexYml('/nonexistent', bytes)
    const manifest = checkYamlFile(bytes, { file: '.arkindex-ci.yml', validate: validators.manifest })
    const took = performance.now() - before
    if (process.env.SHOW_TIMES)
      console.log(
        `${Math.round(took)} ms ${Math.round(process.memoryUsage.rss() / 1e6)} MB ${_name}: ${modern.yaml.findings[0]?.code}`,
      )
    expect(modern.definition).toBeUndefined()
    expect(modern.yaml.findings.length).toBeGreaterThan(0)
    for (const finding of [...modern.yaml.findings, ...legacy.yaml.findings, ...manifest.findings]) {
      expect(Object.hasOwn(findingCodes, finding.code)).toBe(true)
      expect(finding.message.length + finding.remedy.length, 'a message never repeats the file').toBeLessThan(3000)
    }
    expect(took).toBeLessThan(limit)
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    'slug: a\n',
    'display_name: ',
    'name: ',
    'configuration:\n',
    '  - key: a\n',
    '    type: int\n',
    '    default: ',
    'workers:\n',
    '- ',
    'version: 3\n',
    ': ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&a ',
    '*a',
    '!!int ',
    '!x ',
    '<<: ',
    '|\n',
    '>-\n',
    '"',
    "'",
    '#',
    '\n',
    '  ',
    '\t',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '\\',
    '\u0000',
    '\ufeff',
    '\ud800',
    'é',
    '1',
    'yes',
    '.nan',
    '2026-01-01',
  )
  const text = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )

  it('gives findings with places inside of the text, and never throws', () => {
    fc.assert(
      fc.property(text, (source) => {
        const count = source.split('\n').length
        const all = [
          ...readWorkerFile(source, 'a.yml').yaml.findings,
          ...readArkindexYml('/nonexistent', source).yaml.findings,
          ...checkYamlFile(source, { file: 'm.yml', validate: validators.manifest }).findings,
        ]
        for (const finding of all) {
          expect(finding.line).toBeGreaterThanOrEqual(1)
          expect(finding.endLine).toBeLessThanOrEqual(count)
          expect(finding.endLine > finding.line || finding.endColumn >= finding.column).toBe(true)
          expect(finding.message).not.toMatch(/\{\w+\}|undefined/)
        }
        expect(validators.findings({ findings: all })).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('gives findings for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(validators.findings({ findings: readWorkerFile(bytes, 'a.yml').yaml.findings })).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
