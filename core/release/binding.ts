import { CodedError } from '../errors/coded-error.ts'
import { type GitMetadata, requireRevision } from './git-metadata.ts'
import { type ReleaseTag, readReleaseTag } from './release-tag.ts'

/** What a plan is bound to at the tag. Nothing in it changes the plan's intent. */
export interface Binding {
  repositoryUrl: string
  sha: string
  /** URL of the commit, the key of a worker version. */
  revision: string
  /** Either a tag or a branch is set. */
  tag: string | null
  branch: string | null
  /** Reference of the image with its digest; null where none is known yet. */
  image: string | null
}

/** Binds to the tag, else to the branch, of a commit. Throws where the tag is no semantic version or the commit is not known. */
export function bindRelease(
  git: GitMetadata,
  reference: { tag: string | null; branch: string | null },
  image: string | null,
): Binding | null {
  const { tag, branch } = reference
  if (!tag && !branch) return null
  if (tag) readReleaseTag(tag)
  const { repositoryUrl, sha, revisionUrl } = requireRevision(git)
  return {
    repositoryUrl,
    sha,
    revision: revisionUrl,
    tag: tag || null,
    branch: tag ? null : branch,
    image: image === null ? null : readImageReference(image).reference,
  }
}

/** The tag of a binding as a version; null for a branch. */
export function readBoundTag(binding: Binding): ReleaseTag | null {
  return binding.tag === null ? null : readReleaseTag(binding.tag)
}

/** Reads an image reference that ends in its digest. Throws `image-not-pinned` where it has none. */
export function readImageReference(image: string): { reference: string; digest: string } {
  const found = /^[^\s@]+@(sha256:[0-9a-f]{64})$/.exec(image)
  if (!found?.[1]) throw new CodedError('image-not-pinned', { image })
  return { reference: image, digest: found[1] }
}
