import type { Forge, ForgePipeline } from '../forge.ts'
import { replaceSection } from '../replace-section.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'
import { readUser } from './users.ts'

/** GitLab keeps texts without what blanks stand at their end. */
function isSameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trimEnd() === other.replaceAll('\r\n', '\n').trimEnd()
}

export function describeReleases(
  api: GitlabApi,
): Pick<Forge, 'keepCommitComment' | 'keepReleaseSection' | 'readPipeline'> {
  const { CommitDiscussions, Pipelines, ProjectReleases } = api.rest
  return {
    keepCommitComment: async (project, sha, marker, body) => {
      const text = `${marker}\n${body}`
      const self = await api.readSelf()
      const pages = listPages(api.origin('the comments of the commit'), (page) =>
        CommitDiscussions.all(project, sha, page),
      )
      for await (const fields of pages) {
        const note = fields.list('notes')[0]
        if (!note || readUser(note.optionalFields('author')).id !== self.id) continue
        const found = note.text('body')
        if (found.split(/\r?\n/, 1)[0] !== marker) continue
        if (!isSameText(found, text)) {
          await CommitDiscussions.editNote(project, sha, fields.id('id'), note.number('id'), { body: text })
        }
        return
      }
      await CommitDiscussions.create(project, sha, text)
    },
    keepReleaseSection: async (project, tag, marker, body) => {
      const release = await findFields(ProjectReleases.show(project, tag), api.origin('the release'))
      if (!release) return false
      const before = release.optionalText('description') ?? ''
      const after = replaceSection(before, marker, body)
      if (!isSameText(before, after)) await ProjectReleases.edit(project, tag, { description: after })
      return true
    },
    readPipeline: async (project, ref, sha) => {
      const origin = api.origin('the pipelines of the commit')
      let newest: { id: string; isExternal: boolean } | undefined
      const pages = listPages(
        origin,
        (page) => Pipelines.all(project, { sha, ref, orderBy: 'id', sort: 'desc', ...page }),
        { most: 1, perPage: 20 },
      )
      for await (const fields of pages) {
        // One that GitLab made for statuses alone, those of the bot among them, says less than one with jobs.
        const isExternal = fields.optionalText('source') === 'external'
        if (!newest || (newest.isExternal && !isExternal)) newest = { id: fields.id('id'), isExternal }
      }
      const fields = newest && (await findFields(Pipelines.show(project, Number(newest.id)), origin))
      if (!fields) return undefined
      const pipeline: ForgePipeline = {
        id: fields.id('id'),
        sha: fields.text('sha'),
        ref: fields.text('ref'),
        isTag: fields.flag('tag'),
        status: fields.text('status'),
      }
      return pipeline
    },
  }
}
