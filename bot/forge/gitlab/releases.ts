import type { Forge } from '../forge.ts'
import { isSameText } from '../is-same-text.ts'
import { replaceSection } from '../replace-section.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'

export function createReleaseMethods(api: GitlabApi): Pick<Forge, 'keepReleaseSection'> {
  const { ProjectReleases } = api.rest
  return {
    keepReleaseSection: async (project, tag, marker, body) => {
      const release = await findFields(ProjectReleases.show(project, tag), api.origin('the release'))
      if (!release) return false
      const before = release.optionalText('description') ?? ''
      const after = replaceSection(before, marker, body)
      if (!isSameText(before, after)) await ProjectReleases.edit(project, tag, { description: after })
      return true
    },
  }
}
