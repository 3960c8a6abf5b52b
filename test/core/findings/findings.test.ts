import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyEdits } from '../../../core/findings/apply-edits.ts'
import { findingCodes } from '../../../core/findings/codes.ts'
import type { Finding } from '../../../core/findings/finding.ts'
import { LineIndex } from '../../../core/findings/line-index.ts'
import { readManifest } from '../../../core/release/read-manifest.ts'
import { globLimit } from '../../../core/worker-yaml/find-files.ts'
import { readRepository } from '../../../core/worker-yaml/read-repository.ts'
import validators from '../../../generated/validators.cjs'
import { findingCases, writeRepository } from './finding-cases.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'findings-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function check(): Finding[] {
  const { findings, workers } = readRepository(root)
  const manifest = readManifest(root, workers, { instances: [], defaultInstance: undefined })
  const all = [...findings, ...manifest.findings]
  expect(validators.findings({ findings: all }), 'every finding has the shape of schemas/findings.json').toBe(true)
  return all
}

const casesElsewhere: readonly string[] = [
  // Has a test of its own, as its repository takes a second to write.
  'glob-too-wide',
  // Found only where a commit is read by the API: test/bot/repository/read-commit.test.ts.
  ...['commit-too-large', 'tree-cut', 'path-refused', 'links-not-followed', 'model-files-unread'],
]

describe('every code has a case', () => {
  it.each(Object.keys(findingCodes).filter((code) => !casesElsewhere.includes(code)))('%s', (code) => {
    expect(findingCases.some((one) => one.code === code)).toBe(true)
  })
})

describe.each(findingCases)('$code', ({ code, bad, at, good, fixed, besides = [] }) => {
  it('is found once, at its exact place', () => {
    const mark = writeRepository(root, bad)
    const findings = check()
    expect(findings.map((finding) => finding.code).sort()).toEqual([code, ...besides].sort())
    const finding = findings.find((one) => one.code === code)
    expect(finding?.severity).toBe(findingCodes[code].severity)
    expect(`${finding?.message} ${finding?.remedy}`, 'every detail of the sentence is filled').not.toMatch(/\{\w+\}/)
    if (mark) {
      const span = new LineIndex(mark.text).span(mark.start, mark.end)
      expect(finding).toMatchObject({ file: mark.file, ...span })
    } else {
      expect(finding?.file).toBe(at)
    }
  })

  it('is not found where all is well', () => {
    writeRepository(root, good)
    expect(check().map((finding) => finding.code)).not.toContain(code)
  })

  it(fixed === undefined ? 'has no edit' : 'is mended by its edit', () => {
    writeRepository(root, bad)
    const finding = check().find((one) => one.code === code)
    if (fixed === undefined) {
      expect(finding?.edit).toBeUndefined()
      return
    }
    const place = path.join(root, finding?.file ?? '')
    const { text } = applyEdits(readFileSync(place, 'utf8'), finding?.edit ? [finding.edit] : [])
    expect(text).toBe(fixed)
    writeFileSync(place, text)
    expect(check().map((one) => one.code)).not.toContain(code)
  })
})

describe('glob-too-wide', () => {
  it('is found where a pattern reaches more than can be looked at', () => {
    const files = Array.from({ length: globLimit }, (_, index) => [`w/${index}`, ''])
    const text = 'version: 3\nworkers: ["w/*.yml", {name: A, slug: a, type: t}]\n'
    writeRepository(root, { '.arkindex.yml': text, ...Object.fromEntries(files) })
    expect(check().map(({ code, line, column, endColumn }) => [code, line, column, endColumn])).toEqual([
      ['legacy-format', 1, 1, 8],
      ['glob-too-wide', 2, 11, 20],
    ])
  })
})
