import { TransportError } from '../../../core/arkindex/transport.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import type { Forge, ForgeTag, TreeEntry } from '../forge.ts'
import type { Fields } from '../read-fields.ts'
import { orUndefined } from '../requester/forge-errors.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'

const kinds: Readonly<Record<string, TreeEntry['kind']>> = { blob: 'file', tree: 'folder', commit: 'submodule' }
/** The mode that Git gives a symbolic link. */
const linkMode = '120000'

export function isCommitName(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}

function readTagFields(fields: Fields): ForgeTag {
  return { name: fields.text('name'), sha: fields.fields('commit').text('id'), isProtected: fields.flag('protected') }
}

export function createRepositoryMethods(
  api: GitlabApi,
): Pick<Forge, 'readCommit' | 'readTree' | 'readFile' | 'readTag' | 'readBranch' | 'isInHistory' | 'listTags'> {
  const { Branches, Commits, Repositories, Tags } = api.rest
  return {
    readCommit: async (project, ref) => {
      if (ref === '') return undefined
      const fields = await findFields(Commits.show(project, ref), api.origin('the commit'))
      return fields && { sha: fields.text('id') }
    },
    readTree: async (project, sha, most) => {
      const perPage = Math.max(1, Math.min(100, most))
      const entries: TreeEntry[] = []
      const pages = listPages(
        api.origin('the tree'),
        (page) => Repositories.allRepositoryTrees(project, { ref: sha, recursive: true, ...page }),
        { perPage, most: Math.ceil(most / perPage) + 1 },
      )
      for await (const fields of pages) {
        if (entries.length >= most) return { entries, isCut: true }
        const kind = fields.text('mode') === linkMode ? 'link' : kinds[fields.text('type')]
        if (kind) entries.push({ path: fields.text('path'), kind })
      }
      return { entries, isCut: false }
    },
    readFile: async (project, sha, path, largest) => {
      const name = [project, path].map(encodeURIComponent)
      try {
        // By the requester itself: gitbeaker would hold the whole file before its size can be looked at.
        const answer = await orUndefined(
          api.requester.send({
            method: 'GET',
            path: `projects/${name[0]}/repository/files/${name[1]}/raw?${new URLSearchParams({ ref: sha })}`,
            largest,
          }),
        )
        return answer?.body
      } catch (error) {
        if (!(error instanceof TransportError) || error.code !== 'answer-too-large') throw error
        throw new CodedError('forge-file-too-large', { file: path, sha, largest })
      }
    },
    readTag: async (project, name) => {
      if (name === '') return undefined
      const fields = await findFields(Tags.show(project, name), api.origin('the tag'))
      return fields && readTagFields(fields)
    },
    readBranch: async (project, name) => {
      if (name === '') return undefined
      const fields = await findFields(Branches.show(project, name), api.origin('the branch'))
      return fields && readTagFields(fields)
    },
    isInHistory: async (project, sha, ofSha) => {
      if (!isCommitName(sha) || !isCommitName(ofSha)) return false
      const base = await findFields(Repositories.mergeBase(project, [sha, ofSha]), api.origin('the merge base'))
      return base?.text('id') === sha
    },
    listTags: async (project, most) => {
      const perPage = Math.max(1, Math.min(100, most))
      const tags: ForgeTag[] = []
      const pages = listPages(
        api.origin('the tags'),
        (page) => Tags.all(project, { orderBy: 'updated', sort: 'desc', ...page }),
        { perPage },
      )
      for await (const fields of pages) {
        if (tags.length >= most) break
        tags.push(readTagFields(fields))
      }
      return tags
    },
  }
}
