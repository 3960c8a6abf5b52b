import { CodedError } from '../../core/errors/coded-error.ts'
import { nameTag } from '../../core/image/image-name.ts'
import { readImageReference } from '../../core/release/binding.ts'
import type { Forge } from '../forge/forge.ts'

/** The tags that an image of a release may have: that of the Git tag, those of the commit. */
export function listImageTags(release: { tag: string | null; sha: string }): string[] {
  const { tag, sha } = release
  return [...(tag === null ? [] : [nameTag({ tag, revision: sha })]), nameTag({ revision: sha }), sha]
}

/** The image of a release by its digest, from the registry of its project; undefined where none is there. */
export async function findReleaseImage(
  forge: Forge,
  project: string,
  release: { tag: string | null; sha: string },
): Promise<string | undefined> {
  for (const tag of listImageTags(release)) {
    const image = await forge.findImage(project, tag)
    if (image !== undefined) return readImageReference(image).reference
  }
  return undefined
}

/** The same, where there must be one. Throws `deployment-image-missing`. */
export async function requireReleaseImage(
  forge: Forge,
  project: string,
  release: { tag: string | null; sha: string },
): Promise<string> {
  const image = await findReleaseImage(forge, project, release)
  if (image !== undefined) return image
  throw new CodedError('deployment-image-missing', {
    what: release.tag ?? release.sha.slice(0, 12),
    tags: listImageTags(release).join(', '),
  })
}
