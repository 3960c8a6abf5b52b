import type { Forge } from '../forge.ts'
import { isSameText } from '../is-same-text.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'
import { readUser } from './users.ts'

/** By discussions of the commit: GitLab's plain comments have no ids and cannot be edited. */
export function createCommitCommentMethods(api: GitlabApi): Pick<Forge, 'keepCommitComment'> {
  const { CommitDiscussions } = api.rest
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
  }
}
