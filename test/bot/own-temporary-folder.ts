import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Folders of commits that are there, in the temporary folder of this test alone. */
export function listCommitFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('arkindex-ci-commit-'))
}

/** Gives this test's process a temporary folder of its own, as others read commits too; gives what takes it away. */
export function ownTemporaryFolder(): () => void {
  const before = process.env.TMPDIR
  const folder = mkdtempSync(path.join(tmpdir(), 'bot-temporary-'))
  process.env.TMPDIR = folder
  return () => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    rmSync(folder, { recursive: true, force: true })
  }
}
