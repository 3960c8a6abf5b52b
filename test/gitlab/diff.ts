import { createHash } from 'node:crypto'
import { runGit } from './git.ts'
import type { GitlabProject } from './model.ts'
import { createMemory } from './remember.ts'

/** A file of a diff, in GitLab's names. */
export interface FileDiff {
  old_path: string
  new_path: string
  a_mode: string
  b_mode: string
  new_file: boolean
  renamed_file: boolean
  deleted_file: boolean
  generated_file: boolean
  /** The hunks, without the lines of the file's names; empty where it is too large. */
  diff: string
  collapsed: boolean
  too_large: boolean
}

export interface DiffLine {
  /** Null where the line is new. */
  oldLine: number | null
  /** Null where the line was removed. */
  newLine: number | null
  text: string
}

/** GitLab leaves out the hunks of a file above this many bytes. */
const largestPatch = 200 * 1024
const rememberDiff = createMemory<FileDiff[]>()

function splitPatch(text: string): string[] {
  return text
    .split(/^diff --git /m)
    .slice(1)
    .map((part) => {
      const binary = /^Binary files .*$/m.exec(part)
      const start = part.search(/^@@ /m)
      if (start >= 0) return part.slice(start)
      return binary ? `${binary[0]}\n` : ''
    })
}

/** The difference of two commits, file by file, by git itself. */
export function readDiff(project: GitlabProject, base: string, head: string): FileDiff[] {
  return rememberDiff(project, base, head, () => runDiff(project, base, head))
}

function runDiff(project: GitlabProject, base: string, head: string): FileDiff[] {
  const run = (...args: string[]) =>
    runGit(project.repository, ['diff', '--no-color', '--no-ext-diff', '-M', ...args, base, head, '--']).toString(
      'utf8',
    )
  const fields = run('--raw', '-z', '--abbrev=40').split('\0')
  const patches = splitPatch(run('--patch'))
  const files: FileDiff[] = []
  for (let at = 0; at + 1 < fields.length; ) {
    const [from = '', to = '', , , status = ''] = (fields[at] ?? '').slice(1).split(' ')
    const isRename = status.startsWith('R') || status.startsWith('C')
    const oldPath = fields[at + 1] ?? ''
    const newPath = isRename ? (fields[at + 2] ?? '') : oldPath
    at += isRename ? 3 : 2
    const patch = patches[files.length] ?? ''
    const isTooLarge = Buffer.byteLength(patch) > largestPatch
    files.push({
      old_path: oldPath,
      new_path: newPath,
      a_mode: from === '000000' ? '0' : from,
      b_mode: to === '000000' ? '0' : to,
      new_file: status === 'A',
      renamed_file: isRename,
      deleted_file: status === 'D',
      generated_file: false,
      diff: isTooLarge ? '' : patch,
      collapsed: isTooLarge,
      too_large: isTooLarge,
    })
  }
  return files
}

/** The lines that a diff shows. */
export function readLines(diff: string): DiffLine[] {
  const lines: DiffLine[] = []
  let [oldLine, newLine] = [0, 0]
  for (const text of diff.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text)
    if (hunk) {
      oldLine = Number(hunk[1])
      newLine = Number(hunk[2])
    } else if (text.startsWith('+')) lines.push({ oldLine: null, newLine: newLine++, text: text.slice(1) })
    else if (text.startsWith('-')) lines.push({ oldLine: oldLine++, newLine: null, text: text.slice(1) })
    else if (text.startsWith(' ')) lines.push({ oldLine: oldLine++, newLine: newLine++, text: text.slice(1) })
  }
  return lines
}

/** GitLab's name of a line of a diff; the other side's number is the one that the line stands before. */
export function writeLineCode(file: string, lines: readonly DiffLine[], line: DiffLine): string {
  const before = lines.slice(0, lines.indexOf(line)).reverse()
  const oldLine = line.oldLine ?? (before.find((one) => one.oldLine !== null)?.oldLine ?? 0) + 1
  const newLine = line.newLine ?? (before.find((one) => one.newLine !== null)?.newLine ?? 0) + 1
  return `${createHash('sha1').update(file).digest('hex')}_${oldLine}_${newLine}`
}

/**
 * The line of a diff that a position names: both numbers must be as the diff has them, so a line that both sides have needs
 * both, a new one only the new one (dependencies.md 4, anchor 3). Undefined where the diff shows no such line.
 */
export function findLineCode(
  files: readonly FileDiff[],
  position: { old_path: string; new_path: string; old_line: number | null; new_line: number | null },
): string | undefined {
  const file = files.find((one) => one.new_path === position.new_path && one.old_path === position.old_path)
  if (!file) return undefined
  const lines = readLines(file.diff)
  const line = lines.find((one) => one.oldLine === position.old_line && one.newLine === position.new_line)
  return line && writeLineCode(file.deleted_file ? file.old_path : file.new_path, lines, line)
}
