import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lintTemplates } from '../../core/ci-template/lint-template.ts'
import type { TemplateInput } from '../../core/ci-template/read-header.ts'
import { matchesRegex } from '../../core/ci-template/regex.ts'
import validators from '../../generated/validators.cjs'
import { readInputs, readJobs } from '../../scripts/reference/component-jobs.ts'
import { readComponents } from '../../scripts/reference/components-page.ts'
import { pairUp } from './pairwise.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Texts of which those are tried that an input takes: what people write, and what is awkward in YAML and in a shell. */
const texts = [
  '',
  '.',
  'sub/folder',
  'ocr-',
  '.pre',
  'two words',
  'Dockerfile.dev',
  'arkindex/$CI_COMMIT_REF_SLUG',
  'registry.example.org:5000/a/b@sha256:0123',
  'no',
  '1.0',
  'it\'s "so" & <on>: #1',
]

/** Lists as JSON; those of rules are mappings. */
const lists: Readonly<Record<string, readonly string[]>> = {
  rules: ['[]', '[{"if":"$SKIP == \\"yes\\"","when":"never"}]', '[{"if":"$CI_COMMIT_TAG =~ /^v/"},{"when":"never"}]'],
  instances: ['["demo"]', '["demo","staging-2"]'],
  'build-secret-files': ['[]', '["index=PIP_CONF","key=KEY_FILE"]'],
  'build-args': ['[]', '["WORD=a b","OTHER=\'x\'"]'],
}

function listValues({ name, type, options, regex, default: given }: TemplateInput): string[] {
  if (options) return options.map(String)
  if (type === 'boolean') return ['true', 'false']
  if (type === 'number') return ['0', '1', '250']
  if (type === 'array') return [...(lists[name] ?? ['[]', '["linux"]', '["linux","a b"]'])]
  const fitting = texts.filter((text) =>
    regex === undefined ? text !== '' && !/["'#]/.test(text) : matchesRegex(regex, text),
  )
  return [...new Set([...(typeof given === 'string' ? [given] : []), ...fitting.slice(0, 4)])]
}

const components = readComponents(root)

describe('the pairs', () => {
  it('are all there, in few rows', () => {
    const values = new Map(Array.from({ length: 10 }, (_, key) => [`k${key}`, ['a', 'b', 'c']]))
    const rows = pairUp(values)
    for (const left of values.keys())
      for (const right of values.keys())
        if (left < right)
          for (const one of ['a', 'b', 'c'])
            for (const two of ['a', 'b', 'c'])
              expect(rows.some((row) => row.get(left) === one && row.get(right) === two)).toBe(true)
    expect(rows.length).toBeLessThan(30)
  })

  it('there are components to try', () => {
    expect(components.map(({ name }) => name)).toContain('arkindex')
  })
})

describe.each(components)('the component $name', ({ name, text }) => {
  const inputs = readInputs(text)
  const file = `${name}.yml`
  const lint = (given: ReadonlyMap<string, string>) =>
    lintTemplates([{ file, text }], { inputs: given, hasPolicy: true }).filter(({ code }) => code !== 'needs-elsewhere')
  const values = new Map([...inputs].map(([input, spec]): [string, string[]] => [input, listValues(spec)]))

  it('passes by every pair of values of its inputs, by our rules and by the schema of GitLab', () => {
    const rows = pairUp(values)
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) {
      const shown = JSON.stringify(Object.fromEntries(row))
      expect(
        lint(row).map(({ code, line, message }) => `${line} ${code} ${message}`),
        shown,
      ).toEqual([])
      const jobs = Object.fromEntries(readJobs(text, row).map((job) => [job.name, job.settings]))
      validators.gitlab_ci(jobs)
      expect(validators.gitlab_ci.errors ?? [], shown).toEqual([])
      expect(JSON.stringify(jobs), shown).not.toContain('$[[')
    }
  })

  it('tells a wrong value of each input that has limits', () => {
    const good = new Map([...values].map(([input, tried]) => [input, tried[0] ?? '']))
    expect(lint(good)).toEqual([])
    for (const [input, { type, regex, options }] of inputs) {
      const wrong = type === 'string' ? (regex || options ? '`$(id)`\u0007' : undefined) : 'perhaps'
      if (wrong === undefined) continue
      const code = options ? 'given-not-option' : type === 'string' ? 'given-breaks-regex' : 'given-wrong-type'
      expect(
        lint(new Map([...good, [input, wrong]])).map((finding) => finding.code),
        input,
      ).toContain(code)
    }
    expect(lint(new Map([...good, ['no-such-input', 'x']])).map(({ code }) => code)).toContain('given-unknown')
  })

  it('tells each required input that is missing', () => {
    for (const [input, spec] of inputs) {
      if (spec.default !== undefined) continue
      const given = new Map(
        [...values].flatMap(([key, tried]): [string, string][] => (key === input ? [] : [[key, tried[0] ?? '']])),
      )
      expect(lint(given).map(({ code, message }) => `${code} ${message}`)).toContain(
        `given-missing The input "${input}" needs a value, and none is given.`,
      )
    }
  })
})
