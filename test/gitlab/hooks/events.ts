import type { Deployment, GitlabProject, MergeRequest, Note, Pipeline, Release } from '../model.ts'

/** What happens in the stand-in that hooks are told of; `user` is a username. */
export type HookEvent =
  | { kind: 'push' | 'tag_push'; project: GitlabProject; user: string; ref: string; before: string; after: string }
  | {
      kind: 'merge_request'
      project: GitlabProject
      user: string
      mergeRequest: MergeRequest
      action: MergeRequestAction
      /** The head before a push. */
      oldrev?: string
      changes?: Readonly<Record<string, { previous: unknown; current: unknown }>>
    }
  | {
      kind: 'note'
      project: GitlabProject
      user: string
      /** Undefined for a note on a commit. */
      mergeRequest: MergeRequest | undefined
      note: Note
      action: 'create' | 'update'
    }
  | { kind: 'pipeline'; project: GitlabProject; user: string; pipeline: Pipeline }
  | { kind: 'release'; project: GitlabProject; user: string; release: Release; action: 'create' | 'update' | 'delete' }
  | { kind: 'deployment'; project: GitlabProject; user: string; deployment: Deployment }

export type MergeRequestAction =
  | 'open'
  | 'reopen'
  | 'close'
  | 'merge'
  | 'update'
  | 'approved'
  | 'unapproved'
  | 'approval'
  | 'unapproval'

export const noCommit = '0'.repeat(40)
