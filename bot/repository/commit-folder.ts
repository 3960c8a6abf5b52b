import { realpathSync } from 'node:fs'
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const prefix = 'arkindex-ci-commit-'
/** No job takes as long, in milliseconds. */
const oldestInUse = 24 * 3_600_000

/** Temporary folders that were looked through by this process. */
const tidied = new Set<string>()

/** Removes what a bot left that was killed. What belongs to somebody else is left to them. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefix)) continue
    const place = path.join(folder, name)
    try {
      const status = await lstat(place)
      const isOwn = status.isDirectory() && status.uid === process.getuid?.()
      if (isOwn && Date.now() - status.mtimeMs > oldestInUse) await rm(place, { recursive: true, force: true })
    } catch {
      // Another replica was quicker.
    }
  }
}

/** Lends `use` an empty folder that only this user may look into, by its real path; it is removed afterwards, whatever happens. */
export async function withCommitFolder<Result>(use: (root: string) => Promise<Result>): Promise<Result> {
  const folder = tmpdir()
  if (!tidied.has(folder)) {
    tidied.add(folder)
    await removeAbandoned(folder)
  }
  const root = realpathSync(await mkdtemp(path.join(folder, prefix)))
  try {
    return await use(root)
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 3 })
  }
}
