import { type Dirent, readdirSync } from 'node:fs'
import path from 'node:path'
import { isInnerPath, type Refusal, resolveInside } from './repository-file.ts'

/** How many files and folders a pattern may look at. */
export const globLimit = 20_000

/** Whether an entry of `workers` is a pattern and not a path, as Python's `glob.has_magic` tells it. */
export function isGlob(name: string): boolean {
  return /[*?[]/.test(name)
}

/** Matches one name by one part of a pattern (`*`, `?`, `[abc]`, `[!abc]`), as Python's `fnmatch` does, without backtracking twice. */
export function matchName(pattern: string, name: string): boolean {
  const tests = compilePart(pattern)
  const letters = [...name]
  let at = 0
  let test = 0
  let star = -1
  let starAt = 0
  while (at < letters.length) {
    const current = tests[test]
    if (current === 'star') {
      star = test
      starAt = at
      test += 1
    } else if (current?.(letters[at] ?? '')) {
      at += 1
      test += 1
    } else if (star !== -1) {
      starAt += 1
      at = starAt
      test = star + 1
    } else {
      return false
    }
  }
  while (tests[test] === 'star') test += 1
  return test === tests.length
}

type LetterTest = 'star' | ((letter: string) => boolean)

function compilePart(pattern: string): LetterTest[] {
  const letters = [...pattern]
  const tests: LetterTest[] = []
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? ''
    if (letter === '*') {
      if (tests.at(-1) !== 'star') tests.push('star')
    } else if (letter === '?') {
      tests.push(() => true)
    } else if (letter === '[') {
      const isNegated = letters[at + 1] === '!'
      const first = at + (isNegated ? 2 : 1)
      // A bracket that comes first stands for itself.
      const end = letters.indexOf(']', first + 1)
      if (end === -1) {
        tests.push((one) => one === '[')
        continue
      }
      const set = letters.slice(first, end)
      tests.push((one) => isInSet(set, one) !== isNegated)
      at = end
    } else {
      tests.push((one) => one === letter)
    }
  }
  return tests
}

function isInSet(set: readonly string[], letter: string): boolean {
  for (let at = 0; at < set.length; at += 1) {
    const from = set[at] ?? ''
    if (set[at + 1] === '-' && at + 2 < set.length) {
      if (from <= letter && letter <= (set[at + 2] ?? '')) return true
      at += 2
    } else if (from === letter) {
      return true
    }
  }
  return false
}

/**
 * The files that a pattern matches below the repository's real root, sorted, relative to it: as Python's
 * `glob.glob(pattern, recursive=True)`, by which the Arkindex command line reads `workers` (reference/arkindex.md 1.1).
 * Hidden names are matched only by parts that begin with a point. Folders behind links are not entered by `**`.
 */
export function findFiles(realRoot: string, pattern: string): { files: string[] } | Refusal {
  if (!isInnerPath(pattern)) return { code: 'file-outside', details: { path: pattern.slice(0, 200) } }
  const parts = path.posix
    .normalize(pattern)
    .split('/')
    .filter((part) => part !== '' && part !== '.')
  const found = new Set<string>()
  const visited = new Set<string>()
  let looked = 0
  let isTooWide = false

  const list = (folder: string): Dirent[] => {
    const resolved = resolveInside(realRoot, folder === '' ? '.' : folder)
    if ('code' in resolved) return []
    try {
      const entries = readdirSync(resolved.place, { withFileTypes: true })
      looked += entries.length + 1
      if (looked > globLimit) isTooWide = true
      return entries
    } catch {
      return []
    }
  }
  const join = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`)

  const walk = (folder: string, index: number): void => {
    if (isTooWide) return
    const state = `${index} ${folder}`
    if (visited.has(state)) return
    visited.add(state)
    const part = parts[index]
    if (part === undefined) return
    const isLast = index === parts.length - 1
    if (part === '**') {
      if (!isLast) walk(folder, index + 1)
      for (const entry of list(folder)) {
        if (entry.name.startsWith('.')) continue
        const place = join(folder, entry.name)
        if (entry.isDirectory()) walk(place, index)
        else if (isLast) found.add(place)
      }
      return
    }
    if (!isGlob(part)) {
      const place = join(folder, part)
      if (!isLast) walk(place, index + 1)
      else if (!('code' in resolveInside(realRoot, place))) found.add(place)
      return
    }
    for (const entry of list(folder)) {
      if (entry.name.startsWith('.') && !part.startsWith('.')) continue
      if (!matchName(part, entry.name)) continue
      const place = join(folder, entry.name)
      if (isLast) {
        if (!entry.isDirectory()) found.add(place)
      } else if (entry.isDirectory() || entry.isSymbolicLink()) {
        walk(place, index + 1)
      }
    }
  }
  walk('', 0)
  if (isTooWide)
    return { code: 'glob-too-wide', details: { path: pattern.slice(0, 200), limit: globLimit.toLocaleString('en') } }
  return { files: [...found].sort() }
}
