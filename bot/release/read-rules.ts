import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { InstanceRule } from '../../core/release/manifest.ts'
import { manifestName, readManifest } from '../../core/release/read-manifest.ts'
import type { Forge } from '../forge/forge.ts'

/** A manifest is read in this size at most. */
export const largestManifest = 1024 * 1024

/** What the manifest of a commit says of instances; nothing where there is none, or where it is wrong as a whole. */
export async function readRules(forge: Forge, project: string, sha: string): Promise<InstanceRule[]> {
  const bytes = await forge.readFile(project, sha, manifestName, largestManifest)
  if (bytes === undefined) return []
  const folder = await mkdtemp(path.join(tmpdir(), 'arkindex-ci-manifest-'))
  try {
    await writeFile(path.join(folder, manifestName), bytes, { mode: 0o600 })
    // The workers are looked at where it is applied.
    return readManifest(folder, [], { instances: [], defaultInstance: undefined }).manifest?.instances ?? []
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
