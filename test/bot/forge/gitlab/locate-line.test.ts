import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FileChange, locateLine, readHunks } from '../../../../bot/forge/gitlab/locate-line.ts'

const change = (of: Partial<FileChange>): FileChange => ({
  oldPath: 'a',
  newPath: 'a',
  isNew: false,
  isDeleted: false,
  hasHunks: true,
  hunks: [],
  ...of,
})

describe('the place of a line in a difference', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'locate-line-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function compare(before: readonly string[], after: readonly string[]): string {
    for (const [name, lines] of [
      ['before', before],
      ['after', after],
    ] as const)
      writeFileSync(path.join(folder, name), lines.map((line) => `${line}\n`).join(''))
    return spawnSync('git', ['diff', '--no-index', '--no-color', '--numstat', '--patch', 'before', 'after'], {
      cwd: folder,
      encoding: 'utf8',
    }).stdout
  }

  it('is that of the same line of the older file, or of none where it is new, for every line of any two files', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', '', '- c', '+ d', '@@ -1 +1 @@'), { maxLength: 25 })
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = compare(before, after)
        const file = change({ hunks: readHunks(diff) })
        const added = Number(/^\d+/.exec(diff)?.[0] ?? 0)
        const kept: number[] = []
        for (const [at, text] of after.entries()) {
          const place = locateLine(file, at + 1)
          expect(place?.newLine).toBe(at + 1)
          if (typeof place?.oldLine !== 'number') continue
          expect(before[place.oldLine - 1]).toBe(text)
          kept.push(place.oldLine)
        }
        expect(kept).toEqual([...kept].sort((one, other) => one - other))
        expect(new Set(kept).size).toBe(kept.length)
        expect(kept.length).toBe(after.length - added)
      }),
      { numRuns: 60 },
    )
  })

  it('is new for every line of a new file, and nowhere in one that is removed or left out', () => {
    expect(locateLine(change({ isNew: true, hasHunks: false }), 7)).toEqual({ newLine: 7, oldLine: null })
    expect(locateLine(change({ isDeleted: true }), 7)).toBeUndefined()
    expect(locateLine(change({ hasHunks: false }), 7)).toBeUndefined()
  })

  it('is found whatever stands in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1e6 }), (diff, line) => {
        locateLine(change({ hunks: readHunks(diff) }), line)
      }),
    )
  })
})
