import type { Approval, Forge, ListedMergeRequest, MergeRequest } from '../forge.ts'
import type { Fields } from '../read-fields.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'
import { readUser } from './users.ts'

function readState(state: string): MergeRequest['state'] {
  if (state === 'merged') return 'merged'
  // `locked` is one that is being merged.
  return state === 'opened' || state === 'locked' ? 'open' : 'closed'
}

/** Undefined where it has no commit at all, as one whose branch was never pushed. */
function readListed(fields: Fields): ListedMergeRequest | undefined {
  const headSha = fields.optionalText('sha')
  if (headSha === null) return undefined
  const project = fields.id('target_project_id')
  const sourceProject = fields.optionalId('source_project_id')
  const state = readState(fields.text('state'))
  const mergedSha = fields.optionalText('merge_commit_sha') ?? fields.optionalText('squash_commit_sha') ?? headSha
  return {
    project,
    number: fields.number('iid'),
    title: fields.text('title'),
    state,
    // Before 14.0 it was called work in progress.
    isDraft: fields.flag('draft') || fields.flag('work_in_progress'),
    sourceBranch: fields.text('source_branch'),
    targetBranch: fields.text('target_branch'),
    sourceProject,
    isFork: sourceProject !== project,
    headSha,
    mergedSha: state === 'merged' ? mergedSha : null,
    author: readUser(fields.optionalFields('author')),
    webUrl: fields.text('web_url'),
    updatedAt: fields.moment('updated_at'),
  }
}

export function createMergeRequestMethods(
  api: GitlabApi,
): Pick<Forge, 'readMergeRequest' | 'listMergeRequests' | 'listApprovals'> {
  const { MergeRequests, MergeRequestApprovals, Repositories } = api.rest
  const origin = api.origin('the merge request')

  async function findBase(project: string, request: ListedMergeRequest): Promise<string> {
    const refs = [request.targetBranch, request.headSha]
    const found = await findFields(Repositories.mergeBase(project, refs), api.origin('the merge base'))
    return found?.text('id') ?? request.headSha
  }

  return {
    readMergeRequest: async (project, number) => {
      const fields = await findFields(MergeRequests.show(project, number), origin)
      const request = fields && readListed(fields)
      if (!request) return undefined
      // GitLab works it out some moments after the merge request is opened.
      const baseSha = fields.optionalFields('diff_refs')?.optionalText('base_sha') ?? null
      return { ...request, baseSha: baseSha ?? (await findBase(project, request)) }
    },
    listMergeRequests: async function* (project, { since }) {
      const pages = listPages(api.origin('the merge requests'), (page) =>
        MergeRequests.all({
          projectId: project,
          orderBy: 'updated_at',
          sort: 'desc',
          scope: 'all',
          ...(since === undefined ? { state: 'opened' as const } : { updatedAfter: new Date(since).toISOString() }),
          ...page,
        }),
      )
      for await (const fields of pages) {
        const request = readListed(fields)
        if (request && (since === undefined || request.updatedAt > since)) yield request
      }
    },
    listApprovals: async (project, number) => {
      const asked = MergeRequestApprovals.showConfiguration(project, { mergerequestIId: number })
      const approvals = (await findFields(asked, api.origin('the approvals')))?.list('approved_by') ?? []
      return approvals.map((fields): Approval => ({ user: readUser(fields.optionalFields('user')), sha: null }))
    },
  }
}
