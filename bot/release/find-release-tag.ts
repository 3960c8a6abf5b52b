import { tryReadReleaseTag } from '../../core/release/release-tag.ts'
import type { Forge, ForgeTag } from '../forge/forge.ts'

/** Of the tags of a project, the newest are looked at. */
const mostTags = 20

/** The newest protected tag of a release whose history holds a commit; undefined where none of the newest does. */
export async function findReleaseTag(forge: Forge, project: string, sha: string): Promise<ForgeTag | undefined> {
  for (const tag of await forge.listTags(project, mostTags)) {
    if (!tag.isProtected || !tryReadReleaseTag(tag.name)) continue
    if (await forge.isInHistory(project, sha, tag.sha)) return tag
  }
  return undefined
}
