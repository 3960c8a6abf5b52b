/** A run of changed lines and what stands around them, as its `@@` line says. */
interface Hunk {
  oldStart: number
  newStart: number
  /** What each line is: `+` new, `-` removed, a space for one that stayed. */
  signs: string
}

export interface FileChange {
  oldPath: string
  newPath: string
  isNew: boolean
  isDeleted: boolean
  /** False where the forge leaves the hunks out, as of a file that is too large. */
  hasHunks: boolean
  hunks: readonly Hunk[]
}

/** A place in a difference, in GitLab's words: a line that stayed has both numbers, a new one only the new. */
export interface LinePosition {
  newLine: number
  oldLine: number | null
}

/** Reads the hunks of one file from a unified difference, without its head. */
export function readHunks(diff: string): Hunk[] {
  const hunks: Hunk[] = []
  for (const line of diff.split('\n')) {
    const head = /^@@ -(\d{1,9})(?:,\d+)? \+(\d{1,9})(?:,\d+)? @@/.exec(line)
    const last = hunks.at(-1)
    if (head) hunks.push({ oldStart: Number(head[1]), newStart: Number(head[2]), signs: '' })
    else if (last && /^[ +-]/.test(line)) last.signs += line.charAt(0)
  }
  return hunks
}

/** Where a line of the new file stands in the difference; undefined where that cannot be said. */
export function locateLine(change: FileChange, line: number): LinePosition | undefined {
  if (change.isDeleted) return undefined
  if (change.isNew) return { newLine: line, oldLine: null }
  if (!change.hasHunks) return undefined
  let shift = 0
  for (const { oldStart, newStart, signs } of change.hunks) {
    if (line < newStart) break
    let [oldLine, newLine] = [oldStart, newStart]
    for (const sign of signs) {
      if (newLine === line && sign === '+') return { newLine, oldLine: null }
      if (newLine === line && sign === ' ') return { newLine, oldLine }
      if (sign !== '+') oldLine += 1
      if (sign !== '-') newLine += 1
    }
    shift = oldLine - newLine
  }
  // Between the hunks both files have the same lines.
  return { newLine: line, oldLine: line + shift }
}
