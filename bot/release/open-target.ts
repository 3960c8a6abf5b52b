import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '../../core/errors/coded-error.ts'
import type { Binding } from '../../core/release/binding.ts'
import { cleanRepositoryUrl } from '../../core/release/git-metadata.ts'
import type { ReleaseSource } from '../../core/release/make-plan-request.ts'
import { manifestName } from '../../core/release/read-manifest.ts'
import type { ForgeProject } from '../forge/forge.ts'
import type { ReactionContext } from '../reactions/reaction.ts'
import { type Commit, withCommit } from '../repository/read-commit.ts'
import { largestManifest } from './read-rules.ts'

/** A commit that is to be applied to an instance. */
export interface ReleaseTarget {
  project: ForgeProject
  /** Tag or branch. */
  ref: string
  isTag: boolean
  sha: string
  instance: string
  /** The commit of a protected branch whose manifest holds in place of the commit's own (requirements R22); null where its own does. */
  manifestSha: string | null
  /** The trainings of the manifest that alone are wanted; all that there is to apply where there are none. */
  trainings: readonly string[]
}

export function describeTarget({ ref, isTag, sha }: Pick<ReleaseTarget, 'ref' | 'isTag' | 'sha'>): string {
  return isTag ? ref : `${ref} at ${sha.slice(0, 12)}`
}

export function bindTarget({ project, ref, isTag, sha }: ReleaseTarget, image: string | null): Binding {
  const repositoryUrl = cleanRepositoryUrl(project.webUrl)
  if (repositoryUrl === null)
    throw new CodedError('repository-unknown', {
      what: 'web address',
      reason: 'the forge names none',
      option: '--repository-url',
    })
  const revision = `${repositoryUrl}/commit/${sha}`
  return { repositoryUrl, sha, revision, tag: isTag ? ref : null, branch: isTag ? null : ref, image }
}

/** Puts the manifest of the protected branch in the place of the commit's own; where that has none, neither has the commit. */
async function replaceManifest(
  commit: Commit,
  manifestSha: string,
  { forge }: Pick<ReactionContext, 'forge'>,
): Promise<void> {
  const file = path.join(commit.root, manifestName)
  const bytes = await forge.readFile(commit.project, manifestSha, manifestName, largestManifest)
  // A link is removed, not written through.
  await rm(file, { recursive: true, force: true })
  if (bytes !== undefined) await writeFile(file, bytes, { flag: 'wx', mode: 0o600 })
}

/** Reads the commit of a target by the API, within the limits of the configuration, and lends what its release is made of to `use`. */
export async function withTarget<Result>(
  target: ReleaseTarget,
  context: Pick<ReactionContext, 'forge' | 'config' | 'signal'>,
  use: (source: ReleaseSource) => Promise<Result>,
): Promise<Result> {
  const { forge, config, signal } = context
  const { project, sha, instance, manifestSha } = target
  const { treeEntries, commitBytes } = config.limits
  return withCommit(
    { forge, project: project.id, sha, limits: { treeEntries, commitBytes }, signal },
    async (commit) => {
      if (manifestSha !== null) await replaceManifest(commit, manifestSha, context)
      const { root, reading, digestFile } = commit
      return use({
        root,
        reading,
        instances: [instance],
        repositoryUrl: bindTarget(target, null).repositoryUrl,
        defaultBranch: project.defaultBranch,
        findings: reading.findings,
        digestFile,
        digestArchive: (definition) => commit.digestArchive(definition),
      })
    },
  )
}
